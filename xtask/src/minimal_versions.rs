//! `cargo xtask minimal-versions`: the lowest versions that the manifests allow are enough.

use std::path::Path;

use crate::shell::{self, command};
use crate::workspace_copy;

/// Resolves a copy of the workspace to the lowest direct versions and checks that it builds.
///
/// # Errors
///
/// When the versions do not go together, or what is published does not build with them.
pub fn run(root: &Path) -> Result<Vec<String>, String> {
    let folder = root.join("target/minimal-versions/workspace");
    workspace_copy::copy(root, &folder)?;
    // The resolver's option is unstable; the compiler is the stable one all the same.
    let mut update = command(&folder, "cargo update -Z direct-minimal-versions");
    shell::run(update.env("RUSTC_BOOTSTRAP", "1"))?;
    // The measurements are held to what is newest, by the tool that they use.
    let check = "cargo check --workspace --exclude benches --lib --bins --target-dir ../build";
    shell::run(&mut command(&folder, check))?;
    Ok(vec![
        "the lowest versions that the manifests allow build".to_owned(),
    ])
}
