//! How a command ends: a status for programs, a line for people.

use std::fmt;
use std::io;
use std::process::ExitCode;

use korea_cloud_security::ConfigError;
use korea_cloud_security::{ncp_wsc, nhn_appguard, nhn_integrity, nhn_ssc};
use transport_core::{CallError, ErrorKind, OauthError};

use crate::lang::{call_error, config_error, io_error, say};

/// The exit statuses, as the help lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    Done = 0,
    CheckFailed = 1,
    Usage = 2,
    Rejected = 3,
    Network = 4,
    OutcomeUnknown = 5,
    /// The wait ended before what it waited for, which goes on.
    NotFinished = 6,
    /// What a shell reports for a program that Ctrl-C ended.
    Interrupted = 130,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a command did not end well: one line, and the status that goes with it.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) status: Status,
    message: Option<String>,
    lacks_settings: bool,
}

pub(crate) type Outcome = Result<(), Failure>;

impl Failure {
    pub(crate) fn new(status: Status, message: impl Into<String>) -> Self {
        Self {
            status,
            message: Some(message.into()),
            lacks_settings: false,
        }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Status::Usage, message)
    }

    /// Keys that are nowhere, or that cannot be keys.
    pub(crate) fn keys(error: ConfigError) -> Self {
        Self {
            lacks_settings: true,
            ..Self::from(error)
        }
    }

    /// A failure whose line has been printed already.
    pub(crate) fn reported(status: Status) -> Self {
        Self {
            status,
            message: None,
            lacks_settings: false,
        }
    }

    /// Whether a setting or key is missing or cannot be used, so that other ways lead on.
    pub(crate) fn lacks_settings(&self) -> bool {
        self.lacks_settings
    }

    /// The same with another step behind it.
    pub(crate) fn hint(mut self, step: &str) -> Self {
        self.message = self.message.map(|message| format!("{message}; {step}"));
        self
    }

    pub(crate) fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

/// The status that a failed call ends with.
pub(crate) fn status_of(error: &impl AsRef<CallError>) -> Status {
    let error = error.as_ref();
    if error.outcome_unknown() {
        return Status::OutcomeUnknown;
    }
    match error.kind() {
        kind if kind.is_usage() => Status::Usage,
        ErrorKind::Rejected => Status::Rejected,
        ErrorKind::Unsuccessful => Status::CheckFailed,
        _ => Status::Network,
    }
}

/// Each service's error is a call error inside.
macro_rules! from_service_errors {
    ($($error:ty),+) => { $(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                CallError::from(error).into()
            }
        }
    )+ };
}

from_service_errors!(
    nhn_ssc::Error,
    ncp_wsc::Error,
    nhn_appguard::Error,
    nhn_integrity::Error,
    OauthError
);

impl From<CallError> for Failure {
    fn from(error: CallError) -> Self {
        let error = match error.kind() {
            // The limit that the library speaks of is no option here.
            ErrorKind::ResponseTooLarge if !error.outcome_unknown() => {
                error.with_remediation("narrow the query: a smaller --limit, or a shorter time")
            }
            ErrorKind::Incomplete => error.with_remediation(
                "try again; if the service's count is simply wrong, add --allow-incomplete",
            ),
            _ => error,
        };
        // Of keys that are nowhere, or that cannot be keys.
        let lacks_settings = error.kind() == ErrorKind::Configuration && error.is_auth();
        Self {
            lacks_settings,
            ..Self::new(status_of(&error), call_error(&error))
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self {
            lacks_settings: !error.missing_settings().is_empty(),
            ..Self::usage(config_error(&error))
        }
    }
}

/// What is left to say where the outcome of a billed or consuming call cannot be written to
/// standard output; here also a reader that has closed it misses something.
pub(crate) fn unwritten(known: &str, error: &io::Error) -> Failure {
    Failure::new(
        Status::Network,
        say!(
            "{}; 표준 출력에 쓸 수 없습니다: {}",
            "{}; standard output cannot be written: {}",
            known,
            io_error(error)
        ),
    )
}

/// Standard output could not be written. A reader that has closed it (`| head`) has what it wants.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::reported(Status::Done);
        }
        Self::new(
            Status::Network,
            say!(
                "표준 출력에 쓸 수 없습니다: {}",
                "standard output cannot be written: {}",
                io_error(&error)
            ),
        )
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message.as_deref().unwrap_or_default())
    }
}
