use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::{Fetched, GRACE};

/// The successor is fetched when a tenth of the life is left, and at most this long before the end.
const EARLIEST_RENEWAL: Duration = Duration::from_secs(5 * 60);
/// The shortest wait after a renewal that failed.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
const NEVER: u64 = u64::MAX;

/// A credential with its place in time; moments are those of the monotonic clock.
pub(crate) struct Entry<T> {
    value: T,
    generation: u64,
    expires_at: Option<Duration>,
    // Nanoseconds; moved on by whoever claims the renewal, which so becomes its only leader.
    renew_at: AtomicU64,
}

impl<T> Entry<T> {
    pub(super) fn new(fetched: Fetched<T>, generation: u64, asked_at: Duration) -> Self {
        let Fetched { value, life } = fetched;
        let (expires_at, renew_at) = match life {
            None => (None, NEVER),
            Some(life) => {
                let early = (life / 10).min(EARLIEST_RENEWAL);
                (
                    Some(asked_at.saturating_add(life)),
                    nanos(asked_at.saturating_add(life - early)),
                )
            }
        };
        Self {
            value,
            generation,
            expires_at,
            renew_at: AtomicU64::new(renew_at),
        }
    }

    pub(crate) fn value(&self) -> &T {
        &self.value
    }

    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }

    /// Whether it works and nobody need think of its successor yet.
    pub(super) fn is_fresh(&self, now: Duration) -> bool {
        nanos(now) < self.renew_at.load(Ordering::Relaxed) && self.is_alive(now)
    }

    pub(super) fn is_alive(&self, now: Duration) -> bool {
        self.expires_at.is_none_or(|expires_at| now < expires_at)
    }

    /// Whether the caller is the one to fetch the successor; the others go on with this one.
    pub(super) fn claims_renewal(&self, now: Duration) -> bool {
        let due = self.renew_at.load(Ordering::Relaxed);
        let next = nanos(now.saturating_add(self.pause(now).max(GRACE)));
        nanos(now) >= due
            && self
                .renew_at
                .compare_exchange(due, next, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }

    /// After a renewal that brought nothing.
    pub(super) fn put_off_renewal(&self, now: Duration) {
        let next = nanos(now.saturating_add(self.pause(now)));
        self.renew_at.store(next, Ordering::Relaxed);
    }

    /// A tenth of the life that is left, and at least [`SHORTEST_PAUSE`].
    fn pause(&self, now: Duration) -> Duration {
        self.expires_at
            .map_or(Duration::MAX, |expires_at| {
                expires_at.saturating_sub(now) / 10
            })
            .max(SHORTEST_PAUSE)
    }
}

fn nanos(moment: Duration) -> u64 {
    u64::try_from(moment.as_nanos()).unwrap_or(NEVER)
}
