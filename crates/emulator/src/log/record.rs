//! One request in the log.

use http::request::Parts;
use http::uri::PathAndQuery;
use http::{HeaderMap, Version};
use serde::Serialize;

use super::mask::{Known, MASK, mask_header, mask_target};
use crate::calendar::utc_text;
use crate::operation::Operation;

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
    /// The HTTP status of the answer, or `None` if none was sent.
    pub status: Option<u16>,
    /// The fault that acted on this request.
    pub fault: Option<&'static str>,
    /// Whether the service did what it was asked to.
    pub executed: bool,
    /// Why the service refused; for a refused signature, what it expected to be signed.
    pub note: Option<String>,
}

/// A request as it came.
pub(crate) struct Seen<'a> {
    pub(crate) version: Version,
    pub(crate) method: &'a str,
    pub(crate) target: &'a str,
    /// `None` if they were not read.
    pub(crate) headers: Option<&'a HeaderMap>,
}

impl<'a> From<&'a Parts> for Seen<'a> {
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
pub(crate) struct Outcome {
    pub(crate) operation: Operation,
    pub(crate) at_ms: i64,
    pub(crate) status: Option<u16>,
    pub(crate) fault: Option<&'static str>,
    pub(crate) executed: bool,
    pub(crate) note: Option<String>,
}

/// One request as the log keeps it: in one piece, unmasked until somebody reads it.
pub(super) struct Entry {
    sequence: u64,
    version: Version,
    outcome: Outcome,
    /// Method, target, and names and values of headers, a line each. No part can hold a line break.
    head: Vec<u8>,
}

impl Entry {
    /// Writes an entry over an old one's memory.
    pub(super) fn write(
        sequence: u64,
        seen: &Seen<'_>,
        outcome: Outcome,
        mut head: Vec<u8>,
    ) -> Self {
        head.clear();
        let mut line = |bytes: &[u8]| {
            head.extend_from_slice(bytes);
            head.push(b'\n');
        };
        line(seen.method.as_bytes());
        line(seen.target.as_bytes());
        for (name, value) in seen.headers.into_iter().flatten() {
            line(name.as_str().as_bytes());
            line(value.as_bytes());
        }
        Self {
            sequence,
            version: seen.version,
            outcome,
            head,
        }
    }

    pub(super) fn into_memory(self) -> Vec<u8> {
        self.head
    }

    pub(super) fn masked(&self, known: &Known<'_>) -> RequestRecord {
        let mut lines = self.head.split(|byte| *byte == b'\n');
        let mut next = || {
            lines
                .next()
                .map(|line| std::str::from_utf8(line).unwrap_or(MASK))
        };
        let method = mask_method(next().unwrap_or_default());
        let target = mask_target(next().unwrap_or_default(), known);
        let mut headers = Vec::new();
        while let (Some(name), Some(value)) = (next(), next()) {
            headers.push((name.to_owned(), mask_header(name, value, known)));
        }
        let Outcome {
            operation,
            at_ms,
            status,
            fault,
            executed,
            note,
        } = &self.outcome;
        RequestRecord {
            sequence: self.sequence,
            at: utc_text(*at_ms),
            operation: *operation,
            version: format!("{:?}", self.version),
            method,
            target,
            headers,
            status: *status,
            fault: *fault,
            executed: *executed,
            note: note.clone(),
        }
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
