//! The judged list: what every output is made from, so that no two outputs differ in a number.

mod counts;
mod filter;
mod list;
mod row;

pub use counts::{Counts, ItemSummary, ServerSummary, Totals, TotalsGroup, TrendPoint};
pub use filter::{Filter, StatusFilter};
pub use list::{JudgeOptions, Judged};
pub use row::{Change, Judgement, Row, Side};
