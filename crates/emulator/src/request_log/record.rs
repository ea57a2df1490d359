//! One request in the log.

use http::request::Parts;
use http::uri::PathAndQuery;
use http::{HeaderMap, Version};
use serde::Serialize;

use super::mask::{MASK, MaskRules, mask_header, mask_target};
use crate::operation::Operation;
use crate::time_text::utc_text;

/// One request as the log shows it, with everything secret masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RequestRecord {
    /// Counted from 1 since the start.
    pub sequence: u64,
    /// The emulator's time in UTC, RFC 3339.
    pub at: String,
    /// The call that was asked for.
    pub operation: Operation,
    /// The HTTP version, such as `HTTP/1.1`.
    pub version: String,
    /// The HTTP method.
    pub method: String,
    /// The request target; what is not known to be harmless reads `***`.
    pub target: String,
    /// The headers; values that are not known to be harmless read `***`.
    pub headers: Vec<(String, String)>,
    /// The HTTP status of the response, or `None` if none was sent.
    pub status: Option<u16>,
    /// The fault that acted on this request.
    pub fault: Option<&'static str>,
    /// Whether the service did what it was asked to.
    pub executed: bool,
    /// Why the service rejected the request; for a wrong signature, what it expected to be signed.
    pub note: Option<String>,
}

/// A request as it came.
pub(crate) struct RequestInfo<'a> {
    pub(crate) version: Version,
    pub(crate) method: &'a str,
    pub(crate) target: &'a str,
    /// `None` if they were not read.
    pub(crate) headers: Option<&'a HeaderMap>,
}

impl<'a> From<&'a Parts> for RequestInfo<'a> {
    fn from(parts: &'a Parts) -> Self {
        Self {
            version: parts.version,
            method: parts.method.as_str(),
            target: parts.uri.path_and_query().map_or("/", PathAndQuery::as_str),
            headers: Some(&parts.headers),
        }
    }
}

/// What became of a request.
pub(crate) struct ResponseInfo {
    pub(crate) operation: Operation,
    pub(crate) at_ms: i64,
    pub(crate) status: Option<u16>,
    pub(crate) fault: Option<&'static str>,
    pub(crate) executed: bool,
    pub(crate) note: Option<String>,
}

impl RequestRecord {
    /// Without a number yet.
    pub(super) fn new(
        request: &RequestInfo<'_>,
        response: ResponseInfo,
        rules: &MaskRules,
    ) -> Self {
        let headers = request.headers.into_iter().flatten();
        Self {
            sequence: 0,
            at: utc_text(response.at_ms),
            operation: response.operation,
            version: format!("{:?}", request.version),
            method: mask_method(request.method),
            target: mask_target(request.target, rules),
            headers: headers
                .map(|(name, value)| {
                    let value = value.to_str().unwrap_or(MASK);
                    let value = mask_header(name.as_str(), value, rules);
                    (name.as_str().to_owned(), value)
                })
                .collect(),
            status: response.status,
            fault: response.fault,
            executed: response.executed,
            note: response.note,
        }
    }

    /// About how much memory it takes.
    pub(super) fn bytes(&self) -> usize {
        let headers = self
            .headers
            .iter()
            .map(|(name, value)| 64 + name.len() + value.len());
        let note = self.note.as_ref().map_or(0, String::len);
        256 + self.target.len() + note + headers.sum::<usize>()
    }
}

/// A method is free text on the wire; only the usual ones are shown.
fn mask_method(method: &str) -> String {
    let usual = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    if usual.contains(&method) {
        method
    } else {
        MASK
    }
    .to_owned()
}
