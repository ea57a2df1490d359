use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use transport_core::wire::{self, RawValue, WireValue};

/// A moment, in milliseconds since 1970-01-01T00:00:00Z, as the service writes it.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EpochMillis(#[serde(deserialize_with = "wire::value")] i64);

impl WireValue for EpochMillis {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::strict(deserializer).map(Self)
    }

    fn lenient(raw: &RawValue) -> Option<Self> {
        i64::lenient(raw).map(Self)
    }
}

impl EpochMillis {
    /// The moment of that number.
    pub fn new(millis: i64) -> Self {
        Self(millis)
    }

    /// The number on the wire.
    pub fn as_millis(self) -> i64 {
        self.0
    }

    /// The same as a date, or `None` when it lies outside the calendar (some 260,000 years away).
    pub fn to_date_time(self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp_millis(self.0)
    }

    /// Whether the moment, put off by `leeway`, lies ahead of `now`.
    pub(crate) fn is_ahead(self, now: SystemTime, leeway: Duration) -> bool {
        // 128 bits: neither a far date nor a generous leeway runs over.
        let now = match now.duration_since(UNIX_EPOCH) {
            Ok(since) => as_i128(since),
            Err(before) => -as_i128(before.duration()),
        };
        i128::from(self.0) * NANOS_A_MILLI + as_i128(leeway) > now
    }
}

const NANOS_A_MILLI: i128 = 1_000_000;

fn as_i128(duration: Duration) -> i128 {
    i128::from(duration.as_secs()) * 1_000_000_000 + i128::from(duration.subsec_nanos())
}

/// The date in RFC 3339, or the bare number when it lies outside the calendar.
impl fmt::Display for EpochMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_date_time() {
            Some(date) => f.write_str(&date.to_rfc3339_opts(SecondsFormat::Millis, true)),
            None => write!(f, "{} ms", self.0),
        }
    }
}
