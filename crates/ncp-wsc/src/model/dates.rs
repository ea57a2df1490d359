use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Utc};
use transport_core::wire::date_time::{self, KOREA};

/// Declares a text that is kept as it came; a number is kept as its digits.
macro_rules! kept_text {
    ($(#[$meta:meta])* $vis:vis struct $name:ident;) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis struct $name(String);

        impl $name {
            /// The text as it came; empty if it was.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl transport_core::wire::WireValue for $name {
            fn strict<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                transport_core::wire::strict_text(deserializer, |text| Self::from(text))
            }

            fn lenient(raw: &transport_core::wire::RawValue) -> Option<Self> {
                transport_core::wire::lenient_text(raw).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

kept_text! {
    /// A date as the service writes it, with a parsed view where it can be read.
    ///
    /// The vendor calls `start_date` and `end_date` a "Date" and names no format: the text is kept
    /// as it came.
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
    pub struct DateText;
}

impl DateText {
    /// The moment, if the text can be read; without an offset it is Korea's time.
    ///
    /// Ten digits count as Unix time in seconds, thirteen in milliseconds.
    pub fn parsed(&self) -> Option<DateTime<FixedOffset>> {
        parse_korean(&self.0)
    }
}

kept_text! {
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
    pub struct Period;
}

impl Period {
    /// Start and end, if both can be read; with or without spaces around `~`.
    pub fn parsed(&self) -> Option<(DateTime<FixedOffset>, DateTime<FixedOffset>)> {
        let (start, end) = self.0.split_once('~')?;
        Some((parse_korean(start)?, parse_korean(end)?))
    }
}

/// Reads a date with or without an offset, with dashes or slashes, with or without a time.
fn parse_korean(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = text.trim();
    if let Some(moment) = unix_time(text) {
        return Some(moment);
    }
    if let Ok(date) = date_time::from_wire(text) {
        return Some(date);
    }
    let text = text.replace(['/', '.'], "-").replace('T', " ");
    let local = [
        "%Y-%m-%d %H:%M:%S-%f",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
    ]
    .iter()
    .find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok())
    .or_else(|| {
        NaiveDate::parse_from_str(&text, "%Y-%m-%d")
            .ok()?
            .and_hms_opt(0, 0, 0)
    })?;
    KOREA.from_local_datetime(&local).single()
}

fn unix_time(text: &str) -> Option<DateTime<FixedOffset>> {
    let number = text.parse().ok()?;
    let moment = match text.len() {
        10 => Utc.timestamp_opt(number, 0),
        13 => Utc.timestamp_millis_opt(number),
        _ => return None,
    };
    Some(moment.single()?.with_timezone(&KOREA))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_forms_are_read_as_korean_time() {
        for text in [
            "2025-06-17 10:00:00",
            "2025/06/17 10:00:00",
            "2025.06.17 10:00:00",
            "2025-06-17T10:00:00",
            "2025-06-17 10:00",
            "2025-06-17 10:00:00.0",
            " 2025-06-17T10:00:00+09:00 ",
            "2025-06-17T01:00:00Z",
            "1750122000",
            "1750122000000",
        ] {
            let parsed = DateText::from(text).parsed().unwrap();
            assert_eq!(parsed.timestamp(), 1_750_122_000, "{text}");
        }
        assert!(DateText::from("2025-06-17").parsed().is_some());
        for text in [
            "",
            "-",
            "2025-13-01",
            "17.06.2025",
            "１２",
            "20250617",
            "-1",
        ] {
            assert_eq!(DateText::from(text).parsed(), None, "{text}");
        }
    }
}
