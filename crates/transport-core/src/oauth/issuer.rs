use async_trait::async_trait;
use auth_core::{
    AccessToken, IssuedToken, SigningError, SigningErrorKind, TokenIssuer, TokenServiceFailure,
};

use super::{OauthClient, OauthError};
use crate::ErrorKind;

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
        ErrorKind::InvalidInput | ErrorKind::Configuration => SigningErrorKind::NotConfigured,
        ErrorKind::Rejected => SigningErrorKind::Rejected,
        ErrorKind::Connection | ErrorKind::Timeout => SigningErrorKind::Unavailable,
        ErrorKind::UnreadableResponse
        | ErrorKind::Incomplete
        | ErrorKind::ResponseTooLarge
        | ErrorKind::Redirect
        | ErrorKind::Unsuccessful => SigningErrorKind::Unreadable,
    };
    SigningError::new(kind, format!("{what}: {error}")).with_token_service(TokenServiceFailure {
        status: error.status(),
        code: error.as_ref().code().map(ToString::to_string),
        attempts: error.attempts(),
        auth: error.is_auth(),
        retryable: error.is_retryable(),
        throttled: error.is_throttled(),
        retry_after: error.retry_after(),
    })
}
