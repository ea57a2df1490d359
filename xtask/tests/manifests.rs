//! What the manifest of every crate that is published says.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

static METADATA: LazyLock<Value> = LazyLock::new(|| {
    let output = Command::new(env!("CARGO"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
});

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn published() -> Vec<&'static Value> {
    let packages = list(&METADATA["packages"]).iter();
    let packages: Vec<_> = packages
        .filter(|package| package["publish"].is_null())
        .collect();
    assert_eq!(packages.len(), 10, "crates that are published");
    packages
}

#[test]
fn a_published_crate_says_what_it_is() {
    for package in published() {
        let name = text(package, "name");
        for key in [
            "description",
            "license",
            "repository",
            "readme",
            "rust_version",
        ] {
            assert!(!text(package, key).is_empty(), "{name} states no {key}");
        }
        for key in ["keywords", "categories"] {
            let count = list(&package[key]).len();
            assert!((1..=5).contains(&count), "{name} states {count} {key}");
        }
        let settings = &package["metadata"]["docs"]["rs"];
        assert!(settings.is_object(), "{name} has no settings for docs.rs");

        let folder = Path::new(text(package, "manifest_path")).parent().unwrap();
        let page = std::fs::read_to_string(folder.join("README.md")).unwrap();
        assert!(
            page.starts_with(&format!("# {name}\n")),
            "{name}: README.md"
        );
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            assert!(folder.join(licence).is_file(), "{name} has no {licence}");
        }
    }
}

#[test]
fn the_page_of_a_library_is_compiled() {
    for package in published() {
        let targets = list(&package["targets"]);
        for target in targets.iter().filter(|target| target["kind"][0] == "lib") {
            let root = std::fs::read_to_string(text(target, "src_path")).unwrap();
            let first = root.lines().next().unwrap();
            assert_eq!(
                first, r##"#![doc = include_str!("../README.md")]"##,
                "{target}"
            );
        }
    }
}

/// A version in a dependency on a crate that is not published would keep the package from building.
#[test]
fn a_published_crate_needs_no_unpublished_one() {
    let names: BTreeSet<_> = published()
        .iter()
        .map(|package| text(package, "name"))
        .collect();
    for package in published() {
        let inner = list(&package["dependencies"]).iter();
        for dependency in inner.filter(|dependency| !dependency["path"].is_null()) {
            let (name, needed) = (text(package, "name"), text(dependency, "name"));
            let is_dropped = dependency["kind"] == "dev" && dependency["req"] == "*";
            assert!(
                names.contains(needed) || is_dropped,
                "{name} needs {needed}, which is not published"
            );
        }
    }
}
