use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::figure::Figure;

/// Where the benches are, and how much they measure.
pub(super) struct Bench {
    pub(super) root: PathBuf,
    /// Where cargo builds into.
    pub(super) target: PathBuf,
    pub(super) quick: bool,
}

impl Bench {
    pub(super) fn new(root: &Path, quick: bool) -> Result<Self, String> {
        let mut metadata = cargo(root, "metadata --no-deps --format-version 1");
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
        run(&mut cargo(
            &self.root,
            "bench --package benches --no-run --quiet",
        ))?;
        let mut loads = Command::new(self.target.join("release/bench-loads"));
        loads
            .args(what.split(' '))
            .args(self.quick.then_some("--quick"));
        let read_one = |line: &str| {
            serde_json::from_str(line).map_err(|error| format!("not a figure: {line}: {error}"))
        };
        read(&mut loads)?.lines().map(read_one).collect()
    }
}

pub(super) fn cargo(folder: &Path, words: &str) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(folder).args(words.split(' '));
    command
}

/// Runs it; what it prints goes to this program's output.
pub(super) fn run(command: &mut Command) -> Result<(), String> {
    let status = command.stdin(Stdio::null()).status();
    match status.map_err(|error| format!("{command:?} cannot be started: {error}"))? {
        status if status.success() => Ok(()),
        status => Err(format!("{command:?} ended with {status}")),
    }
}

/// Runs it and returns what it printed; its errors go to this program's.
pub(super) fn read(command: &mut Command) -> Result<String, String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output();
    match output.map_err(|error| format!("{command:?} cannot be started: {error}"))? {
        output if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        output => Err(format!("{command:?} ended with {}", output.status)),
    }
}

/// Removes a folder, if it is there.
pub(super) fn remove(folder: &Path) -> Result<(), String> {
    match folder.exists() {
        true => std::fs::remove_dir_all(folder).map_err(|error| error.to_string()),
        false => Ok(()),
    }
}
