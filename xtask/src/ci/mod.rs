//! The checks that CI runs: one list, one line a step with its time.

pub mod command;
mod run;
mod steps;
mod tools;

pub(crate) use tools::CARGO_DEB;
