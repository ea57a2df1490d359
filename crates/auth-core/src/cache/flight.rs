use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{Shared, WeakShared};

use super::Entry;
use crate::{SigningError, SigningErrorKind};

/// How long a fetch whose callers went on without it may lie before it is looked at a last time.
const LONGEST_PARKED: Duration = Duration::from_secs(30);

type Outcome<T> = Result<Arc<Entry<T>>, SigningError>;
/// A fetch under way, as each of its waiters holds it.
pub(super) type Landing<T> = Shared<Pin<Box<dyn Future<Output = Outcome<T>> + Send>>>;
type WeakLanding<T> = WeakShared<Pin<Box<dyn Future<Output = Outcome<T>> + Send>>>;

/// What a caller is given to wait for.
pub(super) enum Flight<T> {
    /// Nothing to wait for: a fetch has just brought it.
    Landed(Arc<Entry<T>>),
    /// A fetch that this caller starts.
    New(Landing<T>),
    /// A fetch that others wait for too.
    Joined(Landing<T>),
    /// A fetch that was left to itself a moment ago.
    Parked(Landing<T>),
}

/// The one fetch that may be under way.
pub(super) struct Flights<T>(Mutex<State<T>>);

struct State<T> {
    // Weak: the fetch is the waiters', and ends with the last of them.
    under_way: Option<WeakLanding<T>>,
    // The exception: no longer waited for, but young enough to be asked for its result.
    parked: Option<(Landing<T>, Duration)>,
}

impl<T: Send + Sync + 'static> Flights<T> {
    pub(super) fn new() -> Self {
        Self(Mutex::new(State {
            under_way: None,
            parked: None,
        }))
    }

    /// The fetch that is under way, or else a new one, unless `landed` has what is needed.
    pub(super) fn join<F>(
        &self,
        now: Duration,
        landed: impl FnOnce() -> Option<Arc<Entry<T>>>,
        start: impl FnOnce() -> F,
    ) -> Flight<T>
    where
        F: Future<Output = Outcome<T>> + Send + 'static,
    {
        self.settle_parked(now);
        let mut state = self.lock();
        if let Some(entry) = landed() {
            return Flight::Landed(entry);
        }
        if let Some(landing) = state.under_way.as_ref().and_then(WeakShared::upgrade)
            // Others may not have seen yet that it failed; who comes now tries again.
            && landing.peek().is_none()
        {
            return if state.parked.is_some() {
                Flight::Parked(landing)
            } else {
                Flight::Joined(landing)
            };
        }
        let landing = unpanicking(start()).shared();
        state.under_way = landing.downgrade();
        Flight::New(landing)
    }

    /// Lets go of a parked fetch that is over or has lain too long.
    ///
    /// Its answer may have come with nobody there to take it: one last look lets it land. Without
    /// the lock, as a future of someone else's runs and is dropped here; whoever joins it meanwhile
    /// keeps it.
    fn settle_parked(&self, now: Duration) {
        let left_behind = self.lock().parked.take_if(|(landing, since)| {
            let nobody_waits = landing.strong_count() == Some(1);
            landing.peek().is_some() || nobody_waits && now.saturating_sub(*since) >= LONGEST_PARKED
        });
        if let Some((landing, _)) = left_behind {
            let _ = landing.now_or_never();
        }
    }

    /// Keeps a fetch that its last waiter goes on without.
    pub(super) fn park(&self, landing: Landing<T>, now: Duration) {
        // A clone, as the original would wake the waiter that is leaving.
        let parked = landing.clone();
        let _former = self.lock().parked.replace((parked, now));
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Turns a panic into an error: the other waiters would otherwise never be woken.
fn unpanicking<T: Send + Sync + 'static>(
    fetching: impl Future<Output = Outcome<T>> + Send + 'static,
) -> Pin<Box<dyn Future<Output = Outcome<T>> + Send>> {
    AssertUnwindSafe(fetching)
        .catch_unwind()
        .map(|outcome| {
            outcome.unwrap_or_else(|_panic| {
                Err(SigningError::new(
                    SigningErrorKind::Unavailable,
                    "fetching credentials panicked; this is a bug in the issuer or source in use",
                ))
            })
        })
        .boxed()
}
