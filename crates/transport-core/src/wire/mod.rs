//! Reading what the vendors write, and writing it back: numbers that come as texts, enums that
//! grow, dates with an offset.

mod code;
pub mod date_time;
mod numbers;
mod open_enum;
pub mod option;

pub use code::code;
pub use numbers::{bool, i64, u32, u64};

use serde::{Deserialize, Deserializer};

/// Reads `null` as the default value, for fields whose absence means nothing.
///
/// # Errors
///
/// When a value other than `null` is not of the type.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
