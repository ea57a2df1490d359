//! Comparison of two states.

mod class;
mod compare;
mod pairs;
mod reopened;

pub use class::{ChangeCounts, Class};
pub use compare::{CompareError, Comparison};

pub(crate) use class::{counts_as_failed, is_raised};
