//! The values that a description holds: allowed values, default, bounds, format, example.
//!
//! The sentences themselves are not copied; only what a program needs is taken out of them.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::words::{self, is_one};
use crate::contract::model::Field;
use crate::json::Json;
use crate::pages::{Cell, pattern};

/// A date's format, such as `YYYY-MM-DDTHH:mm:ss±hh:mm`.
static FORMAT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"YYYY[-/]MM[-/]DD(?:[T ][HhMmSs:±]+(?:~\S+ [hms:]+)?)?"));
static PLATFORM: LazyLock<Regex> = LazyLock::new(|| pattern("(Android|iOS) Only"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#""([^"]+)""#));
static KEYED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[\s,(])([A-Za-z0-9]+)="));
static PARAMETER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)path `?parameter`?\s+`?([A-Za-z]+)"));
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([^()]*)\)"));
/// A line that begins with a value and says what it means.
static ITEM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^(?:"([^"]+)"|([0-9]+|[A-Za-z_]+))\s*(?:$|[:(=-])"#));

/// What cannot be taken from a description.
#[derive(Debug, Default)]
pub(super) struct Unclear {
    /// What is wrong with the example.
    pub(super) example: Option<String>,
    /// A note in brackets that was not understood.
    pub(super) note: Option<String>,
}

/// Takes the values out of a field's description.
pub(super) fn describe(cell: &Cell, field: &mut Field) -> Unclear {
    let text = words::narrow(&cell.text);
    let mut unclear = Unclear::default();
    field.format = FORMAT.find(&text).map(|found| found.as_str().to_owned());
    field.nullable = text.contains("nullable");
    field.only = groups(&text, &PLATFORM)
        .first()
        .map(|found| (*found).to_owned());
    for line in text.lines() {
        bounds(line.trim_start_matches(['-', ' ']), field);
    }
    for group in groups(&text, &BRACKETS) {
        if bounds(group, field) {
            unclear.note = Some(group.to_owned());
        }
    }
    unclear.example = example(&text, field);
    (field.allowed, field.open) = allowed(&text, &cell.codes, &field.type_name);
    unclear
}

/// The name of another parameter: the inline code writes this one's with a slip.
pub(super) fn misspelt(cell: &Cell, name: &str) -> Option<String> {
    let keys = cell.codes.iter().filter_map(|code| code.split_once('='));
    let differs = |key: &str| {
        key.chars()
            .zip(name.chars())
            .filter(|(a, b)| a != b)
            .count()
    };
    keys.map(|(key, _)| key.trim())
        .find(|key| key.len() == name.len() && (1..3).contains(&differs(key)))
        .map(str::to_owned)
}

/// The parameter that a description calls a path parameter.
pub(super) fn called_path_parameter(cell: &Cell) -> Option<String> {
    groups(&cell.text, &PARAMETER)
        .first()
        .map(|name| (*name).to_owned())
}

/// Reads `default: 10, max: 1000` in any of the languages; true if another word has such a value.
fn bounds(text: &str, field: &mut Field) -> bool {
    let mut bounds = Vec::new();
    let mut is_unclear = false;
    for (word, value) in text.split(',').filter_map(|part| part.split_once(':')) {
        let value = value.trim().to_owned();
        let is_plain = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
        if is_one(word, words::DEFAULT) {
            field.default = Some(value);
        } else if is_one(word, words::MAXIMUM) {
            bounds.push(format!("max {value}"));
        } else if is_one(word, words::MINIMUM) {
            bounds.push(format!("min {value}"));
        } else if !value.is_empty() && value.chars().all(is_plain) {
            is_unclear |= !word.contains('"') && !is_one(word, words::EXAMPLE);
        }
    }
    if !bounds.is_empty() {
        field.range = Some(bounds.join(", "));
    }
    is_unclear
}

/// Takes the example, and says what is wrong with it.
fn example(text: &str, field: &mut Field) -> Option<String> {
    let mut broken = None;
    for line in text.lines() {
        let Some((word, value)) = line.trim_start_matches(['-', ' ']).split_once(':') else {
            continue;
        };
        if !is_one(word, words::EXAMPLE) {
            continue;
        }
        let value = value.trim();
        field.example = Some(value.into());
        if value.starts_with(['{', '[', '"']) {
            match Json::parse_first(value) {
                Ok((json, rest)) => {
                    field.example = Some(json);
                    broken = further(rest);
                }
                Err(error) => broken = Some(error.to_string()),
            }
        }
    }
    broken
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

/// The allowed values, and whether the list is left open.
fn allowed(text: &str, codes: &[String], type_name: &str) -> (Vec<String>, bool) {
    let lines = text
        .lines()
        .map(|line| line.trim_start_matches(['-', '*', ' ']));
    let lines = lines.collect::<Vec<_>>();
    let is_example = |line: &str| {
        line.split(':')
            .next()
            .is_some_and(|word| is_one(word, words::EXAMPLE))
    };
    let choice = lines
        .iter()
        .find(|line| line.contains(" | ") && !is_example(line));
    if let Some(line) = choice {
        let values = line
            .split(" | ")
            .map(|value| value.trim().trim_matches(['"', '`']));
        return (values.map(str::to_owned).collect(), false);
    }
    let is_enum = type_name.eq_ignore_ascii_case("enum");
    let first = lines.first().copied();
    for group in groups(text, &BRACKETS).into_iter().chain(first) {
        let found = values_of(group, is_enum);
        if found.0.len() > 1 {
            return found;
        }
    }
    let items = lines.iter().filter_map(|line| {
        let found = ITEM.captures(line)?;
        let word = found.get(1).or(found.get(2))?.as_str().to_owned();
        let is_value = found.get(1).is_some()
            || codes.contains(&word)
            || word.starts_with(|c: char| c.is_ascii_digit());
        is_value.then_some(word)
    });
    let items = items.collect::<Vec<_>>();
    if items.len() > 1 {
        (items, false)
    } else {
        (Vec::new(), false)
    }
}

/// Reads `"M": …, "F": …`, `0=…, 1=…`, `OS, WAS` and `KR1, KR2, ...`.
fn values_of(group: &str, is_enum: bool) -> (Vec<String>, bool) {
    let owned = |values: Vec<&str>| values.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let quoted = groups(group, &QUOTED);
    if is_enum && quoted.len() > 1 {
        return (owned(quoted), false);
    }
    let keyed = groups(group, &KEYED);
    if keyed.len() > 1 {
        return (owned(keyed), false);
    }
    let words = group
        .split('(')
        .next()
        .unwrap_or_default()
        .split(',')
        .map(str::trim);
    let (dots, values): (Vec<_>, Vec<_>) =
        words.partition(|part| matches!(*part, "..." | "…" | "etc."));
    let is_value = |part: &&str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && (is_enum || !part.chars().any(|c| c.is_ascii_lowercase()))
            && part.chars().any(|c| c.is_ascii_alphabetic())
    };
    if values.iter().all(is_value) {
        (owned(values), !dots.is_empty())
    } else {
        (Vec::new(), false)
    }
}

/// What the first group of a pattern catches.
fn groups<'a>(text: &'a str, pattern: &Regex) -> Vec<&'a str> {
    let caught = pattern.captures_iter(text).filter_map(|found| found.get(1));
    caught.map(|group| group.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, type_name: &str) -> (Field, Unclear) {
        let cell = Cell {
            text: text.to_owned(),
            codes: ["report", "cancel"].map(str::to_owned).to_vec(),
        };
        let mut field = Field {
            type_name: type_name.to_owned(),
            ..Field::default()
        };
        let unclear = describe(&cell, &mut field);
        (field, unclear)
    }

    #[test]
    fn allowed_values_are_found_however_they_are_written() {
        for (text, type_name, expected) in [
            (
                "KO, EN, JA (default : KO)",
                "String",
                vec!["KO", "EN", "JA"],
            ),
            (
                "점검 종류(OS, WAS)\n현재는 OS만 지원",
                "ENUM",
                vec!["OS", "WAS"],
            ),
            ("OS\n（Windows、Linux）", "ENUM", vec!["Windows", "Linux"]),
            (
                "점검 기준(\"M\": 주요, \"F\": 전자)",
                "ENUM",
                vec!["M", "F"],
            ),
            (
                "Type of ID (0=Device ID, 1=User ID)",
                "Integer",
                vec!["0", "1"],
            ),
            (
                "タイプ（0＝デバイス、1＝ユーザー）",
                "Integer",
                vec!["0", "1"],
            ),
            (
                "Speed\n- \"PC Chrome\" | \"PC IE\"",
                "String",
                vec!["PC Chrome", "PC IE"],
            ),
            ("- null | 2 | 3", "Integer", vec!["null", "2", "3"]),
            (
                "Job status\nreport\ncancel: stopped",
                "String",
                vec!["report", "cancel"],
            ),
            ("Speed\n\"1\"\n\"2\": fast", "String", vec!["1", "2"]),
            ("true: Normal\nfalse: error", "Boolean", vec![]),
            (
                "Search start time(YYYY-MM-DDTHH:mm:ss±hh:mm)",
                "DateTime",
                vec![],
            ),
            ("Inspection result number", "Integer", vec![]),
        ] {
            assert_eq!(read(text, type_name).0.allowed, expected, "{text}");
        }
        assert!(read("Region Info (KR1, KR2, ...)", "String").0.open);
    }

    #[test]
    fn bounds_formats_and_examples_are_taken() {
        for text in [
            "쪽(기본값: 10, 최대: 1000)",
            "ページ（デフォルト値：10、最大：1000）",
            "-\n- Default: 10, max: 1000",
        ] {
            let (limit, _) = read(text, "Integer");
            assert_eq!(
                (limit.default.as_deref(), limit.range.as_deref()),
                (Some("10"), Some("max 1000")),
                "{text}"
            );
        }
        let (from, _) = read(
            "Start(YYYY-MM-DDTHH:mm:ss±hh:mm)\nex: 2025-06-17T00:00:00%2B09:00",
            "DateTime",
        );
        assert_eq!(from.format.as_deref(), Some("YYYY-MM-DDTHH:mm:ss±hh:mm"));
        assert_eq!(from.example, Some("2025-06-17T00:00:00%2B09:00".into()));
        assert!(read("a (Vorgabe: 10)", "Integer").1.note.is_some());
    }

    #[test]
    fn a_broken_example_is_kept_as_text_and_named() {
        let (headers, unclear) = read("- Example: { \"Cookie\": \"a\"", "Object");
        assert_eq!(headers.example, Some("{ \"Cookie\": \"a\"".into()));
        assert!(unclear.example.is_some());
    }
}
