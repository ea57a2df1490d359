//! `cargo xtask guards`: takes one guard out at a time and sees its test fail.

pub mod command;
mod table;
mod trial;
