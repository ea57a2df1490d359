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
    LazyLock::new(|| pattern(r"(YYYY[-/]MM[-/]DD(?:[T ][HhMmSs:±]+(?:~\S+ [hms:]+)?)?)"));
/// A number with its thousands apart.
static GROUPED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b([0-9]{1,3}),([0-9]{3})\b"));
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
    let text = GROUPED
        .replace_all(&words::narrow(&cell.text), "$1$2")
        .into_owned();
    let first = |pattern| {
        groups(&text, pattern)
            .first()
            .map(|found| (*found).to_owned())
    };
    let mut unclear = Unclear::default();
    field.format = first(&FORMAT);
    field.nullable = text.contains("nullable");
    field.only = first(&PLATFORM);
    field.called_path = first(&PARAMETER);
    field.misspelt = misspelt(cell, &field.name);
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
fn misspelt(cell: &Cell, name: &str) -> Option<String> {
    let keys = cell.codes.iter().filter_map(|code| code.split_once('='));
    let mut keys = keys.map(|(key, _)| key.trim());
    let differs = |key: &str| {
        key.chars()
            .zip(name.chars())
            .filter(|(a, b)| a != b)
            .count()
    };
    let slip = keys.find(|key| key.len() == name.len() && (1..3).contains(&differs(key)));
    slip.map(str::to_owned)
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

/// Takes the example, and says what is wrong with it or with those that follow it.
fn example(text: &str, field: &mut Field) -> Option<String> {
    let lines = text.lines().map(|line| line.trim_start_matches(['-', ' ']));
    let mut pairs = lines.filter_map(|line| line.split_once(':'));
    let (_, value) = pairs.find(|(word, _)| is_one(word, words::EXAMPLE))?;
    let mut rest = value.trim();
    field.example = Some(rest.into());
    if !rest.starts_with(['{', '[', '"']) {
        return None;
    }
    let mut further = "";
    while !rest.is_empty() {
        match Json::parse_first(rest) {
            Ok((json, behind)) => {
                if further.is_empty() {
                    field.example = Some(json);
                }
                rest = behind.trim().trim_start_matches(',').trim();
            }
            Err(error) => return Some(format!("{further}{error}")),
        }
        further = "a further example: ";
    }
    None
}

/// The allowed values, and whether the list is left open.
fn allowed(text: &str, codes: &[String], type_name: &str) -> (Vec<String>, bool) {
    let lines = text
        .lines()
        .map(|line| line.trim_start_matches(['-', '*', ' ']));
    let lines = lines.collect::<Vec<_>>();
    let is_example = |line: &str| {
        let mut parts = line.split(':');
        parts
            .next()
            .is_some_and(|word| is_one(word, words::EXAMPLE))
    };
    let is_choice = |line: &&&str| line.contains(" | ") && !is_example(line);
    if let Some(line) = lines.iter().find(is_choice) {
        let values = line
            .split(" | ")
            .map(|value| value.trim().trim_matches(['"', '`']));
        return (values.map(str::to_owned).collect(), false);
    }
    let is_enum = type_name.eq_ignore_ascii_case("enum");
    let first = lines.first().copied();
    let texts = groups(text, &BRACKETS).into_iter().chain(first);
    let mut found = texts.map(|text| values_of(text, is_enum));
    if let Some((values, is_open)) = found.find(|(values, _)| values.len() > 1) {
        return (values.into_iter().map(str::to_owned).collect(), is_open);
    }
    let items = lines.iter().enumerate().filter_map(|(at, line)| {
        let found = ITEM.captures(line)?;
        let word = found.get(1).or(found.get(2))?.as_str().to_owned();
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        // The first line of several says what the values are of.
        let is_value = found.get(1).is_some() || is_number || is_enum && at > 0;
        (is_value || codes.contains(&word)).then_some(word)
    });
    let items = items.collect::<Vec<_>>();
    (if items.len() > 1 { items } else { Vec::new() }, false)
}

/// Reads `"M": …, "F": …`, `0=…, 1=…`, `OS, WAS` and `KR1, KR2, ...`.
fn values_of(text: &str, is_enum: bool) -> (Vec<&str>, bool) {
    let quoted = groups(text, &QUOTED);
    let keyed = groups(text, &KEYED);
    if is_enum && quoted.len() > 1 {
        return (quoted, false);
    } else if keyed.len() > 1 {
        return (keyed, false);
    }
    let words = text.split('(').next().unwrap_or_default();
    let words = words.split(',').map(str::trim);
    let is_dots = |word: &&str| matches!(*word, "..." | "…" | "etc.");
    let (dots, values): (Vec<_>, Vec<_>) = words.partition(is_dots);
    let is_value = |word: &&str| {
        word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && (is_enum || !word.chars().any(|c| c.is_ascii_lowercase()))
            && word.chars().any(|c| c.is_ascii_alphabetic())
    };
    if values.iter().all(is_value) {
        (values, !dots.is_empty())
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
            ("OS\nWindows\nLinux", "ENUM", vec!["Windows", "Linux"]),
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
            "(default: 10, max: 1,000)",
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
