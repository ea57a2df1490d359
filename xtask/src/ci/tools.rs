use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{command, run};

/// A cargo subcommand that CI needs and that no workspace can declare.
#[derive(Clone, Copy)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

pub(super) const CARGO_HACK: Tool = Tool {
    name: "cargo-hack",
    version: "0.6.46",
};
pub(super) const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};
pub(crate) const CARGO_DEB: Tool = Tool {
    name: "cargo-deb",
    version: "3.8.0",
};
pub(super) const CARGO_SEMVER_CHECKS: Tool = Tool {
    name: "cargo-semver-checks",
    version: "0.48.0",
};

/// Where the tools are installed: beside what is built, so that a cached target folder keeps them.
pub(super) fn folder(root: &Path) -> PathBuf {
    root.join("target/tools/bin")
}

impl Tool {
    /// Installs the tool at its version, unless it is there. Unoptimised: it builds in a third of
    /// the time, and runs for seconds.
    pub(crate) fn install(self, root: &Path) -> Result<(), String> {
        let there = Command::new(folder(root).join(self.name))
            .args([self.name.trim_start_matches("cargo-"), "--version"])
            .output()
            .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(self.version));
        if there {
            return Ok(());
        }
        let install = "cargo install --quiet --locked --debug --root target/tools --version";
        run(command(root, install).args([self.version, self.name]))
    }
}
