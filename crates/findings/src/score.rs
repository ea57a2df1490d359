//! The security level (보안수준): a weighted share of passed checks.

use std::fmt;

use crate::model::{Severity, Status};

/// The grade of a score, by its printed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// 91 and more (우수).
    Excellent,
    /// 81 and more (양호).
    Good,
    /// 71 and more (보통).
    Fair,
    /// 61 and more (미흡).
    Poor,
    /// Less than 61 (취약).
    Weak,
}

/// A weighted share of passed checks, kept as whole numbers so that sums are exact.
///
/// High weighs 10, medium 8, low and unknown 6. Checks with an unknown result and checks
/// that do not apply take no part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    full: u64,
    lost: u64,
}

impl Score {
    /// Adds one check.
    pub fn add(&mut self, severity: Severity, status: Status) {
        self.add_many(severity, status, 1);
    }

    /// Adds checks of one severity and result.
    pub(crate) fn add_many(&mut self, severity: Severity, status: Status, count: u64) {
        let weight = match severity {
            Severity::High => 10,
            Severity::Medium => 8,
            Severity::Low | Severity::Unknown => 6,
        };
        let weight = weight * count;
        match status {
            Status::Pass => self.full += weight,
            Status::Fail => {
                self.full += weight;
                self.lost += weight;
            }
            Status::Unknown => {}
        }
    }

    /// Adds the checks of another score.
    pub fn merge(&mut self, other: Self) {
        self.full += other.full;
        self.lost += other.lost;
    }

    /// The score in tenths of a point, from 0 to 1000, rounded half up; `None` where no check took
    /// part.
    pub fn tenths(self) -> Option<u64> {
        let kept = self.full - self.lost;
        (self.full > 0).then(|| (kept * 2000 + self.full) / (self.full * 2))
    }

    /// The score in points, from 0.0 to 100.0, with one decimal.
    pub fn points(self) -> Option<f64> {
        self.tenths().map(|tenths| tenths as f64 / 10.0)
    }

    /// The grade; `None` where no check took part.
    pub fn grade(self) -> Option<Grade> {
        Some(match self.tenths()? {
            910.. => Grade::Excellent,
            810.. => Grade::Good,
            710.. => Grade::Fair,
            610.. => Grade::Poor,
            _ => Grade::Weak,
        })
    }
}

/// Writes the score with one decimal, or `–` where no check took part.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tenths() {
            Some(tenths) => write!(f, "{}.{}", tenths / 10, tenths % 10),
            None => f.write_str("–"),
        }
    }
}
