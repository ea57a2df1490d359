use std::fmt;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::date_text::parse_korean;

/// A period as the report writes it: `YYYY/MM/DD hh:mm:ss~YYYY/MM/DD hh:mm:ss`, Korea's time.
///
/// ```
/// use ncp_wsc::Period;
///
/// let period = Period::from("2025/06/17 10:00:00 ~ 2025/06/17 10:42:00");
/// let Some((start, end)) = period.parsed() else { panic!("it can be read") };
/// assert_eq!((end - start).num_minutes(), 42);
/// assert_eq!(start.to_rfc3339(), "2025-06-17T10:00:00+09:00");
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport>.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Period(String);

impl Period {
    /// The text as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Start and end, if both can be read; with or without spaces around `~`.
    pub fn parsed(&self) -> Option<(DateTime<FixedOffset>, DateTime<FixedOffset>)> {
        let (start, end) = self.0.split_once('~')?;
        Some((parse_korean(start)?, parse_korean(end)?))
    }
}

impl From<&str> for Period {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
