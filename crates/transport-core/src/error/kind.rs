use std::fmt;

/// What kind of failure a call ended in.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A parameter is out of the documented range; nothing was sent.
    InvalidInput,
    /// A setting is missing or unusable, credentials among them; nothing was sent.
    Configuration,
    /// The service, its gateway or the token service rejected the call; code and message say why.
    Rejected,
    /// No connection came about, or it broke.
    Connection,
    /// No response came in time.
    Timeout,
    /// The response cannot be read: not the documented shape, not JSON, or empty.
    UnreadableResponse,
    /// A list holds fewer rows than the service announced; those found came before the error.
    Incomplete,
    /// The response is larger than the limit.
    ResponseTooLarge,
    /// The response is a redirect, which is never followed.
    Redirect,
    /// The service did what it was asked to, and it came to nothing: a scan that failed.
    Unsuccessful,
}

impl ErrorKind {
    /// Whether nothing was sent because of what the caller gave or set.
    pub fn is_usage(self) -> bool {
        matches!(self, Self::InvalidInput | Self::Configuration)
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InvalidInput => "invalid input",
            Self::Configuration => "configuration",
            Self::Rejected => "rejected",
            Self::Connection => "connection",
            Self::Timeout => "timeout",
            Self::UnreadableResponse => "unreadable response",
            Self::Incomplete => "incomplete list",
            Self::ResponseTooLarge => "response too large",
            Self::Redirect => "redirect",
            Self::Unsuccessful => "unsuccessful",
        })
    }
}
