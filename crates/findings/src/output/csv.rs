use std::borrow::Cow;
use std::io::Write;

use super::columns::{Column, Value};
use super::error::OutputError;
use super::options::{HeaderNames, OutputOptions};
use super::text::{cell, guard};
use crate::judged::Judged;

/// Writes CSV for spreadsheets: the columns of the audit sheet and the fingerprint.
///
/// UTF-8 with a byte order mark, CRLF, and commas, quoted as RFC 4180 says; a remediation of
/// several lines stays one cell. No cell begins like a formula.
///
/// # Errors
///
/// When the output cannot be written to.
pub fn write_csv(
    judged: &Judged,
    options: &OutputOptions,
    out: &mut impl Write,
) -> Result<(), OutputError> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    for column in Column::ALL {
        writer.write_field(match options.header_names {
            HeaderNames::Words => column.title(options.language),
            HeaderNames::Fields => column.field(),
        })?;
    }
    writer.write_record(["fingerprint"])?;
    for (row, number) in judged.rows().zip(1..) {
        for column in Column::ALL {
            let value = column.value(&row, number, options.language);
            writer.write_field(field(value).as_ref())?;
        }
        writer.write_record([row.fingerprint()])?;
    }
    writer.flush()?;
    Ok(())
}

fn field(value: Value<'_>) -> Cow<'_, str> {
    match value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => match guard(text) {
            Cow::Borrowed(text) => cell(text),
            Cow::Owned(text) => Cow::Owned(cell(&text).into_owned()),
        },
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Day(day) => Cow::Owned(day.to_string()),
        Value::Time(time) => Cow::Owned(time.format("%Y-%m-%d %H:%M").to_string()),
    }
}
