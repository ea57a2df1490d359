//! OCSF 1.5.0 events.

mod event;
mod model;

use std::io::Write;

use super::error::OutputError;
use super::groups::by_inspection;
use super::options::OutputOptions;
use crate::diff::Class;
use crate::judged::StatusFilter;
use crate::judged::{Judged, Judgement, Row};
use crate::model::Status;

/// Writes OCSF 1.5.0 events as NDJSON, one a row.
///
/// | Rows | Class |
/// | --- | --- |
/// | server checks | Compliance Finding (2003) |
/// | web findings whose name stands for a weakness (CWE) | Vulnerability Finding (2002) |
/// | other web findings | Detection Finding (2004) |
///
/// Times are milliseconds. With an earlier state a failure that was there is an update (activity
/// 2), and what was fixed is closed (activity 3). Passed rows are written with
/// [`StatusFilter::All`] only, those that the register leaves out (not applicable) never.
///
/// Vendor page: <https://schema.ocsf.io/1.5.0/>.
///
/// # Errors
///
/// When the output cannot be written to.
pub fn write_ocsf(
    judged: &Judged,
    options: &OutputOptions,
    out: &mut impl Write,
) -> Result<(), OutputError> {
    let all = judged.options().filter.status == Some(StatusFilter::All);
    let takes = |row: &Row<'_>| {
        row.judgement != Judgement::NotApplicable
            && (all || row.status != Status::Pass || row.class == Some(Class::Fixed))
    };
    for (server, rows) in by_inspection(judged) {
        for row in rows.iter().filter(|row| takes(row)) {
            serde_json::to_writer(&mut *out, &event::event(&server, row, options.language))?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}
