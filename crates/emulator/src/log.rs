//! The handle through which a test asks what the services really did.

use std::fmt;
use std::sync::Arc;

use crate::operation::Operation;
use crate::request_log::{BilledScan, RequestRecord, Totals};
use crate::state::AppState;

/// A view of what the emulator really did, whatever its clients believe.
///
/// Nothing secret is in it: no key, token, Appkey, `Authorization`, body, WSC `Headers` or
/// `Login_Info`.
#[derive(Clone)]
pub struct Log {
    pub(crate) state: Arc<AppState>,
}

impl Log {
    /// How many requests of this call arrived, whatever became of them.
    #[must_use]
    pub fn reached(&self, operation: Operation) -> u64 {
        self.state.log.counts.reached(operation)
    }

    /// How many requests of this call the service executed.
    #[must_use]
    pub fn executed(&self, operation: Operation) -> u64 {
        self.state.log.counts.times_executed(operation)
    }

    /// The scans that were billed and that the log still holds, in the order of their creation.
    #[must_use]
    pub fn scans(&self) -> Vec<BilledScan> {
        self.state.log.counts.billed_scans()
    }

    /// How many times this integrity token was read with success: 0 or 1.
    #[must_use]
    pub fn integrity_reads(&self, token: &str) -> u64 {
        self.state.integrity_tokens.reads(token)
    }

    /// All counters at once.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.state.log.counts.totals()
    }

    /// The masked requests that the log still holds, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.state.log.records()
    }

    /// Forgets all requests and sets all counters to zero.
    pub fn clear(&self) {
        self.state.log.clear();
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Log").field(&self.totals()).finish()
    }
}
