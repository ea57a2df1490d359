//! The threat model names tests; each must be there.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_test_of_the_threat_model_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("docs/threat-model.md")).unwrap();
    let mut tests = BTreeSet::new();
    for folder in ["crates", "tests"] {
        collect(&root.join(folder), &mut tests);
    }
    assert!(tests.len() > 300, "the tests were not found");
    let named: BTreeSet<_> = page
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(is_test_name)
        .collect();
    assert!(named.len() > 30, "the page names too few tests: {named:?}");
    let missing: Vec<_> = named
        .iter()
        .filter(|name| !tests.contains(**name))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/threat-model.md names tests that are not there: {missing:?}"
    );
    // A line without a test would be a guard that nothing holds.
    let rows = page.lines().filter(|line| line.starts_with("| ")).skip(2);
    for row in rows {
        let last = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        assert!(last.contains('`'), "no test: {row}");
    }
}

/// Whether it reads like the name of a test: words joined by underscores.
fn is_test_name(name: &&str) -> bool {
    name.matches('_').count() >= 3
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn collect(folder: &Path, tests: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, tests);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let mut is_test = false;
            for line in text.lines().map(str::trim) {
                if line.starts_with("#[") {
                    is_test |= line.contains("test");
                    continue;
                }
                let line = line.strip_prefix("async ").unwrap_or(line);
                if let (true, Some(rest)) = (is_test, line.strip_prefix("fn ")) {
                    tests.insert(rest.split('(').next().unwrap().to_owned());
                }
                is_test = false;
            }
        }
    }
}
