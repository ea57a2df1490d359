#![doc = include_str!("../README.md")]

mod diff;
mod fingerprint;
mod gate;
mod judged;
mod model;
pub mod output;
mod register;
mod score;
mod state;

pub use diff::{ChangeCounts, Class};
pub use fingerprint::{fingerprint, normalize};
pub use gate::{GateOptions, GateReason, GateResult, GateVerdict};
pub use judged::{
    Change, Counts, Filter, ItemSummary, JudgeOptions, Judged, Judgement, Row, ServerSummary, Side,
    StatusFilter, Totals, TotalsGroup, TrendPoint,
};
pub use model::{
    Check, Detection, End, Finding, Inspection, Item, Run, SCHEMA, Service, Severity, Status,
    Unread,
};
pub use register::{Action, Entry, EntryState, Register, RegisterEntry};
pub use score::{Grade, Score};
pub use state::{SnapshotInfo, State, StateBuilder, StateRow};
