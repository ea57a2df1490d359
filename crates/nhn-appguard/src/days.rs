//! The days that the service responds for, which are Korea's.

use std::ops::RangeInclusive;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Days, NaiveDate};
use transport_core::wire::date_time::KOREA;

/// The oldest day is this many days ago.
const OLDEST: Days = Days::new(90);
/// The newest day is yesterday.
const NEWEST: Days = Days::new(1);

/// From 90 days ago to yesterday, or `None` when the clock shows a time outside the calendar.
pub(crate) fn available_at(now: SystemTime) -> Option<RangeInclusive<NaiveDate>> {
    let seconds = match now.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).ok()?,
        Err(before) => -i64::try_from(before.duration().as_secs()).ok()?,
    };
    let today = DateTime::from_timestamp(seconds, 0)?
        .naive_utc()
        .checked_add_offset(KOREA)?
        .date();
    Some(today.checked_sub_days(OLDEST)?..=today.checked_sub_days(NEWEST)?)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_korea() {
        let days = |seconds| {
            let days = available_at(UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
            (days.start().to_string(), days.end().to_string())
        };
        // 2025-06-17 14:59:59 and 15:00:00 UTC.
        let expected = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(days(1_750_172_399), expected("2025-03-19", "2025-06-16"));
        assert_eq!(days(1_750_172_400), expected("2025-03-20", "2025-06-17"));
    }

    #[test]
    fn a_clock_outside_the_calendar_is_no_panic() {
        assert!(available_at(UNIX_EPOCH - Duration::from_secs(1)).is_some());
        let far = Duration::from_secs(u64::from(u32::MAX) * 100_000);
        assert_eq!(available_at(UNIX_EPOCH + far), None);
    }
}
