//! Walks the blocks of a page and collects its facts.

use super::columns::{Columns, Kind, Role};
use super::curl::{Curl, strip_host};
use super::details;
use super::facts::{Example, Listed, Operation, Page, PageError, Problem, Row, Side};
use super::markdown::{Block, Table, blocks};
use super::prepare::split_front_matter;
use super::vocabulary as words;
use crate::json::Json;

/// Captions are short; anything longer is prose.
const CAPTION: usize = 80;

/// Reads one page. Sections whose heading holds `skip` are left out and named.
pub fn read(text: &str, skip: Option<&str>) -> Page {
    let (front, body) = split_front_matter(text);
    let mut reader = Reader {
        skip,
        ..Reader::default()
    };
    reader.page.front = front;
    for block in blocks(&body) {
        reader.take(block);
    }
    reader.page
}

#[derive(Default)]
struct Reader<'a> {
    page: Page,
    skip: Option<&'a str>,
    headings: Vec<(u8, String)>,
    /// The level under which the current call was declared.
    declared: Option<u8>,
    skipping: Option<u8>,
    side: Option<Side>,
    /// Captions since the last heading or table, newest last.
    captions: Vec<String>,
    status: Option<u16>,
    logged_code: Option<i64>,
}

impl Reader<'_> {
    fn take(&mut self, block: Block) {
        match block {
            Block::Heading(level, text) => self.heading(level, text),
            Block::Text(text) => self.text(&text),
            Block::Table(table) => self.table(&table),
            Block::Code(info, text) => self.code(&info, &text),
        }
    }

    fn heading(&mut self, level: u8, text: String) {
        if self.skipping.is_some_and(|from| level <= from) {
            self.skipping = None;
        }
        if self.skipping.is_none() && self.skip.is_some_and(|word| text.contains(word)) {
            self.skipping = Some(level);
            // A section at the level of the call is about a call of its own.
            if self.declared.is_some_and(|from| level > from) {
                let call = self.operation().map(|o| format!("{} {}", o.method, o.path));
                let word = self.skip.unwrap_or_default();
                self.page
                    .skipped
                    .extend(call.map(|call| format!("{call} ({word})")));
            }
        }
        if self.declared.is_some_and(|from| level < from) {
            self.declared = None;
        }
        self.headings.retain(|(above, _)| *above < level);
        self.headings.push((level, text));
        self.side = self
            .headings
            .iter()
            .rev()
            .find_map(|(_, text)| side_of(text));
        self.captions.clear();
        self.status = None;
        self.logged_code = None;
    }

    fn text(&mut self, text: &str) {
        if text.starts_with('|') {
            self.problem(
                "table",
                "",
                format!("a table could not be read: {}", excerpt(text)),
            );
        }
        if let Some((method, path)) = call_line(text) {
            self.declare(method, path);
            return;
        }
        if self.skipping.is_some() {
            return;
        }
        self.status_line(text);
        if text.chars().count() <= CAPTION {
            if let Some(side) = side_of(text) {
                self.side = Some(side);
            }
            self.captions.push(text.to_owned());
        }
    }

    /// Reads "Response HTTP status: 503 …", "200 OK" and a code that is only logged.
    fn status_line(&mut self, text: &str) {
        let first = text.split_whitespace().next().unwrap_or_default();
        let rest = text.get(first.len()..).unwrap_or_default().trim();
        let plain = rest.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') && !rest.is_empty();
        if let Some(status) = status(first).filter(|_| plain) {
            self.page.statuses.push((status, rest.to_owned()));
            return;
        }
        let Some((label, value)) = text.split_once(':') else {
            return;
        };
        let value = value.trim();
        let number = value.split_whitespace().next().unwrap_or_default();
        if label.contains("HTTP") {
            self.status = status(number).or(self.status);
        } else if let (Ok(code), true) = (value.parse::<i64>(), value.len() >= 7) {
            self.logged_code = Some(code);
        } else if let Some(code) = self.logged_code.take() {
            self.error(code, value, true);
        }
    }

    fn table(&mut self, table: &Table) {
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

    fn endpoints(&mut self, table: &Table, columns: &Columns) {
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

    fn declare(&mut self, method: &str, path: &str) {
        let path = strip_host(path).to_owned();
        if self.skipping.is_some() {
            self.page.skipped.push(format!("{method} {path}"));
            self.declared = None;
            return;
        }
        self.declared = self.headings.last().map(|(level, _)| *level).or(Some(0));
        self.side = Some(Side::Request);
        self.page.operations.push(Operation {
            method: method.to_owned(),
            path,
            ..Operation::default()
        });
    }

    fn errors(&mut self, table: &Table, columns: &Columns) {
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

    fn error(&mut self, code: i64, message: &str, in_example: bool) {
        self.page.errors.push(PageError {
            after: self.page.operations.len(),
            status: self.status,
            code,
            message: message.to_owned(),
            in_example,
        });
    }

    fn rows(&mut self, table: &Table, columns: &Columns) {
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

    fn row(
        &mut self,
        row: &[super::markdown::Cell],
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
    fn side_of_table(&mut self, table: &Table, columns: &Columns) -> Side {
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
    fn place_of_table(&self) -> &'static str {
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
    fn prefix(&self) -> String {
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

    fn code(&mut self, info: &str, text: &str) {
        let text = text.trim();
        if let Some((method, path)) = call_line(text) {
            self.declare(method, path);
            return;
        }
        if self.skipping.is_some() {
            return;
        }
        if text.starts_with("curl") {
            self.curl(text);
        } else if text.starts_with("https://") && !text.contains(char::is_whitespace) {
            self.servers(vec![text.trim_end_matches('/').to_owned()]);
        } else if info.starts_with("json") || text.starts_with(['{', '[']) {
            match Json::parse(text) {
                Ok(body) => self.example(body),
                Err(error) => {
                    let under = self.headings.last().map_or("", |(_, text)| text.as_str());
                    let what = format!("an example is not valid JSON ({under}): {error}");
                    self.problem("example", "", what);
                }
            }
        }
    }

    fn curl(&mut self, text: &str) {
        let caption = self.captions.last().map_or("", String::as_str);
        if self.skip.is_some_and(|word| caption.contains(word)) {
            return;
        }
        let Some(curl) = Curl::parse(text) else {
            self.problem(
                "curl",
                "",
                format!("a curl example could not be read: {}", excerpt(text)),
            );
            return;
        };
        let Some(operation) = self.page.operations.last_mut() else {
            return;
        };
        if operation.curl.is_some() {
            return;
        }
        match curl.body() {
            Some(Ok(body)) => operation.examples.push(Example {
                side: Side::Request,
                caption: String::new(),
                body,
            }),
            Some(Err(error)) => {
                let what = format!("the body of a curl example is not valid JSON: {error}");
                self.page.problems.push(Problem {
                    kind: "example",
                    subject: String::new(),
                    what,
                });
            }
            None => {}
        }
        operation.curl = Some(curl);
    }

    fn example(&mut self, body: Json) {
        let caption = self.captions.last().cloned().unwrap_or_default();
        let side = self.side.unwrap_or(Side::Response);
        if let Some((code, message)) = refused(&body) {
            self.error(code, &message, true);
        }
        let example = Example {
            side,
            caption,
            body,
        };
        match self
            .page
            .operations
            .last_mut()
            .filter(|_| self.declared.is_some())
        {
            Some(operation) => operation.examples.push(example),
            None => self.page.examples.push(example),
        }
    }

    fn servers(&mut self, found: Vec<String>) {
        let after = self.page.operations.len();
        self.page
            .servers
            .extend(found.into_iter().map(|url| (after, url)));
    }

    fn operation(&self) -> Option<&Operation> {
        self.page.operations.last()
    }

    fn problem(&mut self, kind: &'static str, subject: &str, what: String) {
        self.page.problems.push(Problem {
            kind,
            subject: subject.to_owned(),
            what,
        });
    }
}

/// The code and message of a refusing NHN envelope.
fn refused(body: &Json) -> Option<(i64, String)> {
    let header = body.get("header")?;
    if header.get("isSuccessful") != Some(&Json::Bool(false)) {
        return None;
    }
    let message = header
        .get("resultMessage")
        .and_then(Json::as_str)
        .unwrap_or_default();
    Some((header.get("resultCode")?.as_i64()?, message.to_owned()))
}

/// A text that begins with a method and a path, in quotes or code marks or plain.
fn call_line(text: &str) -> Option<(&str, &str)> {
    let line = text.lines().next()?.trim().trim_matches('`');
    let (method, rest) = line.split_once(' ')?;
    let path = rest.trim().trim_matches(['"', '\'', '`']);
    let known = ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&method);
    let is_path = path.starts_with('/') || path.starts_with("http");
    (known && is_path && !path.contains(' ')).then_some((method, path))
}

/// The side that a text names, if it names one alone.
fn side_of(text: &str) -> Option<Side> {
    match (
        words::holds(text, words::REQUEST),
        words::holds(text, words::RESPONSE),
    ) {
        (true, false) => Some(Side::Request),
        (false, true) => Some(Side::Response),
        _ => None,
    }
}

fn status(text: &str) -> Option<u16> {
    text.parse()
        .ok()
        .filter(|status| (100..600).contains(status))
}

fn excerpt(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(60)
        .collect()
}
