use std::collections::HashMap;
use std::hash::Hash;

use chrono::{DateTime, FixedOffset};

use super::latest::{by_age, is_gone};
use super::store::{Extra, State, StoredInspection, StoredRow};
use crate::model::{Inspection, Item, SnapshotInfo, Status, TargetKey, Unread};
use crate::natural::natural;

/// Puts a state together: of each target the latest inspection, whatever order they come in.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    items: Interned<Item>,
    extras: Interned<Extra>,
    snapshots: Vec<SnapshotInfo>,
    latest: HashMap<TargetKey, Latest>,
}

#[derive(Debug)]
struct Latest {
    inspection: Inspection,
    snapshot: u32,
    rows: Vec<StoredRow>,
}

#[derive(Debug)]
struct Interned<T> {
    all: Vec<T>,
    ids: HashMap<T, u32>,
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            ids: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Interned<T> {
    fn id(&mut self, value: T) -> u32 {
        if let Some(id) = self.ids.get(&value) {
            return *id;
        }
        let id = self.all.len() as u32;
        self.all.push(value.clone());
        self.ids.insert(value, id);
        id
    }
}

impl Assembly {
    /// A row; `item` is without its texts, which [`Assembly::texts`] adds.
    pub(super) fn row(&mut self, item: Item, extra: Extra, status: Status) -> StoredRow {
        StoredRow {
            item: self.items.id(item),
            extra: match extra == Extra::default() {
                true => 0,
                false => 1 + self.extras.id(extra),
            },
            status,
        }
    }

    /// Whether an inspection would take the place of what is known.
    pub(super) fn is_latest(
        &self,
        inspection: &Inspection,
        collected_at: DateTime<FixedOffset>,
    ) -> bool {
        let Some(known) = self.latest.get(&TargetKey::of(inspection)) else {
            return true;
        };
        let order = by_age(inspection, &known.inspection);
        let collected = &self.snapshots[known.snapshot as usize].run.collected_at;
        // The same inspection, collected twice: what was read last.
        order.then_with(|| collected_at.cmp(collected)).is_gt()
    }

    /// Adds a snapshot with those of its inspections that are the latest ones.
    pub(super) fn add(
        &mut self,
        snapshot: SnapshotInfo,
        inspections: impl IntoIterator<Item = (Inspection, Vec<StoredRow>)>,
    ) {
        let index = self.snapshots.len() as u32;
        let collected_at = snapshot.run.collected_at;
        self.snapshots.push(snapshot);
        for (inspection, rows) in inspections {
            if self.is_latest(&inspection, collected_at) {
                let latest = Latest {
                    snapshot: index,
                    rows,
                    inspection,
                };
                self.latest
                    .insert(TargetKey::of(&latest.inspection), latest);
            }
        }
    }

    /// Gives their texts to the items that have none yet.
    pub(super) fn texts(&mut self, texts: &HashMap<ItemKey, Texts>) {
        for id in 0..self.items.all.len() {
            if let Some(texts) = texts.get(&item_key(&self.items.all[id])) {
                self.set_texts(id as u32, texts.clone());
            }
        }
    }

    /// Gives its texts to an item, where it has none yet.
    pub(super) fn set_texts(&mut self, item: u32, (how, severity_raw): Texts) {
        let item = &mut self.items.all[item as usize];
        item.how = item.how.take().or(how);
        item.severity_raw = item.severity_raw.take().or(severity_raw);
    }

    pub(super) fn finish(self, as_of: Option<DateTime<FixedOffset>>) -> State {
        let snapshots = &self.snapshots;
        let mut latest: Vec<Latest> = self.latest.into_values().collect();
        latest.retain(|one| {
            let collected_at = snapshots[one.snapshot as usize].run.collected_at;
            let mut in_time = snapshots
                .iter()
                .filter(|snapshot| as_of.is_none_or(|as_of| snapshot.run.collected_at <= as_of));
            !in_time.any(|later| is_gone(&one.inspection, collected_at, later))
        });
        latest.sort_by(|a, b| {
            let (a, b) = (&a.inspection, &b.inspection);
            (a.service, &a.project, &a.region, &a.standard, &a.kind)
                .cmp(&(b.service, &b.project, &b.region, &b.standard, &b.kind))
                .then_with(|| natural(&a.server, &b.server))
        });
        let unread = open_unread(&self.snapshots, &latest, as_of);
        let keep = kept_snapshots(&self.snapshots, &latest, &unread, as_of);
        let mut order: Vec<usize> = (0..self.snapshots.len()).filter(|i| keep[*i]).collect();
        order.sort_by_key(|i| {
            let snapshot = &self.snapshots[*i];
            (snapshot.run.collected_at, snapshot.file.clone())
        });
        let mut places = vec![0u32; self.snapshots.len()];
        for (place, index) in order.iter().enumerate() {
            places[*index] = place as u32;
        }
        let mut rows = Vec::with_capacity(latest.iter().map(|one| one.rows.len()).sum());
        let mut inspections = Vec::with_capacity(latest.len());
        for one in latest {
            let start = rows.len() as u32;
            rows.extend(one.rows);
            inspections.push(StoredInspection {
                inspection: one.inspection,
                snapshot: places[one.snapshot as usize],
                rows: start..rows.len() as u32,
            });
        }
        let mut snapshots: Vec<Option<SnapshotInfo>> =
            self.snapshots.into_iter().map(Some).collect();
        State {
            snapshots: order.iter().filter_map(|i| snapshots[*i].take()).collect(),
            items: self.items.all,
            inspections,
            rows,
            extras: self.extras.all,
            is_complete: unread.is_empty(),
            as_of,
            unread: unread
                .into_iter()
                .filter_map(|(_, unread)| unread)
                .collect(),
        }
    }
}

/// Remediation, and the level code where it is not a documented one.
pub(super) type Texts = (Option<String>, Option<String>);

/// What the texts of a check belong to: standard, kind, check, text.
pub(super) type ItemKey = (String, String, String, Option<String>);

pub(super) fn item_key(item: &Item) -> ItemKey {
    (
        item.standard.clone(),
        item.kind.clone(),
        item.check.clone(),
        item.item.clone(),
    )
}

/// What could not be read and no later run replaces, with the snapshot that says so; `None` where
/// a snapshot only says that it is not complete.
fn open_unread(
    snapshots: &[SnapshotInfo],
    latest: &[Latest],
    as_of: Option<DateTime<FixedOffset>>,
) -> Vec<(usize, Option<Unread>)> {
    let mut open = Vec::new();
    for (index, snapshot) in snapshots.iter().enumerate() {
        let is_contributing = || latest.iter().any(|one| one.snapshot as usize == index);
        if as_of.is_some_and(|as_of| snapshot.run.collected_at > as_of) && !is_contributing() {
            continue;
        }
        let unread = snapshot.end.unread.iter();
        let unread = unread.filter(|unread| !is_replaced(unread, snapshot, snapshots, latest));
        open.extend(unread.map(|unread| (index, Some(unread.clone()))));
        let is_vague = !snapshot.end.complete && snapshot.end.unread.is_empty();
        if is_vague && !is_repeated(snapshot, snapshots) {
            open.push((index, None));
        }
    }
    open
}

/// Whether a later run read a later inspection of the same target.
fn is_replaced(
    unread: &Unread,
    snapshot: &SnapshotInfo,
    snapshots: &[SnapshotInfo],
    latest: &[Latest],
) -> bool {
    let run = &snapshot.run;
    let mut same = latest.iter().filter(|one| {
        let inspection = &one.inspection;
        let is = |stated: &str, found: &str| stated.is_empty() || stated == found;
        inspection.server == unread.server
            && (inspection.service, &inspection.project, &inspection.region)
                == (run.service, &run.project, &run.region)
            && is(&unread.standard, &inspection.standard)
            && is(&unread.kind, &inspection.kind)
    });
    let is_later = |one: &Latest| {
        snapshots[one.snapshot as usize].run.collected_at > run.collected_at
            && (unread.checked_at.is_none() || one.inspection.checked_at >= unread.checked_at)
    };
    same.next().is_some_and(is_later) && same.all(is_later)
}

/// Whether the same was asked later, and answered as a whole.
fn is_repeated(snapshot: &SnapshotInfo, snapshots: &[SnapshotInfo]) -> bool {
    let run = &snapshot.run;
    snapshots.iter().any(|other| {
        let later = other.end.complete && other.run.collected_at > run.collected_at;
        later && other.run.scope() == run.scope()
    })
}

/// The snapshots that say something about the state: those with a latest inspection, those with
/// something unread, and the newest of each scope, even if it found no server at all.
fn kept_snapshots(
    snapshots: &[SnapshotInfo],
    latest: &[Latest],
    unread: &[(usize, Option<Unread>)],
    as_of: Option<DateTime<FixedOffset>>,
) -> Vec<bool> {
    let mut keep = vec![false; snapshots.len()];
    for one in latest {
        keep[one.snapshot as usize] = true;
    }
    for (index, _) in unread {
        keep[*index] = true;
    }
    let mut newest = HashMap::new();
    for (index, snapshot) in snapshots.iter().enumerate() {
        let run = &snapshot.run;
        if as_of.is_some_and(|as_of| run.collected_at > as_of) {
            continue;
        }
        let entry = newest.entry(run.scope()).or_insert(index);
        if snapshots[*entry].run.collected_at <= run.collected_at {
            *entry = index;
        }
    }
    for index in newest.into_values() {
        keep[index] = true;
    }
    keep
}
