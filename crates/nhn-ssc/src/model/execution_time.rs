use std::fmt;

use chrono::{DateTime, FixedOffset};
use serde::de::Error as _;
use serde::{Deserializer, Serialize};
use transport_core::wire::{self, RawValue, WireValue, date_time};

/// When an inspection ran: the text as it came, with a parsed view where it can be read.
///
/// The vendor's example is RFC 3339 with an offset; a text that is not costs no inspection.
///
/// ```
/// use nhn_ssc::ExecutionTime;
///
/// let time = ExecutionTime::from("2025-07-17T11:42:20+09:00");
/// assert_eq!(time.parsed().map(|time| time.timestamp()), Some(1_752_720_140));
/// assert_eq!(ExecutionTime::from("soon").parsed(), None);
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct ExecutionTime(String);

impl ExecutionTime {
    /// The text as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The moment with its offset, if the text is a date.
    pub fn parsed(&self) -> Option<DateTime<FixedOffset>> {
        date_time::from_wire(&self.0).ok()
    }
}

impl From<&str> for ExecutionTime {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for ExecutionTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for ExecutionTime {
    fn from(text: String) -> Self {
        Self(text)
    }
}

// An empty text is no time.
impl WireValue for ExecutionTime {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let time = wire::strict_text(deserializer, |text| Self::from(text))?;
        match time.0.trim().is_empty() {
            true => Err(D::Error::custom("not as documented")),
            false => Ok(time),
        }
    }

    fn lenient(raw: &RawValue) -> Option<Self> {
        let text = wire::lenient_text(raw)?;
        (!text.trim().is_empty()).then_some(Self(text))
    }
}
