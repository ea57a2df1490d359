//! Reading answers: envelopes, codes, dates, words, and what is shown of what cannot be read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod codes;
mod dates;
mod envelopes;
mod errors;
mod properties;
mod secrets;
mod unreadable;
mod words;
