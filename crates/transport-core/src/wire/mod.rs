//! Reading what the vendors write, and writing it back.
//!
//! Nobody has seen all of it: numbers come as texts, enums grow, texts are cut in the middle of a
//! character. So `wire::record!` declares an object of a response whose fields are read one by one,
//! `wire::id!` an id that is a number or a text, and [`open_enum!`](crate::open_enum) an enum that
//! keeps values it does not know. [`decode`] reads a body: strictly in one pass, and only where that
//! fails field by field. [`Rows`] is a list whose records cost only themselves, [`RawJson`] a value
//! that the vendor leaves open, and [`Extra`] what a record holds beside its fields.

mod body;
pub mod date_time;
mod extra;
mod id;
mod object;
mod open_enum;
mod raw_json;
mod record;
mod redact;
mod scalar;
mod value;

pub use body::{body_text, decode, object_in};
pub use extra::Extra;
pub use object::Object;
pub use raw_json::RawJson;
pub use record::{Record, Rows, SkippedRecord, Unidentified};
pub use serde_json::value::RawValue;
pub use value::{Strict, WireValue, lenient_text, strict_text, value};

pub use crate::__id as id;
pub use crate::__record as record;

// For what the macros write.
#[doc(hidden)]
pub use id::IdText;
#[doc(hidden)]
pub use record::{FieldName, deserialize_record};

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
