//! `cargo xtask packaged-tests`: the packages' own tests, with nothing of the workspace around them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// Where `cargo publish --dry-run` unpacks what it verifies.
const PACKAGES: &str = "target/package";
const FOLDER: &str = "target/packaged";

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    /// The registries it may go to; an empty list is `publish = false`.
    publish: Option<Vec<String>>,
}

/// Puts the unpacked packages into a workspace of their own and runs their tests.
///
/// # Errors
///
/// When a package is not there, holds what it should not, or its tests fail.
pub fn run(root: &Path) -> Result<Vec<String>, String> {
    let folder = root.join(FOLDER);
    drop(std::fs::remove_dir_all(&folder));
    let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"*-*\"]\n\n".to_owned();
    manifest.push_str("[profile.dev]\ndebug = \"line-tables-only\"\n\n[patch.crates-io]\n");
    let mut lines = Vec::new();
    for package in published(root)? {
        let name = format!("{}-{}", package.name, package.version);
        let files = copied(&root.join(PACKAGES).join(&name), &folder.join(&name))?;
        lines.push(checked(&name, &files)?);
        writeln!(manifest, "{} = {{ path = \"{name}\" }}", package.name)
            .map_err(|error| error.to_string())?;
    }
    std::fs::write(folder.join("Cargo.toml"), manifest)
        .and_then(|()| std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")))
        .map_err(|error| format!("{FOLDER}: {error}"))?;
    // The same target folder as everything else: the dependencies are built already.
    let status = Command::new("cargo")
        .current_dir(&folder)
        .args(["test", "--workspace", "--target-dir"])
        .arg(root.join("target"))
        .status()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    if status.success() {
        Ok(lines)
    } else {
        Err(format!("tests of the packages in {FOLDER} failed"))
    }
}

fn published(root: &Path) -> Result<Vec<Package>, String> {
    let output = Command::new("cargo")
        .current_dir(root)
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked"])
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    let metadata: Metadata = serde_json::from_slice(&output.stdout).map_err(|error| {
        let said = String::from_utf8_lossy(&output.stderr);
        format!("cargo metadata cannot be read: {error}: {said}")
    })?;
    let mut packages = metadata.packages;
    packages.retain(|package| package.publish.as_ref().is_none_or(|to| !to.is_empty()));
    Ok(packages)
}

/// Copies an unpacked package; the files that it holds.
fn copied(from: &Path, to: &Path) -> Result<BTreeSet<PathBuf>, String> {
    let problem = |error: std::io::Error| {
        format!(
            "{}: {error}; `cargo publish --workspace --dry-run --allow-dirty` unpacks it",
            from.display()
        )
    };
    let mut files = BTreeSet::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inner) = folders.pop() {
        std::fs::create_dir_all(to.join(&inner)).map_err(problem)?;
        for entry in std::fs::read_dir(from.join(&inner)).map_err(problem)? {
            let entry = entry.map_err(problem)?;
            let path = inner.join(entry.file_name());
            if entry.file_type().map_err(problem)?.is_dir() {
                folders.push(path);
            } else {
                std::fs::copy(entry.path(), to.join(&path)).map_err(problem)?;
                files.insert(path);
            }
        }
    }
    Ok(files)
}

/// A package holds its source, its page and the licences, and nothing that needs the workspace.
fn checked(name: &str, files: &BTreeSet<PathBuf>) -> Result<String, String> {
    for needed in ["README.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        if !files.contains(Path::new(needed)) {
            return Err(format!("the package {name} has no {needed}"));
        }
    }
    let stray = files.iter().find(|file| file.starts_with("tests"));
    match stray {
        Some(file) => Err(format!(
            "the package {name} holds {}, which needs the workspace around it",
            file.display()
        )),
        None => Ok(format!("{name}: {} files", files.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> BTreeSet<PathBuf> {
        names.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn a_package_has_its_page_and_licences_and_no_tests_of_the_workspace() {
        let whole = ["README.md", "LICENSE-APACHE", "LICENSE-MIT", "src/lib.rs"];
        assert_eq!(
            checked("one-0.1.0", &files(&whole)).unwrap(),
            "one-0.1.0: 4 files"
        );
        let said = checked("one-0.1.0", &files(&whole[..2])).unwrap_err();
        assert_eq!(said, "the package one-0.1.0 has no LICENSE-MIT");
        let more = [&whole[..], &["tests/wire.rs"]].concat();
        let said = checked("one-0.1.0", &files(&more)).unwrap_err();
        assert!(said.contains("holds tests/wire.rs"), "{said}");
    }
}
