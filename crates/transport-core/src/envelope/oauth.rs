use serde::Deserialize;

use super::response::ErrorBody;
use crate::error::RawCode;
use crate::wire;

/// An error in the shape of RFC 6749 §5.2.
pub(super) fn error_body(body: &[u8]) -> Option<ErrorBody> {
    #[derive(Deserialize)]
    struct OauthError {
        error: String,
        #[serde(default, deserialize_with = "wire::null_as_default")]
        error_description: String,
    }

    let error: OauthError = serde_json::from_slice(body).ok()?;
    Some(ErrorBody {
        code: RawCode::Text(error.error),
        message: error.error_description,
    })
}
