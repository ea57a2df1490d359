//! The built command line, run as its users run it, against emulators in this process.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod appguard;
mod billing;
mod ci;
mod exit_status;
mod findings;
mod help;
mod integrity;
mod lists;
mod machines;
mod process;
mod services;
mod ssc;
mod support;
mod walk;
mod wsc;
