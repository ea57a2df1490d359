use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;

use chrono::{Days, NaiveDate};

use super::entry::{Action, Entry};
use super::raw::{RawEntry, RawField, RawValue};
use crate::globs::is_odd;
use crate::input::{Message, Problem, message};

/// The rules that depend on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegisterRules {
    /// Today in Korea.
    pub today: NaiveDate,
    /// How many days after today an accepted risk may end at most; the default is 366.
    pub max_accept_days: u32,
}

impl RegisterRules {
    /// The default rules as of a day.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            today,
            max_accept_days: 366,
        }
    }
}

/// Checks entries; what is wrong is added to the problems.
pub(super) fn check(
    raw: Vec<RawEntry>,
    rules: &RegisterRules,
    problems: &mut Vec<Problem>,
) -> Vec<Entry> {
    let mut known: BTreeSet<Identity> = BTreeSet::new();
    let mut entries = Vec::new();
    for entry in raw {
        let lines = entry.fields.iter();
        let lines = lines.map(|(name, field)| (name.clone(), field.line));
        let mut reader = Fields {
            lines: lines.collect(),
            entry,
            wrong: BTreeSet::new(),
            problems: Vec::new(),
        };
        let entry = reader.entry(rules);
        let is_valid = reader.problems.is_empty();
        problems.append(&mut reader.problems);
        if let Some(entry) = entry.filter(|_| is_valid) {
            if !known.insert(identity(&entry)) {
                let message = message!("the same entry is there already");
                problems.push((entry.line, message));
            }
            entries.push(entry);
        }
    }
    entries
}

type Identity = (Action, [Vec<String>; 3], [Option<String>; 4]);

fn identity(entry: &Entry) -> Identity {
    let sorted = |list: &[String]| {
        let mut list = list.to_vec();
        list.sort();
        list
    };
    let lists = [&entry.check, &entry.server, &entry.location].map(|list| sorted(list));
    let texts = [&entry.project, &entry.region, &entry.standard, &entry.item].map(Clone::clone);
    (entry.action, lists, texts)
}

struct Fields {
    entry: RawEntry,
    /// The lines of the fields.
    lines: BTreeMap<String, u64>,
    /// The fields that are there and were reported.
    wrong: BTreeSet<&'static str>,
    problems: Vec<Problem>,
}

impl Fields {
    fn entry(&mut self, rules: &RegisterRules) -> Option<Entry> {
        let action = self.action();
        let entry = Entry {
            action: action.unwrap_or(Action::Fix),
            check: self.list("check"),
            server: self.list("server"),
            location: self.list("location"),
            project: self.text("project"),
            region: self.text("region"),
            standard: self.text("standard"),
            item: self.text("item"),
            reason: self.text("reason").unwrap_or_default(),
            approver: self.text("approver"),
            until: self.day("until"),
            owner: self.text("owner"),
            due: self.day("due"),
            ticket: self.text("ticket"),
            line: self.entry.line,
        };
        for (name, field) in take(&mut self.entry.fields) {
            self.problem(field.line, message!("unknown key {0}", format!("{name:?}")));
        }
        let action = action?;
        self.required(&entry, action);
        self.globs(&entry);
        if let (Action::Accept, Some(until)) = (action, entry.until) {
            let last = rules
                .today
                .checked_add_days(Days::new(rules.max_accept_days.into()));
            if last.is_some_and(|last| until > last) {
                let days = rules.max_accept_days;
                let line = self.line("until");
                self.problem(
                    line,
                    message!("until {0} is more than {1} days from today", until, days),
                );
            }
        }
        Some(entry)
    }

    fn required(&mut self, entry: &Entry, action: Action) {
        let is_accept = action == Action::Accept;
        let is_approved = is_accept || action == Action::Na;
        let missing = [
            ("check", entry.check.is_empty()),
            ("server", entry.server.is_empty()),
            ("reason", entry.reason.is_empty()),
            ("approver", is_approved && entry.approver.is_none()),
            ("until", is_accept && entry.until.is_none()),
            ("due", action == Action::Fix && entry.due.is_none()),
        ];
        for (name, is_missing) in missing {
            if is_missing && !self.wrong.contains(name) {
                let line = self.line(name);
                self.problem(
                    line,
                    message!("{0} is missing or blank; {1} needs it", name, action),
                );
            }
        }
    }

    fn globs(&mut self, entry: &Entry) {
        for (name, globs) in [("server", &entry.server), ("location", &entry.location)] {
            for glob in globs {
                if is_odd(glob) {
                    let message = message!(
                        "{0} {1} is not a glob: only * and ? are special",
                        name,
                        format!("{glob:?}")
                    );
                    let line = self.line(name);
                    self.problem(line, message);
                }
            }
        }
    }

    fn action(&mut self) -> Option<Action> {
        let field = self.entry.fields.remove("action");
        let line = field.as_ref().map_or(self.entry.line, |field| field.line);
        let text = match field.map(|field| field.value) {
            Some(RawValue::Text(text)) => text,
            _ => String::new(),
        };
        match text.as_str() {
            "accept" => Some(Action::Accept),
            "fix" => Some(Action::Fix),
            "na" => Some(Action::Na),
            _ => {
                self.problem(line, message!("action must be accept, fix or na"));
                None
            }
        }
    }

    /// A text that is not blank.
    fn text(&mut self, name: &'static str) -> Option<String> {
        let RawField { line, value } = self.entry.fields.remove(name)?;
        match value {
            RawValue::Text(text) => Some(text.trim().to_owned()).filter(|text| !is_blank(text)),
            other => {
                let found = other.kind();
                self.wrong(
                    name,
                    line,
                    message!("{0} must be a text, not {1}", name, found),
                );
                None
            }
        }
    }

    fn list(&mut self, name: &'static str) -> Vec<String> {
        let Some(RawField { line, value }) = self.entry.fields.remove(name) else {
            return Vec::new();
        };
        let list = match value {
            RawValue::Text(text) => vec![text],
            RawValue::List(list) => list,
            other => {
                let found = other.kind();
                self.wrong(
                    name,
                    line,
                    message!("{0} must be a text or a list, not {1}", name, found),
                );
                return Vec::new();
            }
        };
        if list.iter().any(|text| is_blank(text)) {
            self.wrong(name, line, message!("{0} has a blank value", name));
        }
        list.into_iter()
            .map(|text| text.trim().to_owned())
            .collect()
    }

    fn day(&mut self, name: &'static str) -> Option<NaiveDate> {
        let RawField { line, value } = self.entry.fields.remove(name)?;
        let day = match &value {
            RawValue::Text(text) | RawValue::Day(text) => text.parse().ok(),
            _ => None,
        };
        if day.is_none() {
            self.wrong(
                name,
                line,
                message!("{0} must be a day such as 2026-12-31", name),
            );
        }
        day
    }

    fn line(&self, name: &str) -> u64 {
        self.lines.get(name).copied().unwrap_or(self.entry.line)
    }

    /// Reports a field that is there.
    fn wrong(&mut self, name: &'static str, line: u64, message: Message) {
        self.wrong.insert(name);
        self.problem(line, message);
    }

    fn problem(&mut self, line: u64, message: Message) {
        self.problems.push((line, message));
    }
}

/// Whether a reader would see nothing: only spaces, control characters, and characters that have no
/// glyph, such as the zero width space and the Hangul filler.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c,
                '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
                | '\u{e0000}'..='\u{e0fff}')
    })
}

impl RawValue {
    fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Day(_) => "a day",
            Self::Other(kind) => kind,
        }
    }
}
