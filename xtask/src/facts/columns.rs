//! What each column of a table holds, and what the table is for.

use super::words::{self, Column};
use crate::pages::{Cell, Table};

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Methods and paths.
    Calls,
    /// Error codes and messages.
    Errors,
    /// Parameters or fields.
    Fields,
    /// Addresses of servers.
    Servers,
}

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Columns(Vec<Option<Column>>);

impl Columns {
    /// Reads the heads of a table. Where places and types stand under the same heads, the cells decide.
    pub(super) fn of(table: &Table) -> Self {
        let mut columns = Vec::new();
        for (at, head) in table.head.iter().enumerate() {
            let cells = || {
                table
                    .rows
                    .iter()
                    .filter_map(|row| row.get(at))
                    .map(|cell| cell.text.as_str())
            };
            let column = words::column(head).map(|column| match column {
                Column::Kind
                    if cells().filter(|cell| words::place(cell).is_some()).count() * 2
                        > table.rows.len() =>
                {
                    Column::Place
                }
                // Two words for an address: what stands there is a server only with its scheme.
                Column::Server if cells().all(|cell| cell.starts_with('/')) => Column::Uri,
                column => column,
            });
            // A second column of the same kind is not read, descriptions aside.
            let again =
                column.is_some_and(|c| c != Column::Description && columns.contains(&Some(c)));
            columns.push(column.filter(|_| !again));
        }
        Self(columns)
    }

    /// True if a column of this kind is there.
    pub(super) fn has(&self, column: Column) -> bool {
        self.0.contains(&Some(column))
    }

    /// The cell of a row in the column of this kind.
    pub(super) fn cell<'row>(&self, row: &'row [Cell], column: Column) -> Option<&'row Cell> {
        let at = self.0.iter().position(|found| *found == Some(column));
        at.and_then(|at| row.get(at))
    }

    /// The text of that cell without quotes, empty if there is none.
    pub(super) fn text<'row>(&self, row: &'row [Cell], column: Column) -> &'row str {
        self.cell(row, column)
            .map_or("", |cell| cell.text.trim_matches(['`', ' ']))
    }

    /// What the table is for, if that is known.
    pub(super) fn of_use(&self) -> Option<Use> {
        let named = self.has(Column::Name);
        if self.has(Column::Method) && self.has(Column::Uri) {
            Some(Use::Calls)
        } else if self.has(Column::Code) && self.has(Column::Message) {
            Some(Use::Errors)
        } else if named
            && [Column::Kind, Column::Required, Column::Place]
                .iter()
                .any(|c| self.has(*c))
        {
            Some(Use::Fields)
        } else if self.has(Column::Server) {
            Some(Use::Servers)
        } else {
            None
        }
    }

    /// The heads of the columns that hold something and are not read in a table of this use.
    pub(super) fn unread<'a>(&self, table: &'a Table, of_use: Use) -> Vec<&'a str> {
        let read: &[Column] = match of_use {
            Use::Calls => &[Column::Name, Column::Method, Column::Uri],
            Use::Errors => &[Column::Status, Column::Code, Column::Message],
            Use::Servers => &[Column::Server],
            Use::Fields => &[
                Column::Name,
                Column::Kind,
                Column::Place,
                Column::Required,
                Column::Default,
                Column::Range,
                Column::Value,
            ],
        };
        let is_read = |column: &Option<Column>| {
            column.is_some_and(|c| c == Column::Description || read.contains(&c))
        };
        let holds = |at: usize| {
            table
                .rows
                .iter()
                .filter_map(|row| row.get(at))
                .any(|cell| !matches!(cell.text.as_str(), "" | "-"))
        };
        let columns = self.0.iter().enumerate();
        let unread = columns.filter(|(at, column)| !is_read(column) && holds(*at));
        unread.map(|(at, _)| table.head[at].as_str()).collect()
    }
}
