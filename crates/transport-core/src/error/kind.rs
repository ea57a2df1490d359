/// What kind of failure a call ended in.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A parameter is out of the documented range; nothing was sent.
    InvalidInput,
    /// A setting is missing or unusable, credentials among them; nothing was sent.
    Configuration,
    /// The service, its gateway or the token service refused; code and message say why.
    Rejected,
    /// No connection came about, or it broke.
    Connection,
    /// No answer came in time.
    Timeout,
    /// The answer cannot be read: not the documented shape, not JSON, or empty.
    UnreadableResponse,
    /// A list holds fewer rows than the service announced; those found came before the error.
    Incomplete,
    /// The answer is larger than the limit.
    ResponseTooLarge,
    /// The answer is a redirect, which is never followed.
    Redirect,
}

impl ErrorKind {
    /// Whether nothing was sent because of what the caller gave or set.
    pub fn is_usage(self) -> bool {
        matches!(self, Self::InvalidInput | Self::Configuration)
    }
}
