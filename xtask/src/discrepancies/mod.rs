//! The discrepancies between the vendors' pages, and the decisions on them.

mod decisions;
mod found;
pub(crate) mod render;

pub(crate) use decisions::Decisions;
pub(crate) use found::{Discrepancies, Discrepancy};
