//! A credential that expires, read without a lock while it is fresh and fetched by one caller at
//! a time.
//!
//! Nothing runs in the background: the callers drive the fetch themselves, so that no runtime is
//! needed. What this guarantees:
//!
//! - any number of callers share one fetch; a caller that goes away takes nobody with it, and a
//!   fetch that nobody waits for any more is given up, not resumed by whoever comes next;
//! - a failed fetch is told to all who waited for it and is then forgotten;
//! - the successor is fetched while the old credential still works, by one caller, who does not
//!   wait for it longer than [`GRACE`]; a failure is then not noticed, only tried again later.

mod entry;
mod flight;

pub(crate) use entry::Entry;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use arc_swap::ArcSwapOption;
use futures_util::FutureExt as _;
use futures_util::future::{Either, select};

use crate::{Clock, SigningError, Sleep};
use flight::{Flight, Flights};

/// How long a caller with a working credential waits for its successor.
const GRACE: Duration = Duration::from_secs(2);

/// What a fetch brought: the value, and how long it lives from the moment it was asked for
/// (`None`: it does not expire).
pub(crate) struct Fetched<T> {
    pub(crate) value: T,
    pub(crate) life: Option<Duration>,
}

pub(crate) type Fetching<T> =
    Pin<Box<dyn Future<Output = Result<Fetched<T>, SigningError>> + Send>>;
type Fetch<T> = dyn Fn() -> Fetching<T> + Send + Sync;

pub(crate) struct Cache<T> {
    slot: Arc<Slot<T>>,
    flights: Flights<T>,
    fetch: Box<Fetch<T>>,
    clock: Arc<dyn Clock>,
    sleep: Arc<dyn Sleep>,
}

/// Where a fetch lands.
struct Slot<T> {
    entry: ArcSwapOption<Entry<T>>,
    landed: AtomicU64,
}

impl<T: Send + Sync + 'static> Cache<T> {
    pub(crate) fn new(
        clock: Arc<dyn Clock>,
        sleep: Arc<dyn Sleep>,
        fetch: impl Fn() -> Fetching<T> + Send + Sync + 'static,
    ) -> Self {
        Self {
            slot: Arc::new(Slot {
                entry: ArcSwapOption::empty(),
                landed: AtomicU64::new(0),
            }),
            flights: Flights::new(),
            fetch: Box::new(fetch),
            clock,
            sleep,
        }
    }

    /// Reads the credential if it is fresh; takes no lock and does not touch its count.
    pub(crate) fn read_fresh<R>(&self, read: impl FnOnce(&Entry<T>) -> R) -> Option<R> {
        let entry = self.slot.entry.load();
        let entry = entry.as_deref()?;
        entry.is_fresh(self.clock.monotonic()).then(|| read(entry))
    }

    /// A credential that works: the cached one, or else a fetched one.
    pub(crate) async fn get(&self) -> Result<Arc<Entry<T>>, SigningError> {
        let now = self.clock.monotonic();
        match self.slot.entry.load_full() {
            Some(entry) if entry.is_alive(now) => {
                if entry.claims_renewal(now) {
                    self.renew(entry).await
                } else {
                    Ok(entry)
                }
            }
            _ => match self.join(now, |_| true) {
                Flight::Landed(entry) => Ok(entry),
                Flight::New(landing) | Flight::Joined(landing) | Flight::Parked(landing) => {
                    landing.await
                }
            },
        }
    }

    /// Drops the credential of that generation if it is `renewable`; a newer one stays.
    ///
    /// Returns whether the next caller may get another credential than the one of `generation`.
    pub(crate) fn drop_refused(&self, generation: u64, renewable: impl Fn(&T) -> bool) -> bool {
        let current = self.slot.entry.load();
        match current.as_deref() {
            Some(entry) if entry.generation() == generation => {
                let renewable = renewable(entry.value());
                if renewable {
                    self.slot.entry.compare_and_swap(&current, None);
                }
                renewable
            }
            _ => true,
        }
    }

    /// Takes the credential out, so that the next caller fetches another.
    #[cfg(feature = "nhn-token")]
    pub(crate) fn take(&self) -> Option<Arc<Entry<T>>> {
        self.slot.entry.swap(None)
    }

    /// Fetches the successor of a credential that still works.
    async fn renew(&self, old: Arc<Entry<T>>) -> Result<Arc<Entry<T>>, SigningError> {
        let now = self.clock.monotonic();
        let generation = old.generation();
        let outcome = match self.join(now, |entry| entry.generation() != generation) {
            Flight::Landed(newer) => return Ok(newer),
            // It had its grace when it was new: look, do not wait again.
            Flight::Parked(landing) => landing.clone().now_or_never().ok_or(landing),
            Flight::New(landing) | Flight::Joined(landing) => {
                match select(landing, self.sleep.sleep(GRACE)).await {
                    Either::Left((outcome, _)) => Ok(outcome),
                    Either::Right(((), landing)) => Err(landing),
                }
            }
        };
        let now = self.clock.monotonic();
        // It may have been refused or revoked meanwhile, and is then as good as dead.
        let works = old.is_alive(now) && self.holds(generation);
        match outcome {
            Ok(Ok(successor)) => Ok(successor),
            Ok(Err(_)) if works => {
                old.put_off_renewal(now);
                Ok(old)
            }
            Ok(Err(error)) => Err(error),
            Err(landing) if works => {
                old.put_off_renewal(now);
                self.flights.park(landing, now);
                Ok(old)
            }
            Err(landing) => landing.await,
        }
    }

    fn holds(&self, generation: u64) -> bool {
        let current = self.slot.entry.load();
        current
            .as_deref()
            .is_some_and(|entry| entry.generation() == generation)
    }

    /// The fetch that is under way, or else a new one; unless one has just landed that will do.
    fn join(&self, now: Duration, will_do: impl FnOnce(&Entry<T>) -> bool) -> Flight<T> {
        self.flights.join(
            now,
            || {
                self.slot
                    .entry
                    .load_full()
                    .filter(|entry| entry.is_alive(now) && will_do(entry))
            },
            || {
                let (slot, clock) = (self.slot.clone(), self.clock.clone());
                let fetching = (self.fetch)();
                async move {
                    // From before the question was sent: the answer may have been long under way.
                    let asked_at = clock.monotonic();
                    let fetched = fetching.await?;
                    Ok(slot.land(fetched, asked_at))
                }
            },
        )
    }
}

impl<T> Slot<T> {
    fn land(&self, fetched: Fetched<T>, asked_at: Duration) -> Arc<Entry<T>> {
        let generation = 1 + self.landed.fetch_add(1, Ordering::Relaxed);
        let entry = Arc::new(Entry::new(fetched, generation, asked_at));
        self.entry.store(Some(entry.clone()));
        entry
    }
}
