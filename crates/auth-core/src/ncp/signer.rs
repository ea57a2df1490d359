use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use http::request::Parts;

use super::credentials::check_key;
use super::{FoundCredentials, NcpCredentialSource, NcpCredentials, NcpSigningKey};
use crate::cache::{Cache, Fetched};
use crate::{Clock, CredentialVersion, Signer, SigningError, Sleep};

/// Credentials that have expired by this machine's clock may still work, as the clock may be
/// wrong. They are used, and asked for again after this time.
const EXPIRED_TTL: Duration = Duration::from_secs(60);

/// Signs requests to NAVER Cloud with signature version 2.
///
/// Sets `x-ncp-apigw-timestamp`, `x-ncp-iam-access-key`, `x-ncp-apigw-signature-v2` and
/// `Content-Type: application/json`. What is signed is the path and query of the request's URI
/// byte for byte, so the URI must be the one that goes out, percent-encoded. The gateway rejects a
/// timestamp that is five minutes off: sign each attempt anew.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/common-ncpapi>.
pub struct NcpSigner(Keys);

enum Keys {
    Fixed(NcpSigningKey),
    Found {
        cache: Cache<FoundKey>,
        source: Arc<dyn NcpCredentialSource>,
    },
}

struct FoundKey {
    key: NcpSigningKey,
    found: FoundCredentials,
}

impl NcpSigner {
    /// A signer with one key pair for its whole life.
    ///
    /// # Errors
    ///
    /// When one of the two cannot be a key ([`validate_key`](crate::validate_key)).
    pub fn new(credentials: &NcpCredentials) -> Result<Self, SigningError> {
        check_key("the NAVER Cloud access key", credentials.access_key())?;
        check_key(
            "the NAVER Cloud secret key",
            credentials.secret_key().expose(),
        )?;
        Ok(Self(Keys::Fixed(NcpSigningKey::new(credentials)?)))
    }

    /// A signer that asks `source` when it first signs and keeps what it finds until it expires.
    ///
    /// Concurrent callers share one search. The credentials are refreshed when a tenth of their
    /// time to live is left (at most five minutes); if that fails, they are used until they expire.
    pub fn from_source(
        source: Arc<dyn NcpCredentialSource>,
        clock: Arc<dyn Clock>,
        sleep: Arc<dyn Sleep>,
    ) -> Self {
        let (asked, wall) = (source.clone(), clock.clone());
        let cache = Cache::new(clock, sleep, move || {
            let (source, clock) = (asked.clone(), wall.clone());
            Box::pin(async move { find(&*source, &*clock).await })
        });
        Self(Keys::Found { cache, source })
    }
}

async fn find(
    source: &dyn NcpCredentialSource,
    clock: &dyn Clock,
) -> Result<Fetched<FoundKey>, SigningError> {
    let requested_at = clock.now();
    let found = source.credentials().await?.ok_or_else(|| {
        SigningError::not_configured(format!(
            "no NAVER Cloud credentials in {}",
            source.description()
        ))
    })?;
    let left = |expires_at: SystemTime| expires_at.duration_since(requested_at).ok();
    Ok(Fetched {
        ttl: found
            .expires_at()
            .map(|expires_at| left(expires_at).unwrap_or(EXPIRED_TTL)),
        value: FoundKey {
            key: NcpSigningKey::new(found.credentials())?,
            found,
        },
    })
}

fn sign_with(key: &NcpSigningKey, parts: &mut Parts, now: SystemTime) -> Result<(), SigningError> {
    let target = parts.uri.path_and_query().ok_or_else(|| {
        SigningError::not_configured(
            "the request's URI has no path to sign; use a path or a whole URL",
        )
    })?;
    // A clock before 1970 writes 0: the gateway rejects that and tells the right time.
    let since_1970 = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let timestamp_ms = u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX);
    let signed = key.headers(&parts.method, target.as_str(), timestamp_ms)?;
    // All values exist: nothing can fail between the first header and the last.
    signed.insert_into(&mut parts.headers);
    Ok(())
}

#[async_trait]
impl Signer for NcpSigner {
    async fn sign(
        &self,
        parts: &mut Parts,
        now: SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        match &self.0 {
            Keys::Fixed(key) => {
                sign_with(key, parts, now)?;
                Ok(CredentialVersion::default())
            }
            Keys::Found { cache, .. } => {
                let cached = cache.get().await?;
                sign_with(&cached.value.key, parts, now)?;
                Ok(cached.version)
            }
        }
    }

    /// Drops the rejected credentials if the source has, or may have, others.
    fn on_rejected(&self, version: CredentialVersion) -> bool {
        match &self.0 {
            Keys::Fixed(_) => false,
            Keys::Found { cache, source } => {
                cache.drop_rejected(version, |key| source.may_have_changed(&key.found))
            }
        }
    }

    fn depends_on_clock(&self) -> bool {
        true
    }

    fn credential_source(&self) -> Option<String> {
        match &self.0 {
            Keys::Fixed(_) => None,
            Keys::Found { cache, .. } => Some(cache.peek()?.value.found.source().to_owned()),
        }
    }
}

impl fmt::Debug for NcpSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut signer = f.debug_struct("NcpSigner");
        if let Keys::Found { source, .. } = &self.0 {
            signer.field("source", source);
        }
        signer.finish_non_exhaustive()
    }
}
