use chrono::{DateTime, Duration, FixedOffset};

/// A window that is within "one month" however the service counts it.
const LONGEST_WINDOW: Duration = Duration::days(28);

/// The windows of a range that one call may ask for, one by one; each begins where the one before
/// ended.
///
/// The ends are shared: an inspection on the border is found twice, and told apart by its id.
#[derive(Debug, Clone)]
pub(crate) struct Windows {
    /// Where the next window begins; none after the last.
    start: Option<DateTime<FixedOffset>>,
    end: DateTime<FixedOffset>,
}

impl Windows {
    pub(crate) fn new(from: DateTime<FixedOffset>, to: DateTime<FixedOffset>) -> Self {
        Self {
            start: Some(from),
            end: to,
        }
    }
}

impl Iterator for Windows {
    type Item = (DateTime<FixedOffset>, DateTime<FixedOffset>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.start?;
        let end = start
            .checked_add_signed(LONGEST_WINDOW)
            .map_or(self.end, |end| end.min(self.end));
        self.start = (end < self.end).then_some(end);
        Some((start, end))
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
        let windows: Vec<_> = Windows::new(day("2025-01-01"), day("2025-12-31")).collect();
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
        let count = |from, to| Windows::new(day(from), day(to)).count();
        assert_eq!(count("2025-01-01", "2025-01-29"), 1);
        assert_eq!(count("2025-01-01", "2025-01-01"), 1);
    }

    #[test]
    fn the_calendar_s_end_ends_the_range() {
        let last = DateTime::<chrono::Utc>::MAX_UTC.fixed_offset();
        let windows: Vec<_> = Windows::new(last - Duration::days(30), last).collect();
        assert_eq!((windows.len(), windows[1].1), (2, last));
    }
}
