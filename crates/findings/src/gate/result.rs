use super::options::GateOptions;

/// What a gate says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GateVerdict {
    /// Nothing stands against it.
    Passed,
    /// Too many failures, too few servers, or inspections that are too old.
    Failed,
    /// Some of what was asked for could not be read, so there is nothing to judge by.
    NotJudged,
}

impl GateVerdict {
    /// The word that stands in data: `passed`, `failed` or `not_judged`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NotJudged => "not_judged",
        }
    }
}

/// One reason why a gate did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum GateReason {
    /// More counted checks than are tolerated.
    TooMany {
        /// How many count.
        counted: u64,
        /// How many are tolerated.
        max: u64,
    },
    /// Fewer inspected servers than asked for.
    TooFewServers {
        /// How many were inspected.
        found: u64,
        /// How many are asked for.
        min: u64,
    },
    /// Expected servers without any inspection, by name.
    MissingServers(Vec<String>),
    /// Servers whose newest inspection is too old or has no date, by name.
    TooOld(Vec<String>),
    /// Inspections that could not be read.
    Incomplete {
        /// How many; 0 where a snapshot only says that it is not complete.
        unread: u64,
    },
}

impl GateReason {
    /// The word that stands in data: `weak`, `coverage`, `age` or `incomplete`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::TooMany { .. } => "weak",
            Self::TooFewServers { .. } | Self::MissingServers(_) => "coverage",
            Self::TooOld(_) => "age",
            Self::Incomplete { .. } => "incomplete",
        }
    }
}

/// The outcome of a gate.
///
/// The rows it counted are those of [`Judged::rows`](crate::Judged::rows) whose judgement is
/// [`Judgement::Counted`](crate::Judgement::Counted).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GateResult {
    /// What was asked for.
    pub options: GateOptions,
    /// What the gate says.
    pub verdict: GateVerdict,
    /// Why it did not pass; empty where it did.
    pub reasons: Vec<GateReason>,
    /// How many checks count. For web scans whose rows are not as many as the report's total this
    /// holds the report's own counts, so it may be greater than the number of counted rows.
    pub counted: u64,
    /// The inspections that were judged by the report's own counts: the register and the baseline
    /// were not applied to them. Each is the server's name and the number that counts.
    pub by_counts: Vec<(String, u64)>,
}

impl GateResult {
    /// Whether the gate passed.
    pub fn passed(&self) -> bool {
        self.verdict == GateVerdict::Passed
    }

    pub(crate) fn new(
        options: GateOptions,
        counted: u64,
        by_counts: Vec<(String, u64)>,
        mut reasons: Vec<GateReason>,
    ) -> Self {
        if counted > options.max {
            let max = options.max;
            reasons.insert(0, GateReason::TooMany { counted, max });
        }
        let is_incomplete = |reason: &GateReason| matches!(reason, GateReason::Incomplete { .. });
        let verdict = if reasons.is_empty() {
            GateVerdict::Passed
        } else if reasons.iter().any(is_incomplete) {
            GateVerdict::NotJudged
        } else {
            GateVerdict::Failed
        };
        Self {
            options,
            verdict,
            reasons,
            counted,
            by_counts,
        }
    }
}
