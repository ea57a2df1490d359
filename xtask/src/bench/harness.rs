use std::path::{Path, PathBuf};

use super::figure::Figure;
use super::shell::{Shell, target_folder};

/// Where the benches are, and how much they measure.
pub(super) struct Bench {
    pub(super) root: PathBuf,
    pub(super) target: PathBuf,
    pub(super) quick: bool,
}

impl Bench {
    pub(super) fn new(root: &Path, quick: bool) -> Result<Self, String> {
        Ok(Self {
            root: root.to_owned(),
            target: target_folder(root)?,
            quick,
        })
    }

    /// Builds the benches and the programs that they start.
    pub(super) fn build(&self) -> Result<(), String> {
        Shell::cargo(&self.root)
            .words("bench --package benches --no-run --quiet")
            .run()
    }

    /// Runs one of the benches' programs, and reads the figures that it prints.
    pub(super) fn figures(&self, program: &str, arguments: &str) -> Result<Vec<Figure>, String> {
        let program = self.target.join("release").join(program);
        let shell = Shell::new(program, &self.root).words(arguments);
        let shell = if self.quick {
            shell.arg("--quick")
        } else {
            shell
        };
        let read = |line: &str| {
            serde_json::from_str(line).map_err(|error| format!("not a figure: {line}: {error}"))
        };
        shell.read()?.lines().map(read).collect()
    }
}
