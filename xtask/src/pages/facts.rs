//! What one page says, before pages are put together.

use super::curl::Curl;
use super::details::Details;
use super::prepare::FrontMatter;
use super::vocabulary::Mark;
use crate::json::Json;

/// One page's facts.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The front matter.
    pub front: FrontMatter,
    /// The calls that the page documents.
    pub operations: Vec<Operation>,
    /// Calls that the page lists by name only.
    pub listed: Vec<Listed>,
    /// Parameters of every call of the page.
    pub parameters: Vec<Row>,
    /// Answer fields of every call of the page.
    pub fields: Vec<Row>,
    /// Error codes, in the page's order.
    pub errors: Vec<PageError>,
    /// HTTP statuses that the page names without a code.
    pub statuses: Vec<(u16, String)>,
    /// Addresses, with the number of calls read before each.
    pub servers: Vec<(usize, String)>,
    /// Examples outside any call.
    pub examples: Vec<Example>,
    /// What is left out on purpose.
    pub skipped: Vec<String>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A call that a page documents.
#[derive(Clone, Debug, Default)]
pub struct Operation {
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
    /// The first curl example.
    pub curl: Option<Curl>,
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
    /// The name as written.
    pub name: String,
    /// The type as written.
    pub type_name: String,
    /// The place: header, query, path, body; empty if the page does not say.
    pub place: String,
    /// The required mark.
    pub required: Option<Mark>,
    /// The fixed value.
    pub value: Option<String>,
    /// What the description holds in values.
    pub details: Details,
    /// Another spelling of the name in the row's own description.
    pub misspelt: Option<String>,
    /// The parameter that the description calls a path parameter.
    pub called_path: Option<String>,
}

/// An error code of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageError {
    /// How many calls were read before it: tells its service on a page with two.
    pub after: usize,
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
    /// What the service answers.
    Response,
}

/// Something that could not be read, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable id of the kind, used in the list of contradictions.
    pub kind: &'static str,
    /// The name of what is concerned, empty if it is the page.
    pub subject: String,
    /// What was met.
    pub what: String,
}
