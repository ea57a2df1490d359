//! The shapes in which the two vendors say no.

use serde::{Deserialize, Serialize};
use serde_json::json;

/// The shape of an error's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Envelope {
    /// NHN Cloud: `{"header":{"isSuccessful":false,"resultCode":…,"resultMessage":…}}`.
    NhnHeader,
    /// OAuth 2.0 (RFC 6749 §5.2): `{"error":"invalid_client","error_description":…}`.
    Rfc6749,
    /// NAVER Cloud: `{"error":{"errorCode":901,"message":…}}`, the code a number.
    NcpNumber,
    /// NAVER Cloud: as above, the code a string.
    NcpString,
    /// NAVER Cloud: `{"errorCode":901,"message":…}`, without the outer object.
    NcpBare,
    /// NAVER Cloud: `{"returnCode":"901","returnDesc":…,"returnMessage":…,"resources":null}`.
    NcpReturnCode,
}

impl Envelope {
    pub(crate) fn body(self, code: i64, message: &str) -> Vec<u8> {
        let body = match self {
            Self::NhnHeader => json!({
                "header": { "isSuccessful": false, "resultCode": code, "resultMessage": message }
            }),
            Self::Rfc6749 => json!({
                "error": oauth_name(code, message),
                "error_description": format!("{message} ({code})")
            }),
            Self::NcpNumber => json!({ "error": { "errorCode": code, "message": message } }),
            Self::NcpString => {
                json!({ "error": { "errorCode": code.to_string(), "message": message } })
            }
            Self::NcpBare => json!({ "errorCode": code, "message": message }),
            Self::NcpReturnCode => json!({
                "returnCode": code.to_string(),
                "returnDesc": "Request Fail",
                "returnMessage": message,
                "resources": null
            }),
        };
        body.to_string().into_bytes()
    }
}

/// The errors of RFC 6749 §5.2.
const OAUTH_NAMES: [&str; 6] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
];

/// The name of an error: the message, if that is one already, or else what the code means.
fn oauth_name(code: i64, message: &str) -> &str {
    match code {
        _ if OAUTH_NAMES.contains(&message) => message,
        80_007 => "invalid_token",
        -6 => "unauthorized_client",
        400 | 404 | 1_000 | 501..=505 => "invalid_request",
        _ => "invalid_client",
    }
}
