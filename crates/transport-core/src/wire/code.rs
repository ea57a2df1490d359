use std::fmt;

use serde::Deserializer;
use serde::de::{self, Visitor};

use crate::RawCode;

struct CodeVisitor;

impl Visitor<'_> for CodeVisitor {
    type Value = RawCode;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number or a text")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<RawCode, E> {
        Ok(RawCode::Number(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<RawCode, E> {
        i64::try_from(number)
            .map(RawCode::Number)
            .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<RawCode, E> {
        Ok(match text.trim() {
            "" => RawCode::Absent,
            text => text
                .parse()
                .map_or_else(|_| RawCode::Text(text.to_owned()), RawCode::Number),
        })
    }

    fn visit_unit<E: de::Error>(self) -> Result<RawCode, E> {
        Ok(RawCode::Absent)
    }
}

/// Reads an error code: a number, the same as text, any other text, or `null` for none.
///
/// # Errors
///
/// When it is neither.
pub fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<RawCode, D::Error> {
    deserializer.deserialize_any(CodeVisitor)
}
