//! Comparison of two states.

mod class;

pub use class::{ChangeCounts, Class};
