use super::response::ErrorBody;
use crate::error::RawCode;
use crate::wire;

/// An error in the shape of RFC 6749 §5.2: `error` has to be a text, and nothing else has to be
/// there.
pub(super) fn error_body(body: &[u8]) -> Option<ErrorBody> {
    let text = wire::body_text(body);
    let object = wire::object_in(&text).ok()?;
    let error = object
        .get("error")
        .filter(|raw| raw.get().starts_with('"'))
        .and_then(wire::lenient_text)?;
    let message = object
        .get("error_description")
        .and_then(wire::lenient_text)
        .unwrap_or_default();
    Some(ErrorBody {
        code: RawCode::Text(error),
        message,
    })
}
