//! The states of a folder over time, in one pass.

mod tally;
mod walk;

pub use walk::{HistoryBy, HistoryGroup, HistoryOptions, HistoryPoint, walk_history};
