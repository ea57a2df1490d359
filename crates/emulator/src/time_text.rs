//! Times as the services write and read them.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, TimeDelta, Utc};

use crate::clock::{from_milliseconds, in_range};

pub(crate) const SECOND: i64 = 1_000;
pub(crate) const DAY: i64 = 86_400 * SECOND;
/// Korea's offset, UTC+9, which has no summer time.
pub(crate) const KOREA: i64 = 9 * 3_600 * SECOND;

/// The day in Korea, as days since 1970-01-01.
pub(crate) const fn korean_day(ms: i64) -> i64 {
    (ms + KOREA).div_euclid(DAY)
}

/// Reads `YYYY-MM-DD` as days since 1970-01-01.
pub(crate) fn parse_day(text: &str) -> Option<i64> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    let days = (day - NaiveDate::default()).num_days();
    (text.len() == 10 && text.starts_with(|first: char| first.is_ascii_digit())).then_some(days)
}

/// Reads `YYYY-MM-DDTHH:mm:ss±hh:mm`, and nothing else, as milliseconds.
pub(crate) fn parse_instant(text: &str) -> Option<i64> {
    let instant = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%:z").ok()?;
    let date = text.get(..10)?;
    (text.len() == 25 && parse_day(date).is_some()).then(|| instant.timestamp_millis())
}

fn moment(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(in_range(ms)).unwrap_or_default()
}

fn written(ms: i64, form: &str) -> String {
    moment(ms).format(form).to_string()
}

/// `2025-06-17 00:00:00` in Korea.
pub(crate) fn korean_text(ms: i64) -> String {
    written(ms + KOREA, "%Y-%m-%d %H:%M:%S")
}

/// `2025-06-17T00:00:00+09:00`.
pub(crate) fn korean_rfc3339(ms: i64) -> String {
    // The quick way: a page has a thousand of these.
    match FixedOffset::east_opt((KOREA / SECOND) as i32) {
        Some(korea) => moment(ms)
            .with_timezone(&korea)
            .to_rfc3339_opts(SecondsFormat::Secs, false),
        None => String::new(),
    }
}

/// `2025/06/17 00:00:00` in Korea.
pub(crate) fn slashed_text(ms: i64) -> String {
    written(ms + KOREA, "%Y/%m/%d %H:%M:%S")
}

/// `2025-06-17T00:00:00Z`.
pub(crate) fn utc_text(ms: i64) -> String {
    moment(ms).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// `2025-06-17`, of a number of days since 1970-01-01.
pub(crate) fn date_text(days: i64) -> String {
    let day = NaiveDate::default().checked_add_signed(TimeDelta::days(days));
    day.unwrap_or_default().to_string()
}

/// `Tue, 17 Jun 2025 00:00:00 GMT`, as HTTP writes it; 1970 for anything earlier.
pub(crate) fn http_date(ms: i64) -> String {
    httpdate::fmt_http_date(from_milliseconds(in_range(ms).max(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_documented_form_only() {
        for right in ["2025-06-17T00:00:00+09:00", "2025-06-16T10:30:00-04:30"] {
            assert_eq!(parse_instant(right), Some(1_750_086_000_000), "{right}");
        }
        for wrong in [
            "2025-06-17T00:00:00 09:00",
            "2025-06-17 00:00:00+09:00",
            "2025-06-17T00:00:00Z",
            "2025-06-17T00:00:00.000+09:00",
            "2025-02-30T00:00:00+09:00",
            "2025-06-17T24:00:00+09:00",
            "2025-6-17T00:00:00+009:00",
            "2025-06-17",
            "２025-06-17T00:00:00+09",
        ] {
            assert_eq!(parse_instant(wrong), None, "{wrong}");
        }
        assert_eq!(parse_day("2024-02-29"), Some(19_782));
        assert_eq!(parse_day("2025-02-29"), None);
        assert_eq!(parse_day("2025-2-028"), None);
    }

    #[test]
    fn writes_what_it_reads() {
        assert_eq!(korean_text(1_750_086_000_000), "2025-06-17 00:00:00");
        assert_eq!(slashed_text(1_750_172_399_999), "2025/06/17 23:59:59");
        assert_eq!(
            korean_rfc3339(1_750_086_000_000),
            "2025-06-17T00:00:00+09:00"
        );
        assert_eq!(utc_text(1_750_086_000_000), "2025-06-16T15:00:00Z");
        assert_eq!(date_text(19_782), "2024-02-29");
        assert_eq!(
            http_date(1_750_086_000_000),
            "Mon, 16 Jun 2025 15:00:00 GMT"
        );
        assert_eq!(http_date(i64::MAX), "Thu, 30 Dec 9999 23:59:59 GMT");
        assert_eq!(http_date(i64::MIN), "Thu, 01 Jan 1970 00:00:00 GMT");
    }
}
