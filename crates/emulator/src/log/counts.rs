//! Counters without a bound: how often, not what.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

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
    /// Requests that were carried out, by call.
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
    scans: Mutex<Vec<BilledScan>>,
}

fn add(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

fn get(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}

impl Counts {
    pub(crate) fn arrived(&self, operation: Operation) {
        add(&self.reached[operation as usize]);
    }

    pub(crate) fn carried_out(&self, operation: Operation) {
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
        self.scans
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(scan);
    }

    pub(crate) fn reached(&self, operation: Operation) -> u64 {
        get(&self.reached[operation as usize])
    }

    pub(crate) fn executed(&self, operation: Operation) -> u64 {
        get(&self.executed[operation as usize])
    }

    pub(crate) fn scans(&self) -> Vec<BilledScan> {
        self.scans
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn totals(&self) -> Totals {
        let by_name = |counters: &[AtomicU64; CALLS]| {
            ROUTES
                .iter()
                .map(|route| (route.name, get(&counters[route.operation as usize])))
                .filter(|(_, count)| *count > 0)
                .collect()
        };
        let scans = self
            .scans
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .len();
        Totals {
            reached: by_name(&self.reached),
            executed: by_name(&self.executed),
            tokens_issued: get(&self.tokens_issued),
            tokens_revoked: get(&self.tokens_revoked),
            integrity_issued: get(&self.integrity_issued),
            integrity_consumed: get(&self.integrity_consumed),
            scans_billed: u64::try_from(scans).unwrap_or(u64::MAX),
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
        ];
        for counter in self.reached.iter().chain(&self.executed).chain(single) {
            counter.store(0, Ordering::Relaxed);
        }
        self.scans
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}
