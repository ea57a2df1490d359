use chrono::{DateTime, Duration, FixedOffset};

/// A window that is within "one month" however the service counts it.
const LONGEST_WINDOW: Duration = Duration::days(28);

/// Splits a range into windows that one call may ask for; each begins where the one before ended.
pub(crate) fn windows(
    from: DateTime<FixedOffset>,
    to: DateTime<FixedOffset>,
) -> Vec<(DateTime<FixedOffset>, DateTime<FixedOffset>)> {
    let mut windows = Vec::new();
    let mut start = from;
    loop {
        // The ends are shared: an inspection on the border is found twice, and told apart by its id.
        let end = start
            .checked_add_signed(LONGEST_WINDOW)
            .map_or(to, |end| end.min(to));
        windows.push((start, end));
        if end >= to {
            return windows;
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("{text}T00:00:00+09:00")).unwrap()
    }

    #[test]
    fn windows_cover_the_range_without_a_gap() {
        let windows = windows(day("2025-01-01"), day("2025-12-31"));
        assert_eq!(windows.first().unwrap().0, day("2025-01-01"));
        assert_eq!(windows.last().unwrap().1, day("2025-12-31"));
        assert!(windows.windows(2).all(|pair| pair[0].1 == pair[1].0));
        assert!(
            windows
                .iter()
                .all(|(from, to)| *to - *from <= LONGEST_WINDOW)
        );
    }

    #[test]
    fn a_short_range_or_a_moment_is_one_window() {
        assert_eq!(windows(day("2025-01-01"), day("2025-01-29")).len(), 1);
        assert_eq!(windows(day("2025-01-01"), day("2025-01-01")).len(), 1);
    }
}
