use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::tally::Tally;
use crate::day::korea_day;
use crate::judged::{Counts, TrendPoint};
use crate::model::{Inspection, Service, TargetKey};
use crate::natural::natural;
use crate::snapshot::{Entry, SnapshotReader, Tail};
use crate::state::{Services, StateError, by_age, is_gone};

/// What a history is broken down by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum HistoryBy {
    /// By severity.
    #[default]
    Severity,
    /// By the group a check belongs to.
    Category,
    /// By check: its id and text.
    Check,
    /// By server name.
    Server,
}

/// Which part of a history is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HistoryOptions {
    /// What it is broken down by.
    pub by: HistoryBy,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
    /// The service; needed where the snapshots are of several.
    pub service: Option<Service>,
}

/// The state at the end of a day on which something was collected.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct HistoryPoint {
    /// Everything.
    pub point: TrendPoint,
    /// The groups, in the order of lists.
    pub groups: Vec<HistoryGroup>,
}

/// One group of a point.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HistoryGroup {
    /// The severity, category, check or server.
    pub name: String,
    /// The counts.
    pub counts: Counts,
}

/// Walks through all snapshots once, oldest first, and hands out the state of each day until which
/// something was collected: of each target the latest inspection until then.
///
/// That is the day of collection, or the day that the run was asked for ([`Run::to`](crate::Run::to))
/// where it is an earlier one.
///
/// Memory is taken by the state of one moment, however long the history is.
///
/// ```no_run
/// use korea_cloud_security_findings::{HistoryOptions, snapshots_in, walk_history};
///
/// let paths = snapshots_in("history/service=ssc".as_ref())?;
/// walk_history(&paths, &HistoryOptions::default(), |day| {
///     println!("{} {} of {}", day.point.date, day.point.counts.failed, day.point.counts.checks);
/// })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// When a snapshot is cut, damaged or unreadable, or the snapshots are of several services.
pub fn walk_history(
    paths: &[PathBuf],
    options: &HistoryOptions,
    mut point: impl FnMut(HistoryPoint),
) -> Result<(), StateError> {
    let mut files = Vec::new();
    let mut services = Services::new(options.service);
    for path in paths {
        let run = SnapshotReader::open(path)?.into_run();
        if !services.takes(run.service)? {
            continue;
        }
        files.push((run.until(), run.collected_at, path));
    }
    services.check()?;
    files.sort();
    let mut walk = Walk::new(options.by);
    let mut files = files.into_iter().peekable();
    while let Some((until, _, path)) = files.next() {
        let day = korea_day(until);
        if options.to.is_some_and(|to| day > to) {
            break;
        }
        walk.file(path)?;
        let next = files.peek().map(|(until, _, _)| korea_day(*until));
        if next != Some(day) && options.from.is_none_or(|from| day >= from) {
            point(walk.point(day));
        }
    }
    Ok(())
}

struct Walk {
    by: HistoryBy,
    targets: HashMap<TargetKey, Target>,
    names: Vec<String>,
    groups: HashMap<String, u32>,
}

struct Target {
    inspection: Inspection,
    collected_at: DateTime<FixedOffset>,
    tallies: Vec<(u32, Tally)>,
}

impl Walk {
    fn new(by: HistoryBy) -> Self {
        Self {
            by,
            targets: HashMap::new(),
            names: Vec::new(),
            groups: HashMap::new(),
        }
    }

    fn file(&mut self, path: &std::path::Path) -> Result<(), StateError> {
        let mut reader = SnapshotReader::open(path)?;
        let collected_at = reader.run().collected_at;
        let mut read: HashMap<String, Target> = HashMap::new();
        let mut at_hand: Option<(String, Vec<(u32, Tally)>)> = None;
        let mut known: HashMap<(u32, u32), u32> = HashMap::new();
        let mut tallies: HashMap<String, Vec<(u32, Tally)>> = HashMap::new();
        while let Some(entry) = reader.next_entry()? {
            match entry {
                Entry::Inspection(inspection) => {
                    let target = Target {
                        collected_at,
                        tallies: Vec::new(),
                        inspection,
                    };
                    read.insert(target.inspection.inspection.clone(), target);
                }
                Entry::Finding {
                    head,
                    tail,
                    tail_id,
                } => {
                    let is_same = at_hand
                        .as_ref()
                        .is_some_and(|(inspection, _)| *inspection == head.inspection);
                    if !is_same {
                        put_back(&mut tallies, at_hand.take());
                        let open = tallies.remove(&head.inspection).unwrap_or_default();
                        at_hand = Some((head.inspection.clone(), open));
                    }
                    let group = match (self.by, known.get(&tail_id)) {
                        (HistoryBy::Server, _) => self.group(&head.server),
                        (_, Some(group)) => *group,
                        (_, None) => {
                            let group = self.group(&name(self.by, tail));
                            known.insert(tail_id, group);
                            group
                        }
                    };
                    if let Some((_, tallies)) = &mut at_hand {
                        add(tallies, group, tail);
                    }
                }
                Entry::Item(_) | Entry::Detection(_) => {}
            }
        }
        put_back(&mut tallies, at_hand.take());
        let info = reader.finish()?;
        for (number, mut target) in read {
            target.tallies = tallies.remove(&number).unwrap_or_default();
            target.tallies.shrink_to_fit();
            let key = TargetKey::of(&target.inspection);
            let is_latest = self.targets.get(&key).is_none_or(|known| {
                let order = by_age(&target.inspection, &known.inspection);
                order.then(collected_at.cmp(&known.collected_at)).is_ge()
            });
            if is_latest {
                self.targets.insert(key, target);
            }
        }
        self.targets
            .retain(|_, target| !is_gone(&target.inspection, target.collected_at, &info));
        Ok(())
    }

    fn group(&mut self, name: &str) -> u32 {
        if let Some(group) = self.groups.get(name) {
            return *group;
        }
        let group = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.groups.insert(name.to_owned(), group);
        group
    }

    fn point(&self, day: NaiveDate) -> HistoryPoint {
        let mut sums: HashMap<u32, Tally> = HashMap::new();
        let mut point = TrendPoint::new(day);
        let mut servers = HashSet::new();
        for (key, target) in &self.targets {
            servers.insert((&key.project, &key.region, &key.server));
            for (group, tally) in &target.tallies {
                sums.entry(*group).or_default().merge(tally);
            }
        }
        point.servers = servers.len() as u64;
        let mut groups = Vec::new();
        for (group, tally) in sums {
            let mut counts = Counts::default();
            for (severity, status, count) in tally.each() {
                counts.add_many(severity, status, count);
                point.counts.add_many(severity, status, count);
                point.score.add_many(severity, status, count);
            }
            groups.push(HistoryGroup {
                name: self.names[group as usize].clone(),
                counts,
            });
        }
        match self.by {
            HistoryBy::Severity => groups.sort_by_key(|group| {
                let severities = crate::model::Severity::ALL;
                severities.iter().position(|one| one.as_str() == group.name)
            }),
            _ => groups.sort_by(|a, b| natural(&a.name, &b.name)),
        }
        HistoryPoint { point, groups }
    }
}

fn put_back(
    tallies: &mut HashMap<String, Vec<(u32, Tally)>>,
    at_hand: Option<(String, Vec<(u32, Tally)>)>,
) {
    tallies.extend(at_hand);
}

fn add(tallies: &mut Vec<(u32, Tally)>, group: u32, tail: &Tail) {
    // The groups of a target are few, and the next row is mostly of the last one.
    let place = tallies.iter().rposition(|(known, _)| *known == group);
    let place = place.unwrap_or_else(|| {
        tallies.push((group, Tally::default()));
        tallies.len() - 1
    });
    tallies[place].1.add(tail.severity, tail.status);
}

fn name(by: HistoryBy, tail: &Tail) -> String {
    match by {
        HistoryBy::Severity => tail.severity.as_str().to_owned(),
        HistoryBy::Category => tail.category.clone().unwrap_or_default(),
        HistoryBy::Check => match &tail.item {
            Some(item) => format!("{} {item}", tail.check),
            None => tail.check.clone(),
        },
        HistoryBy::Server => String::new(),
    }
}
