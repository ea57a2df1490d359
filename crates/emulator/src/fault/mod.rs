//! Faults: what goes wrong on purpose, where, and how often.

mod bomb;
mod catalogue;
mod conduct;
mod ending;
mod engine;
mod handle;
mod kind;
mod mutate;
mod rewrite;
mod rule;

pub(crate) use conduct::conduct_faulty;
pub(crate) use engine::{FaultEngine, Subject};
pub use handle::Faults;
pub use kind::{BodyEncoding, Fault, RetryAfter};
pub use rewrite::{Change, RawBytes};
pub use rule::FaultRule;
