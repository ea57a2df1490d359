//! The allowed values that a description lists, in any of the ways the pages write them.

use super::scan::{KEYED, QUOTED, bracketed, matches};
use super::vocabulary as words;

/// The allowed values of a parameter or field, and whether the list is left open.
pub(super) fn allowed(text: &str, type_name: &str) -> (Vec<String>, bool) {
    let line = text.trim_start_matches(['-', ' ']);
    if line.contains(" | ") && !words::holds(line, &["example"]) {
        let values = line
            .lines()
            .next()
            .unwrap_or_default()
            .split(" | ")
            .map(unquote);
        return (values.collect(), false);
    }
    let groups = bracketed(text);
    let is_enum = type_name.eq_ignore_ascii_case("enum");
    for group in groups.iter().copied().chain(line.lines().take(1)) {
        let found = values_of(group, is_enum);
        if found.0.len() > 1 {
            return found;
        }
    }
    (Vec::new(), false)
}

/// Reads `"M": …, "F": …`, `0=…, 1=…`, `OS, WAS` and `KR1, KR2, ...`.
fn values_of(group: &str, is_enum: bool) -> (Vec<String>, bool) {
    let quoted = matches(group, &QUOTED);
    if is_enum && quoted.len() > 1 {
        return (quoted, false);
    }
    let keyed = matches(group, &KEYED);
    if keyed.len() > 1 {
        return (keyed, false);
    }
    let words = group.split('(').next().unwrap_or_default();
    let parts = words.split(',').map(str::trim).collect::<Vec<_>>();
    let open = parts.iter().any(|part| *part == "..." || *part == "…");
    let values = parts
        .iter()
        .filter(|part| !matches!(**part, "..." | "…" | "etc."));
    let is_value = |part: &&&str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && (is_enum || !part.chars().any(|c| c.is_ascii_lowercase()))
            && part.chars().any(|c| c.is_ascii_alphabetic())
    };
    let values = values.collect::<Vec<_>>();
    if values.iter().all(is_value) {
        return (
            values.into_iter().map(|part| (*part).to_owned()).collect(),
            open,
        );
    }
    (Vec::new(), false)
}

fn unquote(text: &str) -> String {
    text.trim().trim_matches(['"', '`']).to_owned()
}
