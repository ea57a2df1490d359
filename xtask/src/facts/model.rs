//! The facts of one page.

use super::curl::strip_host;
use crate::contract::model::{ErrorCode, Field, Request, Status};
use crate::json::Json;
use crate::pages::Page;
use crate::sources::Source;

/// One page's facts. A number beside a fact is the section that it stands in.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub(crate) calls: Vec<Call>,
    /// Calls that the page lists by name only.
    pub(crate) listed: Vec<Listed>,
    /// Parameters and response fields of every call, by side.
    pub(crate) common: [Vec<Field>; 2],
    pub(crate) errors: Vec<(usize, ErrorCode)>,
    /// HTTP statuses that the page names without a code.
    pub(crate) statuses: Vec<(usize, Status)>,
    pub(crate) servers: Vec<(usize, String)>,
    /// Examples outside any call.
    pub(crate) examples: Vec<(usize, Json)>,
    /// Methods and paths that stand in sentences.
    pub(crate) mentions: Vec<(String, String)>,
    /// What is left out on purpose.
    pub(crate) skipped: Vec<String>,
    /// Examples that are broken: the name of what they are of, and what is wrong.
    pub(crate) broken: Vec<(String, String)>,
    /// What the page has and no rule reads.
    pub(crate) unread: Vec<String>,
}

/// A call that a page documents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Call {
    /// The section that it is declared in.
    pub(crate) section: usize,
    pub(crate) method: String,
    /// The path as the page's table or first line writes it.
    pub(crate) path: String,
    /// Parameters and response fields, by side; the place is empty if the page does not say.
    pub(crate) rows: [Vec<Field>; 2],
    /// Example bodies: their side, the text right before them, and they themselves.
    pub(crate) examples: Vec<(Side, String, Json)>,
    pub(crate) curls: Vec<Request>,
    /// Headers and query parameters of its request line.
    pub(crate) mentioned: Vec<String>,
}

/// A call that a page lists.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) method: String,
    pub(crate) path: String,
}

/// Which way a table or an example goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// What the caller sends.
    Request,
    /// What the service returns.
    Response,
}

impl Facts {
    /// How many calls the page documents.
    pub fn count(&self) -> usize {
        self.calls.len()
    }

    /// The facts that are about one of the page's services. A section is about the service of the
    /// first call in it, or in what it is part of; what belongs to the whole page, to the first.
    pub(crate) fn of(&self, service: &str, page: &Page, source: &Source) -> Self {
        let first = source.services.first().map_or("", |(name, _)| name);
        let owner = |section: usize| {
            let inside = |outer| {
                let mut calls = self.calls.iter();
                calls.find(|call| page.is_inside(call.section, outer))
            };
            let found = page.above(section).find_map(inside).or(self.calls.first());
            found.map_or(first, |call| service_of(source, call))
        };
        let mut facts = self.clone();
        facts
            .calls
            .retain(|call| service_of(source, call) == service);
        facts.errors.retain(|(at, _)| owner(*at) == service);
        facts.statuses.retain(|(at, _)| owner(*at) == service);
        facts.servers.retain(|(at, _)| owner(*at) == service);
        facts.examples.retain(|(at, _)| owner(*at) == service);
        if first != service {
            facts.mentions.clear();
            facts.broken.clear();
            facts.unread.clear();
        }
        facts
    }

    /// Methods and paths of every call that the page describes, lists or leaves out.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        let calls = self.calls.iter();
        let calls = calls.map(|call| (call.method.as_str(), call.path.as_str()));
        let listed = self.listed.iter();
        let listed = listed.map(|call| (call.method.as_str(), call.path.as_str()));
        let skipped = self.skipped.iter().filter_map(|line| line.split_once(' '));
        calls.chain(listed).chain(skipped)
    }
}

/// The service whose path prefix is the longest that fits; the page's first if none does.
fn service_of(source: &Source, call: &Call) -> &'static str {
    let path = call.curls.first().map_or(&call.path, |curl| &curl.path);
    let services = source.services.iter();
    let fitting = services.filter(|(_, prefix)| path.starts_with(prefix));
    let longest = fitting.max_by_key(|(_, prefix)| prefix.len());
    let found = longest.or(source.services.first());
    found.map_or("", |(name, _)| *name)
}

/// True if both are the same path, the values of placeholders aside.
pub(crate) fn same_path(one: &str, other: &str) -> bool {
    one == other || fits(one, other) || fits(other, one)
}

/// True if `path` is `template` with values for its placeholders.
pub(crate) fn fits(template: &str, path: &str) -> bool {
    let (parts, values) = (template.split('/'), path.split('/'));
    let mut pairs = parts.clone().zip(values.clone());
    parts.count() == values.count()
        && pairs.all(|(part, value)| part == value || placeholder(part).is_some())
}

/// The name of a segment of a path that is a placeholder.
pub(crate) fn placeholder(part: &str) -> Option<&str> {
    let name = part.strip_prefix('{')?.strip_suffix('}')?;
    (!name.is_empty()).then_some(name)
}

/// The last segment of a path that is not a placeholder.
pub(crate) fn last_segment(path: &str) -> &str {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let last = parts.rfind(|part| placeholder(part).is_none());
    last.unwrap_or_default()
}

/// True if a call in a sentence, perhaps without its method, is that call.
pub(crate) fn is_call(method: &str, path: &str, call: (&str, &str)) -> bool {
    let path = strip_host(path);
    let path = path.split('?').next().unwrap_or(path);
    (method.is_empty() || method == call.0) && same_path(path, call.1)
}
