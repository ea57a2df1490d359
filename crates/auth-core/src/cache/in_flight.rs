use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::Shared;

use crate::{CredentialVersion, SigningError, SigningErrorKind};

/// A refresh begins when a tenth of the time to live is left, and at most this long before its end.
const EARLIEST_REFRESH: Duration = Duration::from_secs(5 * 60);

/// A fetched value and its time to live, counted from the request (`None`: it does not expire).
pub(crate) struct Fetched<T> {
    pub(crate) value: T,
    pub(crate) ttl: Option<Duration>,
}

/// A credential that was fetched; moments are those of the monotonic clock.
pub(crate) struct Cached<T> {
    pub(crate) value: T,
    pub(crate) version: CredentialVersion,
    pub(super) refresh_at: Duration,
    pub(super) expires_at: Duration,
}

impl<T> Cached<T> {
    fn new(fetched: Fetched<T>, number: u64, requested_at: Duration) -> Self {
        let ttl = fetched.ttl.unwrap_or(Duration::MAX);
        let early = (ttl / 10).min(EARLIEST_REFRESH);
        Self {
            value: fetched.value,
            version: CredentialVersion::new(number),
            refresh_at: requested_at.saturating_add(ttl - early),
            expires_at: requested_at.saturating_add(ttl),
        }
    }

    pub(super) fn is_alive(&self, now: Duration) -> bool {
        now < self.expires_at
    }
}

pub(crate) type Fetching<T> =
    Pin<Box<dyn Future<Output = Result<Fetched<T>, SigningError>> + Send>>;
pub(super) type FetchResult<T> = Result<Arc<Cached<T>>, SigningError>;
type SharedFetch<T> = Shared<Pin<Box<dyn Future<Output = FetchResult<T>> + Send>>>;

/// A fetch under way; its number becomes the version of what it brings.
pub(super) struct InFlight<T> {
    pub(super) fetch: SharedFetch<T>,
    pub(super) number: u64,
    pub(super) started_at: Duration,
}

impl<T> Clone for InFlight<T> {
    fn clone(&self) -> Self {
        Self {
            fetch: self.fetch.clone(),
            ..*self
        }
    }
}

impl<T: Send + Sync + 'static> InFlight<T> {
    pub(super) fn start(fetching: Fetching<T>, number: u64, started_at: Duration) -> Self {
        // A panic becomes an error: the other callers would otherwise never be woken.
        let fetch = AssertUnwindSafe(fetching)
            .catch_unwind()
            .map(move |result| match result {
                Ok(fetched) => Ok(Arc::new(Cached::new(fetched?, number, started_at))),
                Err(_panic) => Err(SigningError::new(
                    SigningErrorKind::Unavailable,
                    "fetching credentials panicked; this is a bug in the issuer or source in use",
                )),
            });
        Self {
            fetch: fetch.boxed().shared(),
            number,
            started_at,
        }
    }
}
