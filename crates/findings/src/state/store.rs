use std::ops::Range;

use chrono::{DateTime, FixedOffset};

use crate::model::{Inspection, Item, SnapshotInfo, Status, Unread};

/// The latest inspection of each server, with all its rows, in a compact form.
///
/// A row takes 12 bytes; texts are kept once.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub(crate) snapshots: Vec<SnapshotInfo>,
    pub(crate) items: Vec<Item>,
    pub(crate) inspections: Vec<StoredInspection>,
    pub(crate) rows: Vec<StoredRow>,
    pub(crate) extras: Vec<Extra>,
    pub(crate) unread: Vec<Unread>,
    pub(crate) is_complete: bool,
    /// The moment that was asked for; `None` is now.
    pub(crate) as_of: Option<DateTime<FixedOffset>>,
}

/// One row of a [`State`].
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct StateRow<'a> {
    /// The inspection it belongs to.
    pub inspection: &'a Inspection,
    /// The check.
    pub item: &'a Item,
    /// Where in the server; empty for server checks.
    pub location: &'a str,
    /// The result.
    pub status: Status,
    /// The vendor's result code where the status is unknown.
    pub status_raw: Option<&'a str>,
    /// How many places a web finding stands for, where a report only counts them.
    pub count: Option<u64>,
}

/// A row of a state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) inspection: u32,
    pub(crate) row: u32,
}

#[derive(Debug, Clone)]
pub(crate) struct StoredInspection {
    pub(crate) inspection: Inspection,
    pub(crate) snapshot: u32,
    pub(crate) rows: Range<u32>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct StoredRow {
    pub(crate) item: u32,
    /// One more than the index in `extras`; 0 is none.
    pub(crate) extra: u32,
    pub(crate) status: Status,
}

/// What few rows have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Extra {
    pub(crate) location: Box<str>,
    pub(crate) status_raw: Option<Box<str>>,
    pub(crate) count: Option<u64>,
}

impl State {
    /// The snapshots that the state was read from, oldest first.
    pub fn snapshots(&self) -> &[SnapshotInfo] {
        &self.snapshots
    }

    /// The inspections, one of each (project, region, server, kind, standard).
    pub fn inspections(&self) -> impl ExactSizeIterator<Item = &Inspection> + Clone {
        self.inspections.iter().map(|stored| &stored.inspection)
    }

    /// The inspections whose details could not be read and that no later one replaces.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Whether the inspection that should follow this one could not be read.
    pub(crate) fn could_not_read(&self, earlier: &Inspection) -> bool {
        let is = |stated: &str, wanted: &str| stated.is_empty() || stated == wanted;
        self.unread.iter().any(|unread| {
            unread.server == earlier.server
                && is(&unread.standard, &earlier.standard)
                && is(&unread.kind, &earlier.kind)
        })
    }

    /// Whether everything that was asked for was read.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The number of rows.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// All rows, inspection by inspection.
    pub fn rows(&self) -> impl Iterator<Item = StateRow<'_>> + Clone {
        (0..self.inspections.len()).flat_map(move |inspection| {
            let rows = self.inspections[inspection].rows.clone();
            rows.map(move |row| self.row(inspection, row as usize))
        })
    }

    pub(crate) fn row(&self, inspection: usize, row: usize) -> StateRow<'_> {
        let stored = self.rows[row];
        let extra = self.extra(stored);
        StateRow {
            inspection: &self.inspections[inspection].inspection,
            item: &self.items[stored.item as usize],
            location: extra.map_or("", |extra| &extra.location),
            status: stored.status,
            status_raw: extra.and_then(|extra| extra.status_raw.as_deref()),
            count: extra.and_then(|extra| extra.count),
        }
    }

    pub(crate) fn row_at(&self, place: Place) -> StateRow<'_> {
        self.row(place.inspection as usize, place.row as usize)
    }

    pub(crate) fn extra(&self, row: StoredRow) -> Option<&Extra> {
        self.extras.get((row.extra as usize).checked_sub(1)?)
    }
}
