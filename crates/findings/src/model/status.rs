use std::fmt;

use serde::{Deserialize, Serialize};

/// The result of one check: failed, passed, or not judged.
///
/// The vendor's codes are `X` (fail) and `O` (pass). They are never printed: in Korean audit
/// sheets the same letters mean the opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The check found a weakness (취약).
    Fail,
    /// The check found nothing wrong (양호).
    Pass,
    /// The check gave no result that can be read (확인 필요). This is never taken for a pass.
    #[serde(other)]
    Unknown,
}

impl Status {
    /// Reads the result code of Server Security Check: `X` is a fail, `O` a pass, anything else is
    /// unknown. Spaces around the code do not matter.
    pub fn from_code(code: Option<&str>) -> Self {
        match code.map(str::trim) {
            Some("X") => Self::Fail,
            Some("O") => Self::Pass,
            _ => Self::Unknown,
        }
    }

    /// The word that stands in data: `fail`, `pass` or `unknown`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Pass => "pass",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How serious a check is.
///
/// The order of the values is the order in lists: high first, unknown last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// 상.
    High,
    /// 중.
    Medium,
    /// 하.
    Low,
    /// The vendor sent none, or one that is not documented. A gate always counts it.
    #[serde(other)]
    Unknown,
}

impl Severity {
    /// Every severity, in the order of lists.
    pub const ALL: [Self; 4] = [Self::High, Self::Medium, Self::Low, Self::Unknown];

    /// Reads the level code of Server Security Check: `H`, `M` or `L`.
    pub fn from_code(code: Option<&str>) -> Self {
        match code.map(str::trim) {
            Some("H") => Self::High,
            Some("M") => Self::Medium,
            Some("L") => Self::Low,
            _ => Self::Unknown,
        }
    }

    /// Whether a gate with this threshold counts the severity; an unknown one is always counted.
    pub fn is_at_least(self, threshold: Self) -> bool {
        self == Self::Unknown || self <= threshold
    }

    /// The word that stands in data: `high`, `medium`, `low` or `unknown`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
