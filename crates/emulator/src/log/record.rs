//! One request in the log.

use http::{HeaderMap, Method, Uri, Version};
use serde::Serialize;

use super::mask::{Known, mask_header, mask_target};
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
    pub acted: bool,
    /// Why the service refused; for a refused signature, what it expected to be signed.
    pub note: Option<String>,
}

/// One request as the log keeps it.
pub(crate) struct Entry {
    pub(crate) sequence: u64,
    pub(crate) at_ms: i64,
    pub(crate) operation: Operation,
    pub(crate) version: Version,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) status: Option<u16>,
    pub(crate) fault: Option<&'static str>,
    pub(crate) acted: bool,
    pub(crate) note: Option<String>,
}

impl Entry {
    pub(crate) fn masked(&self, known: &Known<'_>) -> RequestRecord {
        let target = self
            .uri
            .path_and_query()
            .map_or("/", http::uri::PathAndQuery::as_str);
        RequestRecord {
            sequence: self.sequence,
            at: utc_text(self.at_ms),
            operation: self.operation,
            version: format!("{:?}", self.version),
            method: mask_method(&self.method),
            target: mask_target(target, known),
            headers: self
                .headers
                .iter()
                .map(|(name, value)| mask_header(name.as_str(), value, known))
                .collect(),
            status: self.status,
            fault: self.fault,
            acted: self.acted,
            note: self.note.clone(),
        }
    }
}

/// A method is free text on the wire; only the usual ones are shown.
fn mask_method(method: &Method) -> String {
    let usual = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    if usual.contains(&method.as_str()) {
        method.to_string()
    } else {
        "***".to_owned()
    }
}
