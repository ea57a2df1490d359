//! Walks the blocks of a page and collects its facts.

mod codes;
mod lines;
mod tables;

use self::lines::{call_line, excerpt, side_of};
use super::curl::strip_host;
use super::facts::{Operation, Page, PageError, Problem, Side};
use super::markdown::{Block, blocks};
use super::prepare::split_front_matter;

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

    fn error(&mut self, code: i64, message: &str, in_example: bool) {
        self.page.errors.push(PageError {
            after: self.page.operations.len(),
            status: self.status,
            code,
            message: message.to_owned(),
            in_example,
        });
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
