//! Walks the sections of a page and collects its facts.

use super::curl::strip_host;
use super::model::{Call, Facts, Side, same_path};
use super::words;
use crate::contract::model::ErrorCode;
use crate::pages::{Block, Page};

/// Captions are short; anything longer is prose.
pub(super) const CAPTION: usize = 80;

/// Reads one page. `one_call` is true if the whole page is about one call; sections whose heading
/// holds `skip` are left out, and their calls named.
pub fn read(page: &Page, one_call: bool, skip: Option<&str>) -> Facts {
    let mut reader = Reader {
        page,
        one_call,
        skip,
        facts: Facts::default(),
        at: 0,
        open: Vec::new(),
        side: None,
        captions: Vec::new(),
        status: None,
        logged_code: None,
    };
    for at in 0..page.sections.len() {
        reader.section(at);
    }
    reader.facts
}

pub(super) struct Reader<'a> {
    pub(super) page: &'a Page,
    pub(super) one_call: bool,
    pub(super) skip: Option<&'a str>,
    pub(super) facts: Facts,
    /// The section that is being read.
    pub(super) at: usize,
    /// The calls that are being described: several if one table declares them together.
    open: Vec<usize>,
    pub(super) side: Option<Side>,
    /// Captions since the last heading or table, newest last.
    pub(super) captions: Vec<String>,
    pub(super) status: Option<u16>,
    pub(super) logged_code: Option<i64>,
}

impl<'a> Reader<'a> {
    fn section(&mut self, at: usize) {
        self.at = at;
        self.side = self.headings().find_map(side_of);
        self.captions.clear();
        self.status = None;
        self.logged_code = None;
        self.name_skipped();
        for block in &self.page.sections[at].blocks {
            match block {
                Block::Text(text) => self.text(text),
                Block::List(items) => self.list(items),
                Block::Table(table) => self.table(table),
                Block::Code(info, text) => self.code(info, text),
            }
        }
    }

    /// The headings over what is being read, from the inside out.
    pub(super) fn headings(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let page = self.page;
        let above = page.above(self.at);
        above.map(|at| page.sections[at].heading.as_str())
    }

    pub(super) fn heading(&self) -> &'a str {
        &self.page.sections[self.at].heading
    }

    pub(super) fn skipping(&self) -> bool {
        let is_skipped = |word| self.headings().any(|heading| heading.contains(word));
        self.skip.is_some_and(is_skipped)
    }

    /// A section that is left out inside a call is about a variant of that call.
    fn name_skipped(&mut self) {
        if let Some(word) = self.skip.filter(|word| self.heading().contains(word)) {
            for at in self.calls().to_vec() {
                let call = &self.facts.calls[at];
                let name = format!("{} {} ({word})", call.method, call.path);
                self.facts.skipped.push(name);
            }
        }
    }

    /// The calls that what is being read is about.
    pub(super) fn calls(&self) -> &[usize] {
        let Some(first) = self.open.first().map(|at| &self.facts.calls[*at]) else {
            return &[];
        };
        let (declared, sections) = (first.section, &self.page.sections);
        // "Request" is a part of the call's own section, and so is "Response" beside it.
        let parent = sections[declared].parent;
        let is_side = |at: usize| {
            let heading = &sections[at].heading;
            words::is_one(heading, words::REQUEST) || words::is_one(heading, words::RESPONSE)
        };
        let outer = parent.filter(|_| is_side(declared)).unwrap_or(declared);
        let mut above = self.page.above(self.at);
        let is_beside = above.any(|at| sections[at].parent == parent && is_side(at));
        if self.one_call || is_beside || self.page.is_inside(self.at, outer) {
            &self.open
        } else {
            &[]
        }
    }

    /// Opens the calls that a table, a line or an example declares.
    pub(super) fn declare(&mut self, calls: &[(&str, &str)]) {
        self.side = Some(Side::Request);
        self.open.clear();
        for (method, written) in calls {
            let (path, query) = written.split_once('?').unwrap_or((written, ""));
            let path = strip_host(path);
            if self.skipping() {
                self.facts.skipped.push(format!("{method} {path}"));
                continue;
            }
            let is_known = |call: &Call| call.method == *method && same_path(&call.path, path);
            let known = self.facts.calls.iter().position(is_known);
            let at = known.unwrap_or_else(|| {
                self.facts.calls.push(Call {
                    section: self.at,
                    method: (*method).to_owned(),
                    ..Call::default()
                });
                self.facts.calls.len() - 1
            });
            let call = &mut self.facts.calls[at];
            call.path = path.to_owned();
            let names = query.split('&').filter_map(|pair| pair.split('=').next());
            let names = names.filter(|name| !name.is_empty());
            call.mentioned.extend(names.map(str::to_owned));
            self.open.push(at);
        }
    }

    pub(super) fn error(&mut self, code: i64, message: &str, in_example: bool) {
        let error = ErrorCode {
            status: self.status,
            code,
            message: message.to_owned(),
            language: None,
            in_example,
        };
        self.facts.errors.push((self.at, error));
    }

    pub(super) fn server(&mut self, url: &str) {
        let url = url.trim_end_matches('/').to_owned();
        self.facts.servers.push((self.at, url));
    }

    /// Remembers a short text as what the next table or example is about.
    pub(super) fn caption(&mut self, text: &str) {
        if text.chars().count() <= CAPTION {
            self.side = side_of(text).or(self.side);
            self.captions.push(text.to_owned());
        }
    }

    /// Says what is not read, and under which heading.
    pub(super) fn unread(&mut self, what: &str) {
        let under = match self.heading() {
            "" => "before the first heading",
            heading => heading,
        };
        self.facts.unread.push(format!("{under}: {what}"));
    }
}

/// The side that a text names, if it names one alone.
fn side_of(text: &str) -> Option<Side> {
    let names = |words| words::holds(text, words);
    match (names(words::REQUEST), names(words::RESPONSE)) {
        (true, false) => Some(Side::Request),
        (false, true) => Some(Side::Response),
        _ => None,
    }
}

/// The beginning of a text, for messages.
pub(super) fn excerpt(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    first.chars().take(60).collect()
}
