//! 점검결과 and 취약항목.

use super::sheet::{Book, Table, numbered};
use super::styles::Style;
use crate::judged::{Judged, Judgement, Row};
use crate::model::Status;
use crate::output::columns::Column;
use crate::output::error::OutputError;
use crate::output::language::Language;

/// Server and what stands left of it stay in sight.
const FROZEN: u16 = 4;

pub(super) fn write_all(judged: &Judged, book: &mut Book<'_>) -> Result<(), OutputError> {
    let name = book.language.pick("점검결과", "Results", "点検結果");
    write(judged.rows(), name, book)
}

/// The rows that failed and that the register does not take out.
pub(super) fn write_failed(judged: &Judged, book: &mut Book<'_>) -> Result<(), OutputError> {
    let name = book.language.pick("취약항목", "Failed", "脆弱項目");
    let is_failed =
        |row: &Row<'_>| row.status == Status::Fail && row.judgement != Judgement::NotApplicable;
    write(judged.rows().filter(is_failed), name, book)
}

fn write<'a>(
    rows: impl Iterator<Item = Row<'a>>,
    name: &str,
    book: &mut Book<'_>,
) -> Result<(), OutputError> {
    let language = book.language;
    let columns = Column::ALL.map(|column| (column.title(language), column.width()));
    let mut rows = rows.zip(1..).peekable();
    for sheet in 1.. {
        let mut table = book.table(&numbered(name, sheet), &columns, FROZEN)?;
        while !table.is_full() {
            let Some((row, number)) = rows.next() else {
                break;
            };
            let cells = Column::ALL
                .map(|column| (column.value(&row, number, language), style(column, &row)));
            table.row(cells)?;
        }
        finish(table, language)?;
        if rows.peek().is_none() {
            break;
        }
    }
    Ok(())
}

fn finish(mut table: Table<'_>, language: Language) -> Result<(), OutputError> {
    let place = Column::ALL
        .iter()
        .position(|column| *column == Column::Action);
    let words = [
        language.open(),
        language.planned(),
        language.accepted(),
        language.fixed(),
    ];
    table.choices(place.unwrap_or_default() as u16, &words)?;
    table.finish()
}

fn style(column: Column, row: &Row<'_>) -> Style {
    match column {
        Column::Result => match (row.judgement, row.status) {
            (Judgement::NotApplicable, _) => Style::Muted,
            (_, Status::Fail) => Style::Fail,
            (_, Status::Unknown) => Style::Unknown,
            (_, Status::Pass) => Style::Text,
        },
        Column::Item | Column::How | Column::Remark | Column::Category => Style::Wrap,
        _ => Style::Text,
    }
}
