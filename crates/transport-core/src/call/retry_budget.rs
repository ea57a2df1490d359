use std::sync::atomic::{AtomicU32, Ordering};

const CAPACITY: u32 = 500;
const RETRY_COST: u32 = 5;

/// What a client may spend on retries: 100 in a row, and one more for every five successes.
///
/// When a service is down, calls fail fast instead of tripling the load.
#[derive(Debug)]
pub(super) struct RetryBudget {
    tokens: AtomicU32,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self {
            tokens: AtomicU32::new(CAPACITY),
        }
    }
}

impl RetryBudget {
    /// Takes the cost of one retry; `false` if it is not there.
    pub(super) fn withdraw(&self) -> bool {
        self.tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(RETRY_COST)
            })
            .is_ok()
    }

    /// Puts a success's share back.
    pub(super) fn deposit(&self) {
        // A full budget, the usual state, is only read.
        if self.tokens.load(Ordering::Relaxed) < CAPACITY {
            let _ = self
                .tokens
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                    (left < CAPACITY).then_some(left + 1)
                });
        }
    }
}
