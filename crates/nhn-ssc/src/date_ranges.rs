use chrono::{DateTime, Duration, FixedOffset};

/// A range that is within "one month" however the service counts it.
const LONGEST_RANGE: Duration = Duration::days(28);

/// The parts of a range that one call may ask for, one by one; each begins where the one before
/// ended.
///
/// The ends are shared: an inspection on the border is found twice, and told apart by its id.
#[derive(Debug, Clone)]
pub(crate) struct DateRanges {
    /// Where the next part begins; none after the last.
    start: Option<DateTime<FixedOffset>>,
    end: DateTime<FixedOffset>,
}

impl DateRanges {
    pub(crate) fn new(from: DateTime<FixedOffset>, to: DateTime<FixedOffset>) -> Self {
        Self {
            start: Some(from),
            end: to,
        }
    }
}

impl Iterator for DateRanges {
    type Item = (DateTime<FixedOffset>, DateTime<FixedOffset>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.start?;
        let end = start
            .checked_add_signed(LONGEST_RANGE)
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
    fn parts_cover_the_range_without_a_gap() {
        let ranges: Vec<_> = DateRanges::new(day("2025-01-01"), day("2025-12-31")).collect();
        assert_eq!(ranges.first().unwrap().0, day("2025-01-01"));
        assert_eq!(ranges.last().unwrap().1, day("2025-12-31"));
        assert!(ranges.windows(2).all(|pair| pair[0].1 == pair[1].0));
        assert!(ranges.iter().all(|(from, to)| *to - *from <= LONGEST_RANGE));
    }

    #[test]
    fn a_short_range_or_a_moment_is_one_part() {
        let count = |from, to| DateRanges::new(day(from), day(to)).count();
        assert_eq!(count("2025-01-01", "2025-01-29"), 1);
        assert_eq!(count("2025-01-01", "2025-01-01"), 1);
    }

    #[test]
    fn the_calendar_s_end_ends_the_range() {
        let last = DateTime::<chrono::Utc>::MAX_UTC.fixed_offset();
        let ranges: Vec<_> = DateRanges::new(last - Duration::days(30), last).collect();
        assert_eq!((ranges.len(), ranges[1].1), (2, last));
    }
}
