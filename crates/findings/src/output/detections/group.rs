//! The detections of one project, operating system and type of id.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::model::Detection;

/// More kinds than this are drawn together.
pub(super) const MOST_KINDS: usize = 6;

/// Project, operating system, type of id.
pub(super) type GroupKey<'a> = (&'a str, &'a str, &'a str);

/// What one id did.
#[derive(Debug, Default)]
pub(super) struct IdHistory<'a> {
    pub(super) id: &'a str,
    pub(super) total: u64,
    pub(super) days: BTreeSet<NaiveDate>,
    pub(super) counts: BTreeMap<&'a str, u64>,
    totals: BTreeMap<NaiveDate, u64>,
}

/// An id that was seen after a ban from its first day would have ended.
pub(super) struct Returned<'g, 'a> {
    pub(super) history: &'g IdHistory<'a>,
    pub(super) first: NaiveDate,
    pub(super) back: NaiveDate,
    pub(super) days_after: usize,
    pub(super) total_after: u64,
}

#[derive(Debug, Default)]
pub(super) struct Group<'a> {
    pub(super) total: u64,
    pub(super) ids: BTreeMap<&'a str, IdHistory<'a>>,
    /// Counters by day.
    pub(super) by_day: BTreeMap<NaiveDate, BTreeMap<&'a str, u64>>,
    pub(super) by_kind: BTreeMap<&'a str, u64>,
}

pub(super) fn groups(detections: &[Detection]) -> BTreeMap<GroupKey<'_>, Group<'_>> {
    let mut groups: BTreeMap<GroupKey<'_>, Group<'_>> = BTreeMap::new();
    for detection in detections {
        let key = (
            detection.project.as_str(),
            detection.os.as_str(),
            detection.id_type.as_str(),
        );
        groups.entry(key).or_default().add(detection);
    }
    groups
}

impl<'a> Group<'a> {
    fn add(&mut self, detection: &'a Detection) {
        self.total += detection.total;
        let history = self.ids.entry(&detection.id).or_default();
        history.id = &detection.id;
        history.total += detection.total;
        history.days.insert(detection.date);
        *history.totals.entry(detection.date).or_default() += detection.total;
        let day = self.by_day.entry(detection.date).or_default();
        for (name, count) in detection.counts.iter().filter(|(_, count)| **count > 0) {
            *history.counts.entry(name).or_default() += count;
            *day.entry(name).or_default() += count;
            *self.by_kind.entry(name).or_default() += count;
        }
    }

    /// The kinds by count, the greatest first.
    pub(super) fn kinds(&self) -> Vec<(&'a str, u64)> {
        let mut kinds: Vec<(&str, u64)> = self
            .by_kind
            .iter()
            .map(|(name, count)| (*name, *count))
            .collect();
        kinds.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        kinds
    }

    /// The ids by total, the greatest first.
    pub(super) fn top(&self, most: usize) -> Vec<&IdHistory<'a>> {
        let mut ids: Vec<&IdHistory<'a>> = self.ids.values().collect();
        ids.sort_by_key(|history| (std::cmp::Reverse(history.total), history.id));
        ids.truncate(most);
        ids
    }

    /// The ids that came back more than `ban_days` after their first day, most detections since
    /// then first.
    pub(super) fn returned(&self, ban_days: u32) -> Vec<Returned<'_, 'a>> {
        let returned = self.ids.values().filter_map(|history| {
            let first = *history.days.first()?;
            let end = first.checked_add_days(Days::new(u64::from(ban_days)))?;
            let after = || history.totals.iter().filter(|(day, _)| **day > end);
            Some(Returned {
                history,
                first,
                back: *after().next()?.0,
                days_after: after().count(),
                total_after: after().map(|(_, total)| total).sum(),
            })
        });
        let mut returned: Vec<Returned<'_, 'a>> = returned.collect();
        returned.sort_by_key(|one| (std::cmp::Reverse(one.total_after), one.history.id));
        returned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detection(day: &str, id: &str, total: u64) -> Detection {
        let mut detection = Detection::new(day.parse().unwrap(), "android", "device", id);
        detection.total = total;
        detection.counts.insert("cheatCount".to_owned(), total);
        detection
    }

    #[test]
    fn an_id_came_back_only_after_its_ban_would_have_ended() {
        let detections = [
            detection("2026-09-01", "A", 1),
            detection("2026-10-01", "A", 2),
            detection("2026-10-02", "A", 3),
            detection("2026-09-01", "B", 9),
            detection("2026-10-01", "B", 9),
        ];
        let groups = groups(&detections);
        let group = groups.values().next().unwrap();
        let returned = group.returned(30);
        assert_eq!(returned.len(), 1);
        let one = &returned[0];
        assert_eq!(
            (one.history.id, one.days_after, one.total_after),
            ("A", 1, 3)
        );
        assert_eq!(one.back.to_string(), "2026-10-02");
        assert_eq!(group.top(1)[0].id, "B");
        assert_eq!(group.kinds(), [("cheatCount", 24)]);
    }
}
