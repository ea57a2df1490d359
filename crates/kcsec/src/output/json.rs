use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;
use transport_core::wire::{Object, lenient_text};

use super::text::escape_json;

/// An array, written element by element.
pub(crate) struct JsonArray<W> {
    out: W,
    empty: bool,
}

impl<W: Write> JsonArray<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, empty: true }
    }

    pub(crate) fn push<T: Serialize>(&mut self, record: &T) -> io::Result<()> {
        let json = serde_json::to_string_pretty(record)?;
        self.out
            .write_all(if self.empty { b"[\n  " } else { b",\n  " })?;
        self.empty = false;
        self.out
            .write_all(escape_json(&json).replace('\n', "\n  ").as_bytes())
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.out
            .write_all(if self.empty { b"[]\n" } else { b"\n]\n" })?;
        self.out.flush()
    }
}

/// A record as tables and CSV read it. A number that would come out differently, such as `1e400`,
/// `1.10` or an id of 21 digits, becomes text.
///
/// # Errors
///
/// When the record cannot be written as JSON.
pub(crate) fn to_value<T: Serialize>(record: &T) -> io::Result<Value> {
    let json = serde_json::to_string(record)?;
    match serde_json::from_str(&json) {
        Ok(value) if has_small_numbers(&json) => Ok(value),
        _ => Ok(lenient_value(serde_json::from_str(&json)?, 0)),
    }
}

/// Whether no number has a fraction, an exponent or more digits than 64 bits hold.
fn has_small_numbers(json: &str) -> bool {
    let mut bytes = json.bytes();
    let mut digits = 0;
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => {
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'\\' => drop(bytes.next()),
                        b'"' => break,
                        _ => {}
                    }
                }
            }
            b'0'..=b'9' => {
                digits += 1;
                if digits > 18 {
                    return false;
                }
                continue;
            }
            b'.' => return false,
            b'e' | b'E' if digits > 0 => return false,
            _ => {}
        }
        digits = 0;
    }
    true
}

fn lenient_value(raw: &RawValue, depth: usize) -> Value {
    const DEEPEST: usize = 64;

    if depth < DEEPEST {
        if let Some(object) = Object::read(raw) {
            return object
                .iter()
                .map(|(name, inner)| (name.to_owned(), lenient_value(inner, depth + 1)))
                .collect();
        }
        if let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
            return list
                .into_iter()
                .map(|inner| lenient_value(inner, depth + 1))
                .collect();
        }
    }
    let value: Option<Value> = serde_json::from_str(raw.get()).ok();
    value
        .filter(|value| {
            let number = value.as_number().map(ToString::to_string);
            number.is_none_or(|number| number == raw.get())
        })
        .unwrap_or_else(|| Value::String(lenient_text(raw).unwrap_or_else(|| raw.get().to_owned())))
}

/// One document, indented.
pub(crate) fn write_json<T: Serialize>(out: &mut impl Write, record: &T) -> io::Result<()> {
    let json = serde_json::to_string_pretty(record)?;
    writeln!(out, "{}", escape_json(&json))
}

/// One document in one line.
pub(crate) fn write_json_line<T: Serialize>(out: &mut impl Write, record: &T) -> io::Result<()> {
    let json = serde_json::to_string(record)?;
    // Text that is kept as the vendor wrote it may have line breaks between values.
    writeln!(out, "{}", escape_json(&json).replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn array(records: &[&str]) -> String {
        let mut out = Vec::new();
        let mut array = JsonArray::new(&mut out);
        for record in records {
            array.push(record).unwrap();
        }
        array.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_array_is_one_document_however_many_records() {
        for records in [&[][..], &["a"], &["a\nb", "나"]] {
            let read: Vec<String> = serde_json::from_str(&array(records)).unwrap();
            assert_eq!(read, records);
        }
    }

    #[test]
    fn what_no_number_can_hold_is_text_in_tables() {
        for (json, right) in [
            (
                r#"{"a":[1e400,1],"b":"\ud83d"}"#,
                json!({"a": ["1e400", 1], "b": "\u{fffd}"}),
            ),
            (
                r#"{"a":900719925474099300001}"#,
                json!({"a": "900719925474099300001"}),
            ),
            (r#"{"a":18446744073709551615}"#, json!({"a": u64::MAX})),
            (
                r#"{"a":-9007199254740993}"#,
                json!({"a": -9_007_199_254_740_993_i64}),
            ),
            (
                r#"{"a":1.10,"b":1.5,"c":1E2,"d":-0}"#,
                json!({"a": "1.10", "b": 1.5, "c": "1E2", "d": "-0"}),
            ),
            (
                r#"{"1.5e3\"":"1.10","a":true}"#,
                json!({"1.5e3\"": "1.10", "a": true}),
            ),
        ] {
            let raw: &RawValue = serde_json::from_str(json).unwrap();
            assert_eq!(to_value(&raw).unwrap(), right, "{json}");
        }
    }

    #[test]
    fn a_line_is_a_line() {
        let mut out = Vec::new();
        let raw: &serde_json::value::RawValue = serde_json::from_str("{\n\t\"a\": 1\n}").unwrap();
        write_json_line(&mut out, &raw).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "{  \"a\": 1 }\n");
    }
}
