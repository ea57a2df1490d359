use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::day::DetectionDay;
use super::files::DetectionScope;
use crate::sum::sum;

/// The detections of one project, operating system and type of id, summed up.
///
/// Totals are those of the service, which may differ from the sum of the counters.
#[derive(Debug)]
pub struct DetectionGroup<'a> {
    scope: &'a DetectionScope,
    days: Vec<DayTotal<'a>>,
    ids: BTreeMap<&'a str, IdTotal<'a>>,
    counters: BTreeMap<&'a str, CounterTotal<'a>>,
}

/// What was detected on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DayTotal<'a> {
    /// The day in Korea.
    pub date: NaiveDate,
    /// The number of ids.
    pub ids: u64,
    /// All detections as the service counts them.
    pub total: u64,
    /// The counters by the service's names.
    pub counts: BTreeMap<&'a str, u64>,
}

/// How often one thing was detected.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CounterTotal<'a> {
    /// The counter by the service's name.
    pub name: &'a str,
    /// The sum of all days.
    pub count: u64,
    /// The ids it was detected of.
    pub ids: BTreeSet<&'a str>,
    /// The number of days it was detected on.
    pub days: u64,
    last: Option<NaiveDate>,
}

/// What was detected of one id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct IdTotal<'a> {
    /// The device's or user's id.
    pub id: &'a str,
    /// All detections as the service counts them.
    pub total: u64,
    /// The counters by the service's names.
    pub counts: BTreeMap<&'a str, u64>,
    /// The totals of the days it was seen on.
    pub days: BTreeMap<NaiveDate, u64>,
}

/// An id that was seen after a ban from its first day would have ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Returned<'g, 'a> {
    /// The id.
    pub of: &'g IdTotal<'a>,
    /// The first day it was seen on.
    pub first: NaiveDate,
    /// The first day it was seen on after the ban.
    pub back: NaiveDate,
    /// The number of days it was seen on after the ban.
    pub days_after: usize,
    /// The detections after the ban.
    pub total_after: u64,
}

impl<'a> DetectionGroup<'a> {
    pub(super) fn new(scope: &'a DetectionScope) -> Self {
        Self {
            scope,
            days: Vec::new(),
            ids: BTreeMap::new(),
            counters: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, day: &'a DetectionDay) {
        let date = day.date;
        let mut of_day = DayTotal {
            date,
            ids: day.detections.len() as u64,
            total: sum(day.detections.iter().map(|one| one.total)),
            counts: BTreeMap::new(),
        };
        for detection in &day.detections {
            let of_id = self.ids.entry(&detection.id).or_default();
            of_id.id = &detection.id;
            add(&mut of_id.total, detection.total);
            add(of_id.days.entry(date).or_default(), detection.total);
            for (name, count) in detection.counts.iter().filter(|(_, count)| **count > 0) {
                add(of_id.counts.entry(name).or_default(), *count);
                add(of_day.counts.entry(name).or_default(), *count);
                let counter = self.counters.entry(name).or_insert_with(|| CounterTotal {
                    name,
                    count: 0,
                    ids: BTreeSet::new(),
                    days: 0,
                    last: None,
                });
                add(&mut counter.count, *count);
                counter.ids.insert(&detection.id);
                counter.days += u64::from(counter.last.replace(date) != Some(date));
            }
        }
        self.days.push(of_day);
    }

    /// What the numbers belong to.
    pub fn scope(&self) -> &'a DetectionScope {
        self.scope
    }

    /// All detections as the service counts them.
    pub fn total(&self) -> u64 {
        sum(self.days.iter().map(|day| day.total))
    }

    /// The days that are there, oldest first.
    pub fn by_day(&self) -> &[DayTotal<'a>] {
        &self.days
    }

    /// The counters, the greatest first.
    pub fn by_detection(&self) -> Vec<&CounterTotal<'a>> {
        let mut counters: Vec<&CounterTotal<'a>> = self.counters.values().collect();
        counters.sort_by_key(|counter| (std::cmp::Reverse(counter.count), counter.name));
        counters
    }

    /// The ids, those with the most detections first.
    pub fn by_id(&self) -> Vec<&IdTotal<'a>> {
        let mut ids: Vec<&IdTotal<'a>> = self.ids.values().collect();
        ids.sort_by_key(|one| (std::cmp::Reverse(one.total), one.id));
        ids
    }

    /// The ids that came back more than `ban_days` after their first day, those with the most
    /// detections since then first.
    pub fn returned(&self, ban_days: u32) -> Vec<Returned<'_, 'a>> {
        let returned = self.ids.values().filter_map(|of| {
            let first = *of.days.keys().next()?;
            let end = first.checked_add_days(Days::new(u64::from(ban_days)))?;
            let after = || of.days.iter().filter(|(day, _)| **day > end);
            Some(Returned {
                of,
                first,
                back: *after().next()?.0,
                days_after: after().count(),
                total_after: sum(after().map(|(_, total)| *total)),
            })
        });
        let mut returned: Vec<Returned<'_, 'a>> = returned.collect();
        returned.sort_by_key(|one| (std::cmp::Reverse(one.total_after), one.of.id));
        returned
    }
}

impl<'a> IdTotal<'a> {
    /// The counters, the greatest first.
    pub fn counters(&self) -> Vec<(&'a str, u64)> {
        let counts = self.counts.iter();
        let mut counts: Vec<(&str, u64)> = counts.map(|(name, count)| (*name, *count)).collect();
        counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        counts
    }
}

fn add(sum: &mut u64, count: u64) {
    *sum = sum.saturating_add(count);
}
