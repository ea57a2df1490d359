//! What reqwest says went wrong, without the URL, which may hold an Appkey.

use super::{TransportError, TransportErrorKind};

pub(super) fn failed(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let kind = if error.is_builder() {
        TransportErrorKind::Configuration
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, innermost(&error))
}

/// The innermost cause, which says most, without the URL.
pub(super) fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
