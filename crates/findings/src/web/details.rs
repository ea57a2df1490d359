use serde_json::{Map, Value};

use crate::model::Severity;

/// How deep objects are looked for.
const MAX_DEPTH: usize = 6;

const PLACES: [&str; 3] = ["url", "uri", "path"];
const NAMES: [&str; 3] = ["name", "title", "vulnerability"];
const LEVELS: [&str; 3] = ["risk", "severity", "level"];
const PARAMETERS: [&str; 2] = ["parameter", "param"];

/// One object of the details that names a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) parameter: String,
    pub(super) severity: Severity,
}

/// Every object that names a URL or a path, wherever it stands.
pub(super) fn found(details: &Value) -> Vec<Found> {
    let mut found = Vec::new();
    collect(details, "Details", 0, &mut found);
    found
}

fn collect(value: &Value, enclosing: &str, depth: usize, found: &mut Vec<Found>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                collect(value, enclosing, depth + 1, found);
            }
        }
        Value::Object(object) => {
            if let Some(url) = text(object, &PLACES) {
                found.push(Found {
                    name: text(object, &NAMES).unwrap_or(enclosing).to_owned(),
                    url: url.to_owned(),
                    parameter: text(object, &PARAMETERS).unwrap_or_default().to_owned(),
                    severity: text(object, &LEVELS).map_or(Severity::Unknown, level),
                });
            }
            for (key, value) in object {
                collect(value, key, depth + 1, found);
            }
        }
        _ => {}
    }
}

/// The text under the first of these names, whatever its case, that is not blank.
fn text<'a>(object: &'a Map<String, Value>, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| {
        object.iter().find_map(|(key, value)| {
            let text = value.as_str().map(str::trim)?;
            (key.eq_ignore_ascii_case(name) && !text.is_empty()).then_some(text)
        })
    })
}

fn level(text: &str) -> Severity {
    match text.to_ascii_lowercase().as_str() {
        "high" | "h" | "상" => Severity::High,
        "medium" | "m" | "중" => Severity::Medium,
        "low" | "l" | "하" => Severity::Low,
        _ => Severity::Unknown,
    }
}
