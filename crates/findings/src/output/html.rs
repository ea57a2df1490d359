//! The report as one HTML page.

pub(crate) mod charts;
mod coverage;
mod figures;
mod items;
mod labels;
pub(crate) mod tables;
mod view;

use std::io::Write;

use askama::Template;

use super::error::OutputError;
use super::note::Note;
use super::options::OutputOptions;
use crate::judged::Judged;
use view::Report;

/// Writes a report for people: one HTML page without scripts and without any request.
///
/// It reads well on a phone, on a wide screen, in the dark and on paper (A4, for "print to PDF"):
/// cover with standard, period, scope and approval box; warnings; the gate's verdict; numbers and
/// charts; what changed; failed checks grouped by check with their servers and remediation; the
/// servers with the most failures; the register; coverage; and an appendix with the snapshots' hashes.
///
/// At most [`OutputOptions::html_rows`] servers of checks are listed, the same number of each check;
/// what is left out is said in the report and returned as a note. Passed rows are never listed.
///
/// # Errors
///
/// When the output cannot be written to.
pub fn write_html(
    judged: &Judged,
    options: &OutputOptions,
    out: &mut impl Write,
) -> Result<Vec<Note>, OutputError> {
    let report = Report::new(judged, options);
    report.write_into(out)?;
    let left_out = report.left_out;
    Ok((left_out > 0)
        .then_some(Note::RowsLeftOut { left_out })
        .into_iter()
        .collect())
}
