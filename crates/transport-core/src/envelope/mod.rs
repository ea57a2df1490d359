//! How the vendors wrap their answers and errors.

mod ncp;
mod nhn;
mod oauth;

pub use ncp::{NcpEnvelope, NcpError, NcpStatus};
pub use nhn::{NhnEnvelope, NhnHeader};
pub use oauth::OauthEnvelope;

use http::StatusCode;
use serde::de::DeserializeOwned;

use crate::error::{RawCode, ServiceCode};

/// What an answer says when it is not a success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorBody {
    /// The code as it stood there.
    pub code: RawCode,
    /// The service's message.
    pub message: String,
}

/// A vendor's way of writing errors.
pub trait Envelope {
    /// The refusal in a body, or `None` if the body is not one that can be read.
    fn error_body(status: StatusCode, body: &[u8]) -> Option<ErrorBody>;
}

/// The typed answer of one operation: decoded once, straight from the body's bytes.
pub trait ApiResponse: Sized + Send {
    /// How errors are written where this answer comes from.
    type Envelope: Envelope;
    /// The service's error codes.
    type Code: ServiceCode;

    /// Reads the body of a 2xx answer.
    ///
    /// # Errors
    ///
    /// When the body is not the documented shape.
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error>;

    /// What a readable answer says when it is not a success; HTTP 200 does not make it one.
    fn error_body(&self) -> Option<ErrorBody>;
}

/// Decodes JSON; what most answers' [`ApiResponse::decode`] is.
///
/// # Errors
///
/// When the body is not the documented shape.
pub fn from_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, serde_json::Error> {
    serde_json::from_slice(body)
}
