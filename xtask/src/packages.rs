//! `cargo xtask packages`: every crate packaged, and built from its archive alone.

use std::path::{Path, PathBuf};

use crate::shell;

/// The libraries that are published.
pub(crate) const LIBRARIES: [&str; 9] = [
    "auth-core",
    "transport-core",
    "nhn-ssc",
    "ncp-wsc",
    "nhn-appguard",
    "nhn-integrity",
    "korea-cloud-security",
    "korea-cloud-security-emulator",
    "korea-cloud-security-findings",
];

/// The tool, which is published too.
const TOOL: &str = "kcsec";

/// Packages and builds, as `cargo publish` would before it uploads.
///
/// To cargo an archive of one version never changes: what an earlier run unpacked or built of it
/// would be taken for the same, so that is removed first.
///
/// # Errors
///
/// When an archive cannot be made, or does not build.
pub fn run(root: &Path) -> Result<Vec<String>, String> {
    let fingerprints = root.join("target/debug/.fingerprint");
    remove_within(&fingerprints, is_ours);
    for unpacked in children(&sources_folder()) {
        // Registries that live in a folder have no name before their hash.
        if name_of(&unpacked).starts_with('-') {
            remove_within(&unpacked, is_ours);
        }
    }
    let publish = "cargo publish --workspace --dry-run --allow-dirty";
    shell::run(&mut shell::command(root, publish))?;
    let count = LIBRARIES.len() + 1;
    Ok(vec![format!("{count} crates build from their archives")])
}

#[allow(
    clippy::disallowed_methods,
    reason = "cargo's own folder is where cargo says"
)]
fn sources_folder() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    home.unwrap_or_default().join("registry/src")
}

fn is_ours(name: &str) -> bool {
    LIBRARIES.iter().chain([&TOOL]).any(|ours| {
        name.strip_prefix(ours)
            .is_some_and(|rest| rest.starts_with('-'))
    })
}

fn remove_within(folder: &Path, which: impl Fn(&str) -> bool) {
    for child in children(folder) {
        if which(&name_of(&child)) {
            let _ = std::fs::remove_dir_all(child);
        }
    }
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect()
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
