//! The same for fields that may be `null`; with `#[serde(default)]` they may also be absent.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{self, Visitor};

use super::numbers::{BoolVisitor, NumberVisitor, WireNumber};

struct OptionVisitor<T>(PhantomData<T>);

impl<'de, T: WireNumber> Visitor<'de> for OptionVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, or null", T::EXPECTED)
    }

    fn visit_none<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer
            .deserialize_any(NumberVisitor(self.0))
            .map(Some)
    }
}

macro_rules! lenient_option {
    ($($name:ident),+) => {$(
        /// Reads a number, the same as a text, or `null`.
        ///
        /// # Errors
        ///
        /// When it is none of them, or out of range.
        pub fn $name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<$name>, D::Error> {
            deserializer.deserialize_option(OptionVisitor(PhantomData::<$name>))
        }
    )+};
}

lenient_option!(u64, u32, i64);

struct OptionBoolVisitor;

impl<'de> Visitor<'de> for OptionBoolVisitor {
    type Value = Option<bool>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or false, the same as text, or null")
    }

    fn visit_none<E: de::Error>(self) -> Result<Option<bool>, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<bool>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<bool>, D::Error> {
        deserializer.deserialize_any(BoolVisitor).map(Some)
    }
}

/// Reads a truth value, the same as a text, or `null`.
///
/// # Errors
///
/// When it is none of them.
pub fn bool<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    deserializer.deserialize_option(OptionBoolVisitor)
}
