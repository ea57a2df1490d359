//! `cargo xtask minimal-versions`: the lowest versions that the manifests allow are enough.

use std::path::Path;
use std::process::Command;

use crate::workspace_copy;

/// Resolves a copy of the workspace to the lowest direct versions and checks that it builds.
///
/// # Errors
///
/// When the versions do not go together, or what is published does not build with them.
pub fn run(root: &Path) -> Result<Vec<String>, String> {
    let folder = root.join("target/minimal-versions/workspace");
    workspace_copy::copy(root, &folder)?;
    cargo(&folder, "update -Z direct-minimal-versions")?;
    // The measurements are held to what is newest, by the tool that they use.
    cargo(
        &folder,
        "check --workspace --exclude benches --lib --bins --target-dir ../build",
    )?;
    Ok(vec![
        "the lowest versions that the manifests allow build".to_owned(),
    ])
}

fn cargo(folder: &Path, words: &str) -> Result<(), String> {
    let mut command = Command::new("cargo");
    command.current_dir(folder).args(words.split(' '));
    if words.contains("-Z ") {
        // The resolver's option is unstable; the compiler is the stable one all the same.
        command.env("RUSTC_BOOTSTRAP", "1");
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`cargo {words}` ended with {status}")),
        Err(error) => Err(format!("cargo cannot be started: {error}")),
    }
}
