//! The judged list: what every output is made from, so that no two outputs differ in a number.

mod counts;
mod filter;
mod gate_json;
mod judge;
mod list;
mod options;
mod order;
mod row;
mod stored;
mod verdict;

pub use counts::{Counts, ItemSummary, ServerSummary, Totals, TotalsGroup, TrendPoint};
pub use filter::{Filter, StatusFilter};
pub use gate_json::write_gate;
pub use list::Judged;
pub use options::JudgeOptions;
pub use row::{Change, Judgement, Row, Side};
