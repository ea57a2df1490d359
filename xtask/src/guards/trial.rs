use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::table::Guard;
use crate::time_limit::status_within;
use crate::workspace_copy;

/// How long one build or one test may take.
const LIMIT: Duration = Duration::from_secs(600);

/// A copy of the workspace in which guards are taken out.
pub(super) struct Trial {
    folder: PathBuf,
    target: PathBuf,
}

impl Trial {
    pub(super) fn copy_of(root: &Path) -> Result<Self, String> {
        let folder = root.join("target/guards/workspace");
        workspace_copy::copy(root, &folder)?;
        Ok(Self {
            folder,
            target: root.join("target/guards/build"),
        })
    }

    /// Takes the guard out, runs its test, and puts the guard back.
    pub(super) fn without(&self, guard: &Guard) -> Result<(), String> {
        let file = self.folder.join(guard.file);
        let text =
            std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", guard.file))?;
        if text.matches(guard.code).count() != 1 {
            return Err(format!(
                "{} holds its code {} times, not once; mend xtask/src/guards/table.rs",
                guard.file,
                text.matches(guard.code).count()
            ));
        }
        let write = |text: &str| {
            std::fs::write(&file, text).map_err(|error| format!("{}: {error}", guard.file))
        };
        // Without its guard the code must still build: a failure to build notices nothing.
        let noticed = write(&text.replace(guard.code, guard.instead)).and_then(|()| {
            if !self.cargo(guard, &["--no-run"])? {
                return Err("does not build without it; mend xtask/src/guards/table.rs".to_owned());
            }
            Ok(!self.cargo(guard, &[])?)
        });
        write(&text)?;
        if noticed? {
            Ok(())
        } else {
            Err(format!("nobody notices: {} passes without it", guard.test))
        }
    }

    fn cargo(&self, guard: &Guard, more: &[&str]) -> Result<bool, String> {
        let mut cargo = Command::new("cargo");
        cargo
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("RUSTFLAGS", "--cap-lints allow")
            .env("INSTA_UPDATE", "no")
            .args(["test", "--quiet"])
            .args(guard.test.split(' '))
            .args(more)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        match status_within(&mut cargo, LIMIT) {
            Ok(Some(status)) => Ok(status.success()),
            Ok(None) => Err(format!(
                "{} hangs without it; let it fail instead",
                guard.test
            )),
            Err(error) => Err(format!("cargo cannot be started: {error}")),
        }
    }
}
