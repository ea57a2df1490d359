use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::Error;

/// The status to search for, a number on the wire (`statusCode`).
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs>.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobStatus {
    /// The scan waits.
    ScanWaiting,
    /// The scan is running.
    ScanRunning,
    /// The scan is completed.
    ScanCompleted,
    /// The scan failed.
    ScanFailed,
    /// The collection of URLs waits.
    CollectionWaiting,
    /// The collection of URLs is running.
    CollectionRunning,
    /// The collection of URLs is completed.
    CollectionCompleted,
    /// The collection of URLs failed.
    CollectionFailed,
    /// The job was cancelled before it started.
    Cancelled,
    /// The job is being stopped.
    Stopping,
    /// The job was stopped while it was running.
    Stopped,
    /// A code that this version does not know.
    Other(u32),
}

impl JobStatus {
    /// Every documented status.
    pub const DOCUMENTED: &'static [Self] = &[
        Self::ScanWaiting,
        Self::ScanRunning,
        Self::ScanCompleted,
        Self::ScanFailed,
        Self::CollectionWaiting,
        Self::CollectionRunning,
        Self::CollectionCompleted,
        Self::CollectionFailed,
        Self::Cancelled,
        Self::Stopping,
        Self::Stopped,
    ];

    /// The number on the wire.
    pub fn code(self) -> u32 {
        match self {
            Self::ScanWaiting => 2,
            Self::ScanRunning => 3,
            Self::ScanCompleted => 4,
            Self::ScanFailed => 5,
            Self::CollectionWaiting => 12,
            Self::CollectionRunning => 13,
            Self::CollectionCompleted => 14,
            Self::CollectionFailed => 15,
            Self::Cancelled => 91,
            Self::Stopping => 92,
            Self::Stopped => 93,
            Self::Other(code) => code,
        }
    }
}

impl From<u32> for JobStatus {
    fn from(code: u32) -> Self {
        Self::DOCUMENTED
            .iter()
            .copied()
            .find(|status| status.code() == code)
            .unwrap_or(Self::Other(code))
    }
}

impl FromStr for JobStatus {
    type Err = Error;

    /// Reads a number.
    fn from_str(text: &str) -> Result<Self, Error> {
        text.trim().parse().map(u32::into).map_err(|_| {
            Error::invalid_input(
                "searchJobs",
                "statusCode",
                "is no number; the documented ones are 2-5, 12-15 and 91-93",
            )
        })
    }
}

impl fmt::Display for JobStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code().fmt(f)
    }
}

impl Serialize for JobStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.code())
    }
}
