//! Proof that every failure has a known end: the clients of all services against an emulator whose
//! log, and not what the client believes, is the judge.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_debug_implementations
)]

mod call;
mod ending;
mod lab;
pub mod matrix;
pub mod soak;
mod storm;

pub use call::Call;
pub use ending::Ending;
pub use lab::{Lab, LabOptions, Prepared, last_month, scan_of, start_of_time};
pub use storm::storm;

/// The README's examples, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;

/// The Korean README's examples, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../README.ko.md")]
pub struct ReadmeKo;
