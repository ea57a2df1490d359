use std::collections::HashMap;

use super::SnapshotInfo;
use super::store::{Extra, State, StoredInspection, StoredRow};
use crate::model::{Check, End, Inspection, Item, Run, Status, Unread};

/// Builds a [`State`] in memory, snapshot by snapshot, without any file.
#[derive(Debug, Default)]
pub struct StateBuilder {
    state: State,
    items: HashMap<Item, u32>,
    extras: HashMap<Extra, u32>,
    counts: End,
}

impl StateBuilder {
    /// An empty state.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an inspection and its checks to the snapshot that [`StateBuilder::snapshot`] ends.
    pub fn inspection(
        &mut self,
        inspection: Inspection,
        checks: impl IntoIterator<Item = Check>,
    ) -> &mut Self {
        let start = self.state.rows.len() as u32;
        for check in checks {
            self.check(&inspection, check);
        }
        self.counts.inspections += 1;
        self.state.inspections.push(StoredInspection {
            inspection,
            snapshot: self.state.snapshots.len() as u32,
            rows: start..self.state.rows.len() as u32,
        });
        self
    }

    /// Ends a snapshot: what was asked, the file it stands for, and what could not be read.
    pub fn snapshot(
        &mut self,
        run: Run,
        file: &str,
        sha256: &str,
        unread: Vec<Unread>,
    ) -> &mut Self {
        let mut end = std::mem::take(&mut self.counts);
        end.complete = unread.is_empty();
        self.state.unread.extend(unread.iter().cloned());
        end.unread = unread;
        self.state.snapshots.push(SnapshotInfo {
            file: file.to_owned(),
            sha256: sha256.to_owned(),
            run,
            end,
        });
        self
    }

    /// The state.
    pub fn finish(self) -> State {
        self.state
    }

    fn check(&mut self, inspection: &Inspection, check: Check) {
        let mut item = check.item;
        item.standard.clone_from(&inspection.standard);
        item.kind.clone_from(&inspection.kind);
        let extra = Extra {
            location: check.location.into(),
            status_raw: check.status_raw.map(Into::into),
            count: check.count,
        };
        let row = StoredRow {
            item: intern(&mut self.items, &mut self.state.items, item),
            extra: match extra == Extra::default() {
                true => 0,
                false => 1 + intern(&mut self.extras, &mut self.state.extras, extra),
            },
            status: check.status,
        };
        self.counts.findings += 1;
        self.counts.weak += u64::from(check.status == Status::Fail);
        self.state.rows.push(row);
    }
}

fn intern<T: Clone + Eq + std::hash::Hash>(
    known: &mut HashMap<T, u32>,
    all: &mut Vec<T>,
    value: T,
) -> u32 {
    if let Some(index) = known.get(&value) {
        return *index;
    }
    let index = all.len() as u32;
    all.push(value.clone());
    known.insert(value, index);
    index
}
