use std::future::Future;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use auth_core::{Clock, Sleep, SystemClock};
use futures_util::FutureExt as _;
use futures_util::future::{Either, OptionFuture, select};

/// Where the randomness of back-off comes from.
pub trait Jitter: std::fmt::Debug + Send + Sync {
    /// A number from 0 up to, but not including, 1.
    fn fraction(&self) -> f64;
}

/// Random enough to spread retries; not for secrets.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemJitter;

impl Jitter for SystemJitter {
    fn fraction(&self) -> f64 {
        // Each RandomState is keyed anew, so an empty hash is a fresh random number.
        let random = RandomState::new().build_hasher().finish() >> 11;
        random as f64 / (1_u64 << 53) as f64
    }
}

/// Waiting with tokio's timer; follows tokio's paused clock in tests.
#[derive(Debug, Clone, Copy, Default)]
pub struct TokioSleep;

impl Sleep for TokioSleep {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Clock, sleep and jitter of a client, injected so that time can be virtual.
#[derive(Debug, Clone)]
pub struct Runtime {
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// How waiting is done.
    pub sleep: Arc<dyn Sleep>,
    /// Where the randomness of back-off comes from.
    pub jitter: Arc<dyn Jitter>,
}

impl Runtime {
    /// Does the work unless it takes longer than that; with no time at all it is not even begun.
    pub async fn within<T>(&self, timeout: Duration, work: impl Future<Output = T>) -> Option<T> {
        within(timeout, &*self.sleep, pin!(work)).await
    }
}

impl Default for Runtime {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            sleep: Arc::new(TokioSleep),
            jitter: Arc::new(SystemJitter),
        }
    }
}

/// As [`Runtime::within`].
///
/// The work stays where it is pinned, and this is no `async fn`: what waits in thousands is small.
pub(crate) fn within<T>(
    timeout: Duration,
    sleep: &dyn Sleep,
    work: impl Future<Output = T> + Unpin,
) -> impl Future<Output = Option<T>> {
    let timed = (!timeout.is_zero()).then(|| select(work, sleep.sleep(timeout)));
    OptionFuture::from(timed).map(|first| match first {
        Some(Either::Left((done, _))) => Some(done),
        Some(Either::Right(((), _))) | None => None,
    })
}
