//! A copy of the workspace for what must not touch the one that is worked in.

use std::path::Path;
use std::process::Command;

/// Copies every file that git knows, or would take, into an empty `folder`.
///
/// # Errors
///
/// When git or the disk refuses.
pub fn copy(root: &Path, folder: &Path) -> Result<(), String> {
    drop(std::fs::remove_dir_all(folder));
    let listed = Command::new("git")
        .current_dir(root)
        .args(["ls-files", "--cached", "--others"])
        .args(["--exclude-standard", "-z"])
        .output()
        .map_err(|error| format!("git cannot be started: {error}"))?;
    for name in String::from_utf8_lossy(&listed.stdout)
        .split('\0')
        .filter(|name| !name.is_empty())
    {
        let (from, to) = (root.join(name), folder.join(name));
        if !from.is_file() {
            continue;
        }
        std::fs::create_dir_all(to.parent().unwrap_or(folder))
            .and_then(|()| std::fs::copy(&from, &to))
            .map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}
