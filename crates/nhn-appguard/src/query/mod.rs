//! What is asked for.

mod day;
mod range;
mod words;

pub use day::AbnormalQuery;
pub use range::AbnormalRange;
pub use words::{IdType, Os};
