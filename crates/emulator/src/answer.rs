//! What a service answers, before the network has its way with it.

use bytes::Bytes;
use http::StatusCode;

/// An answer: status, body, and what the log should know of it.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) content_type: &'static str,
    pub(crate) extra_header: Option<(&'static str, String)>,
    pub(crate) body: Bytes,
    /// Why the service refused, for the log. Holds no secret.
    pub(crate) note: Option<String>,
    /// Whether the service did what it was asked to.
    pub(crate) executed: bool,
}

pub(crate) const JSON: &str = "application/json;charset=UTF-8";

impl Answer {
    /// A success in JSON.
    pub(crate) fn json(body: Vec<u8>) -> Self {
        Self {
            status: StatusCode::OK,
            content_type: JSON,
            extra_header: None,
            body: body.into(),
            note: None,
            executed: true,
        }
    }

    /// A refusal.
    pub(crate) fn refusal(status: u16, body: Vec<u8>, note: impl Into<String>) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            content_type: JSON,
            extra_header: None,
            body: body.into(),
            note: Some(note.into()),
            executed: false,
        }
    }
}
