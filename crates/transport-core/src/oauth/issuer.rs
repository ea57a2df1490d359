use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use auth_core::{AccessToken, IssuedToken, SigningError, SigningErrorKind, TokenIssuer};

use super::{OauthClient, OauthError};
use crate::{ErrorKind, OauthCode};

#[async_trait]
impl TokenIssuer for OauthClient {
    async fn issue(&self) -> Result<IssuedToken, SigningError> {
        self.create()
            .await
            .map_err(|error| as_signing_error("no token was issued", &error))
    }

    async fn revoke(&self, token: &AccessToken) -> Result<(), SigningError> {
        Self::revoke(self, token)
            .await
            .map_err(|error| as_signing_error("the token was not revoked", &error))
    }
}

fn as_signing_error(what: &str, error: &OauthError) -> SigningError {
    let kind = match error.kind() {
        ErrorKind::InvalidInput | ErrorKind::Configuration => SigningErrorKind::Missing,
        ErrorKind::Rejected => SigningErrorKind::Refused,
        ErrorKind::Connection | ErrorKind::Timeout => SigningErrorKind::Unavailable,
        ErrorKind::UnreadableResponse | ErrorKind::ResponseTooLarge | ErrorKind::Redirect => {
            SigningErrorKind::Unreadable
        }
    };
    let mut failure = SigningError::new(kind, format!("{what}: {error}"))
        .with_attempts(error.attempts())
        .with_source(Verdict {
            auth: error.is_auth(),
            retryable: error.is_retryable(),
            throttled: error.is_throttled(),
            retry_after: error.retry_after(),
        });
    if let Some(status) = error.status() {
        failure = failure.with_status(status);
    }
    match error.code().map(OauthCode::on_the_wire) {
        Some(code) => failure.with_code(code),
        None => failure,
    }
}

/// What the token service's failure means for the call that needed the token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verdict {
    pub(crate) auth: bool,
    pub(crate) retryable: bool,
    pub(crate) throttled: bool,
    pub(crate) retry_after: Option<Duration>,
}

// The signing error has said it all; this only stands behind it in the chain.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the token service")
    }
}

impl std::error::Error for Verdict {}

/// The token service's verdict, if that is where the signing failed.
pub(crate) fn verdict_of(error: &SigningError) -> Option<Verdict> {
    error.source()?.downcast_ref().copied()
}
