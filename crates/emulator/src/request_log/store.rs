//! The last requests, bounded in number and in bytes.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::counts::Counts;
use super::mask::MaskRules;
use super::record::{RequestInfo, RequestRecord, ResponseInfo};

/// The request log and the counters.
#[derive(Debug)]
pub(crate) struct LogStore {
    pub(crate) counts: Counts,
    pub(crate) mask_rules: MaskRules,
    ring: Mutex<Ring>,
    /// How many requests are kept at most, and how many bytes of them.
    capacity: usize,
    byte_capacity: usize,
}

#[derive(Debug, Default)]
struct Ring {
    records: VecDeque<RequestRecord>,
    sequence: u64,
    bytes: usize,
}

impl LogStore {
    pub(crate) fn new(capacity: usize, byte_capacity: usize, mask_rules: MaskRules) -> Self {
        Self {
            counts: Counts::new(byte_capacity),
            mask_rules,
            ring: Mutex::default(),
            capacity,
            byte_capacity,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a request; the oldest make room for it.
    pub(crate) fn push(&self, request: &RequestInfo<'_>, response: ResponseInfo) {
        if self.capacity == 0 {
            return;
        }
        let mut record = RequestRecord::new(request, response, &self.mask_rules);
        let mut ring = self.lock();
        ring.sequence += 1;
        record.sequence = ring.sequence;
        ring.bytes += record.bytes();
        ring.records.push_back(record);
        while ring.records.len() > self.capacity || ring.bytes > self.byte_capacity {
            let Some(oldest) = ring.records.pop_front() else {
                break;
            };
            ring.bytes -= oldest.bytes();
        }
    }

    pub(crate) fn clear(&self) {
        self.counts.clear();
        let mut ring = self.lock();
        ring.records.clear();
        ring.bytes = 0;
    }

    pub(crate) fn records(&self) -> Vec<RequestRecord> {
        self.lock().records.iter().cloned().collect()
    }
}
