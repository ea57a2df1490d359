use std::borrow::Cow;

use serde::de::Error as _;

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
