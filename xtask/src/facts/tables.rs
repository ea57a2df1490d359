//! Tables: calls, error codes, parameters and fields, servers.

use super::blocks::status;
use super::cell;
use super::columns::{Columns, Use};
use super::curl::strip_host;
use super::model::{Listed, Side};
use super::reader::Reader;
use super::words::{self, Column};
use crate::contract::model::Field;
use crate::pages::{Cell, Table};

impl Reader<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let columns = Columns::of(table);
        let of_use = columns.of_use(table);
        if self.skipping() && !matches!(of_use, Some((Use::Calls, _))) {
            return;
        }
        let Some((of_use, unread)) = of_use else {
            let head = table.head.join(" | ");
            return self.unread(&format!("the use of a table is not known: {head}"));
        };
        for head in unread {
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
        let mut declared = Vec::new();
        for row in &table.rows {
            let [name, method, path] =
                [Column::Name, Column::Method, Column::Uri].map(|c| columns.text(row, c));
            let is_method = !method.is_empty() && method.chars().all(|c| c.is_ascii_uppercase());
            if !is_method || !path.starts_with(['/', 'h']) {
                self.unread_row("a call", row);
            } else if columns.has(Column::Name) {
                self.facts.listed.push(Listed {
                    name: name.to_owned(),
                    method: method.to_owned(),
                    path: strip_host(path).to_owned(),
                });
            } else {
                declared.push((method, path));
            }
        }
        if !declared.is_empty() {
            self.declare(&declared);
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
        let mut above = self.headings();
        if calls.is_empty() && !above.any(|heading| words::holds(heading, words::COMMON)) {
            let rows = table.rows.iter();
            let names = rows.map(|row| columns.text(row, Column::Name));
            let names = names.collect::<Vec<_>>().join(", ");
            drop(above);
            return self.unread(&format!("a table belongs to no call: {names}"));
        }
        drop(above);
        for row in &table.rows {
            let Some(mut field) = self.row(row, columns, side, place) else {
                continue;
            };
            field.name = format!("{prefix}{}", field.name);
            let facts = &mut self.facts;
            let is_same = |known: &Field| known.name == field.name && known.place == field.place;
            let mut is_twice = false;
            if calls.is_empty() {
                facts.common[side as usize].push(field.clone());
            }
            for at in &calls {
                let list = &mut facts.calls[*at].rows[side as usize];
                if list.iter().any(is_same) {
                    is_twice = true;
                } else {
                    list.push(field.clone());
                }
            }
            if is_twice {
                self.unread(&format!("{} is described twice", field.name));
            }
        }
        self.captions.clear();
    }

    fn row(&mut self, row: &[Cell], columns: &Columns, side: Side, place: &str) -> Option<Field> {
        let written = |column| match columns.text(row, column) {
            "" | "-" => None,
            text => Some(text.to_owned()),
        };
        let name = columns.text(row, Column::Name);
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.[]".contains(c);
        let written_place = columns.text(row, Column::Place);
        let own_place = words::place(written_place);
        let is_unclear = own_place.is_none() && !written_place.is_empty();
        if name.is_empty() || !name.chars().all(is_name) || is_unclear {
            self.unread_row("a row", row);
            return None;
        }
        let type_name = columns.text(row, Column::Kind);
        if !words::is_type(type_name) {
            self.unread(&format!("{name}: the type {type_name:?} is not known"));
        }
        let mark = columns.text(row, Column::Required);
        let required = words::mark(mark).unwrap_or_else(|()| {
            self.unread(&format!("{name}: the required mark {mark:?} is not known"));
            None
        });
        let mut field = Field {
            name: name.to_owned(),
            place: match side {
                Side::Request => own_place.unwrap_or(place).to_owned(),
                Side::Response => "body".to_owned(),
            },
            type_name: type_name.to_owned(),
            required,
            value: written(Column::Value),
            ..Field::default()
        };
        if let Some(description) = columns.cell(row, Column::Description) {
            let unclear = cell::describe(description, &mut field);
            if let Some(error) = unclear.example {
                let what = format!("its example is not valid JSON: {error}");
                self.facts.broken.push((name.to_owned(), what));
            }
            if let Some(note) = unclear.note {
                self.unread(&format!("{name}: a note is not understood: ({note})"));
            }
        }
        field.default = written(Column::Default).or(field.default);
        field.range = written(Column::Range).or(field.range);
        Some(field)
    }

    fn unread_row(&mut self, what: &str, row: &[Cell]) {
        let cells = row.iter().map(|cell| cell.text.replace('\n', " "));
        let cells = cells.filter(|text| !text.is_empty());
        let cells = cells.collect::<Vec<_>>().join(" | ");
        if !cells.is_empty() {
            let cells = cells.chars().take(100).collect::<String>();
            self.unread(&format!("{what} is not read: {cells}"));
        }
    }

    /// A table's side: what the text above it says, otherwise what its columns suggest.
    fn side_of_table(&self, table: &Table, columns: &Columns) -> Side {
        let is_sent = table.rows.iter().any(|row| {
            let place = words::place(columns.text(row, Column::Place));
            words::mark(columns.text(row, Column::Required)) != Ok(None)
                || place.is_some_and(|place| place != "body")
        });
        self.side.unwrap_or(match is_sent {
            true => Side::Request,
            false => Side::Response,
        })
    }

    /// The place that the nearest caption or heading names.
    fn place_of_table(&self) -> &'static str {
        let near = self.captions.last().map(String::as_str);
        let mut texts = near.into_iter().chain([self.heading()]);
        texts.find_map(words::place_in).unwrap_or_default()
    }

    /// The dotted prefix of a table that describes the inside of a field named in its heading.
    fn prefix(&self) -> String {
        let heading = self.heading().trim_matches('`');
        let calls = self.calls().iter().map(|at| &self.facts.calls[*at]);
        let mut fields = calls.flat_map(|call| &call.rows[Side::Response as usize]);
        match fields.any(|field| field.name == heading) {
            true => format!("{heading}."),
            false => String::new(),
        }
    }
}
