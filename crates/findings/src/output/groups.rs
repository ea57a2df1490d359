//! Rows beside the inspection they belong to.

use crate::judged::{Judged, Row, ServerSummary};

/// Each inspection with its rows, in the order of the list; inspections without rows too.
pub(crate) fn by_inspection<'a>(
    judged: &'a Judged,
) -> impl Iterator<Item = (ServerSummary<'a>, Vec<Row<'a>>)> {
    let mut rows = judged.rows().peekable();
    judged.servers().map(move |server| {
        let mut own = Vec::new();
        while let Some(row) = rows.next_if(|row| std::ptr::eq(row.inspection, server.inspection)) {
            own.push(row);
        }
        (server, own)
    })
}
