//! Counters without a bound: how often, not what.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::operation::{Operation, ROUTES};

const CALLS: usize = ROUTES.len();

/// A scan that was created, and with that billed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BilledScan {
    /// The job's number.
    pub instance_no: u64,
    /// `StartUrl` as it was sent, without user and password.
    pub start_url: String,
    /// `Memo` as it was sent.
    pub memo: String,
    /// `MasterInstanceNo`, if the scan is a re-scan.
    pub rescan_of: Option<String>,
}

/// All counters of the emulator at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Totals {
    /// Requests that arrived, by call.
    pub reached: BTreeMap<&'static str, u64>,
    /// Requests that were executed, by call.
    pub executed: BTreeMap<&'static str, u64>,
    /// Tokens issued by the token service.
    pub tokens_issued: u64,
    /// Tokens revoked at the token service.
    pub tokens_revoked: u64,
    /// Integrity tokens handed out.
    pub integrity_issued: u64,
    /// Integrity tokens read, and with that gone.
    pub integrity_consumed: u64,
    /// Scans created, and with that billed.
    pub scans_billed: u64,
    /// Requests on which a fault executed.
    pub faults: u64,
    /// Connections accepted.
    pub connections: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Counts {
    reached: [AtomicU64; CALLS],
    executed: [AtomicU64; CALLS],
    tokens_issued: AtomicU64,
    tokens_revoked: AtomicU64,
    integrity_issued: AtomicU64,
    integrity_consumed: AtomicU64,
    faults: AtomicU64,
    connections: AtomicU64,
    scans_billed: AtomicU64,
    scans: Mutex<Scans>,
}

/// The billed scans that the log still holds.
#[derive(Debug, Default)]
struct Scans {
    list: VecDeque<BilledScan>,
    bytes: usize,
    byte_capacity: usize,
}

impl BilledScan {
    fn bytes(&self) -> usize {
        128 + self.start_url.len() + self.memo.len()
    }
}

fn add(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

fn get(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}

impl Counts {
    pub(super) fn new(byte_capacity: usize) -> Self {
        let counts = Self::default();
        counts.scans().byte_capacity = byte_capacity;
        counts
    }

    fn scans(&self) -> MutexGuard<'_, Scans> {
        self.scans.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn arrived(&self, operation: Operation) {
        add(&self.reached[operation as usize]);
    }

    pub(crate) fn executed_now(&self, operation: Operation) {
        add(&self.executed[operation as usize]);
    }

    pub(crate) fn token_issued(&self) {
        add(&self.tokens_issued);
    }

    pub(crate) fn token_revoked(&self) {
        add(&self.tokens_revoked);
    }

    pub(crate) fn integrity_issued(&self) {
        add(&self.integrity_issued);
    }

    pub(crate) fn integrity_consumed(&self) {
        add(&self.integrity_consumed);
    }

    pub(crate) fn fault(&self) {
        add(&self.faults);
    }

    pub(crate) fn connection(&self) {
        add(&self.connections);
    }

    pub(crate) fn billed(&self, scan: BilledScan) {
        add(&self.scans_billed);
        let mut scans = self.scans();
        scans.bytes += scan.bytes();
        scans.list.push_back(scan);
        while scans.bytes > scans.byte_capacity {
            let Some(oldest) = scans.list.pop_front() else {
                break;
            };
            scans.bytes -= oldest.bytes();
        }
    }

    pub(crate) fn reached(&self, operation: Operation) -> u64 {
        get(&self.reached[operation as usize])
    }

    pub(crate) fn times_executed(&self, operation: Operation) -> u64 {
        get(&self.executed[operation as usize])
    }

    pub(crate) fn billed_scans(&self) -> Vec<BilledScan> {
        self.scans().list.iter().cloned().collect()
    }

    pub(crate) fn totals(&self) -> Totals {
        let by_name = |counters: &[AtomicU64; CALLS]| {
            ROUTES
                .iter()
                .map(|route| (route.name, get(&counters[route.operation as usize])))
                .filter(|(_, count)| *count > 0)
                .collect()
        };
        Totals {
            reached: by_name(&self.reached),
            executed: by_name(&self.executed),
            tokens_issued: get(&self.tokens_issued),
            tokens_revoked: get(&self.tokens_revoked),
            integrity_issued: get(&self.integrity_issued),
            integrity_consumed: get(&self.integrity_consumed),
            scans_billed: get(&self.scans_billed),
            faults: get(&self.faults),
            connections: get(&self.connections),
        }
    }

    pub(crate) fn clear(&self) {
        let single = [
            &self.tokens_issued,
            &self.tokens_revoked,
            &self.integrity_issued,
            &self.integrity_consumed,
            &self.faults,
            &self.connections,
            &self.scans_billed,
        ];
        for counter in self.reached.iter().chain(&self.executed).chain(single) {
            counter.store(0, Ordering::Relaxed);
        }
        let mut scans = self.scans();
        scans.list.clear();
        scans.bytes = 0;
    }
}
