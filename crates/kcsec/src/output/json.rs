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

/// A record as tables and CSV read it. What no number can hold, such as `1e400`, becomes text.
///
/// # Errors
///
/// When the record cannot be written as JSON.
pub(super) fn to_value<T: Serialize>(record: &T) -> io::Result<Value> {
    match serde_json::to_value(record) {
        Ok(value) => Ok(value),
        Err(_) => {
            let json = serde_json::to_string(record)?;
            let raw: &RawValue = serde_json::from_str(&json)?;
            Ok(lenient_value(raw, 0))
        }
    }
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
    serde_json::from_str(raw.get()).unwrap_or_else(|_| {
        Value::String(lenient_text(raw).unwrap_or_else(|| raw.get().to_owned()))
    })
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
        let raw: &RawValue = serde_json::from_str(r#"{"a":[1e400,1],"b":"\ud83d"}"#).unwrap();
        let value = to_value(&raw).unwrap();
        assert_eq!(
            value,
            serde_json::json!({"a": ["1e400", 1], "b": "\u{fffd}"})
        );
    }

    #[test]
    fn a_line_is_a_line() {
        let mut out = Vec::new();
        let raw: &serde_json::value::RawValue = serde_json::from_str("{\n\t\"a\": 1\n}").unwrap();
        write_json_line(&mut out, &raw).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "{  \"a\": 1 }\n");
    }
}
