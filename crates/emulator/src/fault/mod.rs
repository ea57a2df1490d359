//! Faults: what goes wrong on purpose, where, and how often.

mod bomb;
mod catalogue;
mod engine;
mod kind;
mod mutate;
mod response;
mod rewrite;
mod rule;

pub(crate) use engine::{FaultEngine, Plan, Subject};
pub use kind::{BodyEncoding, Fault, RetryAfter};
pub(crate) use mutate::mutate;
pub(crate) use response::{FaultContext, FaultResponse};
pub use rewrite::{Change, RawBytes};
pub use rule::FaultRule;
