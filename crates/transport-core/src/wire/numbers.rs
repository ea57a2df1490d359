use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::Deserializer;
use serde::de::{self, Visitor};

/// Numbers that a visitor of ours accepts, also as a text.
pub(super) trait WireNumber: FromStr + TryFrom<i64> + TryFrom<u64> {
    const EXPECTED: &'static str;
}

impl WireNumber for u64 {
    const EXPECTED: &'static str = "a number from 0, or the same as text";
}
impl WireNumber for u32 {
    const EXPECTED: &'static str = "a number from 0 to 4294967295, or the same as text";
}
impl WireNumber for i64 {
    const EXPECTED: &'static str = "a whole number, or the same as text";
}

pub(super) struct NumberVisitor<T>(pub(super) PhantomData<T>);

impl<T: WireNumber> Visitor<'_> for NumberVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(value), &self))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::invalid_value(de::Unexpected::Signed(value), &self))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        // 12.0 is a whole number that some JSON writers print so.
        if value.fract() == 0.0 && value.abs() < 9.0e15 {
            return self.visit_i64(value as i64);
        }
        Err(E::invalid_value(de::Unexpected::Float(value), &self))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        value
            .trim()
            .parse()
            .map_err(|_| E::invalid_value(de::Unexpected::Str("another text"), &self))
    }
}

macro_rules! lenient_number {
    ($($name:ident),+) => {$(
        /// Reads the number, also when it is written as a text.
        ///
        /// # Errors
        ///
        /// When it is neither, or out of range.
        pub fn $name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
            deserializer.deserialize_any(NumberVisitor(PhantomData::<$name>))
        }
    )+};
}

lenient_number!(u64, u32, i64);

pub(super) struct BoolVisitor;

impl Visitor<'_> for BoolVisitor {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or false, or the same as text")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<bool, E> {
        Ok(value)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<bool, E> {
        match value.trim() {
            text if text.eq_ignore_ascii_case("true") => Ok(true),
            text if text.eq_ignore_ascii_case("false") => Ok(false),
            _ => Err(E::invalid_value(de::Unexpected::Str("another text"), &self)),
        }
    }
}

/// Reads a truth value, also when it is written as a text.
///
/// # Errors
///
/// When it is neither.
pub fn bool<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    deserializer.deserialize_any(BoolVisitor)
}
