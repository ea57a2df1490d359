//! A credential that expires, and the one fetch that refreshes it.
//!
//! Nothing runs in the background: callers poll the fetch themselves, so that no runtime is needed.
//!
//! - Any number of callers share one fetch. It stays here until it ends, even when every caller has
//!   gone: the next one polls it on.
//! - While the old credential works, it is served. The caller that begins a refresh waits for it,
//!   but no longer than [`REFRESH_TIMEOUT`]; everyone else polls it once and goes on.
//! - Without a credential that works, callers wait. A fetch that someone else began may belong to
//!   a runtime that idles, and would then never end: after [`TAKEOVER_AFTER`] a caller begins
//!   another, which the next callers join.
//! - A failure is reported to all who waited and is not kept; while the old credential works, it is
//!   only tried again later.

mod in_flight;

pub(crate) use in_flight::{Cached, Fetched};

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{Either, select};

use crate::{Clock, CredentialVersion, Sleep};
use in_flight::{FetchResult, Fetching, InFlight};

/// How long the caller that begins a refresh waits for it while the old credential works.
const REFRESH_TIMEOUT: Duration = Duration::from_secs(2);
/// How long a caller waits for a fetch that someone else began.
const TAKEOVER_AFTER: Duration = Duration::from_secs(5);
/// How old a fetch may become before it is only looked at, and otherwise replaced.
const FETCH_TIMEOUT: Duration = Duration::from_secs(60);
/// The shortest pause after a refresh that failed.
const MIN_PAUSE: Duration = Duration::from_secs(1);

struct State<T> {
    cached: Option<Arc<Cached<T>>>,
    in_flight: Option<InFlight<T>>,
    /// No refresh begins before this moment, as the last one failed.
    paused_until: Duration,
    last_started: u64,
    last_stored: u64,
}

pub(crate) struct Cache<T> {
    state: Mutex<State<T>>,
    fetch: Box<dyn Fn() -> Fetching<T> + Send + Sync>,
    clock: Arc<dyn Clock>,
    sleep: Arc<dyn Sleep>,
}

impl<T: Send + Sync + 'static> Cache<T> {
    pub(crate) fn new(
        clock: Arc<dyn Clock>,
        sleep: Arc<dyn Sleep>,
        fetch: impl Fn() -> Fetching<T> + Send + Sync + 'static,
    ) -> Self {
        Self {
            state: Mutex::new(State {
                cached: None,
                in_flight: None,
                paused_until: Duration::ZERO,
                last_started: 0,
                last_stored: 0,
            }),
            fetch: Box::new(fetch),
            clock,
            sleep,
        }
    }

    /// A credential that works: the cached one, or else a fetched one.
    pub(crate) async fn get(&self) -> FetchResult<T> {
        // The number of the fetch that this caller began, and of the one that it gave up.
        let (mut own, mut stuck) = (None, None);
        loop {
            let (old, flight) = match self.try_begin_refresh(&mut own, stuck) {
                Step::Use(cached) => return Ok(cached),
                Step::Poll(old, flight) => (old, flight),
            };
            let is_own = own == Some(flight.number);
            let age = self.clock.monotonic().saturating_sub(flight.started_at);
            let is_late = !is_own && age >= FETCH_TIMEOUT;
            let patience = match &old {
                None if is_own => None,
                None if !is_late => Some(TAKEOVER_AFTER),
                Some(_) if is_own => Some(REFRESH_TIMEOUT),
                _ => Some(Duration::ZERO),
            };
            let result = self.poll_for(patience, &flight).await;
            // Meanwhile it may have expired, or been rejected or revoked.
            let old = old.filter(|old| self.holds(old));
            match (result, old) {
                // The result may have lain here for so long that it has expired.
                (Some(Ok(new)), _) if is_own || new.is_alive(self.clock.monotonic()) => {
                    return Ok(new);
                }
                (Some(Err(error)), None) => return Err(error),
                (Some(Err(_)), Some(old)) => return Ok(old),
                (None, Some(old)) if !is_late => return Ok(old),
                (None, _) if !is_own => stuck = Some(flight.number),
                _ => {}
            }
        }
    }

    /// Drops the credential of that version if `may_change` says that another can be had; a newer
    /// one stays.
    ///
    /// Returns whether the next caller may get another credential than that version.
    pub(crate) fn drop_rejected(
        &self,
        version: CredentialVersion,
        may_change: impl FnOnce(&T) -> bool,
    ) -> bool {
        let current = self.lock().cached.clone();
        match current {
            Some(cached) if cached.version == version => {
                // Without the lock: it may read a file.
                let may_change = may_change(&cached.value);
                if may_change {
                    let mut state = self.lock();
                    state.cached.take_if(|cached| cached.version == version);
                }
                may_change
            }
            _ => true,
        }
    }

    /// The cached credential, whether or not it has expired.
    pub(crate) fn peek(&self) -> Option<Arc<Cached<T>>> {
        self.lock().cached.clone()
    }

    /// Takes the credential out, so that the next caller fetches another.
    #[cfg(feature = "nhn-token")]
    pub(crate) fn take(&self) -> Option<Arc<Cached<T>>> {
        self.lock().cached.take()
    }

    /// The credential that works, if its refresh is not due; else the fetch under way, or a new one
    /// where there is none or the caller gave it up as stuck.
    fn try_begin_refresh(&self, own: &mut Option<u64>, stuck: Option<u64>) -> Step<T> {
        // Dropped after the lock is released, as dropping a fetch runs code of its owner.
        let _replaced;
        let now = self.clock.monotonic();
        let mut state = self.lock();
        let old = state.cached.clone().filter(|cached| cached.is_alive(now));
        if let Some(old) = &old
            && now < old.refresh_at.max(state.paused_until)
        {
            return Step::Use(old.clone());
        }
        if let Some(flight) = &state.in_flight
            && stuck != Some(flight.number)
        {
            return Step::Poll(old, flight.clone());
        }
        state.last_started += 1;
        let flight = InFlight::start((self.fetch)(), state.last_started, now);
        *own = Some(flight.number);
        _replaced = state.in_flight.replace(flight.clone());
        Step::Poll(old, flight)
    }

    /// Polls the fetch for so long, or to its end; zero is one look at it.
    async fn poll_for(
        &self,
        patience: Option<Duration>,
        flight: &InFlight<T>,
    ) -> Option<FetchResult<T>> {
        let fetch = flight.fetch.clone();
        let result = match patience {
            None => fetch.await,
            Some(Duration::ZERO) => fetch.now_or_never()?,
            Some(patience) => match select(fetch, self.sleep.sleep(patience)).await {
                Either::Left((result, _)) => result,
                Either::Right(_) => return None,
            },
        };
        self.finish(flight.number, &result);
        Some(result)
    }

    /// Takes over what a fetch came to; everyone who waited for it does so, the first one counts.
    fn finish(&self, number: u64, result: &FetchResult<T>) {
        let now = self.clock.monotonic();
        let mut state = self.lock();
        let ended = state
            .in_flight
            .take_if(|flight| flight.number == number || result.is_ok());
        let counts = match result {
            Ok(new) if number > state.last_stored => {
                state.last_stored = number;
                state.cached = Some(new.clone());
                true
            }
            Err(_) if ended.is_some() => {
                let left = state.cached.as_ref().map(|old| old.expires_at);
                let left = left.unwrap_or_default().saturating_sub(now);
                state.paused_until = now.saturating_add((left / 10).max(MIN_PAUSE));
                true
            }
            _ => false,
        };
        drop(state);
        // Without the lock: whoever listens may do anything.
        match result {
            _ if !counts => {}
            Ok(new) => {
                let ttl = new.expires_at.saturating_sub(now);
                tracing::debug!(expires_in_s = ttl.as_secs(), "credentials refreshed");
            }
            // While the old ones work, no caller learns of it.
            Err(error) => {
                tracing::warn!("error.type" = ?error.kind(), "credentials were not refreshed");
            }
        }
        drop(ended);
    }

    /// Whether this credential is still the cached one and works.
    fn holds(&self, cached: &Cached<T>) -> bool {
        let is_cached = |current: &Arc<Cached<T>>| current.version == cached.version;
        cached.is_alive(self.clock.monotonic())
            && self.lock().cached.as_ref().is_some_and(is_cached)
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a caller does next.
enum Step<T> {
    Use(Arc<Cached<T>>),
    /// Polls the fetch; until it ends, the old credential may still work.
    Poll(Option<Arc<Cached<T>>>, InFlight<T>),
}
