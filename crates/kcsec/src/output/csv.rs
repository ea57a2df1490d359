use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::Value;

use super::column::{Column, Kind};
use super::render::break_lines;

/// A cell of a spreadsheet holds no more characters.
const LARGEST_CELL: usize = 32_767;

/// Rows under a header of the vendors' field names.
pub(crate) struct CsvRows<'c, W: Write> {
    writer: csv::Writer<W>,
    columns: &'c [Column],
    for_spreadsheets: bool,
}

impl<'c, W: Write> CsvRows<'c, W> {
    /// Writes the header, so that a list of nothing is still a CSV file. For programs no value is
    /// altered; for spreadsheets nothing may be calculated, and their limits are kept.
    pub(crate) fn new(
        mut out: W,
        columns: &'c [Column],
        for_spreadsheets: bool,
    ) -> io::Result<Self> {
        let mut builder = csv::WriterBuilder::new();
        if for_spreadsheets {
            out.write_all("\u{feff}".as_bytes())?;
            builder.terminator(csv::Terminator::CRLF);
        }
        let mut rows = Self {
            writer: builder.from_writer(out),
            columns,
            for_spreadsheets,
        };
        let header: Vec<_> = columns
            .iter()
            .map(|column| rows.text(&column.name, Kind::Text))
            .collect();
        rows.write(header)?;
        Ok(rows)
    }

    pub(crate) fn push(&mut self, record: &Value) -> io::Result<()> {
        let cells: Vec<_> = self
            .columns
            .iter()
            .map(|column| self.cell(column.value(record), column.kind))
            .collect();
        self.write(cells)
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }

    fn write(&mut self, cells: Vec<Cow<'_, str>>) -> io::Result<()> {
        self.writer
            .write_record(cells.iter().map(|cell| cell.as_bytes()))
            .map_err(as_io)
    }

    fn cell<'a>(&self, value: &'a Value, kind: Kind) -> Cow<'a, str> {
        match value {
            Value::Null => Cow::Borrowed(""),
            Value::String(text) => match kind.readable(text) {
                Cow::Borrowed(text) => self.text(text, kind),
                Cow::Owned(text) => self.text(&text, kind).into_owned().into(),
            },
            // Numbers and truth values as they are; what has an inside as JSON.
            other => without_controls(&other.to_string()).into_owned().into(),
        }
    }

    fn text<'a>(&self, text: &'a str, kind: Kind) -> Cow<'a, str> {
        if !self.for_spreadsheets {
            return without_controls(text);
        }
        let text = match kind {
            Kind::Lines => break_lines(text).join("\n").into(),
            _ => without_controls(text),
        };
        cut(guard(text))
    }
}

fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The text without what could move a cursor; line breaks stay, in their quotes.
fn without_controls(text: &str) -> Cow<'_, str> {
    let moves = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.contains(moves) {
        text.replace(moves, "\u{fffd}").into()
    } else {
        Cow::Borrowed(text)
    }
}

/// Text that begins like a formula gets an apostrophe in front, which spreadsheets read as "text
/// follows".
fn guard(text: Cow<'_, str>) -> Cow<'_, str> {
    let begins_a_formula = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if begins_a_formula && text.trim().parse::<f64>().is_err() {
        return format!("'{text}").into();
    }
    text
}

fn cut(text: Cow<'_, str>) -> Cow<'_, str> {
    // Counted as spreadsheets do.
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        units += c.len_utf16();
        (units >= LARGEST_CELL).then_some(at)
    });
    match end {
        Some(end) if text.encode_utf16().count() > LARGEST_CELL => {
            format!("{}…", &text[..end]).into()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::words;

    const COLUMNS: &[Column] = &[
        Column::new("id", words("", "", ""), Kind::Number),
        Column::new("inner.text", words("", "", ""), Kind::Text),
        Column::new("how", words("", "", ""), Kind::Lines),
    ];

    fn csv(records: &[Value], for_spreadsheets: bool) -> String {
        let mut out = Vec::new();
        let mut rows = CsvRows::new(&mut out, COLUMNS, for_spreadsheets).unwrap();
        for record in records {
            rows.push(record).unwrap();
        }
        rows.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    fn record(text: &str) -> Value {
        serde_json::json!({"id": "-1", "inner": {"text": text}, "how": "a<br>b"})
    }

    #[test]
    fn a_list_of_nothing_still_has_its_header() {
        assert_eq!(csv(&[], false), "id,inner.text,how\n");
        assert_eq!(csv(&[], true), "\u{feff}id,inner.text,how\r\n");
    }

    #[test]
    fn for_programs_no_value_is_altered() {
        for text in ["=1+1", "@user", "-2+3", "한글\u{200b}", "a,\"b\"\r\nc"] {
            let written = csv(&[record(text)], false);
            let mut reader = csv::Reader::from_reader(written.as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            assert_eq!((&row[0], &row[1], &row[2]), ("-1", text, "a<br>b"));
        }
        assert!(!csv(&[record("\u{1b}[2J")], false).contains('\u{1b}'));
    }

    #[test]
    fn for_spreadsheets_no_cell_begins_like_a_formula() {
        for formula in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            " =1",
            "\t=1",
            "＝1+1",
        ] {
            let written = csv(&[record(formula)], true);
            assert!(
                written.contains(",'") || written.contains(",\"'"),
                "{written}"
            );
        }
        for harmless in ["-5", "+82", "a=b", "U-01", ""] {
            assert!(!csv(&[record(harmless)], true).contains('\''), "{harmless}");
        }
        assert!(csv(&[record("")], true).ends_with("\"a\nb\"\r\n"));
    }

    #[test]
    fn for_spreadsheets_a_long_cell_is_cut_with_a_mark() {
        for (text, cut) in [
            ("가".repeat(32_767), false),
            ("가".repeat(32_768), true),
            ("😀".repeat(20_000), true),
        ] {
            let written = csv(&[record(&text)], true);
            let cell = written.lines().nth(1).unwrap().split(',').nth(1).unwrap();
            assert_eq!(cell.ends_with('…'), cut);
            assert!(cell.encode_utf16().count() <= LARGEST_CELL);
        }
    }
}
