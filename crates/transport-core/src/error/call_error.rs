use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::{DocumentedCode, ErrorKind, RawCode};
use crate::ConfigError;
use crate::http::TransportErrorKind;

/// A call ended without its response: what each service's error wraps.
///
/// `Display` holds the operation, what happened and the next step in one line, without secrets.
/// The questions ([`is_retryable`](Self::is_retryable), [`outcome_unknown`](Self::outcome_unknown)
/// and the others) are what a program decides by.
#[derive(Clone)]
pub struct CallError {
    failure: Box<Failure>,
}

/// What a failure allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Retry {
    /// Nothing: a retry ends the same, or may do the call's work twice.
    Never,
    /// One attempt with other credentials or another timestamp.
    SignAgain,
    /// The same call after a pause.
    Later,
}

/// What is known of a failed call.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    pub(crate) operation: &'static str,
    pub(crate) message: String,
    /// Whether the message has the status, the attempts and the next step in it already.
    pub(crate) message_says_all: bool,
    pub(crate) field: Option<&'static str>,
    pub(crate) status: Option<StatusCode>,
    pub(crate) code: RawCode,
    /// What the vendor documents of the code, if it does.
    pub(crate) documented: Option<DocumentedCode>,
    pub(crate) token_service_code: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) retry: Retry,
    pub(crate) throttled: bool,
    pub(crate) auth: bool,
    pub(crate) outcome_unknown: bool,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) remediation: Option<Cow<'static, str>>,
    pub(crate) no_response: Option<NoResponse>,
    /// Of a list that is not whole: how many rows came, and how many were announced.
    pub(crate) rows: Option<(u64, u64)>,
    pub(crate) config: Option<ConfigError>,
}

/// Why no whole response came.
#[derive(Debug, Clone)]
pub(crate) struct NoResponse {
    pub(crate) transport: Option<TransportErrorKind>,
    pub(crate) origin: Option<String>,
    pub(crate) proxy: Option<String>,
    pub(crate) cause: String,
    pub(crate) after: Option<Duration>,
}

impl Failure {
    pub(crate) fn new(
        kind: ErrorKind,
        operation: &'static str,
        message: impl Into<String>,
    ) -> Box<Self> {
        Box::new(Self {
            kind,
            operation,
            message: message.into(),
            message_says_all: false,
            field: None,
            status: None,
            code: RawCode::Absent,
            documented: None,
            token_service_code: None,
            request_id: None,
            attempts: 0,
            retry: Retry::Never,
            throttled: false,
            auth: false,
            outcome_unknown: false,
            retry_after: None,
            remediation: None,
            no_response: None,
            rows: None,
            config: None,
        })
    }

    /// Says more behind the next step.
    pub(crate) fn hint(&mut self, hint: &str) {
        let remediation = match self.remediation.take() {
            Some(step) => format!("{step}; {hint}"),
            None => hint.to_owned(),
        };
        self.remediation = Some(remediation.into());
    }
}

impl CallError {
    /// A failure of that kind which no response tells.
    pub fn new(kind: ErrorKind, operation: &'static str, problem: impl fmt::Display) -> Self {
        Failure::new(kind, operation, problem.to_string()).into()
    }

    /// A parameter is out of its range: nothing was sent. `field` is the vendor's name of it.
    pub fn invalid_input(
        operation: &'static str,
        field: &'static str,
        problem: impl fmt::Display,
    ) -> Self {
        let mut failure = Failure::new(ErrorKind::InvalidInput, operation, problem.to_string());
        failure.field = Some(field);
        failure.into()
    }

    /// A setting is missing or unusable: nothing was sent.
    pub fn configuration(operation: &'static str, problem: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Configuration, operation, problem)
    }

    /// Writes the error as `Debug` of the type that wraps it.
    #[doc(hidden)]
    pub fn fmt_debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failure = &self.failure;
        f.debug_struct(name)
            .field("operation", &failure.operation)
            .field("kind", &failure.kind)
            .field("status", &failure.status.map(|status| status.as_u16()))
            .field("code", &self.code())
            .field("field", &failure.field)
            .field("message", &failure.message)
            .field("request_id", &failure.request_id)
            .field("attempts", &failure.attempts)
            .field("is_retryable", &self.is_retryable())
            .field("outcome_unknown", &failure.outcome_unknown)
            .finish_non_exhaustive()
    }

    /// The kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.failure.kind
    }

    /// The vendor's name of the operation, such as `createJob`.
    pub fn operation(&self) -> &'static str {
        self.failure.operation
    }

    /// The parameter that was rejected before anything was sent, under the vendor's name.
    pub fn field(&self) -> Option<&'static str> {
        self.failure.field
    }

    /// The HTTP status of the last response, if there was one: the service's, or the token service's
    /// if that issued no token.
    pub fn status(&self) -> Option<StatusCode> {
        self.failure.status
    }

    /// The service's error code, if it sent one.
    pub fn code(&self) -> Option<&RawCode> {
        match &self.failure.code {
            RawCode::Absent => None,
            code => Some(code),
        }
    }

    /// What the vendor documents of the code, if it does.
    pub fn documented_code(&self) -> Option<&DocumentedCode> {
        self.failure.documented.as_ref()
    }

    /// The token service's code if it issued no token, as it stood in its response: one of OAuth's
    /// such as `invalid_client`, or a number of NHN Cloud's gateway.
    pub fn token_service_code(&self) -> Option<&str> {
        self.failure.token_service_code.as_deref()
    }

    /// The service's own message, or what happened where it sent none.
    pub fn message(&self) -> &str {
        &self.failure.message
    }

    /// The request's id, where the vendor sends one.
    pub fn request_id(&self) -> Option<&str> {
        self.failure.request_id.as_deref()
    }

    /// How many attempts were made; if the token service issued no token, how many it was asked
    /// in.
    pub fn attempts(&self) -> u32 {
        self.failure.attempts
    }

    /// How long the service asked to wait, if it did; not bounded.
    pub fn retry_after(&self) -> Option<Duration> {
        self.failure.retry_after
    }

    /// Whether the same call may succeed later, and a retry does no harm.
    pub fn is_retryable(&self) -> bool {
        self.failure.retry == Retry::Later
    }

    /// Whether the service rejected it for the rate or the quota.
    pub fn is_throttled(&self) -> bool {
        self.failure.throttled
    }

    /// Whether it is about credentials or permission.
    pub fn is_auth(&self) -> bool {
        self.failure.auth
    }

    /// Whether the service may have processed the call all the same. Only calls that bill or
    /// consume end so: look before you retry one.
    pub fn outcome_unknown(&self) -> bool {
        self.failure.outcome_unknown
    }

    /// Whether no response came in time.
    pub fn is_timeout(&self) -> bool {
        self.failure.kind == ErrorKind::Timeout
    }

    /// What went wrong between here and the service, if no whole response came for such a reason.
    pub fn transport_error(&self) -> Option<TransportErrorKind> {
        self.failure.no_response.as_ref()?.transport
    }

    /// Scheme, host and port that were asked in vain, if no whole response came.
    pub fn origin(&self) -> Option<&str> {
        self.failure.no_response.as_ref()?.origin.as_deref()
    }

    /// The proxy that the request went through, without its password, if no whole response came and
    /// the proxy may be why.
    pub fn proxy(&self) -> Option<&str> {
        self.failure.no_response.as_ref()?.proxy.as_deref()
    }

    /// What the system or the TLS library said, in its own words, if no whole response came.
    pub fn cause(&self) -> Option<&str> {
        let no_response = self.failure.no_response.as_ref();
        let cause = no_response.map(|failed| failed.cause.as_str());
        cause.filter(|cause| !cause.is_empty())
    }

    /// How long the last attempt waited, if it ended for that.
    pub fn waited(&self) -> Option<Duration> {
        self.failure.no_response.as_ref()?.after
    }

    /// Of a list that is not whole: how many rows came, and how many were announced.
    pub fn rows(&self) -> Option<(u64, u64)> {
        self.failure.rows
    }

    /// The setting that is missing or cannot be used, if that is why nothing was sent.
    pub fn config_error(&self) -> Option<&ConfigError> {
        self.failure.config.as_ref()
    }

    /// Whether the request could not be signed, so that nothing was sent.
    pub fn is_unsigned(&self) -> bool {
        self.failure.message_says_all
    }

    /// The next step, as `Display` ends in it.
    pub fn remediation(&self) -> Option<&str> {
        self.failure.remediation.as_deref()
    }

    /// The same error of a call that may have been processed all the same, for callers that know
    /// more than one response tells.
    #[must_use]
    pub fn with_outcome_unknown(mut self) -> Self {
        self.failure.outcome_unknown = true;
        self.failure.retry = Retry::Never;
        self
    }

    /// The same error with another next step, for callers that know more about the operation.
    #[must_use]
    pub fn with_remediation(mut self, remediation: impl Into<Cow<'static, str>>) -> Self {
        self.failure.remediation = Some(remediation.into());
        self
    }
}

impl From<Box<Failure>> for CallError {
    fn from(failure: Box<Failure>) -> Self {
        Self { failure }
    }
}

impl From<ConfigError> for CallError {
    fn from(error: ConfigError) -> Self {
        let message = error.to_string();
        let mut failure = Failure::new(ErrorKind::Configuration, "", message);
        failure.config = Some(error);
        failure.into()
    }
}

impl AsRef<Self> for CallError {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl fmt::Debug for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_debug("CallError", f)
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failure = &self.failure;
        let says_attempts = failure.attempts > 1 && !failure.message_says_all;
        let goes_on =
            says_attempts || failure.request_id.is_some() || failure.remediation.is_some();
        let message = match failure.message.strip_suffix('.') {
            // What follows brings its own punctuation.
            Some(message) if goes_on => message,
            _ => &failure.message,
        };
        if !failure.operation.is_empty() {
            write!(f, "{}: ", failure.operation)?;
        }
        match (failure.kind, failure.field) {
            (_, Some(field)) => write!(f, "{field} {message}")?,
            _ if failure.message_says_all => f.write_str(message)?,
            (ErrorKind::Rejected, None) => {
                f.write_str("rejected")?;
                match (&failure.documented, &failure.code) {
                    (Some(code), _) => write!(f, " with {code}")?,
                    (None, RawCode::Absent) => {}
                    (None, code) => write!(f, " with {code}")?,
                }
                if let Some(status) = failure.status {
                    write!(f, " (HTTP {})", status.as_u16())?;
                }
                if !message.is_empty() {
                    write!(f, ": {message}")?;
                }
            }
            (_, None) => {
                f.write_str(message)?;
                if let Some(status) = failure.status {
                    write!(f, " (HTTP {})", status.as_u16())?;
                }
            }
        }
        if says_attempts {
            write!(f, ", after {} attempts", failure.attempts)?;
        }
        if let Some(id) = &failure.request_id {
            write!(f, ", request {id}")?;
        }
        match &failure.remediation {
            Some(remediation) => write!(f, "; {remediation}"),
            None => Ok(()),
        }
    }
}

// The line says it all: what lies behind it may hold a URL with an Appkey, and is not kept.
impl Error for CallError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vendors_full_stop_does_not_meet_our_semicolon() {
        let mut failure = Failure::new(ErrorKind::Rejected, "summary", "Token is invalid.");
        failure.message_says_all = true;
        let error = CallError::from(failure);
        assert_eq!(error.to_string(), "summary: Token is invalid.");
        let advised = error.with_remediation("get a new one");
        assert_eq!(
            advised.to_string(),
            "summary: Token is invalid; get a new one"
        );
    }
}
