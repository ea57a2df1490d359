//! Days in Korea.

use chrono::{
    DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};

/// Nine hours in seconds.
const OFFSET: i32 = 9 * 60 * 60;

fn korea() -> FixedOffset {
    // Nine hours are within a day, so there is such an offset.
    FixedOffset::east_opt(OFFSET).unwrap_or_else(|| Utc.fix())
}

/// The time as clocks in Korea show it (UTC+9).
pub fn korea_time(time: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    time.with_timezone(&korea())
}

/// The day in Korea.
pub fn korea_day(time: DateTime<FixedOffset>) -> NaiveDate {
    korea_time(time).date_naive()
}

/// The last moment of a day in Korea.
pub fn end_of_korea_day(day: NaiveDate) -> DateTime<FixedOffset> {
    let last = NaiveTime::from_hms_nano_opt(23, 59, 59, 999_999_999).unwrap_or_default();
    in_korea(day.and_time(last))
}

/// The first moment of a day in Korea.
pub(crate) fn start_of_korea_day(day: NaiveDate) -> DateTime<FixedOffset> {
    in_korea(day.and_time(NaiveTime::MIN))
}

/// A time that clocks in Korea show.
pub(crate) fn in_korea(time: NaiveDateTime) -> DateTime<FixedOffset> {
    let utc = time - TimeDelta::seconds(i64::from(OFFSET));
    korea().from_utc_datetime(&utc)
}
