use std::fmt;

use serde::Serialize;

use crate::model::Severity;

/// What became of a check between two states.
///
/// The order of the values is the order in lists. A check that passed before and passes now has no
/// class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Passed before, fails now (신규).
    New,
    /// As [`Class::New`], and it failed before that as well (재발생).
    Reopened,
    /// Fails, on a server that was not there before (신규 서버).
    NewServer,
    /// Fails, and was not checked on this server before (신규 항목).
    NewCheck,
    /// The id means another check now; the two results cannot be compared (항목 변경).
    Redefined,
    /// Failed before and now, with another severity (위험도 변경).
    Severity,
    /// Failed before and now (미조치).
    Still,
    /// One of the two results is unknown (확인 필요).
    Unknown,
    /// Failed before, and the server is not there now (서버 점검 제외). This is not "fixed".
    GoneServer,
    /// Failed before, and the check is not there now (항목 점검 제외). This is not "fixed".
    GoneCheck,
    /// Failed before, passes now (조치완료).
    Fixed,
}

impl Class {
    /// Every class, in the order of lists.
    pub const ALL: [Self; 11] = [
        Self::New,
        Self::Reopened,
        Self::NewServer,
        Self::NewCheck,
        Self::Redefined,
        Self::Severity,
        Self::Still,
        Self::Unknown,
        Self::GoneServer,
        Self::GoneCheck,
        Self::Fixed,
    ];

    /// The word that stands in data, such as `new_server`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Reopened => "reopened",
            Self::NewServer => "new_server",
            Self::NewCheck => "new_check",
            Self::Redefined => "redefined",
            Self::Severity => "severity",
            Self::Still => "still",
            Self::Unknown => "unknown",
            Self::GoneServer => "gone_server",
            Self::GoneCheck => "gone_check",
            Self::Fixed => "fixed",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How many checks each class has, by severity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChangeCounts {
    pub(crate) counts: [[u64; 4]; 11],
    pub(crate) unresolved: u64,
    /// The checks that passed before and pass now.
    pub passed: u64,
}

impl ChangeCounts {
    /// The checks of a class and a severity (the one now, or the last one of what is gone).
    pub fn get(&self, class: Class, severity: Severity) -> u64 {
        self.counts[class as usize][severity as usize]
    }

    /// The checks of a class.
    pub fn of(&self, class: Class) -> u64 {
        self.counts[class as usize].iter().sum()
    }

    /// The share of earlier failures that were fixed (조치율), from 0 to 1; `None` where there is
    /// nothing that could have been fixed.
    ///
    /// A failure whose check is unknown now was not fixed. What is gone or redefined takes no part.
    pub fn fix_rate(&self) -> Option<f64> {
        let fixed = self.of(Class::Fixed);
        let all = fixed + self.of(Class::Still) + self.of(Class::Severity) + self.unresolved;
        (all > 0).then(|| fixed as f64 / all as f64)
    }
}
