use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use super::counts::{ItemSummary, ServerSummary, Totals};
use super::filter::StatusFilter;
use super::judge::judge;
use super::options::JudgeOptions;
use super::row::{Change, Row, Side};
use super::stored::{Lists, StoredChange, StoredRow};
use super::verdict::documented;
use crate::diff::{ChangeCounts, Comparison};
use crate::gate::GateResult;
use crate::model::{SnapshotInfo, Status, Unread};
use crate::register::{Entry, RegisterEntry};
use crate::state::{State, StateRow};

/// A state, judged: the one list that every output is made from.
///
/// Rows take 28 bytes each, 12 of them in the state, and are made on the way out, so that a list of a million rows can
/// be written without holding its texts.
#[derive(Debug)]
pub struct Judged {
    state: State,
    comparison: Option<Comparison>,
    options: JudgeOptions,
    lists: Lists,
}

impl Judged {
    /// Judges a state.
    pub fn new(state: State, mut options: JudgeOptions) -> Self {
        let lists = judge(&state, None, &mut options);
        Self {
            state,
            comparison: None,
            options,
            lists,
        }
    }

    /// Judges a state against an earlier one. With a gate that is the baseline: what failed there
    /// already does not count.
    pub fn compared(state: State, comparison: Comparison, mut options: JudgeOptions) -> Self {
        let lists = judge(&state, Some(&comparison), &mut options);
        Self {
            state,
            comparison: Some(comparison),
            options,
            lists,
        }
    }

    /// The snapshots that the state was read from, oldest first.
    pub fn snapshots(&self) -> &[SnapshotInfo] {
        self.state.snapshots()
    }

    /// The snapshots of the earlier state; empty where there is none.
    pub fn previous_snapshots(&self) -> &[SnapshotInfo] {
        let comparison = self.comparison.as_ref();
        comparison.map_or(&[], |comparison| comparison.old.snapshots())
    }

    /// The moments whose state the earlier snapshots tell, each once.
    pub(crate) fn previous_moments(&self) -> BTreeSet<DateTime<FixedOffset>> {
        let as_of = self.comparison.as_ref().and_then(|one| one.old.as_of);
        let untils = self
            .previous_snapshots()
            .iter()
            .map(|info| info.run.until());
        untils
            .map(|until| as_of.map_or(until, |as_of| until.min(as_of)))
            .collect()
    }

    /// What the state was judged by; its register is in [`Judged::register`].
    pub fn options(&self) -> &JudgeOptions {
        &self.options
    }

    /// The rows, sorted by project, region, standard, kind, server, check (U-2 before U-10), text
    /// and location; filtered.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> + Clone {
        let fail_only = self.options.filter.status == Some(StatusFilter::Fail);
        let rows = self.all_rows();
        rows.filter(move |row| !fail_only || row.status == Status::Fail)
    }

    /// The rows whatever the status filter says.
    pub(crate) fn all_rows(&self) -> impl Iterator<Item = Row<'_>> + Clone {
        self.lists.rows.iter().map(|row| self.row(row))
    }

    /// What changed since the earlier state, sorted by standard, severity, class, server and check;
    /// filtered. Empty where there is no earlier state.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = Change<'_>> + Clone {
        self.lists.changes.iter().map(|change| self.change(change))
    }

    /// How many checks each class has; `None` where there is no earlier state.
    pub fn change_counts(&self) -> Option<&ChangeCounts> {
        self.lists.change_counts.as_ref()
    }

    /// The servers of the earlier state that are not there now, whether they had failures or not.
    pub fn gone_servers(&self) -> &[String] {
        let comparison = self.comparison.as_ref();
        comparison.map_or(&[], Comparison::gone_servers)
    }

    /// The servers that were not there in the earlier state.
    pub fn new_servers(&self) -> &[String] {
        let comparison = self.comparison.as_ref();
        comparison.map_or(&[], Comparison::new_servers)
    }

    /// The inspections with their counts, in the order of the rows.
    pub fn servers(&self) -> impl ExactSizeIterator<Item = ServerSummary<'_>> + Clone {
        self.lists.servers.iter().map(|server| {
            let stored = &self.state.inspections[server.inspection as usize];
            ServerSummary {
                inspection: &stored.inspection,
                snapshot: &self.state.snapshots[stored.snapshot as usize],
                counts: server.counts,
                score: server.score,
                too_old: server.too_old,
                by_counts: documented(&stored.inspection).is_some(),
            }
        })
    }

    /// The checks with their counts over all servers, sorted by standard, kind, check and text.
    pub fn items(&self) -> impl ExactSizeIterator<Item = ItemSummary<'_>> + Clone {
        self.lists.items.iter().map(|item| ItemSummary {
            item: &self.state.items[item.item as usize],
            counts: item.counts,
            servers: item.servers,
            failed_servers: item.failed_servers,
        })
    }

    /// The counts of everything that is shown.
    pub fn totals(&self) -> &Totals {
        &self.lists.totals
    }

    /// The expected servers that no inspection was found of.
    pub fn missing_servers(&self) -> &[String] {
        &self.lists.missing
    }

    /// The inspections whose details could not be read and that no later one replaces.
    pub fn unread(&self) -> &[Unread] {
        self.state.unread()
    }

    /// Whether everything that was asked for was read.
    pub fn is_complete(&self) -> bool {
        self.state.is_complete()
    }

    /// The entries of the register beside what they do here; empty where there is none.
    pub fn register(&self) -> &[RegisterEntry] {
        &self.lists.register
    }

    /// What the gate says; `None` where there is no gate.
    pub fn gate(&self) -> Option<&GateResult> {
        self.lists.gate.as_ref()
    }

    fn row(&self, row: &StoredRow) -> Row<'_> {
        let stored = self.state.row_at(row.place);
        let comparison = self.comparison.as_ref();
        let previous = comparison.and_then(|one| {
            let old = one.outcome.rows[row.place.row as usize].old?;
            Some(side(one.old.row_at(old)))
        });
        Row {
            inspection: stored.inspection,
            item: stored.item,
            location: stored.location,
            status: stored.status,
            status_raw: stored.status_raw,
            count: stored.count,
            judgement: row.judgement,
            entry: self.entry(row),
            class: row.class,
            previous,
        }
    }

    fn change(&self, change: &StoredChange) -> Change<'_> {
        let row = change.current.map(|row| &self.lists.rows[row as usize]);
        let current = row.map(|row| self.state.row_at(row.place));
        let comparison = self.comparison.as_ref();
        let previous = comparison.and_then(|one| Some(one.old.row_at(change.previous?)));
        Change {
            class: change.class,
            location: current.or(previous).map_or("", |row| row.location),
            current: current.map(side),
            previous: previous.map(side),
            judgement: row.map(|row| row.judgement),
            entry: row.and_then(|row| self.entry(row)),
        }
    }

    fn entry(&self, row: &StoredRow) -> Option<&Entry> {
        let index = (row.entry as usize).checked_sub(1)?;
        Some(&self.lists.register.get(index)?.entry)
    }
}

fn side(row: StateRow<'_>) -> Side<'_> {
    Side {
        inspection: row.inspection,
        item: row.item,
        status: row.status,
    }
}
