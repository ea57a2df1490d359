//! The workbook.

mod changes;
mod items;
mod matrix;
mod register;
mod rows;
mod servers;
mod sheet;
mod styles;
mod summary;

use std::io::{self, Write};

use chrono::Utc;
use rust_xlsxwriter::{DocProperties, Workbook};

use super::error::OutputError;
use super::note::Note;
use super::options::OutputOptions;
use crate::judged::Judged;
use sheet::Book;

/// Writes an Excel workbook: the audit sheet that can be handed in as it is.
///
/// | Sheet | Rows |
/// | --- | --- |
/// | 요약 | title, standards, period, approval box, counts by standard and severity, score |
/// | 점검대상 | one an inspection, with its counts; expected servers that were not inspected |
/// | 점검결과 | every row, passed ones too; continued on `점검결과 (2)` where a sheet is full |
/// | 취약항목 | failed rows only: the sheet that people fill in |
/// | 항목별 | one a check |
/// | 서버×항목 | one row an inspection, one column a check |
/// | 변화 | with an earlier state |
/// | 위험수용 | with a register |
///
/// Every text is a text cell and never a formula; dates are dates. The sheets of more than 5,000
/// results go through temporary files, so that memory does not grow with the number of rows.
///
/// # Errors
///
/// When the output or a temporary file cannot be written to.
pub fn write_xlsx(
    judged: &Judged,
    options: &OutputOptions,
    out: &mut (impl Write + Send),
) -> Result<Vec<Note>, OutputError> {
    let language = options.language;
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new().set_title(language.pick(
        "보안 점검 결과",
        "Security check results",
        "セキュリティ点検結果",
    ));
    // The library's own default is the present time.
    let created = judged
        .snapshots()
        .iter()
        .map(|info| info.run.collected_at)
        .max();
    let created = created
        .map(|time| time.with_timezone(&Utc))
        .unwrap_or_default();
    properties = properties.set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let rows = judged.totals().all.checks;
    let mut book = Book::new(&mut workbook, language, rows)?;
    let mut notes = Vec::new();
    summary::write_summary(judged, &mut book)?;
    servers::write(judged, &mut book)?;
    rows::write_all(judged, &mut book)?;
    rows::write_failed(judged, &mut book)?;
    items::write(judged, &mut book)?;
    notes.extend(matrix::write(judged, &mut book)?);
    if judged.change_counts().is_some() {
        changes::write(judged, &mut book)?;
    }
    if judged.options().register.is_some() || !judged.register().is_empty() {
        register::write(judged, &mut book)?;
    }
    let mut out = UntilError { out, error: None };
    workbook.save_to_writer(&mut out)?;
    out.error.map_or(Ok(notes), |error| Err(error.into()))
}

/// Keeps the first error and takes what comes after it: the archive's writer would go on writing
/// when it is dropped, and complain to standard error.
struct UntilError<'a, W> {
    out: &'a mut W,
    error: Option<io::Error>,
}

impl<W: Write> UntilError<'_, W> {
    fn attempt<T>(
        &mut self,
        write: impl FnOnce(&mut W) -> io::Result<T>,
        after: T,
    ) -> io::Result<T> {
        if self.error.is_some() {
            return Ok(after);
        }
        match write(self.out) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                self.error = Some(error);
                Ok(after)
            }
            result => result,
        }
    }
}

impl<W: Write> Write for UntilError<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(|out| out.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt(W::flush, ())
    }
}
