//! Reading answers: envelopes, codes, numbers, words, and what is shown of what cannot be read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod codes;
mod envelopes;
mod errors;
mod numbers;
mod properties;
mod secrets;
mod unreadable;
mod words;
