use async_trait::async_trait;
use auth_core::{AccessToken, IssuedToken, SigningError, SigningErrorKind, TokenIssuer};

use super::{OauthClient, OauthError};
use crate::ErrorKind;

#[async_trait]
impl TokenIssuer for OauthClient {
    async fn issue(&self) -> Result<IssuedToken, SigningError> {
        self.create().await.map_err(as_signing_error)
    }

    async fn revoke(&self, token: &AccessToken) -> Result<(), SigningError> {
        Self::revoke(self, token).await.map_err(as_signing_error)
    }
}

fn as_signing_error(error: OauthError) -> SigningError {
    let kind = match error.kind() {
        ErrorKind::InvalidInput | ErrorKind::Configuration => SigningErrorKind::Missing,
        ErrorKind::Refused => SigningErrorKind::Refused,
        ErrorKind::Connection | ErrorKind::Timeout => SigningErrorKind::Unavailable,
        ErrorKind::UnreadableAnswer | ErrorKind::AnswerTooLarge | ErrorKind::Redirect => {
            SigningErrorKind::Unreadable
        }
    };
    SigningError::new(kind, format!("no token was issued: {error}"))
}
