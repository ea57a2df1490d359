use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

use crate::Call;

/// How a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Success = 1,
    /// The service said no.
    Refused,
    /// Nobody knows whether it was carried out.
    Unknown,
    /// Anything else.
    Failed,
}

impl End {
    pub(super) const ALL: [Self; 4] = [Self::Success, Self::Refused, Self::Unknown, Self::Failed];
}

/// Each bucket is a tenth wider than the one before; the first ends at 10 µs, the last after hours.
const BUCKETS: usize = 220;
const FIRST_MICROS: f64 = 10.0;
const GROWTH: f64 = 1.1;

/// How every call ended, and how long it took; takes all its memory at the beginning.
#[derive(Debug)]
pub(super) struct Tally {
    /// For each call its kind and its end; 0 while it has none.
    ends: Vec<(AtomicU8, AtomicU8)>,
    twice: AtomicU64,
    ended: AtomicU64,
    buckets: Vec<AtomicU64>,
    hundredth: Notify,
}

impl Tally {
    pub(super) fn new(calls: u64) -> Self {
        Self {
            ends: (0..calls).map(|_| Default::default()).collect(),
            twice: AtomicU64::new(0),
            ended: AtomicU64::new(0),
            buckets: (0..BUCKETS).map(|_| AtomicU64::new(0)).collect(),
            hundredth: Notify::new(),
        }
    }

    pub(super) fn note(&self, number: u64, call: Call, end: End, took: Duration) {
        let (kind, ending) = &self.ends[number as usize];
        kind.store(call as u8, Ordering::Relaxed);
        if ending.swap(end as u8, Ordering::Relaxed) != 0 {
            self.twice.fetch_add(1, Ordering::Relaxed);
        }
        let micros = (took.as_secs_f64() * 1e6).max(FIRST_MICROS);
        let bucket = (micros / FIRST_MICROS).log(GROWTH).ceil() as usize;
        self.buckets[bucket.min(BUCKETS - 1)].fetch_add(1, Ordering::Relaxed);
        let ended = 1 + self.ended.fetch_add(1, Ordering::Relaxed);
        if ended.is_multiple_of((self.ends.len() as u64 / 100).max(1)) {
            self.hundredth.notify_one();
        }
    }

    /// Waits until another hundredth of all calls has ended.
    pub(super) async fn another_hundredth(&self) {
        self.hundredth.notified().await;
    }

    pub(super) fn ended(&self) -> u64 {
        self.ended.load(Ordering::Relaxed)
    }

    /// Calls that ended more than once.
    pub(super) fn twice(&self) -> u64 {
        self.twice.load(Ordering::Relaxed)
    }

    /// Calls without an end.
    pub(super) fn lost(&self) -> u64 {
        self.ends
            .iter()
            .filter(|(_, end)| end.load(Ordering::Relaxed) == 0)
            .count() as u64
    }

    /// The numbers of the calls of that kind with that end.
    pub(super) fn of(&self, call: Call, end: End) -> impl Iterator<Item = u64> {
        let is_it = move |(kind, ending): &(AtomicU8, AtomicU8)| {
            ending.load(Ordering::Relaxed) == end as u8
                && kind.load(Ordering::Relaxed) == call as u8
        };
        (0..)
            .zip(&self.ends)
            .filter_map(move |(number, ends)| is_it(ends).then_some(number))
    }

    pub(super) fn count(&self, call: Call, end: End) -> u64 {
        self.of(call, end).count() as u64
    }

    /// What that share of all calls did not take longer than; the bucket's end, a tenth off at most.
    pub(super) fn percentile(&self, share: f64) -> Duration {
        let target = (self.ended() as f64 * share).ceil() as u64;
        let mut seen = 0;
        for (bucket, count) in self.buckets.iter().enumerate() {
            seen += count.load(Ordering::Relaxed);
            if seen >= target {
                let micros = FIRST_MICROS * GROWTH.powi(bucket as i32);
                return Duration::from_secs_f64(micros / 1e6);
            }
        }
        Duration::MAX
    }
}
