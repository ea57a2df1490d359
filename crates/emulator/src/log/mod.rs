//! What the services really did: the judge of every test.

mod counts;
mod mask;
mod record;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::operation::Operation;
use crate::state::World;

pub(crate) use counts::Counts;
pub use counts::{BilledScan, Totals};
pub(crate) use mask::{Known, mask_target};
use record::Entry;
pub use record::RequestRecord;
pub(crate) use record::{Outcome, Seen};

/// The request log and the counters, as the services keep them.
#[derive(Debug)]
pub(crate) struct LogStore {
    pub(crate) counts: Counts,
    ring: Mutex<Ring>,
    capacity: usize,
}

#[derive(Default)]
struct Ring {
    entries: VecDeque<Entry>,
    sequence: u64,
}

impl fmt::Debug for Ring {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Ring")
            .field("sequence", &self.sequence)
            .finish_non_exhaustive()
    }
}

impl LogStore {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            counts: Counts::default(),
            ring: Mutex::default(),
            capacity,
        }
    }

    /// Keeps a request, as it came: masking waits until somebody reads.
    pub(crate) fn push(&self, seen: &Seen<'_>, outcome: Outcome) {
        let mut ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        ring.sequence += 1;
        if self.capacity == 0 {
            return;
        }
        let full = ring.entries.len() >= self.capacity;
        let oldest = if full { ring.entries.pop_front() } else { None };
        let memory = oldest.map_or_else(|| Vec::with_capacity(512), Entry::into_memory);
        let sequence = ring.sequence;
        ring.entries
            .push_back(Entry::write(sequence, seen, outcome, memory));
    }

    pub(crate) fn clear(&self) {
        self.counts.clear();
        self.ring
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entries
            .clear();
    }

    pub(crate) fn records(&self, known: &Known<'_>, limit: usize) -> Vec<RequestRecord> {
        let ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        let skip = ring.entries.len().saturating_sub(limit);
        ring.entries
            .iter()
            .skip(skip)
            .map(|entry| entry.masked(known))
            .collect()
    }
}

/// A view of what the emulator really did, whatever its clients believe.
///
/// Nothing secret is in it: no key, token, Appkey, `Authorization`, body, WSC `Headers` or
/// `Login_Info`.
#[derive(Clone)]
pub struct Log {
    pub(crate) world: Arc<World>,
}

impl Log {
    /// How many requests of this call arrived, whatever became of them.
    #[must_use]
    pub fn reached(&self, operation: Operation) -> u64 {
        self.world.log.counts.reached(operation)
    }

    /// How many requests of this call the service carried out.
    #[must_use]
    pub fn executed(&self, operation: Operation) -> u64 {
        self.world.log.counts.executed(operation)
    }

    /// The scans that were billed, in the order of their creation.
    #[must_use]
    pub fn scans(&self) -> Vec<BilledScan> {
        self.world.log.counts.scans()
    }

    /// How many times this integrity token was read with success: 0 or 1.
    #[must_use]
    pub fn integrity_reads(&self, token: &str) -> u64 {
        self.world.integrity.reads(token)
    }

    /// All counters at once.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.world.log.counts.totals()
    }

    /// The masked requests that the log still holds, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.world.log.records(&self.world.known(), usize::MAX)
    }

    /// Forgets all requests and sets all counters to zero.
    pub fn clear(&self) {
        self.world.log.clear();
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Log").field(&self.totals()).finish()
    }
}
