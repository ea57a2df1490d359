//! NHN Cloud's User Access Key token: issued, cached, put on requests.

use std::fmt::{self, Debug};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use http::request::Parts;
use http::{HeaderName, HeaderValue};
use zeroize::Zeroizing;

use crate::cache::{Cache, Fetched};
use crate::signer::sensitive;
use crate::{AccessToken, Clock, CredentialVersion, Signer, SigningError, SigningErrorKind, Sleep};

const BEARER: &str = "Bearer ";
const X_NHN_AUTHORIZATION: HeaderName = HeaderName::from_static("x-nhn-authorization");
/// The longest time to live by the vendor's page.
const MAX_TTL: Duration = Duration::from_secs(86_400);

/// Asks the token service for tokens; implement it with your HTTP client.
///
/// Each call must end by itself: the signer sets it no limit when it has no token that works. The
/// crate's README has an example.
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
#[async_trait]
pub trait TokenIssuer: Debug + Send + Sync {
    /// `POST /oauth2/token/create`: a new token.
    ///
    /// # Errors
    ///
    /// [`Rejected`](SigningErrorKind::Rejected) with the service's code and message,
    /// [`Unavailable`](SigningErrorKind::Unavailable) or
    /// [`Unreadable`](SigningErrorKind::Unreadable).
    async fn issue(&self) -> Result<IssuedToken, SigningError>;

    /// `POST /oauth2/token/revoke`: makes the token invalid at once.
    ///
    /// # Errors
    ///
    /// As for [`issue`](TokenIssuer::issue).
    async fn revoke(&self, token: &AccessToken) -> Result<(), SigningError>;
}

/// A token and how long it is valid, as the service said.
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedToken {
    /// The token.
    pub token: AccessToken,
    /// The time to live (`expires_in`): 60 s to 86,400 s by the vendor's page.
    pub ttl: Duration,
}

impl IssuedToken {
    /// A token with that time to live.
    pub fn new(token: impl Into<AccessToken>, ttl: Duration) -> Self {
        Self {
            token: token.into(),
            ttl,
        }
    }
}

/// Puts `X-NHN-Authorization: Bearer {token}` on a request and looks after the token.
///
/// The token is issued when it is first needed, once for any number of concurrent callers, and
/// kept in this signer only. Its time to live is counted from before the request for it. When a
/// tenth of that is left (at most five minutes), one caller refreshes it and waits two seconds at
/// most; all others go on with the token. If the refresh fails while the token works, no
/// caller notices; it is tried again after a tenth of the remaining time, at least a second.
///
/// A caller that gives up does not end the issue that others wait for, and the next caller goes on
/// with it. One that waits for an issue of another caller for five seconds starts one of its own:
/// the other's runtime may idle.
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
pub struct TokenSigner {
    cache: Cache<PreparedToken>,
    prefix: &'static str,
    issuer: Arc<dyn TokenIssuer>,
    clock: Arc<dyn Clock>,
    sleep: Arc<dyn Sleep>,
    // No longer used here, but perhaps still valid, as revoking them failed.
    unrevoked: Mutex<Vec<AccessToken>>,
}

struct PreparedToken {
    token: AccessToken,
    header: HeaderValue,
}

impl TokenSigner {
    /// A signer that has no token yet.
    pub fn new(issuer: Arc<dyn TokenIssuer>, clock: Arc<dyn Clock>, sleep: Arc<dyn Sleep>) -> Self {
        Self::with_prefix(issuer, clock, sleep, BEARER)
    }

    /// Sends the token alone, without the word `Bearer`, as the guide of Server Security Check
    /// writes it (`x-nhn-authorization: {token-id}`); the token's own guide writes the word.
    #[must_use]
    pub fn with_raw_token(self) -> Self {
        Self::with_prefix(self.issuer, self.clock, self.sleep, "")
    }

    fn with_prefix(
        issuer: Arc<dyn TokenIssuer>,
        clock: Arc<dyn Clock>,
        sleep: Arc<dyn Sleep>,
        prefix: &'static str,
    ) -> Self {
        let source = issuer.clone();
        let cache = Cache::new(clock.clone(), sleep.clone(), move || {
            let issuer = source.clone();
            Box::pin(async move { prepare(issuer.issue().await?, prefix) })
        });
        Self {
            cache,
            prefix,
            issuer,
            clock,
            sleep,
            unrevoked: Mutex::default(),
        }
    }

    /// The token that requests are signed with now; issued if there is none.
    ///
    /// # Errors
    ///
    /// Those of [`TokenIssuer::issue`], when there is no token that works.
    pub async fn token(&self) -> Result<AccessToken, SigningError> {
        Ok(self.cache.get().await?.value.token.clone())
    }

    /// Drops the token and asks the service to revoke it; the next call issues another.
    ///
    /// Without a token there is nothing to do. One that could not be revoked is not used any more;
    /// revoking again includes it, unless the service rejected that: asking again would end alike.
    ///
    /// # Errors
    ///
    /// Those of [`TokenIssuer::revoke`], once every token was tried: the first that trying again
    /// may mend, or else the first rejection.
    pub async fn revoke(&self) -> Result<(), SigningError> {
        if let Some(cached) = self.cache.take() {
            self.unrevoked().push(cached.value.token.clone());
        }
        let tokens = self.unrevoked().clone();
        let (mut failure, mut rejection) = (None, None);
        for token in tokens {
            match self.issuer.revoke(&token).await {
                Ok(()) => {}
                Err(error) if error.kind() == SigningErrorKind::Rejected => {
                    rejection.get_or_insert(error);
                }
                Err(error) => {
                    failure.get_or_insert(error);
                    continue;
                }
            }
            // Not before the service has responded, so that it stays there if this is cancelled.
            self.unrevoked().retain(|unrevoked| *unrevoked != token);
        }
        failure.or(rejection).map_or(Ok(()), Err)
    }

    fn unrevoked(&self) -> MutexGuard<'_, Vec<AccessToken>> {
        self.unrevoked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn prepare(issued: IssuedToken, prefix: &str) -> Result<Fetched<PreparedToken>, SigningError> {
    let IssuedToken { token, ttl } = issued;
    let header = Zeroizing::new(format!("{prefix}{}", token.expose()));
    let header = sensitive(&header, "the token").map_err(|_| {
        SigningError::new(
            SigningErrorKind::Unreadable,
            "the token service issued a token that is not allowed in an HTTP header",
        )
    })?;
    Ok(Fetched {
        value: PreparedToken { token, header },
        ttl: Some(ttl.min(MAX_TTL)),
    })
}

#[async_trait]
impl Signer for TokenSigner {
    async fn sign(
        &self,
        parts: &mut Parts,
        _: SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        let cached = self.cache.get().await?;
        let header = cached.value.header.clone();
        parts.headers.insert(X_NHN_AUTHORIZATION, header);
        Ok(cached.version)
    }

    /// Drops exactly the token that was rejected; a newer one stays.
    fn on_rejected(&self, version: CredentialVersion) -> bool {
        self.cache.drop_rejected(version, |_| true)
    }

    /// The token service, and how to send its token in the other form: the vendor's pages disagree.
    fn credential_source(&self) -> Option<String> {
        self.cache.peek()?;
        let form = match self.prefix {
            BEARER => {
                "the token was sent as 'Bearer {token}', KCSEC_NHN_TOKEN_FORM=raw sends it alone"
            }
            _ => {
                "the token was sent alone, KCSEC_NHN_TOKEN_FORM=bearer sends it as 'Bearer {token}'"
            }
        };
        Some(format!("the token service ({form})"))
    }
}

impl Debug for TokenSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSigner")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}
