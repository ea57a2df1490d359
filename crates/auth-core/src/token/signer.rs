use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use http::request::Parts;
use http::{HeaderName, HeaderValue};

use super::{IssuedToken, TokenIssuer};
use crate::cache::{Cache, Entry, Fetched};
use crate::signer::sensitive;
use crate::{AccessToken, Clock, CredentialVersion, Signer, SigningError, SigningErrorKind, Sleep};

const X_NHN_AUTHORIZATION: HeaderName = HeaderName::from_static("x-nhn-authorization");
/// The longest life of the vendor's page; what is said beyond it is not believed.
const LONGEST_LIFE: Duration = Duration::from_secs(86_400);

/// Puts `X-NHN-Authorization: Bearer {token}` on a request and looks after the token.
///
/// The token is issued when it is first needed, once for any number of concurrent callers, and
/// kept in this signer only: two signers never share. Its life is measured from before it was
/// asked for. When a tenth of it is left (at most five minutes), one caller fetches the successor
/// while the others go on with the token; he waits two seconds at most before he goes on with it
/// too. If that fails while the token works, nobody notices; it is tried again after a tenth of
/// the remaining life, at least a second.
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
pub struct TokenSigner {
    cache: Cache<PreparedToken>,
    issuer: Arc<dyn TokenIssuer>,
    clock: Arc<dyn Clock>,
    sleep: Arc<dyn Sleep>,
    // Dropped here but perhaps alive at the service, as revoking them failed.
    unrevoked: Mutex<Vec<AccessToken>>,
}

struct PreparedToken {
    token: AccessToken,
    header: HeaderValue,
}

#[derive(Debug, Clone, Copy)]
enum TokenForm {
    Bearer,
    Raw,
}

impl TokenSigner {
    /// A signer that has no token yet.
    pub fn new(issuer: Arc<dyn TokenIssuer>, clock: Arc<dyn Clock>, sleep: Arc<dyn Sleep>) -> Self {
        Self::with_form(issuer, clock, sleep, TokenForm::Bearer)
    }

    /// Sends the token alone, without the word `Bearer`, as the guide of Server Security Check
    /// writes it (`x-nhn-authorization: {token-id}`); the token's own guide writes the word.
    #[must_use]
    pub fn with_raw_token_form(self) -> Self {
        Self::with_form(self.issuer, self.clock, self.sleep, TokenForm::Raw)
    }

    fn with_form(
        issuer: Arc<dyn TokenIssuer>,
        clock: Arc<dyn Clock>,
        sleep: Arc<dyn Sleep>,
        form: TokenForm,
    ) -> Self {
        let asked = issuer.clone();
        let cache = Cache::new(clock.clone(), sleep.clone(), move || {
            let issuer = asked.clone();
            Box::pin(async move { prepare(issuer.issue().await?, form) })
        });
        Self {
            cache,
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
        Ok(self.cache.get().await?.value().token.clone())
    }

    /// Drops the token and asks the service to revoke it; the next call issues another.
    ///
    /// Without a token there is nothing to do. One that could not be revoked is not used any more;
    /// revoking again includes it, unless the service refused: asking again would end the same.
    ///
    /// # Errors
    ///
    /// Those of [`TokenIssuer::revoke`], once every token was tried: the first that a repeat may
    /// mend, or else the first refusal.
    pub async fn revoke(&self) -> Result<(), SigningError> {
        if let Some(entry) = self.cache.take() {
            self.unrevoked().push(entry.value().token.clone());
        }
        let tokens = self.unrevoked().clone();
        let (mut failure, mut refusal) = (None, None);
        for token in tokens {
            match self.issuer.revoke(&token).await {
                Ok(()) => {}
                Err(error) if error.kind() == SigningErrorKind::Rejected => {
                    refusal.get_or_insert(error);
                }
                Err(error) => {
                    failure.get_or_insert(error);
                    continue;
                }
            }
            // Not before the service has spoken, so that it stays there also if this is cancelled.
            self.unrevoked().retain(|unrevoked| *unrevoked != token);
        }
        failure.or(refusal).map_or(Ok(()), Err)
    }

    fn unrevoked(&self) -> std::sync::MutexGuard<'_, Vec<AccessToken>> {
        self.unrevoked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn prepare(issued: IssuedToken, form: TokenForm) -> Result<Fetched<PreparedToken>, SigningError> {
    let IssuedToken { token, lifetime } = issued;
    let header = match form {
        TokenForm::Bearer => sensitive(
            &zeroize::Zeroizing::new(format!("Bearer {}", token.expose())),
            "the token",
        ),
        TokenForm::Raw => sensitive(token.expose(), "the token"),
    }
    .map_err(|_| {
        SigningError::new(
            SigningErrorKind::Unreadable,
            "the token service issued a token that cannot stand in an HTTP header",
        )
    })?;
    Ok(Fetched {
        value: PreparedToken { token, header },
        life: Some(lifetime.min(LONGEST_LIFE)),
    })
}

fn header_of(entry: &Entry<PreparedToken>) -> (HeaderValue, u64) {
    (entry.value().header.clone(), entry.generation())
}

#[async_trait]
impl Signer for TokenSigner {
    async fn sign(
        &self,
        parts: &mut Parts,
        _: SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        let (header, generation) = match self.cache.read_fresh(header_of) {
            Some(fresh) => fresh,
            None => header_of(&*self.cache.get().await?),
        };
        parts.headers.insert(X_NHN_AUTHORIZATION, header);
        Ok(CredentialVersion::new(generation))
    }

    /// Drops exactly the token that was rejected; a newer one stays.
    fn on_rejected(&self, version: CredentialVersion) -> bool {
        self.cache.drop_refused(version.number(), |_| true)
    }
}

impl fmt::Debug for TokenSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSigner")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}
