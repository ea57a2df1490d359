use std::error::Error;
use std::fmt::{self, Debug};
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

/// Why a request could not be signed.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SigningErrorKind {
    /// Credentials are missing or unusable; a setting has to change.
    NotConfigured,
    /// The service that issues credentials rejected the request; its code and message are in the
    /// text.
    Rejected,
    /// The service that issues credentials could not be reached, or did not respond in time.
    Unavailable,
    /// The service that issues credentials sent a response that cannot be read.
    Unreadable,
}

impl fmt::Display for SigningErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotConfigured => "not configured",
            Self::Rejected => "rejected",
            Self::Unavailable => "unavailable",
            Self::Unreadable => "unreadable response",
        })
    }
}

/// How a call of the token service failed, and what that means for the call that needed the token.
///
/// ```
/// use auth_core::{SigningError, SigningErrorKind, TokenServiceFailure};
///
/// let failure = TokenServiceFailure {
///     status: Some(http::StatusCode::TOO_MANY_REQUESTS),
///     throttled: true,
///     retryable: true,
///     ..TokenServiceFailure::default()
/// };
/// let error = SigningError::new(SigningErrorKind::Rejected, "no token was issued: slow down")
///     .with_token_service(failure);
/// assert!(error.is_throttled() && error.is_retryable() && !error.is_auth());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenServiceFailure {
    /// The HTTP status of the last response, if there was one.
    pub status: Option<StatusCode>,
    /// The code in the response as it was received, such as `invalid_client`.
    pub code: Option<String>,
    /// How often the token service was called; 0 if it never came to that.
    pub attempts: u32,
    /// Whether the credentials or their permissions are at fault.
    pub auth: bool,
    /// Whether the same call may succeed later.
    pub retryable: bool,
    /// Whether the call was rejected for its rate or a quota.
    pub throttled: bool,
    /// How long the token service asked to wait.
    pub retry_after: Option<Duration>,
}

/// A request could not be signed, so it was not sent.
///
/// The text says what is missing or was rejected, and never holds a secret.
#[derive(Clone)]
pub struct SigningError {
    kind: SigningErrorKind,
    message: Arc<str>,
    token_service: Option<Arc<TokenServiceFailure>>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl SigningError {
    /// An error of that kind; `message` must hold no secret.
    pub fn new(kind: SigningErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: Arc::from(message.into()),
            token_service: None,
            source: None,
        }
    }

    pub(crate) fn not_configured(message: impl Into<String>) -> Self {
        Self::new(SigningErrorKind::NotConfigured, message)
    }

    /// Adds how the call of the token service failed.
    #[must_use]
    pub fn with_token_service(mut self, failure: TokenServiceFailure) -> Self {
        self.token_service = Some(Arc::new(failure));
        self
    }

    /// Keeps the error behind this one reachable.
    #[must_use]
    pub fn with_source(mut self, source: impl Error + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// The kind of failure.
    pub fn kind(&self) -> SigningErrorKind {
        self.kind
    }

    /// How the call of the token service failed, if that is why the request could not be signed.
    pub fn token_service(&self) -> Option<&TokenServiceFailure> {
        self.token_service.as_deref()
    }

    /// Whether the credentials or their permissions are at fault.
    pub fn is_auth(&self) -> bool {
        self.token_service().map_or(
            matches!(
                self.kind,
                SigningErrorKind::Rejected | SigningErrorKind::NotConfigured
            ),
            |failure| failure.auth,
        )
    }

    /// Whether signing again later may succeed.
    pub fn is_retryable(&self) -> bool {
        self.token_service()
            .map_or(self.kind == SigningErrorKind::Unavailable, |failure| {
                failure.retryable
            })
    }

    /// Whether the token service rejected the call for its rate or a quota.
    pub fn is_throttled(&self) -> bool {
        self.token_service()
            .is_some_and(|failure| failure.throttled)
    }
}

impl Debug for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningError")
            .field("kind", &self.kind)
            .field("message", &self.message)
            .field("token_service", &self.token_service)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for SigningError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn Error + 'static))
    }
}
