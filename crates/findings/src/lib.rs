#![doc = include_str!("../README.md")]

mod day;
mod detections;
mod diff;
mod fingerprint;
mod gate;
mod globs;
mod history;
mod input;
mod judged;
mod model;
mod natural;
pub mod output;
mod register;
mod score;
mod snapshot;
mod state;
mod sum;
mod web;

pub use day::{end_of_korea_day, korea_day, korea_time};
pub use detections::{
    AlarmRule, Ban, BanList, BanRule, BanRules, CounterTotal, Coverage, DayFilter, DayTotal,
    DetectionAlarm, DetectionDay, DetectionDays, DetectionFile, DetectionGroup, DetectionScope,
    IdGlobs, IdProblem, IdTotal, LeftOut, Returned, RuleNote, changes_in_spreadsheets,
    detection_files, looks_like_formula, mask_id,
};
pub use diff::{ChangeCounts, Class, CompareError, Comparison};
pub use fingerprint::{fingerprint, normalize};
pub use gate::{GateOptions, GateReason, GateResult, GateVerdict};
pub use history::{HistoryBy, HistoryGroup, HistoryOptions, HistoryPoint, walk_history};
pub use input::{InputError, InputProblem};
pub use judged::{
    Change, Counts, Filter, ItemSummary, JudgeOptions, Judged, Judgement, Row, ServerSummary, Side,
    StatusFilter, Totals, TotalsGroup, TrendPoint, write_gate,
};
pub use model::{
    Check, Detection, End, Finding, Inspection, Item, Run, SCHEMA, Service, Severity, SnapshotInfo,
    Status, Unread,
};
pub use register::{
    Action, Entry, EntryState, Register, RegisterEntry, RegisterRules, write_register,
};
pub use score::{Grade, Score};
pub use snapshot::{
    PartialRun, Question, Record, SnapshotContent, SnapshotError, SnapshotName, SnapshotReader,
    WriteError, Written, snapshots_in,
};
pub use state::{
    SharedName, State, StateBuilder, StateError, StateOptions, StateRow, latest_inspections,
};
pub use web::web_scan;
