//! What the service answers.

mod answer;
mod epoch_millis;
mod flag;
mod lenient;
mod token_info;

pub(crate) use answer::TokenInfoAnswer;
pub use epoch_millis::EpochMillis;
pub use flag::Flag;
pub use token_info::{IntegrityChecked, IntegrityInfo, IntegrityResult, TokenInfo};
