//! Commands of the system, each run to its end.

use std::path::Path;
use std::process::{Command, Stdio};

/// A command line, words with spaces between them, in a folder; a program with a path stands below
/// that folder.
pub(crate) fn command(folder: &Path, line: &str) -> Command {
    let (program, arguments) = line.split_once(' ').unwrap_or((line, ""));
    let mut command = match program.contains('/') {
        true => Command::new(folder.join(program)),
        false => Command::new(program),
    };
    command
        .args(arguments.split_whitespace())
        .current_dir(folder);
    command
}

/// Runs it; what it prints goes to this program's output.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let status = command.stdin(Stdio::null()).status();
    match status.map_err(|error| format!("{command:?} cannot be started: {error}"))? {
        status if status.success() => Ok(()),
        status => Err(format!("{command:?} ended with {status}")),
    }
}

/// Runs it and returns what it printed; its errors go to this program's.
pub(crate) fn read(command: &mut Command) -> Result<String, String> {
    command.stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output();
    match output.map_err(|error| format!("{command:?} cannot be started: {error}"))? {
        output if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        output => Err(format!("{command:?} ended with {}", output.status)),
    }
}
