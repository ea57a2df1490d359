//! Tables: calls, error codes, parameters and fields, servers.

use super::blocks::status;
use super::cell;
use super::columns::{Columns, Use};
use super::curl::strip_host;
use super::model::{Listed, Row, Side};
use super::reader::Reader;
use super::words::{self, Column, Mark};
use crate::contract::model::Field;
use crate::pages::{Cell, Table};

impl Reader<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let columns = Columns::of(table);
        let of_use = columns.of_use();
        if self.skipping() && of_use != Some(Use::Calls) {
            return;
        }
        let Some(of_use) = of_use else {
            let head = table.head.join(" | ");
            return self.unread(&format!("the use of a table is not known: {head}"));
        };
        for head in columns.unread(table, of_use) {
            self.unread(&format!("the column \"{head}\" is not read"));
        }
        match of_use {
            Use::Calls => self.calls_table(table, &columns),
            Use::Errors => self.errors(table, &columns),
            Use::Fields => self.fields(table, &columns),
            Use::Servers => {
                for row in &table.rows {
                    match columns.text(row, Column::Server) {
                        url if url.starts_with("https://") => self.server(url),
                        _ => self.unread_row("a server", row),
                    }
                }
            }
        }
    }

    /// A table with names is a list of calls that other pages describe; one without declares them.
    fn calls_table(&mut self, table: &Table, columns: &Columns) {
        let call = |row: &'_ [Cell]| {
            let (method, path) = (
                columns.text(row, Column::Method).to_owned(),
                columns.text(row, Column::Uri).to_owned(),
            );
            let is_call = method.chars().all(|c| c.is_ascii_uppercase()) && !method.is_empty();
            (is_call && (path.starts_with('/') || path.starts_with("http")))
                .then_some((method, path))
        };
        let mut declared = Vec::new();
        for row in &table.rows {
            match call(row) {
                None => self.unread_row("a call", row),
                Some((method, path)) if columns.has(Column::Name) => {
                    self.facts.listed.push(Listed {
                        name: columns.text(row, Column::Name).to_owned(),
                        method,
                        path: strip_host(&path).to_owned(),
                    })
                }
                Some(call) => declared.push(call),
            }
        }
        if !declared.is_empty() {
            let calls = declared
                .iter()
                .map(|(method, path)| (method.as_str(), path.as_str()));
            self.declare(&calls.collect::<Vec<_>>());
        }
    }

    fn errors(&mut self, table: &Table, columns: &Columns) {
        for row in &table.rows {
            let Ok(code) = columns.text(row, Column::Code).parse() else {
                self.unread_row("an error code that is not a number", row);
                continue;
            };
            self.status = status(columns.text(row, Column::Status)).or(self.status);
            self.error(code, columns.text(row, Column::Message), false);
        }
        if columns.has(Column::Status) {
            self.status = None;
        }
    }

    fn fields(&mut self, table: &Table, columns: &Columns) {
        let side = self.side_of_table(table, columns);
        let place = self.place_of_table();
        let prefix = self.prefix();
        let calls = self.calls().to_vec();
        let is_common = self
            .headings()
            .any(|heading| words::holds(heading, words::COMMON));
        if calls.is_empty() && !is_common {
            let names = table
                .rows
                .iter()
                .map(|row| columns.text(row, Column::Name))
                .collect::<Vec<_>>();
            return self.unread(&format!("a table belongs to no call: {}", names.join(", ")));
        }
        let mut twice = Vec::new();
        for row in &table.rows {
            let Some(read) = self.row(row, columns, side, place, &prefix) else {
                continue;
            };
            let facts = &mut self.facts;
            if calls.is_empty() {
                let list = if side == Side::Request {
                    &mut facts.parameters
                } else {
                    &mut facts.fields
                };
                list.push(read.clone());
            }
            for at in &calls {
                let call = &mut facts.calls[*at];
                let list = if side == Side::Request {
                    &mut call.parameters
                } else {
                    &mut call.fields
                };
                if list.iter().all(|known| {
                    known.field.name != read.field.name || known.field.place != read.field.place
                }) {
                    list.push(read.clone());
                } else {
                    twice.push(read.field.name.clone());
                }
            }
        }
        for name in twice {
            self.unread(&format!("{name} is described twice"));
        }
        self.captions.clear();
    }

    fn row(
        &mut self,
        row: &[Cell],
        columns: &Columns,
        side: Side,
        place: &str,
        prefix: &str,
    ) -> Option<Row> {
        let name = columns.text(row, Column::Name).to_owned();
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.[]".contains(c);
        let written_place = columns.text(row, Column::Place);
        let own_place = words::place(written_place);
        if name.is_empty()
            || !name.chars().all(is_name)
            || (!written_place.is_empty() && own_place.is_none())
        {
            self.unread_row("a row", row);
            return None;
        }
        let type_name = columns.text(row, Column::Kind).to_owned();
        if !matches!(type_name.as_str(), "" | "-") && !words::is_type(&type_name) {
            self.unread(&format!("{name}: the type {type_name:?} is not known"));
        }
        let required = columns
            .cell(row, Column::Required)
            .map(|cell| words::mark(&cell.text));
        if required == Some(Mark::Unknown) {
            let mark = columns.text(row, Column::Required);
            self.unread(&format!("{name}: the required mark {mark:?} is not known"));
        }
        let description = columns
            .cell(row, Column::Description)
            .cloned()
            .unwrap_or_default();
        let mut field = Field {
            name: name.clone(),
            place: if side == Side::Response {
                "body"
            } else {
                own_place.unwrap_or(place)
            }
            .to_owned(),
            type_name,
            required: match required {
                Some(Mark::Yes) => Some(true),
                Some(Mark::No) => Some(false),
                _ => None,
            },
            ..Field::default()
        };
        let unclear = cell::describe(&description, &mut field);
        if let Some(error) = unclear.example {
            let what = format!("its example is not valid JSON: {error}");
            self.facts.broken.push((name.clone(), what));
        }
        if let Some(note) = unclear.note {
            self.unread(&format!("{name}: a note is not understood: ({note})"));
        }
        let written = |column| {
            let text = Some(columns.text(row, column)).filter(|text| !matches!(*text, "" | "-"));
            text.map(str::to_owned)
        };
        field.default = written(Column::Default).or(field.default);
        field.range = written(Column::Range).or(field.range);
        field.value = written(Column::Value);
        field.name = format!("{prefix}{name}");
        Some(Row {
            field,
            misspelt: cell::misspelt(&description, &name),
            called_path: cell::called_path_parameter(&description),
        })
    }

    fn unread_row(&mut self, what: &str, row: &[Cell]) {
        let cells = row.iter().map(|cell| cell.text.replace('\n', " "));
        let cells = cells
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" | ");
        if !cells.is_empty() {
            let cells = cells.chars().take(100).collect::<String>();
            self.unread(&format!("{what} is not read: {cells}"));
        }
    }

    /// A table's side: what the text above it says, otherwise what its columns suggest.
    fn side_of_table(&self, table: &Table, columns: &Columns) -> Side {
        let is_sent = table.rows.iter().any(|row| {
            let mark = columns
                .cell(row, Column::Required)
                .map(|cell| words::mark(&cell.text));
            let place = words::place(columns.text(row, Column::Place));
            mark.is_some_and(|mark| mark != Mark::Silent)
                || place.is_some_and(|place| place != "body")
        });
        let told = if is_sent {
            Side::Request
        } else {
            Side::Response
        };
        self.side.unwrap_or(told)
    }

    /// The place that the nearest caption or heading names.
    fn place_of_table(&self) -> &'static str {
        let near = self.captions.last().map(String::as_str);
        let mut texts = near.into_iter().chain([self.heading()]);
        let place = texts.find_map(|text| {
            words::PLACES
                .iter()
                .find(|(_, list)| words::holds(text, list))
        });
        place.map_or("", |(place, _)| place)
    }

    /// The dotted prefix of a table that describes the inside of a field named in its heading.
    fn prefix(&self) -> String {
        let heading = self.heading().trim_matches('`');
        let mut calls = self.calls().iter().map(|at| &self.facts.calls[*at]);
        let is_parent = calls.any(|call| call.fields.iter().any(|row| row.field.name == heading));
        if is_parent {
            format!("{heading}.")
        } else {
            String::new()
        }
    }
}
