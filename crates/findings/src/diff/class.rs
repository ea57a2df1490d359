use std::fmt;

use serde::Serialize;

use crate::model::{Severity, Status};
use crate::state::Place;

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
    /// One of the two results is unknown, or could not be read now (확인 필요).
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

/// What became of a row of the new state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Compared {
    pub(crate) class: Option<Class>,
    pub(crate) old: Option<Place>,
}

/// What became of a check that is on both sides.
pub(crate) fn classify(
    (old, old_severity): (Status, Severity),
    (new, new_severity): (Status, Severity),
    is_same_text: bool,
) -> Option<Class> {
    match (old, new) {
        _ if !is_same_text => Some(Class::Redefined),
        (Status::Unknown, _) | (_, Status::Unknown) => Some(Class::Unknown),
        (Status::Pass, Status::Pass) => None,
        (Status::Pass, Status::Fail) => Some(Class::New),
        (Status::Fail, Status::Pass) => Some(Class::Fixed),
        (Status::Fail, Status::Fail) if old_severity != new_severity => Some(Class::Severity),
        (Status::Fail, Status::Fail) => Some(Class::Still),
    }
}

/// Whether a check counts as failed after a change: it fails, or it failed and is unknown now.
pub(crate) fn counts_as_failed(class: Class, old: Option<Status>, new: Option<Status>) -> bool {
    match new {
        Some(Status::Fail) => true,
        // Of an inspection that could not be read there is no result at all.
        Some(Status::Unknown) | None => class == Class::Unknown && old == Some(Status::Fail),
        Some(Status::Pass) => false,
    }
}

/// Whether a severity is higher than it was. An unknown one always counts, so it is the highest.
pub(crate) fn is_raised(old: Severity, new: Severity) -> bool {
    let weight = |severity| match severity {
        Severity::Unknown => 3,
        Severity::High => 2,
        Severity::Medium => 1,
        Severity::Low => 0,
    };
    weight(new) > weight(old)
}

/// How many checks each class has, by severity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChangeCounts {
    counts: [[u64; 4]; 11],
    unresolved: u64,
    failed_now: u64,
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

    /// The checks that count as failed now: those that fail, and those that failed and are unknown
    /// now.
    pub fn failed_now(&self) -> u64 {
        self.failed_now
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

    pub(crate) fn add(
        &mut self,
        class: Class,
        severity: Severity,
        old: Option<Status>,
        new: Option<Status>,
    ) {
        self.counts[class as usize][severity as usize] += 1;
        let is_failed = counts_as_failed(class, old, new);
        self.failed_now += u64::from(is_failed);
        self.unresolved += u64::from(is_failed && new != Some(Status::Fail));
    }
}
