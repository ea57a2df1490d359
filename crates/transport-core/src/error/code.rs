use std::fmt;

use http::StatusCode;

/// A code as it stood in the answer.
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

impl fmt::Display for RawCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::Absent => f.write_str("no code"),
        }
    }
}

/// What a refusal means for a repeat of the call.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RetryClass {
    /// A repeat ends the same.
    Never,
    /// Refused for the rate before it reached the service: any call may be repeated after a pause.
    Throttled,
    /// Refused for its credentials or its timestamp before it reached the service: any call may be
    /// repeated once, if the signer now has another token or the clock was off.
    Reauthenticate,
    /// Something failed behind the gateway: repeated only if the call is safe to repeat.
    IfIdempotent,
}

impl RetryClass {
    /// The class of a refusal whose code says nothing.
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 => Self::Reauthenticate,
            // Without a rate code nobody says that it was refused before the service.
            408 | 425 | 429 | 500 | 502 | 503 | 504 => Self::IfIdempotent,
            _ => Self::Never,
        }
    }
}

/// The documented error codes of a service; unknown ones keep their number.
pub trait ServiceCode:
    Clone + fmt::Debug + fmt::Display + PartialEq + Send + Sync + 'static
{
    /// Names the code of an answer; `None` where the answer carries none.
    fn from_wire(code: &RawCode, status: StatusCode) -> Option<Self>;

    /// What the code means for a repeat; `None` leaves it to the HTTP status.
    fn retry_class(&self) -> Option<RetryClass>;

    /// Whether it is about credentials or permission.
    fn is_auth(&self) -> bool;

    /// What to do about it, if the code itself says.
    fn advice(&self) -> Option<&'static str> {
        None
    }
}
