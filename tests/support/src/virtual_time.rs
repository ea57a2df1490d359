use std::sync::Arc;
use std::time::{Duration, SystemTime};

use auth_core::Clock;
use tokio::time::Instant;
use transport_core::{Jitter, Runtime, TokioSleep};

/// A clock that follows tokio's: with tokio's clock paused, time is virtual for everyone.
#[derive(Debug, Clone)]
pub struct VirtualClock {
    origin: Instant,
    start: SystemTime,
}

impl VirtualClock {
    /// A clock that shows `start` now. Create it inside the runtime.
    pub fn starting_at(start: SystemTime) -> Self {
        Self {
            origin: Instant::now(),
            start,
        }
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> SystemTime {
        self.start + self.origin.elapsed()
    }

    fn monotonic(&self) -> Duration {
        self.origin.elapsed()
    }
}

/// A jitter that is always the same fraction.
#[derive(Debug, Clone, Copy)]
pub struct FixedJitter(pub f64);

impl Jitter for FixedJitter {
    fn fraction(&self) -> f64 {
        self.0
    }
}

/// A runtime in virtual time, with back-off at its longest.
pub fn virtual_runtime(start: SystemTime) -> Runtime {
    Runtime {
        clock: Arc::new(VirtualClock::starting_at(start)),
        sleep: Arc::new(TokioSleep),
        jitter: Arc::new(FixedJitter(1.0)),
    }
}
