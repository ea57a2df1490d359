//! The compact form of the judged list: numbers instead of texts.

use super::counts::{Counts, Totals};
use super::row::Judgement;
use crate::diff::{ChangeCounts, Class};
use crate::gate::GateResult;
use crate::register::RegisterEntry;
use crate::score::Score;
use crate::state::Place;

/// All that a judgement makes of a state.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) rows: Vec<StoredRow>,
    pub(super) changes: Vec<StoredChange>,
    pub(super) change_counts: Option<ChangeCounts>,
    pub(super) servers: Vec<StoredServer>,
    pub(super) items: Vec<StoredItem>,
    pub(super) totals: Totals,
    pub(super) missing: Vec<String>,
    pub(super) register: Vec<RegisterEntry>,
    pub(super) gate: Option<GateResult>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct StoredRow {
    pub(super) place: Place,
    pub(super) judgement: Judgement,
    pub(super) class: Option<Class>,
    /// One more than the number of the entry that decides the row; 0 is none.
    pub(super) entry: u32,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct StoredChange {
    pub(super) class: Class,
    /// The index in the rows; `None` of what is gone.
    pub(super) current: Option<u32>,
    pub(super) previous: Option<Place>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct StoredServer {
    pub(super) inspection: u32,
    pub(super) counts: Counts,
    pub(super) score: Score,
    pub(super) too_old: bool,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct StoredItem {
    pub(super) item: u32,
    pub(super) counts: Counts,
    pub(super) servers: u64,
    pub(super) failed_servers: u64,
    /// One more than the inspection that was counted last, and that failed last.
    pub(super) last: u32,
    pub(super) last_failed: u32,
}
