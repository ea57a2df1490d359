//! Ban lists in the form that the console's bulk registration asks for.

use std::io::Write;

use ::csv::{Terminator, WriterBuilder};
use chrono::{DateTime, FixedOffset, Utc};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, IgnoreError, Workbook};

use super::error::OutputError;
use crate::detections::BanList;

/// The inputs of the console's template ("블랙리스트 일괄 등록"), in its order.
const HEADER: [&str; 4] = ["등록 아이디", "아이디 유형", "등록 사유", "차단 기간(일)"];

const WIDTHS: [f64; 4] = [40.0, 14.0, 60.0, 14.0];

/// A sheet holds no more rows, the header among them.
const MOST_ROWS: usize = 1_048_576;

/// Writes a ban list as a workbook with one sheet, `blacklist`: id, type, reason and days, with a
/// header.
///
/// No id is altered: its cell is a text cell, whatever it looks like. `created` is the time that the
/// workbook states, such as that of the newest snapshot.
///
/// # Errors
///
/// When the output cannot be written to, or there are more ids than a sheet has rows.
pub fn write_ban_list_xlsx(
    list: &BanList,
    created: Option<DateTime<FixedOffset>>,
    out: &mut (impl Write + Send),
) -> Result<(), OutputError> {
    if list.bans.len() >= MOST_ROWS {
        return Err(OutputError::Workbook(format!(
            "a sheet has {MOST_ROWS} rows and there are {} ids; write csv or tsv",
            list.bans.len()
        )));
    }
    let mut workbook = Workbook::new();
    // The library's own default is the present time.
    let created = created.map(|time| time.with_timezone(&Utc));
    let properties = DocProperties::new().set_title(HEADER[0]);
    workbook.set_properties(&properties.set_creation_datetime(&created.unwrap_or_default()));
    let sheet = workbook.add_worksheet();
    sheet.set_name("blacklist")?;
    let header = Format::new().set_bold().set_align(FormatAlign::Center);
    // As text also for what is typed in later.
    let text = Format::new().set_num_format("@");
    let number = Format::new().set_num_format("0");
    for ((title, width), column) in HEADER.iter().zip(WIDTHS).zip(0..) {
        sheet.set_column_width(column, width)?;
        sheet.set_column_format(column, if column == 3 { &number } else { &text })?;
        sheet.write_string_with_format(0, column, *title, &header)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (ban, row) in list.bans.iter().zip(1..) {
        sheet.write_string_with_format(row, 0, &ban.id, &text)?;
        sheet.write_string_with_format(row, 1, ban.template_type(), &text)?;
        sheet.write_string_with_format(row, 2, ban.reason(), &text)?;
        sheet.write_number_with_format(row, 3, ban.ban_days, &number)?;
    }
    let last = u32::try_from(list.bans.len()).unwrap_or(u32::MAX).max(1);
    sheet.ignore_error_range(1, 0, last, 0, IgnoreError::NumberStoredAsText)?;
    workbook.save_to_writer(out)?;
    Ok(())
}

/// Writes a ban list as CSV with a header: UTF-8 with a byte order mark, CRLF.
///
/// No id is altered or guarded: import it with the first column as text.
///
/// # Errors
///
/// When the output cannot be written to.
pub fn write_ban_list_csv(list: &BanList, out: &mut impl Write) -> Result<(), OutputError> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    writer.write_record(HEADER)?;
    write_rows(list, writer)
}

/// Writes a ban list as tab-separated values without a header, to be pasted into the vendor's
/// template.
///
/// No id is altered or guarded: the template's first column has to be text.
///
/// # Errors
///
/// When the output cannot be written to.
pub fn write_ban_list_tsv(list: &BanList, out: &mut impl Write) -> Result<(), OutputError> {
    let writer = WriterBuilder::new().delimiter(b'\t').from_writer(out);
    write_rows(list, writer)
}

fn write_rows<W: Write>(list: &BanList, mut writer: ::csv::Writer<W>) -> Result<(), OutputError> {
    for ban in &list.bans {
        let (reason, days) = (ban.reason(), ban.ban_days.to_string());
        writer.write_record([&ban.id, ban.template_type(), &reason, &days])?;
    }
    writer.flush()?;
    Ok(())
}
