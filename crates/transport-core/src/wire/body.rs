use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, Visitor};

use super::record::Unidentified;
use super::{Object, Record};

/// Reads a body, which has to be one object: strictly in one pass, and only where that fails field
/// by field.
///
/// # Errors
///
/// When the body is not a JSON object, or what identifies it is missing.
pub fn decode<T: Record>(body: &[u8]) -> Result<T, serde_json::Error> {
    let mut strict = serde_json::Deserializer::from_slice(body);
    if let Ok(record) = T::strict(&mut strict)
        && strict.end().is_ok()
    {
        return Ok(record);
    }
    let text = body_text(body);
    T::from_object(&object_in(&text)?)
        .map_err(|Unidentified(field)| serde_json::Error::missing_field(field))
}

/// The object that a body's text is.
///
/// # Errors
///
/// When it is no JSON, or JSON that is not an object.
pub fn object_in(text: &str) -> Result<Object<'_>, serde_json::Error> {
    serde_json::from_str(text)
}

/// A body as text: without a byte order mark, and with U+FFFD for bytes that are not UTF-8.
pub fn body_text(body: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body))
}

/// A field's name, borrowed from the body where it can be.
#[doc(hidden)]
#[derive(Debug)]
pub struct FieldName<'de>(pub Cow<'de, str>);

impl<'de> Deserialize<'de> for FieldName<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl<'de> Visitor<'de> for Name {
            type Value = FieldName<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field's name")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<FieldName<'de>, E> {
                Ok(FieldName(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<FieldName<'de>, E> {
                Ok(FieldName(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_identifier(Name)
    }
}
