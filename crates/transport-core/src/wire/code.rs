use std::fmt;

use serde::Deserializer;
use serde::de::{self, Visitor};

use crate::WireCode;

struct CodeVisitor;

impl Visitor<'_> for CodeVisitor {
    type Value = WireCode;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number or a text")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<WireCode, E> {
        Ok(WireCode::Number(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<WireCode, E> {
        i64::try_from(number)
            .map(WireCode::Number)
            .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<WireCode, E> {
        Ok(match text.trim() {
            "" => WireCode::Absent,
            text => text
                .parse()
                .map_or_else(|_| WireCode::Text(text.to_owned()), WireCode::Number),
        })
    }

    fn visit_unit<E: de::Error>(self) -> Result<WireCode, E> {
        Ok(WireCode::Absent)
    }
}

/// Reads an error code: a number, the same as text, any other text, or `null` for none.
///
/// # Errors
///
/// When it is neither.
pub fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<WireCode, D::Error> {
    deserializer.deserialize_any(CodeVisitor)
}
