//! Which public types there are, by the sources, and which were looked at.

use std::any::type_name;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::Path;

use test_support::Leaks;

/// Looks at values, and remembers of which types.
#[derive(Default)]
pub struct Shelf {
    leaks: Leaks,
    seen: BTreeSet<String>,
}

impl Shelf {
    /// Looks at a value's `Debug`; `T` counts as seen.
    pub fn put<T: Debug>(&mut self, value: &T) {
        let path = type_name::<T>().split('<').next().unwrap();
        let name = path.rsplit("::").next().unwrap().to_owned();
        let krate = path.split("::").next().unwrap().replace('_', "-");
        let text = format!("{value:?}\n{value:#?}");
        self.leaks
            .assert_none_in(&format!("Debug of {path}"), &text);
        self.seen.insert(format!("{krate}::{name}"));
    }

    /// Looks at a value of a type that is hidden behind a trait.
    pub fn put_as(&mut self, name: &str, value: &dyn Debug) {
        self.read(
            &format!("Debug of {name}"),
            &format!("{value:?}\n{value:#?}"),
        );
        self.seen.insert(name.to_owned());
    }

    /// Looks at other text.
    pub fn read(&self, place: &str, text: &str) {
        self.leaks.assert_none_in(place, text);
    }

    /// Fails when a public type was not looked at.
    pub fn assert_complete(&self, without_text: &[&str]) {
        let mut missing = public_types();
        let harmless = |name: &str| without_text.contains(&name.rsplit("::").next().unwrap());
        missing.retain(|name| !self.seen.contains(name) && !harmless(name));
        assert!(
            missing.is_empty(),
            "nobody looked at the Debug of {missing:?}: put a value that holds a marked secret on \
             the shelf, or name the type among those that hold no text"
        );
    }
}

/// `crate::Type` for every public struct and enum of the libraries.
fn public_types() -> BTreeSet<String> {
    let crates = [
        "auth-core",
        "transport-core",
        "nhn-ssc",
        "ncp-wsc",
        "nhn-appguard",
        "nhn-integrity",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates");
    let mut types = BTreeSet::new();
    for name in crates {
        collect(&root.join(name).join("src"), name, &mut types);
    }
    assert!(types.len() > 100, "the sources were not read: {types:?}");
    types
}

fn collect(folder: &Path, krate: &str, types: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, krate, types);
            continue;
        }
        for line in fs::read_to_string(&path).unwrap().lines() {
            let line = line.trim_start();
            let rest = ["pub struct ", "pub enum "]
                .iter()
                .find_map(|start| line.strip_prefix(start));
            let Some(rest) = rest else { continue };
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            // A macro's own parameter has no name yet.
            if end > 0 {
                types.insert(format!("{krate}::{}", &rest[..end]));
            }
        }
    }
}
