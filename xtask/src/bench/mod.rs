//! What the clients cost beside code written by hand: measured, recorded, checked.

mod builds;
pub mod command;
mod figure;
mod findings;
mod harness;
mod instructions;
mod page;
mod picture;
mod rows;

#[cfg(test)]
mod tests;
