//! The gate: whether a state is good enough.

mod coverage;
mod options;
mod result;

pub use options::GateOptions;
pub use result::{GateReason, GateResult, GateVerdict};

pub(crate) use coverage::Coverage;
