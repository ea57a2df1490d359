use std::io::{self, Write};

use serde::Serialize;

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
    fn a_line_is_a_line() {
        let mut out = Vec::new();
        let raw: &serde_json::value::RawValue = serde_json::from_str("{\n\t\"a\": 1\n}").unwrap();
        write_json_line(&mut out, &raw).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "{  \"a\": 1 }\n");
    }
}
