use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;
use http::request::Parts;

use super::timestamp::Timestamp;
use super::{NcpCredentialSource, NcpCredentials, NcpSigningKey};
use crate::cache::{Cache, Fetched};
use crate::{Clock, CredentialVersion, Signer, SigningError, SigningErrorKind, Sleep};

/// Signs requests to NAVER Cloud with signature version 2.
///
/// Sets `x-ncp-apigw-timestamp`, `x-ncp-iam-access-key`, `x-ncp-apigw-signature-v2` and
/// `Content-Type: application/json`. What is signed is the path and query of the request's URI
/// byte for byte, so the URI must be the one that goes out, percent-encoded. The gateway refuses a
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
    renewable: bool,
}

impl NcpSigner {
    /// A signer with one key pair for its whole life.
    ///
    /// # Errors
    ///
    /// When one of the two keys is blank, or the access key cannot stand in a header.
    pub fn new(credentials: &NcpCredentials) -> Result<Self, SigningError> {
        Ok(Self(Keys::Fixed(NcpSigningKey::new(credentials)?)))
    }

    /// A signer that asks `source` when it first signs and keeps what it finds until it expires.
    ///
    /// Concurrent callers share one question. The successor is asked for when a tenth of the
    /// credentials' life is left (at most five minutes); if that fails, they are used as long as
    /// they live.
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
    let asked_at = clock.now();
    let found = source.credentials().await?.ok_or_else(|| {
        SigningError::new(
            SigningErrorKind::NotConfigured,
            format!("no NAVER Cloud credentials in {}", source.description()),
        )
    })?;
    Ok(Fetched {
        life: found
            .expires_at()
            .map(|expires_at| expires_at.duration_since(asked_at).unwrap_or_default()),
        value: FoundKey {
            key: NcpSigningKey::new(found.credentials())?,
            renewable: found.is_renewable(),
        },
    })
}

fn sign_with(
    key: &NcpSigningKey,
    parts: &mut Parts,
    now: SystemTime,
    generation: u64,
) -> Result<CredentialVersion, SigningError> {
    let target = parts.uri.path_and_query().ok_or_else(|| {
        SigningError::new(
            SigningErrorKind::NotConfigured,
            "the request's URI has no path to sign; give a path or a whole URL",
        )
    })?;
    let signed = key.headers_at(&parts.method, target.as_str(), &Timestamp::of(now))?;
    // All values exist: nothing can fail between the first header and the last.
    signed.insert_into(&mut parts.headers);
    Ok(CredentialVersion::new(generation))
}

#[async_trait]
impl Signer for NcpSigner {
    async fn sign(
        &self,
        parts: &mut Parts,
        now: SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        match &self.0 {
            Keys::Fixed(key) => sign_with(key, parts, now, 0),
            Keys::Found { cache, .. } => {
                let fresh = cache.read_fresh(|entry| {
                    sign_with(&entry.value().key, parts, now, entry.generation())
                });
                if let Some(signed) = fresh {
                    return signed;
                }
                let entry = cache.get().await?;
                sign_with(&entry.value().key, parts, now, entry.generation())
            }
        }
    }

    /// Whether the source may give other credentials than the refused ones, which it does for
    /// those that expire; these are then dropped.
    fn on_rejected(&self, version: CredentialVersion) -> bool {
        match &self.0 {
            Keys::Fixed(_) => false,
            Keys::Found { cache, .. } => {
                cache.drop_refused(version.number(), |found| found.renewable)
            }
        }
    }

    fn depends_on_clock(&self) -> bool {
        true
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
