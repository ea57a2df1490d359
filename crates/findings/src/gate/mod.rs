//! The gate: whether a state is good enough.

mod options;
mod result;

pub use options::GateOptions;
pub use result::{GateReason, GateResult, GateVerdict};
