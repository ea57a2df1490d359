//! Tables: calls, error codes, parameters and fields.

use super::Reader;
use super::lines::status;
use crate::pages::columns::{Columns, Kind, Role};
use crate::pages::curl::strip_host;
use crate::pages::details;
use crate::pages::facts::{Listed, Row, Side};
use crate::pages::markdown::{Cell, Table};
use crate::pages::vocabulary as words;

impl Reader<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let columns = Columns::of(table);
        let kind = columns.kind(table);
        match kind {
            Kind::Endpoints => self.endpoints(table, &columns),
            _ if self.skipping.is_some() => {}
            Kind::Errors => self.errors(table, &columns),
            Kind::Fields => self.rows(table, &columns),
            Kind::Servers => {
                let cells = table.rows.iter().flatten().map(|cell| cell.text.trim());
                let found = cells.filter(|text| text.starts_with("https://"));
                let found = found.map(str::to_owned).collect::<Vec<_>>();
                self.servers(found);
            }
            Kind::Other => {
                let head = table.head.join(" | ");
                self.problem(
                    "table",
                    "",
                    format!("the use of a table is not known: {head}"),
                );
            }
        }
    }

    pub(super) fn endpoints(&mut self, table: &Table, columns: &Columns) {
        if let [row] = table.rows.as_slice() {
            let path = columns.text(row, Role::Uri).to_owned();
            self.declare(columns.text(row, Role::Method), &path);
            return;
        }
        for row in &table.rows {
            self.page.listed.push(Listed {
                name: columns.text(row, Role::Name).to_owned(),
                method: columns.text(row, Role::Method).to_owned(),
                path: strip_host(columns.text(row, Role::Uri)).to_owned(),
            });
        }
    }

    pub(super) fn errors(&mut self, table: &Table, columns: &Columns) {
        for row in &table.rows {
            let Ok(code) = columns.text(row, Role::Code).parse() else {
                continue;
            };
            self.status = status(columns.text(row, Role::Status)).or(self.status);
            self.error(code, columns.text(row, Role::Message), false);
        }
        if columns.has(Role::Status) {
            self.status = None;
        }
    }

    pub(super) fn rows(&mut self, table: &Table, columns: &Columns) {
        let side = self.side_of_table(table, columns);
        let place = self.place_of_table();
        let prefix = self.prefix();
        for row in &table.rows {
            let Some(read) = self.row(row, columns, side, place, &prefix) else {
                continue;
            };
            let list = match (self.declared.is_some(), side) {
                (true, side) => {
                    let Some(operation) = self.page.operations.last_mut() else {
                        continue;
                    };
                    if side == Side::Request {
                        &mut operation.parameters
                    } else {
                        &mut operation.fields
                    }
                }
                (false, Side::Request) => &mut self.page.parameters,
                (false, Side::Response) => &mut self.page.fields,
            };
            list.push(read);
        }
        self.captions.clear();
    }

    pub(super) fn row(
        &mut self,
        row: &[Cell],
        columns: &Columns,
        side: Side,
        place: &str,
        prefix: &str,
    ) -> Option<Row> {
        let name = columns.text(row, Role::Name).to_owned();
        if name.is_empty() {
            return None;
        }
        let type_name = columns.text(row, Role::Type).to_owned();
        let required = columns
            .cell(row, Role::Required)
            .map(|cell| words::mark(&cell.text));
        if required == Some(words::Mark::Unknown) {
            let mark = columns.text(row, Role::Required);
            self.problem(
                "required",
                &name,
                format!("the required mark {mark:?} is not known"),
            );
        }
        let own_place = words::place(columns.text(row, Role::Place)).unwrap_or(place);
        let description = columns
            .cell(row, Role::Description)
            .cloned()
            .unwrap_or_default();
        let mut found = details::details(&description, &type_name);
        let written = |role| {
            Some(columns.text(row, role))
                .filter(|text| !matches!(*text, "" | "-"))
                .map(str::to_owned)
        };
        found.default = written(Role::Default).or(found.default);
        found.range = written(Role::Range).or(found.range);
        if let Some(error) = found.broken_example.take() {
            self.problem(
                "example",
                &name,
                format!("its example is not valid JSON: {error}"),
            );
        }
        if let Some(note) = found.unread.take() {
            self.problem("note", &name, format!("a note is not understood: ({note})"));
        }
        let misspelt = details::misspelt(&description, &name);
        let called_path = details::called_path_parameter(&description);
        Some(Row {
            place: if side == Side::Response {
                "body"
            } else {
                own_place
            }
            .to_owned(),
            name: format!("{prefix}{name}"),
            type_name,
            required,
            value: written(Role::Value),
            misspelt,
            called_path,
            details: found,
        })
    }

    /// A table's side: what the text above it says, otherwise what its columns suggest.
    pub(super) fn side_of_table(&mut self, table: &Table, columns: &Columns) -> Side {
        if let Some(side) = self.side {
            return side;
        }
        let marked = table.rows.iter().any(|row| {
            columns
                .cell(row, Role::Required)
                .is_some_and(|cell| words::mark(&cell.text) != words::Mark::Silent)
        });
        let outward = table.rows.iter().any(|row| {
            words::place(columns.text(row, Role::Place)).is_some_and(|place| place != "body")
        });
        if marked || outward {
            Side::Request
        } else {
            Side::Response
        }
    }

    /// The place that the nearest heading or caption names.
    pub(super) fn place_of_table(&self) -> &'static str {
        let headings = self.headings.iter().rev().take(1).map(|(_, text)| text);
        let lists = [
            (words::HEADER, "header"),
            (words::QUERY, "query"),
            (words::PATH, "path"),
            (words::BODY, "body"),
        ];
        self.captions
            .iter()
            .rev()
            .take(1)
            .chain(headings)
            .find_map(|text| lists.iter().find(|(list, _)| words::holds(text, list)))
            .map_or("", |(_, place)| place)
    }

    /// The dotted prefix of a table that describes the inside of a field named in its heading.
    pub(super) fn prefix(&self) -> String {
        let Some(operation) = self.operation().filter(|_| self.declared.is_some()) else {
            return String::new();
        };
        let Some((_, heading)) = self.headings.last() else {
            return String::new();
        };
        let heading = heading.trim_matches('`');
        let is_parent = operation.fields.iter().any(|field| field.name == heading);
        if is_parent {
            format!("{heading}.")
        } else {
            String::new()
        }
    }
}
