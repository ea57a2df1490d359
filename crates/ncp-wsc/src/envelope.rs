//! Reading a response whose content stands bare or under `resources`.

use serde::de::{Error as _, Unexpected};
use transport_core::Vendor;
use transport_core::wire::{self, Object, RawValue, Record};

/// What a response holds beside the envelope's own fields.
pub(crate) trait Content: Record {
    /// The documented field that is missed where there is no content.
    const REQUIRED: &'static str;

    /// Whether the object is that content and not something else.
    fn is_content(object: &Object<'_>) -> bool;

    /// The same of a value that was read.
    fn has_content(&self) -> bool;
}

/// Decodes the content from either place.
///
/// # Errors
///
/// When it is in neither place, or the response is an error, which the engine then reads.
pub(crate) fn decode<T: Content>(body: &[u8]) -> Result<T, serde_json::Error> {
    // A bare response with documented fields alone, as nearly all are, is read in one pass.
    let mut strict = serde_json::Deserializer::from_slice(body);
    if let Ok(content) = T::strict(&mut strict)
        && strict.end().is_ok()
        && content.has_content()
    {
        return Ok(content);
    }
    wire::decode(find::<T>(body, &wire::body_text(body))?.as_bytes())
}

/// The JSON of the content.
///
/// # Errors
///
/// As [`decode`].
pub(crate) fn find<'a, T: Content>(
    body: &[u8],
    text: &'a str,
) -> Result<&'a str, serde_json::Error> {
    let object = wire::object_in(text)?;
    reject_error(body, &object)?;
    if T::is_content(&object) {
        return Ok(text);
    }
    let is_content = |raw: &&RawValue| Object::read(raw).is_some_and(|it| T::is_content(&it));
    match object.get("resources").filter(is_content) {
        Some(raw) => Ok(raw.get()),
        None => Err(serde_json::Error::missing_field(T::REQUIRED)),
    }
}

/// # Errors
///
/// When the response is an error, or what stands in an error's place is not an object.
pub(crate) fn reject_error(body: &[u8], object: &Object<'_>) -> Result<(), serde_json::Error> {
    if Vendor::Ncp.error_body(body).is_some() {
        return Err(serde_json::Error::custom("the response is an error"));
    }
    match object.get("error").filter(|raw| is_filled(raw)) {
        Some(raw) if Object::read(raw).is_none() => {
            let value = Unexpected::Other("a value");
            Err(serde_json::Error::invalid_type(
                value,
                &"an object as `error`",
            ))
        }
        _ => Ok(()),
    }
}

/// Whether anything is said at all.
pub(crate) fn is_filled(raw: &RawValue) -> bool {
    let compact: String = raw.get().split_whitespace().collect();
    !matches!(compact.as_str(), "null" | "\"\"" | "[]" | "{}")
}
