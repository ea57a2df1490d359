//! What the ids of the services have in common; the macro in `id.rs` makes types of it.

use std::cmp::Ordering;
use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::scalar::Scalar;

const LONGEST: usize = 64;

/// Why a text cannot be an id.
pub fn validate_id(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        Some("is empty")
    } else if text.chars().count() > LONGEST {
        Some("is longer than 64 characters")
    } else if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Some("holds white space or control characters")
    } else {
        None
    }
}

/// Whether JSON could write the text as a whole number: `007` and `+7` are no numbers there.
pub fn is_json_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_whole && (digits == "0" || !digits.starts_with('0'))
}

/// Numbers by their value, everything else behind them by its text.
pub fn compare_ids(one: &str, other: &str) -> Ordering {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match (is_number(one), is_number(other)) {
        (true, true) => {
            let value = |text: &'_ str| text.trim_start_matches('0').len();
            let digits = |text: &str| text.trim_start_matches('0').to_owned();
            value(one)
                .cmp(&value(other))
                .then_with(|| digits(one).cmp(&digits(other)))
                .then_with(|| one.cmp(other))
        }
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => one.cmp(other),
    }
}

/// Reads an id's text, and whether it was a number.
///
/// # Errors
///
/// When it is neither a whole number of 64 bits nor a text.
pub fn strict_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(Box<str>, bool), D::Error> {
    struct Id;

    impl Visitor<'_> for Id {
        type Value = (Box<str>, bool);

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a number or a text")
        }

        fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
            Ok((number.to_string().into(), true))
        }

        fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
            Ok((number.to_string().into(), true))
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
            if text.trim().is_empty() {
                return Err(E::custom("the id is empty"));
            }
            Ok((text.trim().into(), false))
        }
    }

    deserializer.deserialize_any(Id)
}

/// Reads an id's text from a number of any size or a text, and whether it was a number.
pub fn lenient_id(raw: &RawValue) -> Option<(Box<str>, bool)> {
    match Scalar::of(raw) {
        Scalar::Number(digits) => Some((digits.into(), true)),
        Scalar::Text(text) if !text.trim().is_empty() => Some((text.trim().into(), false)),
        _ => None,
    }
}

/// Writes an id as the number or the text that it was.
///
/// # Errors
///
/// As the serializer.
pub fn serialize_id<S: Serializer>(
    text: &str,
    is_number: bool,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if !is_number {
        return serializer.serialize_str(text);
    }
    if let Ok(number) = text.parse::<u64>() {
        return serializer.serialize_u64(number);
    }
    match RawValue::from_string(text.to_owned()) {
        Ok(raw) => raw.serialize(serializer),
        Err(_) => serializer.serialize_str(text),
    }
}
