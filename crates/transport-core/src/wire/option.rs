//! The same for fields that may be `null` or an empty text; with `#[serde(default)]` they may also
//! be absent.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{self, Visitor};

use super::numbers::{BoolVisitor, NumberVisitor};

struct OptionVisitor<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for OptionVisitor<V> {
    type Value = Option<V::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)?;
        f.write_str(", or null")
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        self.0.visit_str(text).map(Some)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        self.0.visit_bool(value).map(Some)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        self.0.visit_i64(value).map(Some)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        self.0.visit_u64(value).map(Some)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        self.0.visit_f64(value).map(Some)
    }
}

macro_rules! lenient_option {
    ($($name:ident),+) => {$(
        /// Reads a number, the same as a text, or none from `null` and from an empty text.
        ///
        /// # Errors
        ///
        /// When it is none of them, or out of range.
        pub fn $name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<$name>, D::Error> {
            deserializer.deserialize_any(OptionVisitor(NumberVisitor(PhantomData::<$name>)))
        }
    )+};
}

lenient_option!(u64, u32, i64);

/// Reads a truth value, the same as a text, or none from `null` and from an empty text.
///
/// # Errors
///
/// When it is none of them.
pub fn bool<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    deserializer.deserialize_any(OptionVisitor(BoolVisitor))
}
