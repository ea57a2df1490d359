//! What the clients cost beside code written by hand: measured, recorded, checked.

mod builds;
pub mod command;
mod figure;
mod findings;
mod instructions;
mod page;
mod picture;
mod rows;
mod shell;

#[cfg(test)]
mod tests;
