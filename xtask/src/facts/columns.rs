//! What each column of a table holds, and what the table is for.

use super::words::Column::{
    Code, Kind, Message, Method, Name, Place, Range, Required, Server, Status, Uri, Value,
};
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

/// What makes a table of a use.
struct Rule {
    of_use: Use,
    /// The columns that it needs, one of each group.
    needs: &'static [&'static [Column]],
    /// The columns that are read then, besides descriptions.
    reads: &'static [Column],
}

const RULES: &[Rule] = &[
    Rule {
        of_use: Use::Calls,
        needs: &[&[Method], &[Uri]],
        reads: &[Name, Method, Uri],
    },
    Rule {
        of_use: Use::Errors,
        needs: &[&[Code], &[Message]],
        reads: &[Status, Code, Message],
    },
    Rule {
        of_use: Use::Fields,
        needs: &[&[Name], &[Kind, Required, Place]],
        reads: &[Name, Kind, Place, Required, Column::Default, Range, Value],
    },
    Rule {
        of_use: Use::Servers,
        needs: &[&[Server]],
        reads: &[Server],
    },
];

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Columns(Vec<Option<Column>>);

impl Columns {
    /// Reads the heads of a table. Where places and types stand under the same heads, the cells decide.
    pub(super) fn of(table: &Table) -> Self {
        let mut columns = Vec::new();
        for (at, head) in table.head.iter().enumerate() {
            let cells = || table.rows.iter().filter_map(|row| Some(&row.get(at)?.text));
            let places = || cells().filter(|cell| words::place(cell).is_some()).count();
            let column = words::column(head).map(|column| match column {
                Column::Kind if places() * 2 > table.rows.len() => Column::Place,
                // Two words for an address: what stands there is a server only with its scheme.
                Column::Server if cells().all(|cell| cell.starts_with('/')) => Column::Uri,
                column => column,
            });
            // A second column of the same kind is not read, descriptions aside.
            let is_new = |c: &Column| *c == Column::Description || !columns.contains(&Some(*c));
            columns.push(column.filter(is_new));
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
        let cell = self.cell(row, column);
        cell.map_or("", |cell| cell.text.trim_matches(['`', ' ']))
    }

    /// What the table is for, if that is known, and the heads of the columns that hold something
    /// and are not read then.
    pub(super) fn of_use<'a>(&self, table: &'a Table) -> Option<(Use, Vec<&'a str>)> {
        let has_one = |group: &&[Column]| group.iter().any(|column| self.has(*column));
        let mut rules = RULES.iter();
        let rule = rules.find(|rule| rule.needs.iter().all(has_one))?;
        let is_read = |c: Column| c == Column::Description || rule.reads.contains(&c);
        let holds = |at: usize| {
            let mut cells = table.rows.iter().filter_map(|row| row.get(at));
            cells.any(|cell| !matches!(cell.text.as_str(), "" | "-"))
        };
        let columns = self.0.iter().zip(&table.head).enumerate();
        let unread = columns.filter(|(at, (column, _))| !column.is_some_and(is_read) && holds(*at));
        Some((
            rule.of_use,
            unread.map(|(_, (_, head))| head.as_str()).collect(),
        ))
    }
}
