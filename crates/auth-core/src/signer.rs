use std::fmt::Debug;
use std::time::SystemTime;

use async_trait::async_trait;
use http::HeaderValue;
use http::request::Parts;

use crate::SigningError;

/// Puts credentials on a request.
///
/// A signer signs the parts as a whole or leaves them untouched: after an error the parts are
/// what they were, and the request must not be sent.
///
/// ```
/// use auth_core::{CredentialVersion, Signer, SigningError};
/// use http::{HeaderValue, request::Parts};
/// use std::time::SystemTime;
///
/// #[derive(Debug)]
/// struct ApiKey; // holds the key
///
/// #[async_trait::async_trait]
/// impl Signer for ApiKey {
///     async fn sign(&self, parts: &mut Parts, _: SystemTime) -> Result<CredentialVersion, SigningError> {
///         let mut key = HeaderValue::from_static("EXAMPLE_KEY");
///         key.set_sensitive(true); // keeps it out of logs and error messages
///         parts.headers.insert("x-api-key", key);
///         Ok(CredentialVersion::default())
///     }
/// }
/// ```
#[async_trait]
pub trait Signer: Debug + Send + Sync {
    /// Signs the request's parts as they will be sent; `now` is the time for timestamps, already
    /// corrected by what is known of the service's clock.
    ///
    /// # Errors
    ///
    /// When the credentials are missing, were rejected where a token is issued, or could not be
    /// fetched. The parts are then unchanged.
    async fn sign(
        &self,
        parts: &mut Parts,
        now: SystemTime,
    ) -> Result<CredentialVersion, SigningError>;

    /// Called when the service rejected a request that was signed with this version of the
    /// credential.
    ///
    /// Returns whether signing again may put another credential on the request, so that one more
    /// attempt makes sense. A signer with a cache drops exactly the rejected version.
    fn on_rejected(&self, version: CredentialVersion) -> bool {
        let _ = version;
        false
    }

    /// Whether what it signs depends on the time, so that signing again makes sense once the
    /// service's clock is known to differ from this machine's.
    fn depends_on_clock(&self) -> bool {
        false
    }

    /// Where the credentials in use came from, such as a file and its profile; error messages name
    /// it when the service rejects them.
    fn credential_source(&self) -> Option<String> {
        None
    }
}

/// Which version of a signer's credential a request was signed with; it grows with each refresh.
///
/// Signers whose credential never changes use the default, 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CredentialVersion(u64);

impl CredentialVersion {
    /// The version of that number.
    pub fn new(number: u64) -> Self {
        Self(number)
    }

    /// Its number.
    pub fn number(self) -> u64 {
        self.0
    }
}

/// Signs nothing: for calls that need no credentials, or carry them in a header of their own.
#[derive(Debug, Clone, Copy, Default)]
pub struct UnsignedSigner;

#[async_trait]
impl Signer for UnsignedSigner {
    async fn sign(&self, _: &mut Parts, _: SystemTime) -> Result<CredentialVersion, SigningError> {
        Ok(CredentialVersion::default())
    }
}

/// A header value marked sensitive, so that HTTP libraries neither log nor index it.
pub(crate) fn sensitive(text: &str, what: &str) -> Result<HeaderValue, SigningError> {
    let mut value = HeaderValue::from_str(text).map_err(|_| {
        SigningError::not_configured(format!(
            "{what} holds a character that is not allowed in an HTTP header; check for line breaks"
        ))
    })?;
    value.set_sensitive(true);
    Ok(value)
}
