//! Dates as people write them: a day without a time is a day in Korea.

use std::str::FromStr;
use std::time::SystemTime;

use chrono::{
    DateTime, Datelike as _, Days, FixedOffset, Months, NaiveDate, NaiveDateTime, NaiveTime,
};
use transport_core::wire::date_time::{KOREA, from_wire};

use crate::lang::say;

const LAST_SECOND: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => panic!("23:59:59 is a time"),
};

/// Days in order as one text: those that follow each other as a range.
pub(crate) fn spans(days: &[NaiveDate]) -> String {
    const MOST: usize = 5;
    let mut spans: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match spans.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(*day) => *last = *day,
            _ => spans.push((*day, *day)),
        }
    }
    let mut texts: Vec<String> = spans
        .iter()
        .take(MOST)
        .map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first}~{last}"),
        })
        .collect();
    if spans.len() > MOST {
        texts.push("…".to_owned());
    }
    texts.join(", ")
}

/// Dates that the services can mean; far from where a calendar ends.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=9998;

fn forms() -> String {
    say!(
        "2025-06-17, 20250617, today, yesterday, 7d 같은 날짜를 지정하세요",
        "give a day such as 2025-06-17, 20250617, today, yesterday or 7d"
    )
}

/// Days in Korea, possibly counted from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Day(NaiveDate),
    DaysAgo(u32),
    /// The month that begins on that day.
    Month(NaiveDate),
    LastMonth,
}

impl Span {
    fn first(self, now: SystemTime) -> NaiveDate {
        match self {
            Self::Day(date) | Self::Month(date) => date,
            Self::DaysAgo(days) => {
                let today = korean_day(now);
                today
                    .checked_sub_days(Days::new(days.into()))
                    .unwrap_or(today)
            }
            Self::LastMonth => {
                let today = korean_day(now);
                let first = today.with_day(1).unwrap_or(today);
                first.checked_sub_months(Months::new(1)).unwrap_or(first)
            }
        }
    }

    fn last(self, now: SystemTime) -> NaiveDate {
        let first = self.first(now);
        match self {
            Self::Day(_) | Self::DaysAgo(_) => first,
            Self::Month(_) | Self::LastMonth => first
                .checked_add_months(Months::new(1))
                .and_then(|next| next.pred_opt())
                .unwrap_or(first),
        }
    }
}

/// The day in Korea at that moment.
pub(crate) fn korean_day(now: SystemTime) -> NaiveDate {
    let since = now
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
    DateTime::from_timestamp(seconds, 0)
        .unwrap_or_default()
        .with_timezone(&KOREA)
        .date_naive()
}

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim().to_ascii_lowercase();
        match text.as_str() {
            "today" => return Ok(Self::DaysAgo(0)),
            "yesterday" => return Ok(Self::DaysAgo(1)),
            "last-month" => return Ok(Self::LastMonth),
            _ => {}
        }
        if let Some(days) = text.strip_suffix('d') {
            let days = days.strip_prefix('-').unwrap_or(days);
            return days
                .parse()
                .ok()
                .filter(|days| *days <= 36_600)
                .map(Self::DaysAgo)
                .ok_or_else(forms);
        }
        let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
        match parts.as_slice() {
            [year, month] => day_of(year, month, "1").map(Self::Month),
            [year, month, day] => day_of(year, month, day).map(Self::Day),
            [all] if all.len() == 8 && all.is_ascii() => {
                day_of(&all[..4], &all[4..6], &all[6..]).map(Self::Day)
            }
            _ => Err(forms()),
        }
    }
}

fn day_of(year: &str, month: &str, day: &str) -> Result<NaiveDate, String> {
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        let is_number = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u32>()
            .ok()
            .filter(|_| is_number)
            .ok_or_else(forms)
    };
    let (year, month, day) = (
        number(year, 4..=4)?,
        number(month, 1..=2)?,
        number(day, 1..=2)?,
    );
    let year = i32::try_from(year).map_err(|_| forms())?;
    if !YEARS.contains(&year) {
        return Err(say!(
            "{}년부터 {}년까지의 날짜를 지정하세요",
            "give a day of the years {} to {}",
            YEARS.start(),
            YEARS.end()
        ));
    }
    NaiveDate::from_ymd_opt(year, month, day)
        .ok_or_else(|| {
            say!(
                "{year:04}-{month:02}-{day:02}: 달력에 없는 날짜입니다. 월과 일을 확인하세요",
                "{year:04}-{month:02}-{day:02} is not a day of the calendar; check the month and the day"
            )
        })
}

/// One day in Korea, possibly counted from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day(Span);

impl Day {
    pub(crate) const YESTERDAY: Self = Self(Span::DaysAgo(1));

    /// The date, as of `now`.
    pub(crate) fn date(self, now: SystemTime) -> NaiveDate {
        self.0.first(now)
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse()? {
            Span::Month(_) | Span::LastMonth => Err(say!(
                "월이 아니라 2025-06-17 같은 하루를 지정하세요",
                "give one day such as 2025-06-17, not a month"
            )),
            day => Ok(Self(day)),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    At(DateTime<FixedOffset>),
    Within(Span),
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // As the vendor's pages write it in URLs.
        let text = text
            .trim()
            .replace("%2B", "+")
            .replace("%2b", "+")
            .replace("%3A", ":");
        let forms = [
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%d %H:%M:%S",
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%d %H:%M",
        ];
        let time = from_wire(&text).ok().or_else(|| {
            let local = forms
                .iter()
                .find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok())?;
            in_korea(local)
        });
        match time {
            Some(time) if YEARS.contains(&time.year()) => Ok(Self::At(time)),
            Some(_) => Err(say!(
                "연도는 {}~{}이어야 합니다",
                "the year must be {} to {}",
                YEARS.start(),
                YEARS.end()
            )),
            None if text.contains(['T', ':']) => Err(say!(
                "2025-06-17T09:00:00+09:00 같은 시각이나 2025-06-17 같은 날짜를 지정하세요",
                "give a time such as 2025-06-17T09:00:00+09:00, or a day such as 2025-06-17"
            )),
            None => text.parse().map(Self::Within),
        }
    }
}

/// Korea's offset never changes, so that every local time is there exactly once.
fn in_korea(local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
    local.and_local_timezone(KOREA).single()
}

/// The moment of a range's end, or `now` where a calendar has none.
fn at(day: NaiveDate, time: NaiveTime, now: SystemTime) -> DateTime<FixedOffset> {
    in_korea(day.and_time(time))
        .unwrap_or_else(|| DateTime::<chrono::Utc>::from(now).with_timezone(&KOREA))
}

/// The beginning of a range: of a day or a month, its first second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayStart(Moment);

/// The end of a range: of a day or a month, its last second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayEnd(Moment);

impl DayStart {
    pub(crate) fn resolve(self, now: SystemTime) -> DateTime<FixedOffset> {
        match self.0 {
            Moment::At(time) => time,
            Moment::Within(span) => at(span.first(now), NaiveTime::MIN, now),
        }
    }
}

impl DayEnd {
    pub(crate) fn resolve(self, now: SystemTime) -> DateTime<FixedOffset> {
        match self.0 {
            Moment::At(time) => time,
            Moment::Within(span) => at(span.last(now), LAST_SECOND, now),
        }
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
        for day in [
            "2025-06-17",
            "2025/06/17",
            "20250617",
            "2025.6.17",
            "yesterday",
            "1d",
            "-1d",
            "Yesterday",
        ] {
            assert_eq!(start(day), "2025-06-17T00:00:00+09:00", "{day}");
            assert_eq!(end(day), "2025-06-17T23:59:59+09:00", "{day}");
        }
        assert_eq!(end("today"), "2025-06-18T23:59:59+09:00");
        assert_eq!(start("7d"), "2025-06-11T00:00:00+09:00");
    }

    #[test]
    fn days_that_follow_each_other_are_a_range() {
        let days = |texts: &[&str]| {
            let days: Vec<NaiveDate> = texts.iter().map(|text| text.parse().unwrap()).collect();
            spans(&days)
        };
        assert_eq!(days(&[]), "");
        assert_eq!(days(&["2025-06-17"]), "2025-06-17");
        assert_eq!(
            days(&["2025-05-31", "2025-06-01", "2025-06-03"]),
            "2025-05-31~2025-06-01, 2025-06-03"
        );
        let odd = [
            "2025-06-01",
            "2025-06-03",
            "2025-06-05",
            "2025-06-07",
            "2025-06-09",
            "2025-06-11",
        ];
        assert!(days(&odd).ends_with("2025-06-09, …"));
    }

    #[test]
    fn a_month_is_all_its_days() {
        for (month, first, last) in [
            ("2025-06", "2025-06-01", "2025-06-30"),
            ("2024/02", "2024-02-01", "2024-02-29"),
            ("last-month", "2025-05-01", "2025-05-31"),
        ] {
            assert_eq!(start(month), format!("{first}T00:00:00+09:00"));
            assert_eq!(end(month), format!("{last}T23:59:59+09:00"));
            assert!(month.parse::<Day>().is_err(), "{month}");
        }
    }

    #[test]
    fn a_time_keeps_its_offset_and_without_one_is_korean() {
        assert_eq!(start("2025-06-17T10:00:00Z"), "2025-06-17T10:00:00+00:00");
        for time in [
            "2025-06-17T10:00:00+09:00",
            "2025-06-17T10:00:00%2B09:00",
            "2025-06-17T10:00:00",
            "2025-06-17T10:00",
            "2025-06-17 10:00",
        ] {
            assert_eq!(end(time), "2025-06-17T10:00:00+09:00", "{time}");
        }
    }

    #[test]
    fn anything_else_is_rejected_with_what_is_wrong() {
        for bad in [
            "",
            "17.06.2025",
            "tomorrow",
            "2025-06-17T25:00",
            "-262143-01-01",
            "+262142-12-31",
            "d",
            "99999999999d",
            "2025",
            "９",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59-23:00",
        ] {
            assert!(bad.parse::<DayStart>().is_err(), "{bad}");
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
        for far in ["9999-12-31", "1969-12-31"] {
            let problem = far.parse::<DayEnd>().unwrap_err();
            assert!(problem.contains("1970 to 9998"), "{problem}");
        }
        for (impossible, day) in [("2025-06-31", "2025-06-31"), ("20251301", "2025-13-01")] {
            let problem = impossible.parse::<DayEnd>().unwrap_err();
            assert!(
                problem.contains(day) && problem.contains("not a day"),
                "{problem}"
            );
        }
    }
}
