//! The facts of one page.

use super::curl::{Curl, strip_host};
use crate::contract::model::Field;
use crate::json::Json;

/// One page's facts. A number beside a fact is the section that it stands in.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The calls that the page documents.
    pub calls: Vec<Call>,
    /// Calls that the page lists by name only.
    pub listed: Vec<Listed>,
    /// Parameters of every call of the page.
    pub parameters: Vec<Row>,
    /// Response fields of every call of the page.
    pub fields: Vec<Row>,
    /// Error codes.
    pub errors: Vec<PageError>,
    /// HTTP statuses that the page names without a code.
    pub statuses: Vec<(usize, u16, String)>,
    /// Addresses of servers.
    pub servers: Vec<(usize, String)>,
    /// Examples outside any call.
    pub examples: Vec<(usize, Example)>,
    /// Methods and paths that stand in sentences.
    pub mentions: Vec<(String, String)>,
    /// What is left out on purpose.
    pub skipped: Vec<String>,
    /// Examples that are broken: the name of what they are of, and what is wrong.
    pub broken: Vec<(String, String)>,
    /// What the page has and no rule reads.
    pub unread: Vec<String>,
}

impl Facts {
    /// Methods and paths of every call that the page describes, lists or leaves out.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        let calls = self
            .calls
            .iter()
            .map(|call| (call.method.as_str(), call.path.as_str()));
        let listed = self
            .listed
            .iter()
            .map(|listed| (listed.method.as_str(), listed.path.as_str()));
        let skipped = self.skipped.iter().filter_map(|line| line.split_once(' '));
        calls.chain(listed).chain(skipped)
    }
}

/// A call that a page documents.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// The section that it is declared in.
    pub section: usize,
    /// The HTTP method.
    pub method: String,
    /// The path as the page's table or first line writes it.
    pub path: String,
    /// What is sent.
    pub parameters: Vec<Row>,
    /// What comes back.
    pub fields: Vec<Row>,
    /// Example bodies.
    pub examples: Vec<Example>,
    /// The curl examples.
    pub curls: Vec<Curl>,
    /// Headers and query parameters of its request line.
    pub mentioned: Vec<String>,
}

/// A call that a page lists.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The name in the list.
    pub name: String,
    /// The HTTP method.
    pub method: String,
    /// The path.
    pub path: String,
}

/// One row of a parameter or field table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// What it describes, its name and place as written; the place is empty if the page does not say.
    pub field: Field,
    /// Another spelling of the name in the row's own description.
    pub misspelt: Option<String>,
    /// The parameter that the description calls a path parameter.
    pub called_path: Option<String>,
}

/// An error code of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageError {
    /// The section that it stands in.
    pub section: usize,
    /// The HTTP status, if the page says.
    pub status: Option<u16>,
    /// The vendor's code.
    pub code: i64,
    /// The message.
    pub message: String,
    /// True if it stands in an example, not in a table.
    pub in_example: bool,
}

/// An example body.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Sent or received.
    pub side: Side,
    /// The text right before it.
    pub caption: String,
    /// The body.
    pub body: Json,
}

/// Which way a table or an example goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What the caller sends.
    Request,
    /// What the service returns.
    Response,
}

/// True if both are the same path, the values of placeholders aside.
pub fn same_path(one: &str, other: &str) -> bool {
    one == other || fits(one, other) || fits(other, one)
}

/// True if `path` is `template` with values for its placeholders.
pub fn fits(template: &str, path: &str) -> bool {
    let (parts, values) = (template.split('/'), path.split('/'));
    let count = parts.clone().count() == values.clone().count();
    count
        && parts
            .zip(values)
            .all(|(part, value)| part == value || is_placeholder(part))
}

/// True if a segment of a path is a placeholder.
pub fn is_placeholder(part: &str) -> bool {
    part.len() > 2 && part.starts_with('{') && part.ends_with('}')
}

/// The last segment of a path that is not a placeholder.
pub fn last_segment(path: &str) -> &str {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    parts
        .rfind(|part| !is_placeholder(part))
        .unwrap_or_default()
}

/// True if a call in a sentence, perhaps without its method, is that call.
pub fn is_call(method: &str, path: &str, call: (&str, &str)) -> bool {
    let path = strip_host(path);
    (method.is_empty() || method == call.0)
        && same_path(path.split('?').next().unwrap_or(path), call.1)
}
