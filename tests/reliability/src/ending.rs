use std::fmt;
use std::time::Duration;

use transport_core::{CallError, ErrorKind};

/// How a call ended, as the client says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// `None` for success.
    pub kind: Option<ErrorKind>,
    /// Whether the client says that the outcome is unknown.
    pub unknown: bool,
    /// How often the client says that it tried; 0 for success, which does not tell.
    pub attempts: u32,
    /// The refusal's code and name.
    pub code: Option<String>,
    /// The error's line.
    pub line: String,
    /// How long it took, in virtual time.
    pub took: Duration,
}

impl Ending {
    pub(crate) fn of<T>(result: &Result<T, impl AsRef<CallError>>, took: Duration) -> Self {
        match result {
            Ok(_) => Self {
                kind: None,
                unknown: false,
                attempts: 0,
                code: None,
                line: String::new(),
                took,
            },
            Err(error) => Self::failed(error.as_ref(), took),
        }
    }

    fn failed(error: &CallError, took: Duration) -> Self {
        Self {
            kind: Some(error.kind()),
            unknown: error.outcome_unknown(),
            attempts: error.attempts(),
            code: error
                .documented_code()
                .map(ToString::to_string)
                .or(error.code().map(ToString::to_string)),
            line: error.to_string(),
            took,
        }
    }

    /// Whether the call succeeded.
    pub fn is_success(&self) -> bool {
        self.kind.is_none()
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.kind {
            None => "ok",
            Some(ErrorKind::Rejected) => "rejected",
            Some(ErrorKind::Connection) => "connection",
            Some(ErrorKind::Timeout) => "timeout",
            Some(ErrorKind::UnreadableResponse) => "unreadable",
            Some(ErrorKind::ResponseTooLarge) => "too large",
            Some(ErrorKind::Redirect) => "redirect",
            Some(ErrorKind::InvalidInput) => "invalid input",
            Some(ErrorKind::Configuration) => "configuration",
            Some(_) => "other",
        };
        f.write_str(word)?;
        if self.unknown {
            f.write_str(", **unknown**")
        } else {
            Ok(())
        }
    }
}
