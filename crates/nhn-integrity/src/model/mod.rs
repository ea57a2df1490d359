//! The response, as the vendor's page describes it.

mod epoch_millis;
mod flag;
mod response;
mod token_info;

pub use epoch_millis::EpochMillis;
pub use flag::Flag;
pub(crate) use response::TokenInfoResponse;
pub use token_info::{IntegrityChecked, IntegrityInfo, IntegrityResult, TokenInfo};
