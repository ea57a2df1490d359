use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::Value;

use super::column::Column;
use super::text::clean;

/// Rows under a header of the vendors' field names.
pub(crate) struct CsvRows<'c, W: Write> {
    writer: csv::Writer<W>,
    columns: &'c [Column],
    started: bool,
}

impl<'c, W: Write> CsvRows<'c, W> {
    pub(crate) fn new(out: W, columns: &'c [Column]) -> Self {
        Self {
            writer: csv::Writer::from_writer(out),
            columns,
            started: false,
        }
    }

    pub(crate) fn push(&mut self, record: &Value) -> io::Result<()> {
        self.start()?;
        let columns = self.columns;
        self.write(columns.iter().map(|column| cell(column.value(record))))
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.start()?;
        self.writer.flush()
    }

    /// Writes the header, so that a list of nothing is still a CSV file.
    fn start(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.started, true) {
            return Ok(());
        }
        let columns = self.columns;
        self.write(columns.iter().map(|column| guard(&column.name)))
    }

    fn write<'a>(&mut self, cells: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
        for cell in cells {
            self.writer.write_field(cell.as_bytes()).map_err(as_io)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(as_io)
    }
}

fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => guard(text),
        // Numbers and truth values as they are; what has an inside as JSON.
        Value::Bool(_) | Value::Number(_) => Cow::Owned(value.to_string()),
        Value::Array(_) | Value::Object(_) => Cow::Owned(clean(&value.to_string()).into_owned()),
    }
}

/// Makes sure that no spreadsheet takes foreign text for a formula: text that begins like one gets
/// an apostrophe in front, which spreadsheets read as "text follows". JSON has the text unchanged.
fn guard(text: &str) -> Cow<'_, str> {
    let clean = clean(text);
    let begins_a_formula = clean
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if begins_a_formula && clean.trim().parse::<f64>().is_err() {
        return Cow::Owned(format!("'{clean}"));
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::words;
    use crate::output::column::Kind;

    const COLUMNS: &[Column] = &[
        Column::new("id", words("", "", ""), Kind::Number),
        Column::new("inner.text", words("", "", ""), Kind::Text),
    ];

    fn csv(records: &[Value]) -> String {
        let mut out = Vec::new();
        let mut rows = CsvRows::new(&mut out, COLUMNS);
        for record in records {
            rows.push(record).unwrap();
        }
        rows.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_list_of_nothing_still_has_its_header() {
        assert_eq!(csv(&[]), "id,inner.text\n");
    }

    #[test]
    fn commas_quotes_and_breaks_stay_in_their_cell_and_line() {
        let record = serde_json::json!({"id": 1, "inner": {"text": "a,\"b\"\r\n한글\u{1b}"}});
        assert_eq!(
            csv(&[record]),
            "id,inner.text\n1,\"a,\"\"b\"\" 한글\u{fffd}\"\n"
        );
    }

    #[test]
    fn no_cell_begins_like_a_formula() {
        for formula in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            " =1",
            "\t=1",
            "＝1+1",
        ] {
            let line = csv(&[serde_json::json!({"id": 1, "inner": {"text": formula}})]);
            assert!(line.contains(",'") || line.contains(",\"'"), "{line}");
        }
        for harmless in ["-5", "+82", "a=b", "U-01", ""] {
            let line = csv(&[serde_json::json!({"id": 1, "inner": {"text": harmless}})]);
            assert!(!line.contains('\''), "{line}");
        }
    }
}
