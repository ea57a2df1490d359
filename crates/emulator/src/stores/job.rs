//! One job, and where it stands at a moment.

use crate::options::JobPace;
use crate::rng::{mix, pick};
use crate::time_text::DAY;

/// How long a report can be read.
pub(crate) const REPORT_LIFE_MS: i64 = 365 * DAY;

/// How a job ends if nobody interferes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Completes,
    CollectionFails,
    ScanFails,
}

#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) instance_no: u64,
    pub(crate) created_ms: i64,
    /// From when on it stands in lists.
    pub(crate) listed_from_ms: i64,
    pub(crate) start_url: String,
    pub(crate) exclude_urls: Vec<String>,
    pub(crate) user_agent: String,
    pub(crate) vulnerability_items: Vec<String>,
    pub(crate) memo: String,
    pub(crate) with_login: bool,
    pub(crate) rescan_of: Option<u64>,
    pub(crate) outcome: Outcome,
    pub(crate) cancelled_ms: Option<i64>,
    pub(crate) stopped_ms: Option<i64>,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
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
    pub(crate) const fn code(self) -> i64 {
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

    pub(crate) const fn text(self) -> &'static str {
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

    pub(crate) const fn is_final(self) -> bool {
        matches!(
            self,
            Self::CollectionFailed
                | Self::Completed
                | Self::ScanFailed
                | Self::Cancelled
                | Self::Stopped
        )
    }

    pub(crate) const fn is_running(self) -> bool {
        matches!(
            self,
            Self::Collecting | Self::Collected | Self::Queued | Self::Scanning
        )
    }
}

/// A job at a moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct JobStatus {
    pub(crate) phase: Phase,
    /// In percent, where there is any.
    pub(crate) progress: Option<i64>,
    /// How far the work came, in percent, also where the vendor shows no progress any more.
    pub(crate) reached: i64,
    pub(crate) started_ms: i64,
    pub(crate) collected_ms: i64,
    /// When it ended, or would end.
    pub(crate) end_ms: i64,
}

fn ms(time: std::time::Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX / 16)
}

impl Job {
    pub(crate) fn status_at(&self, now_ms: i64, pace: &JobPace) -> JobStatus {
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
            } else if at < scanning || self.outcome == Outcome::CollectionFails {
                30
            } else if at < done {
                between(at, 30, 100, scanning, done)
            } else {
                100
            }
        };
        let status = |phase, reached, end_ms| JobStatus {
            phase,
            progress: None,
            reached,
            started_ms: started.min(end_ms),
            collected_ms: collected.min(end_ms),
            end_ms,
        };
        if let Some(cancelled) = self.cancelled_ms {
            // Only what has not started can be cancelled: nothing was done.
            return status(Phase::Cancelled, 0, cancelled);
        }
        if let Some(stopped) = self.stopped_ms {
            let end = stopped.saturating_add(ms(pace.stopping));
            let phase = if now_ms < end {
                Phase::Stopping
            } else {
                Phase::Stopped
            };
            return status(phase, reached(stopped), end);
        }
        let (phase, end) = if now_ms < started {
            (Phase::Waiting, done)
        } else if now_ms < collected {
            (Phase::Collecting, done)
        } else if self.outcome == Outcome::CollectionFails {
            (Phase::CollectionFailed, collected)
        } else if now_ms < collected + (scanning - collected) / 2 {
            (Phase::Collected, done)
        } else if now_ms < scanning {
            (Phase::Queued, done)
        } else if now_ms < done {
            (Phase::Scanning, done)
        } else if self.outcome == Outcome::ScanFails {
            (Phase::ScanFailed, done)
        } else {
            (Phase::Completed, done)
        };
        let reached = reached(now_ms);
        let shown = !phase.is_final() || phase == Phase::Completed;
        JobStatus {
            progress: shown.then_some(reached),
            ..status(phase, reached, end)
        }
    }

    /// What the list shows as `result_button`: what the console's button would offer, or, where
    /// buttons name states, how the job was ended.
    pub(crate) fn button(&self, status: &JobStatus, now_ms: i64, states: bool) -> &'static str {
        match status.phase {
            Phase::Cancelled if states => "cancel",
            Phase::Stopped if states => "terminate",
            Phase::Waiting => "cancel",
            phase if phase.is_running() => "terminate",
            Phase::Stopping => "terminate",
            Phase::Completed if now_ms - status.end_ms > REPORT_LIFE_MS => "expired",
            Phase::Completed => "report",
            _ => "cause",
        }
    }

    /// Chance that belongs to this job alone.
    pub(crate) const fn chance(&self, seed: u64, purpose: u64) -> u64 {
        pick(seed, purpose, mix(self.instance_no))
    }

    /// URLs that are found in the end, and weaknesses: high, medium, low.
    pub(crate) const fn findings(&self, seed: u64) -> (u64, [u64; 3]) {
        let chance = self.chance(seed, 21);
        let weak = [chance % 4, chance / 4 % 7, chance / 28 % 11];
        (20 + chance / 512 % 380, weak)
    }
}
