//! One job, and where it stands at a moment.

use crate::calendar::DAY;
use crate::options::JobPace;
use crate::rng::{mix, pick};

/// How long a report can be read.
pub(super) const REPORT_LIFE_MS: i64 = 365 * DAY;

/// How a job ends if nobody interferes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Completes,
    CollectionFails,
    ScanFails,
}

#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) instance_no: u64,
    pub(super) created_ms: i64,
    /// From when on it stands in lists.
    pub(super) listed_from_ms: i64,
    pub(super) start_url: String,
    pub(super) exclude_urls: Vec<String>,
    pub(super) user_agent: String,
    pub(super) vulnerability_items: Vec<String>,
    pub(super) memo: String,
    pub(super) with_login: bool,
    pub(super) rescan_of: Option<u64>,
    pub(super) fate: Fate,
    pub(super) cancelled_ms: Option<i64>,
    pub(super) stopped_ms: Option<i64>,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Waiting,
    Collecting,
    Collected,
    CollectionFailed,
    Queued,
    Scanning,
    Completed,
    ScanFailed,
    Cancelled,
    Stopping,
    Stopped,
}

impl Phase {
    /// The documented `statusCode`.
    pub(super) const fn code(self) -> i64 {
        match self {
            Self::Waiting => 12,
            Self::Collecting => 13,
            Self::Collected => 14,
            Self::Queued => 2,
            Self::CollectionFailed => 15,
            Self::Scanning => 3,
            Self::Completed => 4,
            Self::ScanFailed => 5,
            Self::Cancelled => 91,
            Self::Stopping => 92,
            Self::Stopped => 93,
        }
    }

    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Waiting => "Pending",
            Self::Collecting => "URL Collecting",
            Self::Collected => "URL Collection Completed",
            Self::Queued => "Scan Pending",
            Self::CollectionFailed => "URL Collection Failed",
            Self::Scanning => "Scanning",
            Self::Completed => "Completed",
            Self::ScanFailed => "Scan Failed",
            Self::Cancelled => "Cancelled",
            Self::Stopping => "Stopping",
            Self::Stopped => "Stopped",
        }
    }

    pub(super) const fn is_final(self) -> bool {
        matches!(
            self,
            Self::CollectionFailed
                | Self::Completed
                | Self::ScanFailed
                | Self::Cancelled
                | Self::Stopped
        )
    }

    pub(super) const fn is_running(self) -> bool {
        matches!(
            self,
            Self::Collecting | Self::Collected | Self::Queued | Self::Scanning
        )
    }
}

/// A job at a moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub(super) phase: Phase,
    /// In percent, where there is any.
    pub(super) progress: Option<i64>,
    /// How far the work came, in percent, also where the vendor shows no progress any more.
    pub(super) reached: i64,
    pub(super) started_ms: i64,
    pub(super) collected_ms: i64,
    /// When it ended, or would end.
    pub(super) end_ms: i64,
}

fn ms(time: std::time::Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX / 16)
}

impl Job {
    pub(super) fn standing(&self, now_ms: i64, pace: &JobPace) -> Standing {
        let started = self.created_ms.saturating_add(ms(pace.waiting));
        let collected = started.saturating_add(ms(pace.collecting));
        let scanning = collected.saturating_add(ms(pace.queued));
        let done = scanning.saturating_add(ms(pace.scanning));
        // From one percentage to another while time goes from one moment to another.
        let between = |at: i64, low: i64, high: i64, from: i64, to: i64| {
            let share = (at - from) as i128 * (high - low) as i128 / (to - from).max(1) as i128;
            low + i64::try_from(share).unwrap_or(0)
        };
        let reached = |at: i64| {
            if at < started {
                0
            } else if at < collected {
                between(at, 0, 30, started, collected)
            } else if at < scanning || self.fate == Fate::CollectionFails {
                30
            } else if at < done {
                between(at, 30, 100, scanning, done)
            } else {
                100
            }
        };
        let standing = |phase, reached, end_ms| Standing {
            phase,
            progress: None,
            reached,
            started_ms: started.min(end_ms),
            collected_ms: collected.min(end_ms),
            end_ms,
        };
        if let Some(cancelled) = self.cancelled_ms {
            // Only what has not started can be cancelled: nothing was done.
            return standing(Phase::Cancelled, 0, cancelled);
        }
        if let Some(stopped) = self.stopped_ms {
            let end = stopped.saturating_add(ms(pace.stopping));
            let phase = if now_ms < end {
                Phase::Stopping
            } else {
                Phase::Stopped
            };
            return standing(phase, reached(stopped), end);
        }
        let (phase, end) = if now_ms < started {
            (Phase::Waiting, done)
        } else if now_ms < collected {
            (Phase::Collecting, done)
        } else if self.fate == Fate::CollectionFails {
            (Phase::CollectionFailed, collected)
        } else if now_ms < collected + (scanning - collected) / 2 {
            (Phase::Collected, done)
        } else if now_ms < scanning {
            (Phase::Queued, done)
        } else if now_ms < done {
            (Phase::Scanning, done)
        } else if self.fate == Fate::ScanFails {
            (Phase::ScanFailed, done)
        } else {
            (Phase::Completed, done)
        };
        let reached = reached(now_ms);
        let shown = !phase.is_final() || phase == Phase::Completed;
        Standing {
            progress: shown.then_some(reached),
            ..standing(phase, reached, end)
        }
    }

    /// What the list shows as `result_button`: what the console's button would offer, or, where
    /// buttons name states, how the job was ended.
    pub(super) fn button(&self, standing: &Standing, now_ms: i64, states: bool) -> &'static str {
        match standing.phase {
            Phase::Cancelled if states => "cancel",
            Phase::Stopped if states => "terminate",
            Phase::Waiting => "cancel",
            phase if phase.is_running() => "terminate",
            Phase::Stopping => "terminate",
            Phase::Completed if now_ms - standing.end_ms > REPORT_LIFE_MS => "expired",
            Phase::Completed => "report",
            _ => "cause",
        }
    }

    /// Chance that belongs to this job alone.
    pub(super) const fn chance(&self, seed: u64, purpose: u64) -> u64 {
        pick(seed, purpose, mix(self.instance_no))
    }

    /// URLs that are found in the end, and weaknesses: high, medium, low.
    pub(super) const fn findings(&self, seed: u64) -> (u64, [u64; 3]) {
        let chance = self.chance(seed, 21);
        let weak = [chance % 4, chance / 4 % 7, chance / 28 % 11];
        (20 + chance / 512 % 380, weak)
    }
}
