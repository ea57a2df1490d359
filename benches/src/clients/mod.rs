//! Our clients, set up for the benches.

mod fixed;
mod ours;

pub use fixed::FixedTransport;
pub use ours::{integrity, ssc, ssc_with, summary_query, token_signer, wsc_with};
