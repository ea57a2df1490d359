//! The vendors' contradictions and the decisions on them.

pub mod decisions;
pub mod render;

pub use decisions::Decisions;
