use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;

use super::day::{DetectionDay, read};
use super::files::{DayFilter, DetectionScope, detection_files, scope_of};
use super::group::DetectionGroup;
use crate::model::{Detection, Run, SnapshotInfo};
use crate::snapshot::SnapshotError;

/// Days of AppGuard as they were read last.
///
/// ```
/// use korea_cloud_security_findings::{Detection, DetectionDays, Run};
///
/// let date = "2026-11-24".parse()?;
/// let mut detection = Detection::new(date, "android", "device", "DEVICE-1");
/// detection.total = 3;
/// detection.counts.insert("rootingCount".to_owned(), 3);
///
/// let run = Run::detections(date, "android", "device", "2026-11-25T09:00:00+09:00".parse()?);
/// let mut days = DetectionDays::new();
/// days.add(run, vec![detection]);
/// assert_eq!(days.groups()[0].total(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct DetectionDays {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    days: BTreeMap<(DetectionScope, NaiveDate), DetectionDay>,
}

/// Which days of a range are there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Coverage {
    /// Whose days.
    pub scope: DetectionScope,
    /// The days from the first to the last of the range.
    pub days: usize,
    /// The days that are there.
    pub here: usize,
    /// The days that are not there.
    pub missing: Vec<NaiveDate>,
    /// The days of which the service sent something that could not be read.
    pub incomplete: Vec<NaiveDate>,
}

impl DetectionDays {
    /// No day yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the days of snapshots; a day that was read several times is there once, as it was
    /// read last. Snapshots of other services are left out.
    ///
    /// # Errors
    ///
    /// When a snapshot is cut, damaged or unreadable: without it the numbers would be others.
    pub fn load(paths: &[PathBuf], filter: &DayFilter) -> Result<Self, SnapshotError> {
        let (files, unreadable) = detection_files(paths, filter);
        if let Some(error) = unreadable.into_iter().next() {
            return Err(error);
        }
        let mut days = Self {
            from: filter.from,
            to: filter.to,
            days: BTreeMap::new(),
        };
        for file in files {
            let (info, detections) = read(&file.path)?;
            let day = DetectionDay::new(file.date, info.run.clone(), Some(info), detections);
            days.days.insert((file.scope, file.date), day);
        }
        Ok(days)
    }

    /// Adds a day that a run of [`Run::detections`] read; it replaces one that was read before. A
    /// run that does not say its day, operating system and type of id adds nothing.
    pub fn add(&mut self, run: Run, detections: Vec<Detection>) {
        let Some((scope, date)) = scope_of(&run) else {
            return;
        };
        let day = DetectionDay::new(date, run, None, detections);
        self.days.insert((scope, date), day);
    }

    /// The days with what they belong to, oldest first in each.
    pub fn iter(&self) -> impl Iterator<Item = (&DetectionScope, &DetectionDay)> {
        self.days.iter().map(|((scope, _), day)| (scope, day))
    }

    /// Whether no day is there.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The names of the projects.
    pub fn projects(&self) -> BTreeSet<&str> {
        self.scopes().map(|scope| scope.project.as_str()).collect()
    }

    /// What the days belong to.
    pub fn scopes(&self) -> impl Iterator<Item = &DetectionScope> {
        let scopes: BTreeSet<_> = self.days.keys().map(|(scope, _)| scope).collect();
        scopes.into_iter()
    }

    /// The first and the last day of the range: as they were asked for, or as they are there.
    pub fn range(&self) -> Option<(NaiveDate, NaiveDate)> {
        let dates = || self.days.keys().map(|(_, date)| *date);
        let first = self.from.or_else(|| dates().min())?;
        let last = self.to.or_else(|| dates().max())?;
        Some((first, last)).filter(|_| first <= last)
    }

    /// Which days of the range are there.
    pub fn coverage(&self) -> Vec<Coverage> {
        let Some((first, last)) = self.range() else {
            return Vec::new();
        };
        let coverage = self.scopes().map(|scope| {
            let mut coverage = Coverage {
                scope: scope.clone(),
                days: 0,
                here: 0,
                missing: Vec::new(),
                incomplete: Vec::new(),
            };
            for date in first.iter_days().take_while(|date| *date <= last) {
                coverage.days += 1;
                match self.days.get(&(scope.clone(), date)) {
                    None => coverage.missing.push(date),
                    Some(day) => {
                        coverage.here += 1;
                        if !day.is_complete() {
                            coverage.incomplete.push(date);
                        }
                    }
                }
            }
            coverage
        });
        coverage.collect()
    }

    /// The sums of each project, operating system and type of id.
    pub fn groups(&self) -> Vec<DetectionGroup<'_>> {
        let mut groups: Vec<DetectionGroup<'_>> = Vec::new();
        for (scope, day) in self.iter() {
            if groups.last().is_none_or(|group| group.scope() != scope) {
                groups.push(DetectionGroup::new(scope));
            }
            if let Some(group) = groups.last_mut() {
                group.add(day);
            }
        }
        groups
    }

    /// The snapshots that the days were read from.
    pub fn snapshots(&self) -> impl Iterator<Item = &SnapshotInfo> {
        self.days.values().filter_map(|day| day.snapshot.as_ref())
    }
}
