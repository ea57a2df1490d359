//! What the clients cost, measured beside code written by hand; `cargo xtask bench` runs it all.

pub mod clients;
pub mod data;
pub mod paired;
pub mod plain;
pub mod server;

/// What a bench's own set-up may fail with.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
