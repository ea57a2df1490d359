use chrono::{Days, NaiveDate};

use super::files::DetectionScope;
use super::group::DetectionGroup;

/// When a day has too many detections, as the console's alarm has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AlarmRule {
    /// The per cent of the median from which on a day is too much.
    pub percent: u32,
    /// The median is that of so many days before.
    pub over: u32,
}

impl AlarmRule {
    /// So many per cent of the median of so many days before.
    pub fn new(percent: u32, over: u32) -> Self {
        Self { percent, over }
    }
}

/// Whether the newest day has too many detections.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DetectionAlarm<'a> {
    /// What was judged.
    pub scope: &'a DetectionScope,
    /// The newest day that is there.
    pub date: NaiveDate,
    /// Its detections as the service counts them.
    pub total: u64,
    /// The median of the days before; `None` where none of them is there, so that nothing is judged.
    pub median: Option<f64>,
    /// How many of the days before are there.
    pub days: usize,
    /// Whether the day is at the threshold or above it. A day without detections never is.
    pub raised: bool,
}

impl<'a> DetectionAlarm<'a> {
    /// Judges the newest day of a group by the days before it.
    pub fn of(group: &DetectionGroup<'a>, rule: AlarmRule) -> Option<Self> {
        let newest = group.by_day().last()?;
        let first = newest.date.checked_sub_days(Days::new(rule.over.into()));
        let before = group.by_day().iter();
        let before = before
            .filter(|day| day.date < newest.date && first.is_none_or(|first| day.date >= first));
        let mut totals: Vec<u64> = before.map(|day| day.total).collect();
        totals.sort_unstable();
        let twice = twice_median(&totals);
        // Whole numbers, so that a day right at the threshold is one.
        let is_over = |twice: u128| {
            u128::from(newest.total) * 200 >= twice.saturating_mul(rule.percent.into())
        };
        Some(Self {
            scope: group.scope(),
            date: newest.date,
            total: newest.total,
            median: twice.map(|twice| twice as f64 / 2.0),
            days: totals.len(),
            raised: newest.total > 0 && twice.is_some_and(is_over),
        })
    }
}

/// Twice the median of sorted numbers: of an even count it lies between two of them.
fn twice_median(sorted: &[u64]) -> Option<u128> {
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = match sorted.len().is_multiple_of(2) {
        true => sorted[sorted.len() / 2 - 1],
        false => upper,
    };
    Some(u128::from(lower) + u128::from(upper))
}

#[cfg(test)]
mod tests {
    use super::super::days::DetectionDays;
    use super::*;
    use crate::model::{Detection, Run};

    /// The days before, the newest day's total, per cent, over; raised, median, days.
    type Case<'a> = (Totals<'a>, u64, u32, u32, (bool, Option<f64>, usize));
    type Totals<'a> = &'a [(u64, u64)];

    /// Days by how many days ago they were, and their totals.
    fn days(totals: &[(u64, u64)]) -> DetectionDays {
        let newest: NaiveDate = "2026-11-24".parse().unwrap();
        let read = "2026-11-25T09:00:00+09:00".parse().unwrap();
        let mut days = DetectionDays::new();
        for (ago, total) in totals {
            let date = newest.checked_sub_days(Days::new(*ago)).unwrap();
            let mut detection = Detection::new(date, "android", "device", "A");
            detection.total = *total;
            let run = Run::detections(date, "android", "device", read);
            days.add(run, vec![detection]);
        }
        days
    }

    #[test]
    fn the_newest_day_is_judged_by_the_median_of_the_days_before() {
        let guide = [(7, 5), (6, 5), (5, 5), (4, 5), (3, 7), (2, 7), (1, 7)];
        let cases: &[Case<'_>] = &[
            // The console guide's example: 100 % of [5,5,5,5,7,7,7] is 5.
            (&guide, 5, 100, 7, (true, Some(5.0), 7)),
            (&guide, 4, 100, 7, (false, Some(5.0), 7)),
            (&guide, 10, 200, 7, (true, Some(5.0), 7)),
            (&guide, 9, 200, 7, (false, Some(5.0), 7)),
            // The last three days only, and an even count.
            (&guide, 7, 100, 3, (true, Some(7.0), 3)),
            (&[(1, 4), (2, 5)], 4, 100, 7, (false, Some(4.5), 2)),
            (&[(1, 4), (2, 5)], 5, 100, 7, (true, Some(4.5), 2)),
            // 150 % of 3 is 4.5.
            (&[(1, 3)], 4, 150, 1, (false, Some(3.0), 1)),
            (&[(1, 3)], 5, 150, 1, (true, Some(3.0), 1)),
            // A day that is missing is none of zero, and days before the window do not count.
            (&[(1, 8), (9, 1)], 4, 100, 7, (false, Some(8.0), 1)),
            (&[(8, 1)], 100, 10, 7, (false, None, 0)),
            (&[], 100, 10, 7, (false, None, 0)),
            // Nothing is no alarm, also where nothing is usual.
            (&[(1, 0), (2, 0)], 0, 10, 7, (false, Some(0.0), 2)),
            (&[(1, 0), (2, 0)], 1, 10_000, 7, (true, Some(0.0), 2)),
            (
                &[(1, u64::MAX)],
                u64::MAX,
                100,
                1,
                (true, Some(u64::MAX as f64), 1),
            ),
            (
                &[(1, u64::MAX)],
                u64::MAX,
                101,
                u32::MAX,
                (false, Some(u64::MAX as f64), 1),
            ),
        ];
        for (before, total, percent, over, expected) in cases {
            let mut totals = before.to_vec();
            totals.push((0, *total));
            let days = days(&totals);
            let groups = days.groups();
            let alarm = DetectionAlarm::of(&groups[0], AlarmRule::new(*percent, *over)).unwrap();
            let found = (alarm.raised, alarm.median, alarm.days);
            assert_eq!(found, *expected, "{before:?} {total} {percent} {over}");
            assert_eq!(alarm.date.to_string(), "2026-11-24");
        }
    }
}
