use std::path::{Path, PathBuf};

use super::figure::Figure;
use crate::shell::{command, read, run};

/// Where the benches are, and how much they measure.
pub(super) struct Bench {
    pub(super) root: PathBuf,
    /// Where cargo builds into.
    pub(super) target: PathBuf,
    pub(super) quick: bool,
}

impl Bench {
    pub(super) fn new(root: &Path, quick: bool) -> Result<Self, String> {
        let mut metadata = command(root, "cargo metadata --no-deps --format-version 1");
        let metadata = serde_json::from_str::<serde_json::Value>(&read(&mut metadata)?);
        let metadata = metadata.map_err(|error| error.to_string())?;
        Ok(Self {
            root: root.to_owned(),
            target: metadata["target_directory"]
                .as_str()
                .unwrap_or("target")
                .into(),
            quick,
        })
    }

    /// Runs the benches' program, and reads the figures that it prints.
    pub(super) fn loads(&self, what: &str) -> Result<Vec<Figure>, String> {
        // The profile of benches, which is what users build with who set nothing.
        run(&mut command(
            &self.root,
            "cargo bench --package benches --no-run --quiet",
        ))?;
        let mut loads = command(&self.target, "release/bench-loads");
        loads
            .args(what.split(' '))
            .args(self.quick.then_some("--quick"));
        let read_one = |line: &str| {
            serde_json::from_str(line).map_err(|error| format!("not a figure: {line}: {error}"))
        };
        read(&mut loads)?.lines().map(read_one).collect()
    }
}

/// Removes a folder, if it is there.
pub(super) fn remove(folder: &Path) -> Result<(), String> {
    match folder.exists() {
        true => std::fs::remove_dir_all(folder).map_err(|error| error.to_string()),
        false => Ok(()),
    }
}
