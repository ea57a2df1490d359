//! A copy of the workspace for what must not touch the one that is worked in.

use std::path::Path;

use crate::shell::{command, read};

/// Copies every file that git knows, or would take, into an empty `folder`.
pub(crate) fn copy(root: &Path, folder: &Path) -> Result<(), String> {
    drop(std::fs::remove_dir_all(folder));
    let list = "git ls-files --cached --others --exclude-standard -z";
    let listed = read(&mut command(root, list))?;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
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
