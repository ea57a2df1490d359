use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::raw::{RawEntry, RawField, RawValue};
use crate::input::{Lines, Message, Problem, message};

/// The schema that a TOML register states.
const SCHEMA: &str = "kcsec.register/1";

/// Reads the entries of a TOML register.
pub(super) fn entries(text: &str, problems: &mut Vec<Problem>) -> Vec<RawEntry> {
    let lines = Lines::of(text);
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let line = error.span().map_or(1, |span| lines.number(span.start));
            let message = error.message().lines().collect::<Vec<_>>().join(" ");
            problems.push((line, message!("{0}", message)));
            return Vec::new();
        }
    };
    let mut entries = Vec::new();
    let mut has_schema = false;
    for (key, value) in table {
        let line = lines.number(key.span().start);
        match (key.get_ref().as_ref(), value.into_inner()) {
            ("schema", DeValue::String(schema)) if schema == SCHEMA => has_schema = true,
            ("schema", DeValue::String(schema)) => {
                has_schema = true;
                let found = format!("{schema:?}");
                let message = message!("the schema {0} is not \"{1}\"", found, SCHEMA);
                problems.push((line, message));
            }
            ("entry", DeValue::Array(array)) => {
                for entry in array {
                    let line = lines.number(entry.span().start);
                    match entry.into_inner() {
                        DeValue::Table(table) => entries.push(raw_entry(line, table, &lines)),
                        other => problems.push((line, not_a_table(other.type_str()))),
                    }
                }
            }
            ("entry", other) => problems.push((line, not_a_table(other.type_str()))),
            (key, _) => {
                let key = format!("{key:?}");
                problems.push((line, message!("unknown key {0}; write [[entry]]", key)));
            }
        }
    }
    if !has_schema {
        problems.push((1, message!("schema = \"{0}\" is missing", SCHEMA)));
    }
    entries
}

fn not_a_table(found: &str) -> Message {
    message!("an entry is a table, not {0}; write [[entry]]", found)
}

fn raw_entry(line: u64, table: DeTable<'_>, lines: &Lines) -> RawEntry {
    let fields = table.into_iter().map(|(key, value)| {
        let line = lines.number(key.span().start);
        let value = raw_value(value);
        (key.into_inner().into_owned(), RawField { line, value })
    });
    RawEntry {
        line,
        fields: fields.collect(),
    }
}

fn raw_value(value: Spanned<DeValue<'_>>) -> RawValue {
    match value.into_inner() {
        DeValue::String(text) => RawValue::Text(text.into_owned()),
        DeValue::Datetime(day) => RawValue::Day(day.to_string()),
        DeValue::Array(array) => {
            let texts = array.into_iter().map(|value| match value.into_inner() {
                DeValue::String(text) => Some(text.into_owned()),
                _ => None,
            });
            match texts.collect() {
                Some(texts) => RawValue::List(texts),
                None => RawValue::Other("a list of other values than texts"),
            }
        }
        DeValue::Boolean(_) => RawValue::Other("a truth value"),
        DeValue::Integer(_) | DeValue::Float(_) => RawValue::Other("a number"),
        DeValue::Table(_) => RawValue::Other("a table"),
    }
}

/// A text as TOML writes it. JSON writes texts in the same way, but for one character.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007f")
}
