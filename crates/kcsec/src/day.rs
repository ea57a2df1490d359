//! Dates as people write them: a day without a time is a day in Korea.

use std::str::FromStr;
use std::time::SystemTime;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _};
use korea_cloud_security::transport::wire::date_time::{KOREA, from_wire};

const LAST_SECOND: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => panic!("23:59:59 is a time"),
};

/// A day in Korea, possibly counted from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Day {
    On(NaiveDate),
    Today,
    Yesterday,
}

impl Day {
    /// The date, as of `now`.
    pub(crate) fn date(self, now: SystemTime) -> NaiveDate {
        let today = DateTime::<chrono::Utc>::from(now)
            .with_timezone(&KOREA)
            .date_naive();
        match self {
            Self::On(date) => date,
            Self::Today => today,
            Self::Yesterday => today.checked_sub_days(Days::new(1)).unwrap_or(today),
        }
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "today" => Ok(Self::Today),
            "yesterday" => Ok(Self::Yesterday),
            date => NaiveDate::parse_from_str(date, "%Y-%m-%d")
                .map(Self::On)
                .map_err(|_| "give a day such as 2025-06-17, or yesterday".to_owned()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    At(DateTime<FixedOffset>),
    Day(Day),
}

impl Moment {
    fn resolve(self, now: SystemTime, time_of_day: NaiveTime) -> DateTime<FixedOffset> {
        match self {
            Self::At(time) => time,
            // Korea's offset never changes, so that every local time is there exactly once.
            Self::Day(day) => {
                let local = day.date(now).and_time(time_of_day);
                KOREA.from_utc_datetime(&(local - KOREA))
            }
        }
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Ok(day) = text.parse() {
            return Ok(Self::Day(day));
        }
        if let Ok(time) = from_wire(text) {
            return Ok(Self::At(time));
        }
        ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
            .map(|local| Self::At(KOREA.from_utc_datetime(&(local - KOREA))))
            .ok_or_else(|| {
                "give a day such as 2025-06-17, or a time such as 2025-06-17T09:00:00+09:00"
                    .to_owned()
            })
    }
}

/// The beginning of a range: of a day, its first second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayStart(Moment);

/// The end of a range: of a day, its last second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayEnd(Moment);

impl DayStart {
    pub(crate) fn resolve(self, now: SystemTime) -> DateTime<FixedOffset> {
        self.0.resolve(now, NaiveTime::MIN)
    }
}

impl DayEnd {
    pub(crate) fn resolve(self, now: SystemTime) -> DateTime<FixedOffset> {
        self.0.resolve(now, LAST_SECOND)
    }
}

impl FromStr for DayStart {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().map(Self)
    }
}

impl FromStr for DayEnd {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 00:30 on 18 June in Korea, which is still the 17th in UTC.
    fn now() -> SystemTime {
        from_wire("2025-06-18T00:30:00+09:00").unwrap().into()
    }

    fn start(text: &str) -> String {
        let day: DayStart = text.parse().unwrap();
        day.resolve(now()).to_rfc3339()
    }

    fn end(text: &str) -> String {
        let day: DayEnd = text.parse().unwrap();
        day.resolve(now()).to_rfc3339()
    }

    #[test]
    fn a_day_without_a_time_is_a_day_in_korea() {
        assert_eq!(start("2025-06-17"), "2025-06-17T00:00:00+09:00");
        assert_eq!(end("2025-06-17"), "2025-06-17T23:59:59+09:00");
        assert_eq!(start("yesterday"), "2025-06-17T00:00:00+09:00");
        assert_eq!(end("today"), "2025-06-18T23:59:59+09:00");
    }

    #[test]
    fn a_time_keeps_its_offset_and_without_one_is_korean() {
        assert_eq!(start("2025-06-17T10:00:00Z"), "2025-06-17T10:00:00+00:00");
        assert_eq!(
            end("2025-06-17T10:00:00+09:00"),
            "2025-06-17T10:00:00+09:00"
        );
        assert_eq!(end("2025-06-17T10:00:00"), "2025-06-17T10:00:00+09:00");
        assert_eq!(start("2025-06-17T10:00"), "2025-06-17T10:00:00+09:00");
    }

    #[test]
    fn anything_else_is_refused() {
        for bad in [
            "",
            "17.06.2025",
            "2025-06-31",
            "2025-13-01",
            "tomorrow",
            "2025-06-17T25:00",
        ] {
            assert!(bad.parse::<DayStart>().is_err(), "{bad}");
        }
    }
}
