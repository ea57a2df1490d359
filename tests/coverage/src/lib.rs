//! Proof that clients and emulator cover what the vendors document, field by field.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_debug_implementations
)]

mod answer;
mod calls;
mod contract;
mod stage;

pub use answer::{documented_answer, missing_fields};
pub use calls::{Read, call_of, codes, read_by};
pub use contract::{Contract, Error, Field, Operation, Parameter};
pub use stage::{Exchange, Recorder, always};
