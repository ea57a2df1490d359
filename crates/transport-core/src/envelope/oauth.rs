use http::StatusCode;
use serde::Deserialize;

use super::{Envelope, ErrorBody, NhnEnvelope};
use crate::error::RawCode;
use crate::wire;

/// The token service's errors: RFC 6749 §5.2, or NHN Cloud's header.
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
#[derive(Debug, Clone, Copy)]
pub struct OauthEnvelope;

impl Envelope for OauthEnvelope {
    fn error_body(status: StatusCode, body: &[u8]) -> Option<ErrorBody> {
        error_body(body).or_else(|| NhnEnvelope::error_body(status, body))
    }
}

/// A refusal in the shape of RFC 6749 §5.2.
pub(super) fn error_body(body: &[u8]) -> Option<ErrorBody> {
    #[derive(Deserialize)]
    struct OauthError {
        error: String,
        #[serde(default, deserialize_with = "wire::null_as_default")]
        error_description: String,
    }

    let refused: OauthError = serde_json::from_slice(body).ok()?;
    Some(ErrorBody {
        code: RawCode::Text(refused.error),
        message: refused.error_description,
    })
}
