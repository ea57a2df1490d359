//! The values that a description holds: allowed values, default, bounds, format, example.
//!
//! The sentences themselves are not copied; only what a program needs is taken out of them.

use super::allowed::allowed;
use super::markdown::Cell;
use super::scan::{FORMAT, PARAMETER, PLATFORM, bracketed, first_group, first_match};
use super::vocabulary as words;
use crate::json::Json;

/// What a description says in values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// The default, as written.
    pub default: Option<String>,
    /// The bounds, as written.
    pub range: Option<String>,
    /// The allowed values, as written.
    pub allowed: Vec<String>,
    /// True if the list of values goes on ("...").
    pub open: bool,
    /// The format, such as `YYYY-MM-DD`.
    pub format: Option<String>,
    /// True if the value may be null.
    pub nullable: bool,
    /// The platform that alone has it.
    pub only: Option<String>,
    /// The example: JSON where it is JSON, text otherwise.
    pub example: Option<Json>,
    /// What is wrong with the example.
    pub broken_example: Option<String>,
    /// A note in brackets that was not understood.
    pub unread: Option<String>,
}

/// Takes the values out of a description.
pub fn details(cell: &Cell, type_name: &str) -> Details {
    let text = cell.text.as_str();
    let mut details = Details {
        format: first_match(text, &FORMAT),
        nullable: text.contains("nullable"),
        only: first_group(text, &PLATFORM),
        ..Details::default()
    };
    for group in bracketed(text) {
        read_bounds(group, &mut details);
    }
    read_example(text, &mut details);
    (details.allowed, details.open) = allowed(text, type_name);
    details
}

/// Reads `(default: 10, max: 1000)` in any of the languages.
fn read_bounds(group: &str, details: &mut Details) {
    let mut bounds = Vec::new();
    for part in group.split(',') {
        let Some((word, value)) = part.split_once(':') else {
            continue;
        };
        let value = value.trim().to_owned();
        if words::is_one(word, words::DEFAULT_WORD) {
            details.default = Some(value);
        } else if words::is_one(word, words::MAXIMUM_WORD) {
            bounds.push(format!("max {value}"));
        } else if words::is_one(word, words::MINIMUM_WORD) {
            bounds.push(format!("min {value}"));
        } else if is_plain(&value)
            && !word.contains('"')
            && !words::is_one(word, words::EXAMPLE_WORD)
        {
            details.unread = Some(group.to_owned());
        }
    }
    if !bounds.is_empty() {
        details.range = Some(bounds.join(", "));
    }
}

/// A number or a code, as bounds and defaults are.
fn is_plain(value: &str) -> bool {
    !value.is_empty()
        && value
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

fn read_example(text: &str, details: &mut Details) {
    for line in text.lines() {
        let line = line.trim_start_matches(['-', ' ']);
        let Some((word, value)) = line.split_once(':') else {
            continue;
        };
        if !words::is_one(word, words::EXAMPLE_WORD) {
            continue;
        }
        let value = value.trim();
        if value.starts_with(['{', '[', '"']) {
            match Json::parse_first(value) {
                Ok((json, rest)) => {
                    details.example = Some(json);
                    details.broken_example = further(rest);
                }
                Err(error) => {
                    details.example = Some(value.into());
                    details.broken_example = Some(error.to_string());
                }
            }
        } else {
            details.example = Some(value.into());
        }
    }
}

/// Reads what follows the first of several examples.
fn further(rest: &str) -> Option<String> {
    let rest = rest.trim().trim_start_matches(',').trim();
    if rest.is_empty() {
        return None;
    }
    match Json::parse_first(rest) {
        Ok((_, rest)) => further(rest),
        Err(error) => Some(format!("a further example: {error}")),
    }
}

/// The inline code of a description that writes its own parameter under another name.
pub fn misspelt(cell: &Cell, name: &str) -> Option<String> {
    cell.codes
        .iter()
        .filter_map(|code| code.split_once('='))
        .map(|(key, _)| key.trim())
        .find(|key| *key != name && !key.is_empty() && is_close(key, name))
        .map(str::to_owned)
}

/// The parameter that a description calls a path parameter.
pub fn called_path_parameter(cell: &Cell) -> Option<String> {
    let text = cell.text.to_lowercase();
    let at = text
        .find("path parameter")
        .or_else(|| text.find("path `parameter"))?;
    let behind = cell.text.get(at..)?;
    first_group(behind, &PARAMETER)
}

fn is_close(key: &str, name: &str) -> bool {
    key.len() == name.len()
        && key
            .chars()
            .zip(name.chars())
            .filter(|(a, b)| a != b)
            .count()
            < 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, type_name: &str) -> Details {
        details(
            &Cell {
                text: text.to_owned(),
                codes: Vec::new(),
            },
            type_name,
        )
    }

    #[test]
    fn allowed_values_are_taken_as_written() {
        for (text, type_name, expected) in [
            (
                "Inspection instance os\n(Window, Linux)",
                "ENUM",
                vec!["Window", "Linux"],
            ),
            (
                "Inspection type (OS, WAS)\nCurrently, only OS",
                "ENUM",
                vec!["OS", "WAS"],
            ),
            (
                "Standard (\"M\": Main, \"F\": Electronic)",
                "ENUM",
                vec!["M", "F"],
            ),
            (
                "KO, EN, JA (default : KO)",
                "String",
                vec!["KO", "EN", "JA"],
            ),
            ("KO, EN, JA(기본값 : KO)", "String", vec!["KO", "EN", "JA"]),
            (
                "Type of ID (0=Device ID, 1=User ID)",
                "Integer",
                vec!["0", "1"],
            ),
            (
                "- \"PC Chrome\" | \"PC IE\"",
                "String",
                vec!["PC Chrome", "PC IE"],
            ),
            ("- null | 2 | 3", "Integer", vec!["null", "2", "3"]),
            (
                "Search start time(YYYY-MM-DDTHH:mm:ss±hh:mm)",
                "DateTime",
                vec![],
            ),
            ("Inspection result number", "Integer", vec![]),
        ] {
            assert_eq!(read(text, type_name).allowed, expected, "{text}");
        }
        assert!(read("Region Info (KR1, KR2, ...)", "String").open);
    }

    #[test]
    fn bounds_formats_and_examples_are_taken() {
        let limit = read("조회할 페이지 크기(기본값: 10, 최대: 1000)", "Integer");
        assert_eq!(
            (limit.default.as_deref(), limit.range.as_deref()),
            (Some("10"), Some("max 1000"))
        );
        let from = read(
            "Start(YYYY-MM-DDTHH:mm:ss±hh:mm)\nex: 2025-06-17T00:00:00%2B09:00",
            "DateTime",
        );
        assert_eq!(from.format.as_deref(), Some("YYYY-MM-DDTHH:mm:ss±hh:mm"));
        assert_eq!(from.example, Some("2025-06-17T00:00:00%2B09:00".into()));
    }

    #[test]
    fn a_broken_example_is_kept_as_text_and_named() {
        let headers = read("- Example: { \"Cookie\": \"a\"", "Object");
        assert_eq!(headers.example, Some("{ \"Cookie\": \"a\"".into()));
        assert!(headers.broken_example.is_some());
    }

    #[test]
    fn a_description_with_another_spelling_is_noticed() {
        let cell = Cell {
            text: String::new(),
            codes: vec!["grand_type=client_credentials".into()],
        };
        assert_eq!(misspelt(&cell, "grant_type").as_deref(), Some("grand_type"));
        assert_eq!(misspelt(&cell, "grand_type"), None);
    }
}
