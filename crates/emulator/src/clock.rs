//! The emulator's clock: a settable start, tokio's elapsed time, and the gateway's error.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

/// The emulator's clock, which a test may set, move on, or make wrong.
///
/// It starts at the machine's time (or at the builder's) and goes on with tokio's clock, so that it
/// stands still where tokio's clock is paused. Jobs and tokens live by [`now`](Self::now); the
/// gateways' `Date` header, the signature's five-minute window and AppGuard's days by
/// [`gateway_now`](Self::gateway_now), which is the same plus the offset.
#[derive(Clone, Debug)]
pub struct EmulatorClock {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    initial_ms: i64,
    base_ms: AtomicI64,
    offset_ms: AtomicI64,
    started: Instant,
}

impl EmulatorClock {
    pub(crate) fn new(start: Option<SystemTime>) -> Self {
        let base = in_range(to_milliseconds(start.unwrap_or_else(machine_time)));
        Self {
            inner: Arc::new(Inner {
                initial_ms: base,
                base_ms: AtomicI64::new(base),
                offset_ms: AtomicI64::new(0),
                started: Instant::now(),
            }),
        }
    }

    /// The emulator's time.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        from_milliseconds(self.now_ms())
    }

    /// The time that the gateways believe it is: [`now`](Self::now) plus the offset.
    #[must_use]
    pub fn gateway_now(&self) -> SystemTime {
        from_milliseconds(self.gateway_ms())
    }

    /// How far the gateways' clock is off, in milliseconds.
    #[must_use]
    pub fn offset_ms(&self) -> i64 {
        self.inner.offset_ms.load(Ordering::Relaxed)
    }

    /// Sets the time; it goes on from there.
    pub fn set(&self, now: SystemTime) {
        let base = to_milliseconds(now).saturating_sub(self.elapsed_ms());
        self.inner.base_ms.store(base, Ordering::Relaxed);
    }

    /// Moves the time on.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        let base = self
            .inner
            .base_ms
            .load(Ordering::Relaxed)
            .saturating_add(by);
        self.inner.base_ms.store(base, Ordering::Relaxed);
    }

    /// Makes the gateways' clock wrong by so many milliseconds (negative: behind).
    pub fn set_offset_ms(&self, offset: i64) {
        self.inner.offset_ms.store(offset, Ordering::Relaxed);
    }

    pub(crate) fn reset(&self) {
        self.inner
            .base_ms
            .store(self.inner.initial_ms, Ordering::Relaxed);
        self.set_offset_ms(0);
    }

    /// The time at the start, to which the past is anchored.
    pub(crate) fn initial_ms(&self) -> i64 {
        self.inner.initial_ms
    }

    pub(crate) fn now_ms(&self) -> i64 {
        let base = self.inner.base_ms.load(Ordering::Relaxed);
        in_range(base.saturating_add(self.elapsed_ms()))
    }

    pub(crate) fn gateway_ms(&self) -> i64 {
        in_range(self.now_ms().saturating_add(self.offset_ms()))
    }

    fn elapsed_ms(&self) -> i64 {
        i64::try_from(self.inner.started.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

/// The years 1 to 9999, a day less at each end: what lies outside has no date in any service, and
/// inside no sum of a few days overflows.
pub(crate) const fn in_range(ms: i64) -> i64 {
    const DAY: i64 = 86_400_000;
    const FIRST: i64 = -62_135_596_800_000 + DAY;
    const LAST: i64 = 253_402_300_799_999 - DAY;
    if ms < FIRST {
        FIRST
    } else if ms > LAST {
        LAST
    } else {
        ms
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "the one place where the real time comes in"
)]
fn machine_time() -> SystemTime {
    SystemTime::now()
}

pub(crate) fn to_milliseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    }
}

pub(crate) fn from_milliseconds(ms: i64) -> SystemTime {
    let span = Duration::from_millis(ms.unsigned_abs());
    let time = if ms < 0 {
        UNIX_EPOCH.checked_sub(span)
    } else {
        UNIX_EPOCH.checked_add(span)
    };
    time.unwrap_or(UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn follows_the_paused_clock_and_its_own_hands() {
        let start = from_milliseconds(1_700_000_000_000);
        let clock = EmulatorClock::new(Some(start));
        assert_eq!(clock.now(), start);
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(clock.now_ms(), 1_700_000_005_000);
        clock.advance(Duration::from_secs(55));
        clock.set_offset_ms(-600_000);
        assert_eq!(clock.now_ms(), 1_700_000_060_000);
        assert_eq!(clock.gateway_ms(), 1_699_999_460_000);
        clock.set(start);
        assert_eq!(clock.now(), start);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(clock.now_ms(), 1_700_000_001_000);
    }
}
