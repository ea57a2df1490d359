use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A command that is about to be run.
pub(super) struct Shell {
    command: Command,
    what: String,
}

impl Shell {
    pub(super) fn new(program: impl AsRef<Path>, folder: &Path) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.current_dir(folder).stdin(Stdio::null());
        Self {
            command,
            what: program.display().to_string(),
        }
    }

    pub(super) fn cargo(folder: &Path) -> Self {
        Self::new("cargo", folder)
    }

    /// Adds arguments, written with spaces between them.
    pub(super) fn words(self, words: &str) -> Self {
        words.split_whitespace().fold(self, Self::arg)
    }

    pub(super) fn arg(mut self, argument: impl AsRef<Path>) -> Self {
        let argument = argument.as_ref();
        self.what = format!("{} {}", self.what, argument.display());
        self.command.arg(argument);
        self
    }

    pub(super) fn env(mut self, name: &str, value: impl AsRef<Path>) -> Self {
        self.command.env(name, value.as_ref());
        self
    }

    /// Runs it; what it prints goes to this program's output.
    pub(super) fn run(mut self) -> Result<(), String> {
        let status = self.command.status();
        match status.map_err(|error| self.not_started(&error))? {
            status if status.success() => Ok(()),
            status => Err(format!("`{}` ended with {status}", self.what)),
        }
    }

    /// Runs it and returns what it printed; its errors go to this program's.
    pub(super) fn read(mut self) -> Result<String, String> {
        let output = self.command.stderr(Stdio::inherit()).output();
        let output = output.map_err(|error| self.not_started(&error))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(format!("`{}` ended with {}", self.what, output.status))
        }
    }

    fn not_started(&self, error: &std::io::Error) -> String {
        format!("`{}` cannot be started: {error}", self.what)
    }
}

/// Where cargo builds into.
pub(super) fn target_folder(root: &Path) -> Result<PathBuf, String> {
    #[derive(serde::Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }

    let text = Shell::cargo(root)
        .words("metadata --no-deps --format-version 1")
        .read()?;
    let metadata: Metadata = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    Ok(metadata.target_directory)
}
