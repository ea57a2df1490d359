//! The discrepancies between the vendors' pages, and the decisions on them.

mod decisions;
mod found;
pub mod render;

pub use decisions::Decisions;
pub use found::{Discrepancies, Discrepancy};
