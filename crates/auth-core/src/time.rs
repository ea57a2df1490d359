use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// Where the time comes from.
///
/// [`SystemClock`] is the real one; tests inject [`ManualClock`] or one of their own.
pub trait Clock: Debug + Send + Sync {
    /// The wall-clock time, for timestamps that a service checks.
    fn now(&self) -> SystemTime;

    /// Time since some fixed moment that never goes backwards, for lifetimes and deadlines.
    fn monotonic(&self) -> Duration;
}

/// The clocks of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

#[allow(
    clippy::disallowed_methods,
    reason = "the one real clock that others inject"
)]
impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn monotonic(&self) -> Duration {
        static ORIGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
        ORIGIN.elapsed()
    }
}

/// A clock that stands still until it is moved; for tests.
///
/// Clones share the same hands.
#[derive(Debug, Clone)]
pub struct ManualClock {
    start: SystemTime,
    // Wall clock and monotonic clock part when the wall clock is set.
    hands: Arc<Mutex<(SystemTime, Duration)>>,
}

impl ManualClock {
    /// A clock that shows `start`.
    pub fn at(start: SystemTime) -> Self {
        Self {
            start,
            hands: Arc::new(Mutex::new((start, Duration::ZERO))),
        }
    }

    /// Moves both clocks on.
    pub fn advance(&self, by: Duration) {
        let mut hands = self.hands.lock().unwrap_or_else(PoisonError::into_inner);
        hands.0 += by;
        hands.1 += by;
    }

    /// Sets the wall clock, as an administrator would; the monotonic clock does not move.
    pub fn set(&self, now: SystemTime) {
        self.hands.lock().unwrap_or_else(PoisonError::into_inner).0 = now;
    }

    /// The time that the clock was created with.
    pub fn start(&self) -> SystemTime {
        self.start
    }
}

impl Clock for ManualClock {
    fn now(&self) -> SystemTime {
        self.hands.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    fn monotonic(&self) -> Duration {
        self.hands.lock().unwrap_or_else(PoisonError::into_inner).1
    }
}

/// How waiting is done; the runtime's timer in production, virtual time in tests.
pub trait Sleep: Debug + Send + Sync {
    /// A future that is ready once `duration` has passed.
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}
