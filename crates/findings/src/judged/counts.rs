use chrono::NaiveDate;

use super::row::Judgement;
use crate::model::SnapshotInfo;
use crate::model::{Inspection, Item, Severity, Status};
use crate::score::Score;

/// How many checks there are, by result and judgement.
///
/// `checks` is the sum of `passed`, `failed`, `unknown` and `not_applicable`. Accepted, known and
/// tolerated failures are among `failed`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// All checks.
    pub checks: u64,
    /// Passed ones.
    pub passed: u64,
    /// Failed ones, accepted ones among them.
    pub failed: u64,
    /// Those without a result that can be read.
    pub unknown: u64,
    /// Those that the register says do not apply, whatever their result.
    pub not_applicable: u64,
    /// Failed ones whose risk is accepted.
    pub accepted: u64,
    /// Failed ones of high, medium, low and unknown severity, in this order.
    pub failed_by_severity: [u64; 4],
}

impl Counts {
    /// The failed checks of a severity.
    pub fn failed_of(&self, severity: Severity) -> u64 {
        self.failed_by_severity[severity as usize]
    }

    /// Adds checks without a decision of the register.
    pub(crate) fn add_many(&mut self, severity: Severity, status: Status, count: u64) {
        self.checks += count;
        match status {
            Status::Pass => self.passed += count,
            Status::Unknown => self.unknown += count,
            Status::Fail => {
                self.failed += count;
                self.failed_by_severity[severity as usize] += count;
            }
        }
    }

    pub(crate) fn add(&mut self, severity: Severity, status: Status, judgement: Judgement) {
        if judgement == Judgement::NotApplicable {
            self.checks += 1;
            self.not_applicable += 1;
            return;
        }
        self.add_many(severity, status, 1);
        self.accepted += u64::from(status == Status::Fail && judgement == Judgement::Accepted);
    }
}

/// The counts of one standard, kind and severity.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TotalsGroup {
    /// The standard; empty for web scans.
    pub standard: String,
    /// The kind of check.
    pub kind: String,
    /// The severity.
    pub severity: Severity,
    /// The counts.
    pub counts: Counts,
}

/// All counts of the judged list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Totals {
    /// The counts of everything.
    pub all: Counts,
    /// The counts by standard, kind and severity, in the order of lists; empty groups are left out.
    pub groups: Vec<TotalsGroup>,
    /// The score of everything.
    pub score: Score,
    /// The number of different servers that were inspected.
    pub servers: u64,
}

/// One inspection of the judged list with its counts.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ServerSummary<'a> {
    /// The inspection; `mismatch` says whether its rows disagree with the vendor's counts.
    pub inspection: &'a Inspection,
    /// The snapshot it was read from.
    pub snapshot: &'a SnapshotInfo,
    /// The counts of its rows.
    pub counts: Counts,
    /// Its score.
    pub score: Score,
    /// Whether it is older than the gate allows, or has no date.
    pub too_old: bool,
    /// Whether the web scan's own counts decide, as its rows are not as many: the register and a
    /// baseline are not applied to them.
    pub by_counts: bool,
}

/// One check over all servers.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ItemSummary<'a> {
    /// The check, with its remediation in `how`.
    pub item: &'a Item,
    /// The counts of its rows.
    pub counts: Counts,
    /// The number of different servers it was checked on.
    pub servers: u64,
    /// The number of different servers it failed on.
    pub failed_servers: u64,
}

/// The state at one point of a history.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TrendPoint {
    /// The day in Korea.
    pub date: NaiveDate,
    /// The number of different servers that were inspected.
    pub servers: u64,
    /// The counts.
    pub counts: Counts,
    /// The score.
    pub score: Score,
}

impl TrendPoint {
    /// A point of a trend without any counts.
    pub fn new(date: NaiveDate) -> Self {
        Self {
            date,
            servers: 0,
            counts: Counts::default(),
            score: Score::default(),
        }
    }
}
