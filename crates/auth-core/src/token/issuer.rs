use std::fmt::Debug;
use std::time::Duration;

use async_trait::async_trait;

use crate::{AccessToken, SigningError};

/// Asks the token service for tokens; implemented by whoever has an HTTP client.
///
/// Each call must come to an end by itself: the signer waits for it without a bound when it has
/// no token that works.
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
#[async_trait]
pub trait TokenIssuer: Debug + Send + Sync {
    /// `POST /oauth2/token/create`: a new token.
    ///
    /// # Errors
    ///
    /// [`Refused`](crate::SigningErrorKind::Rejected) with the service's code and message,
    /// [`Unavailable`](crate::SigningErrorKind::Unavailable) or
    /// [`Unreadable`](crate::SigningErrorKind::Unreadable).
    async fn issue(&self) -> Result<IssuedToken, SigningError>;

    /// `POST /oauth2/token/revoke`: ends the token's life at once.
    ///
    /// # Errors
    ///
    /// As for [`issue`](TokenIssuer::issue).
    async fn revoke(&self, token: &AccessToken) -> Result<(), SigningError>;
}

/// A token and how long the service said that it lives.
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
#[derive(Debug, Clone)]
pub struct IssuedToken {
    /// The token.
    pub token: AccessToken,
    /// The answer's `expires_in`: 60 s to 86,400 s by the vendor's page.
    pub lifetime: Duration,
}

impl IssuedToken {
    /// A token that lives that long.
    pub fn new(token: AccessToken, lifetime: Duration) -> Self {
        Self { token, lifetime }
    }
}
