use http::StatusCode;
use serde::Deserialize;

use super::{Envelope, NhnEnvelope, Refusal};
use crate::error::WireCode;
use crate::wire;

/// The token service's errors: RFC 6749 §5.2, or NHN Cloud's header.
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
#[derive(Debug, Clone, Copy)]
pub struct OauthEnvelope;

impl Envelope for OauthEnvelope {
    fn refusal(status: StatusCode, body: &[u8]) -> Option<Refusal> {
        refusal(body).or_else(|| NhnEnvelope::refusal(status, body))
    }
}

/// A refusal in the shape of RFC 6749 §5.2.
pub(super) fn refusal(body: &[u8]) -> Option<Refusal> {
    #[derive(Deserialize)]
    struct OauthError {
        error: String,
        #[serde(default, deserialize_with = "wire::null_as_default")]
        error_description: String,
    }

    let refused: OauthError = serde_json::from_slice(body).ok()?;
    Some(Refusal {
        code: WireCode::Text(refused.error),
        message: refused.error_description,
    })
}
