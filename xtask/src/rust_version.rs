//! `cargo xtask rust-version`: the Rust version that the published crates state is true.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: BTreeSet<String>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    rust_version: Option<String>,
    publish: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

/// Compares what each published crate states with what is needed, on any platform, to build and to
/// test it. Clippy does the same for the standard library's own items.
///
/// # Errors
///
/// When a crate of the lock file needs a newer compiler; it is named.
pub fn run(root: &Path) -> Result<Vec<String>, String> {
    let output = Command::new("cargo")
        .current_dir(root)
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    let metadata = serde_json::from_slice(&output.stdout).map_err(|error| {
        let said = String::from_utf8_lossy(&output.stderr);
        format!("cargo metadata cannot be read: {error}: {said}")
    })?;
    compared(&metadata)
}

fn compared(metadata: &Metadata) -> Result<Vec<String>, String> {
    let packages: BTreeMap<_, _> = metadata
        .packages
        .iter()
        .map(|package| (&package.id, package))
        .collect();
    let needed: BTreeMap<_, _> = metadata
        .resolve
        .nodes
        .iter()
        .map(|node| (&node.id, &node.dependencies))
        .collect();
    let mut problems = BTreeSet::new();
    let mut lines = Vec::new();
    for published in packages.values().filter(|package| {
        metadata.workspace_members.contains(&package.id) && package.publish.is_none()
    }) {
        let Some(stated) = &published.rust_version else {
            return Err(format!("{} states no Rust version", published.name));
        };
        let mut seen = BTreeSet::new();
        let mut open = vec![&published.id];
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(needed.get(id).into_iter().copied().flatten());
            }
        }
        for package in seen.iter().filter_map(|id| packages.get(*id)) {
            let Some(least) = &package.rust_version else {
                continue;
            };
            if parts(least) > parts(stated) {
                problems.insert(format!(
                    "{} states Rust {stated}, but {} {} needs {least}",
                    published.name, package.name, package.version
                ));
            }
        }
        let count = seen.len() - 1;
        lines.push(format!(
            "{}: Rust {stated} is enough for the {count} crates that it needs",
            published.name
        ));
    }
    if problems.is_empty() {
        Ok(lines)
    } else {
        Err(problems.into_iter().collect::<Vec<_>>().join("\n"))
    }
}

/// The version in parts; 1.88 and 1.88.0 are the same.
fn parts(version: &str) -> [u32; 3] {
    let mut parts = version
        .split('.')
        .map(|part| part.parse().unwrap_or_default());
    [(); 3].map(|()| parts.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `ours` needs `near`, which needs `far`; `tool` is not published and needs `new`.
    fn metadata(far: &str) -> Metadata {
        let package = |name: &str, rust: Option<&str>, publish: Option<[&str; 0]>| {
            serde_json::json!({
                "id": name, "name": name, "version": "1.2.3",
                "rust_version": rust, "publish": publish,
            })
        };
        serde_json::from_value(serde_json::json!({
            "packages": [
                package("ours", Some("1.88"), None),
                package("near", None, None),
                package("far", Some(far), None),
                package("tool", Some("1.88"), Some([])),
                package("new", Some("1.95"), None),
            ],
            "workspace_members": ["ours", "tool"],
            "resolve": { "nodes": [
                { "id": "ours", "dependencies": ["near"] },
                { "id": "near", "dependencies": ["far"] },
                { "id": "far", "dependencies": [] },
                { "id": "tool", "dependencies": ["new"] },
                { "id": "new", "dependencies": [] },
            ]},
        }))
        .unwrap()
    }

    #[test]
    fn a_dependency_that_needs_a_newer_compiler_is_named() {
        assert_eq!(
            compared(&metadata("1.88.1")).unwrap_err(),
            "ours states Rust 1.88, but far 1.2.3 needs 1.88.1"
        );
    }

    #[test]
    fn what_no_published_crate_needs_may_be_newer() {
        assert_eq!(
            compared(&metadata("1.88.0")).unwrap(),
            ["ours: Rust 1.88 is enough for the 2 crates that it needs"]
        );
    }
}
