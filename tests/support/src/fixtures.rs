use std::path::PathBuf;

use serde_json::Value;

/// The folder of a crate's fixtures: `fixtures/<crate name>/` of the project.
pub fn fixtures_dir(crate_name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures")).join(crate_name)
}

/// A fixture's text, such as `fixture("nhn-ssc", "summary.response.json")`.
///
/// # Panics
///
/// When the file is not there: a test without its fixture must not pass.
pub fn fixture(crate_name: &str, name: &str) -> String {
    let path = fixtures_dir(crate_name).join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// A fixture as JSON.
///
/// # Panics
///
/// When it is not there, or not JSON.
pub fn fixture_json(crate_name: &str, name: &str) -> Value {
    match serde_json::from_str(&fixture(crate_name, name)) {
        Ok(value) => value,
        Err(error) => panic!("{crate_name}/{name}: {error}"),
    }
}

/// The names of a crate's fixtures, sorted.
///
/// # Panics
///
/// When the folder is not there.
pub fn fixture_names(crate_name: &str) -> Vec<String> {
    let folder = fixtures_dir(crate_name);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        panic!("{} is not there", folder.display())
    };
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}
