use std::error::Error;
use std::fmt::{self, Debug};
use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;
use http::StatusCode;
use http::request::Parts;

/// Puts credentials on a request.
///
/// A signer signs the parts as a whole or leaves them untouched: after an error the parts are
/// what they were, and the request must not be sent.
#[async_trait]
pub trait Signer: Debug + Send + Sync {
    /// Signs the request's parts as they will go out; `now` is the time to put into timestamps,
    /// already corrected by what is known of the service's clock.
    ///
    /// # Errors
    ///
    /// When the credentials are missing, were refused where a token is issued, or could not be
    /// fetched. The parts are then unchanged.
    async fn sign(&self, parts: &mut Parts, now: SystemTime) -> Result<Signed, SigningError>;

    /// Told that the service refused what `signed` stands for.
    ///
    /// Returns whether signing again may put other credentials on the request, so that one more
    /// attempt makes sense. A signer with a cache drops exactly the refused credential.
    fn refused(&self, signed: &Signed) -> bool {
        let _ = signed;
        false
    }
}

/// A receipt of one signing: which credential was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signed {
    generation: u64,
}

impl Signed {
    /// A receipt for the credential of that generation; signers with one lasting credential use
    /// the default, 0.
    pub fn with_generation(generation: u64) -> Self {
        Self { generation }
    }

    /// The generation of the credential that was used.
    pub fn generation(&self) -> u64 {
        self.generation
    }
}

/// Why a request could not be signed.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SigningErrorKind {
    /// Credentials are missing or unusable; a setting has to change.
    Missing,
    /// The service that issues credentials refused; its code and message are in the text.
    Refused,
    /// The service that issues credentials could not be reached, or did not answer in time.
    Unavailable,
    /// The service that issues credentials answered what cannot be read.
    Unreadable,
}

/// A request could not be signed, so it was not sent.
///
/// The text names what is missing or what was refused and never holds a secret.
#[derive(Clone)]
pub struct SigningError {
    kind: SigningErrorKind,
    message: Arc<str>,
    status: Option<StatusCode>,
    code: Option<Arc<str>>,
    attempts: u32,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl SigningError {
    /// An error of that kind; `message` must hold no secret.
    pub fn new(kind: SigningErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: Arc::from(message.into()),
            status: None,
            code: None,
            attempts: 0,
            source: None,
        }
    }

    /// Notes the HTTP status of the last answer of the service that issues credentials.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    /// Notes the code that the service that issues credentials sent, as it stood on the wire.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(Arc::from(code.into()));
        self
    }

    /// Notes how often the service that issues credentials was asked.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Keeps the error behind this one reachable.
    #[must_use]
    pub fn with_source(mut self, source: impl Error + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// What kind of failure it was.
    pub fn kind(&self) -> SigningErrorKind {
        self.kind
    }

    /// The HTTP status of the last answer of the service that issues credentials, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// The code that the service that issues credentials sent, such as `invalid_client`.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// How often the service that issues credentials was asked; 0 if it never came to that.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl Debug for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningError")
            .field("kind", &self.kind)
            .field("message", &self.message)
            .field("status", &self.status)
            .field("code", &self.code)
            .field("attempts", &self.attempts)
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
