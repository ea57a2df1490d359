//! The tests of auth-core through its public interface, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod chain;
mod configure_file;
mod injected;
mod keys;
mod ncp_signature;
mod ncp_source;
mod secrets;
mod server_role;
mod signers;
mod support;
mod token_first;
mod token_refresh;
mod token_rejected;
