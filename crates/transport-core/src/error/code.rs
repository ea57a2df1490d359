use std::fmt;

use http::StatusCode;
use serde::{Serialize, Serializer};

/// A code as it stood in the response.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum RawCode {
    /// A number, or a text that is one.
    Number(i64),
    /// Any other text, such as OAuth's `invalid_client`.
    Text(String),
    /// No code.
    #[default]
    Absent,
}

impl RawCode {
    /// The number, if it is one.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(_) | Self::Absent => None,
        }
    }
}

impl Serialize for RawCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Absent => serializer.serialize_none(),
        }
    }
}

impl fmt::Display for RawCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::Absent => f.write_str("no code"),
        }
    }
}

/// What an error response means for a retry of the call.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RetryClass {
    /// A retry ends the same.
    Never,
    /// Rejected for the rate before it reached the service: any call may be retried after a pause.
    Throttled,
    /// Rejected for its credentials or its timestamp before it reached the service: any call may be
    /// retried once, if the signer now has another token or the clock was off.
    Reauthenticate,
    /// Something failed behind the gateway: retried only if the call is idempotent.
    IfIdempotent,
}

impl RetryClass {
    /// The class of an error response whose code says nothing.
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 => Self::Reauthenticate,
            // Without a rate code nobody says that it was rejected before the service.
            408 | 425 | 429 | 500 | 502 | 503 | 504 => Self::IfIdempotent,
            _ => Self::Never,
        }
    }
}

/// A code that a vendor documents, and what it means for the caller.
///
/// ```
/// use transport_core::{DocumentedCode, RawCode, RetryClass};
///
/// const CODES: &[DocumentedCode] = &[
///     DocumentedCode::number(901, "ApiCallFail", RetryClass::IfIdempotent)
///         .with_remediation("try again later"),
/// ];
/// assert!(CODES[0].is(&RawCode::Number(901)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentedCode {
    pub(crate) number: Option<i64>,
    pub(crate) name: &'static str,
    pub(crate) retry: RetryClass,
    pub(crate) is_auth: bool,
    pub(crate) remediation: Option<&'static str>,
}

impl DocumentedCode {
    /// A code that is a number, with the name that errors show beside it.
    pub const fn number(number: i64, name: &'static str, retry: RetryClass) -> Self {
        Self {
            number: Some(number),
            name,
            retry,
            is_auth: false,
            remediation: None,
        }
    }

    /// A code that is a text, such as OAuth's `invalid_client`.
    pub const fn text(text: &'static str, retry: RetryClass) -> Self {
        Self {
            number: None,
            name: text,
            retry,
            is_auth: false,
            remediation: None,
        }
    }

    /// The same code, about credentials or permission if so.
    #[must_use]
    pub const fn with_auth(mut self, is_auth: bool) -> Self {
        self.is_auth = is_auth;
        self
    }

    /// The same code with the next step that its errors end in.
    #[must_use]
    pub const fn with_remediation(mut self, remediation: &'static str) -> Self {
        self.remediation = Some(remediation);
        self
    }

    /// What the code means for a retry.
    pub const fn retry_class(&self) -> RetryClass {
        self.retry
    }

    /// Whether the code is about credentials or permission.
    pub const fn is_auth(&self) -> bool {
        self.is_auth
    }

    /// The next step, if the code itself says it.
    pub const fn remediation(&self) -> Option<&'static str> {
        self.remediation
    }

    /// Whether a response's code is this one.
    pub fn is(&self, code: &RawCode) -> bool {
        match code {
            RawCode::Number(number) => self.number == Some(*number),
            RawCode::Text(text) => self.number.is_none() && self.name == text,
            RawCode::Absent => false,
        }
    }
}

impl fmt::Display for DocumentedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            Some(number) => write!(f, "{number} {}", self.name),
            None => f.write_str(self.name),
        }
    }
}
