//! What is made of collected snapshots: reports, comparisons, gates, history. Nothing here needs
//! the network.

pub(super) mod columns;
mod diff;
mod gate;
mod history;
mod judging;
mod register;
mod report;
mod select;
mod snapshot;
mod writing;

pub(super) use diff::run as diff;
pub(super) use gate::gate_state;
pub(super) use gate::run as gate;
pub(super) use history::run as history;
pub(super) use judging::{Reports, read, told};
pub(super) use register::run as register;
pub(super) use report::run as report;
pub(super) use select::snapshots_at;
pub(super) use snapshot::run as snapshot;
pub(super) use writing::{check, shows_rows, write_each};
