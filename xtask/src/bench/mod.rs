//! What the clients cost beside code written by hand: measured, recorded, checked.

mod builds;
mod check;
pub mod command;
mod criterion;
mod figure;
mod findings;
mod harness;
mod instructions;
mod machine;
mod page;
mod picture;
mod profile;
mod rows;
mod shell;
mod steps;

#[cfg(test)]
mod tests;
