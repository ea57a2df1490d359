use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Utc};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use transport_core::wire::date_time::{self, KOREA};

/// A date as the service writes it, with a parsed view where it can be read.
///
/// The vendor calls `start_date` and `end_date` a "Date" and names no format: the text is kept as
/// it came.
///
/// ```
/// use ncp_wsc::DateText;
///
/// let date = DateText::from("2025-06-17 10:00:00");
/// let read = date.parsed().map(|date| date.to_rfc3339());
/// assert_eq!(read.as_deref(), Some("2025-06-17T10:00:00+09:00"));
/// assert_eq!(DateText::from("soon").parsed(), None);
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateText {
    text: String,
    is_number: bool,
}

impl DateText {
    /// The text as it came; empty if it was.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The moment, if the text can be read; without an offset it is Korea's time.
    ///
    /// A bare number counts as Unix time, in milliseconds from 100,000,000,000 on, else in seconds.
    pub fn parsed(&self) -> Option<DateTime<FixedOffset>> {
        if self.is_number {
            return unix_time(self.text.parse().ok()?);
        }
        parse_korean(&self.text)
    }
}

fn unix_time(number: i64) -> Option<DateTime<FixedOffset>> {
    let moment = if number.unsigned_abs() >= 100_000_000_000 {
        Utc.timestamp_millis_opt(number)
    } else {
        Utc.timestamp_opt(number, 0)
    };
    Some(moment.single()?.with_timezone(&KOREA))
}

/// Reads a date with or without an offset, with dashes or slashes, with or without a time.
pub(super) fn parse_korean(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = text.trim();
    if let Ok(date) = date_time::from_wire(text) {
        return Some(date);
    }
    let text = text.replace('/', "-").replace('T', " ");
    let local = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S%.f")
        .or_else(|_| NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M"))
        .ok()
        .or_else(|| {
            NaiveDate::parse_from_str(&text, "%Y-%m-%d")
                .ok()?
                .and_hms_opt(0, 0, 0)
        })?;
    KOREA.from_local_datetime(&local).single()
}

impl From<&str> for DateText {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            is_number: false,
        }
    }
}

impl fmt::Display for DateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for DateText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.text.parse::<i64>() {
            Ok(number) if self.is_number => serializer.serialize_i64(number),
            _ => serializer.serialize_str(&self.text),
        }
    }
}

impl<'de> Deserialize<'de> for DateText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DateVisitor;

        impl Visitor<'_> for DateVisitor {
            type Value = DateText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date, as a text or a number")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<DateText, E> {
                Ok(DateText {
                    text: number.to_string(),
                    is_number: true,
                })
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<DateText, E> {
                i64::try_from(number)
                    .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
                    .and_then(|number| self.visit_i64(number))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<DateText, E> {
                Ok(DateText::from(text))
            }
        }

        deserializer.deserialize_any(DateVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_forms_are_read_as_korean_time() {
        for text in [
            "2025-06-17 10:00:00",
            "2025/06/17 10:00:00",
            "2025-06-17T10:00:00",
            "2025-06-17 10:00",
            "2025-06-17 10:00:00.0",
            " 2025-06-17T10:00:00+09:00 ",
            "2025-06-17T01:00:00Z",
        ] {
            let parsed = DateText::from(text).parsed().unwrap();
            assert_eq!(parsed.timestamp(), 1_750_122_000, "{text}");
        }
        assert!(DateText::from("2025-06-17").parsed().is_some());
        for text in ["", "-", "2025-13-01", "17.06.2025", "１２"] {
            assert_eq!(DateText::from(text).parsed(), None, "{text}");
        }
    }

    #[test]
    fn a_number_stays_a_number_and_counts_as_unix_time() {
        for wire in ["1750122000", "1750122000000"] {
            let date: DateText = serde_json::from_str(wire).unwrap();
            assert_eq!(date.parsed().unwrap().timestamp(), 1_750_122_000);
            assert_eq!(serde_json::to_string(&date).unwrap(), wire);
        }
    }
}
