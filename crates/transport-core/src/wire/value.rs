use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::RawJson;
use super::scalar::Scalar;
use crate::RawCode;

/// A value that is read strictly where the response is as documented, and else from whatever can
/// stand for it.
pub trait WireValue: Sized + PartialEq + Serialize {
    /// Reads the documented form and no other.
    ///
    /// # Errors
    ///
    /// When the value has another form; [`lenient`](Self::lenient) may still read it.
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reads what can stand for the value, or `None`.
    fn lenient(raw: &RawValue) -> Option<Self>;
}

/// Reads a value by [`WireValue::strict`] where serde wants a type.
#[derive(Debug)]
pub struct Strict<T>(pub T);

impl<'de, T: WireValue> Deserialize<'de> for Strict<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::strict(deserializer).map(Self)
    }
}

macro_rules! scalars {
    ($( $type:ty: $lenient:expr; )+) => {$(
        impl WireValue for $type {
            fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }

            fn lenient(raw: &RawValue) -> Option<Self> {
                let read: fn(Scalar<'_>) -> Option<Self> = $lenient;
                read(Scalar::of(raw))
            }
        }
    )+};
}

scalars! {
    String: |scalar| scalar.into_text();
    bool: |scalar| scalar.into_truth();
    u64: |scalar| scalar.into_number()?.try_into().ok();
    i64: |scalar| scalar.into_number()?.try_into().ok();
}

impl WireValue for RawJson {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn lenient(raw: &RawValue) -> Option<Self> {
        Some(raw.into())
    }
}

impl WireValue for RawCode {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::lenient(&raw).ok_or_else(|| de::Error::custom("a code is a number or a text"))
    }

    fn lenient(raw: &RawValue) -> Option<Self> {
        let text = lenient_text(raw)?;
        Some(match text.trim() {
            "" => Self::Absent,
            // Some writers print whole numbers as floats.
            code => code
                .strip_suffix(".0")
                .unwrap_or(code)
                .parse()
                .map_or_else(|_| Self::Text(code.to_owned()), Self::Number),
        })
    }
}

/// Reads a value from the documented form or any other that can stand for it, in a field of a type
/// that is no record: `#[serde(deserialize_with = "wire::value")]`.
///
/// # Errors
///
/// When nothing there can stand for it.
pub fn value<'de, D: Deserializer<'de>, T: WireValue>(deserializer: D) -> Result<T, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    T::lenient(&raw).ok_or_else(|| de::Error::custom("not a value of the documented type"))
}

/// Reads a text and makes a value of it; for types that keep a text as it came.
///
/// # Errors
///
/// When there is no text.
pub fn strict_text<'de, D, T>(deserializer: D, make: fn(&str) -> T) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
{
    struct Text<T>(fn(&str) -> T, PhantomData<T>);

    impl<T> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            Ok((self.0)(text))
        }
    }

    deserializer.deserialize_str(Text(make, PhantomData))
}

/// Reads a text, or a number or a truth value as text.
pub fn lenient_text(raw: &RawValue) -> Option<String> {
    Scalar::of(raw).into_text()
}
