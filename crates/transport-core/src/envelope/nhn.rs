use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::{Envelope, Refusal, oauth};
use crate::error::WireCode;
use crate::wire;

/// The `header` of every NHN Cloud answer, and of the gateway in front of them.
///
/// Success is `isSuccessful` and nothing else: AppGuard succeeds with code 1, the others with 0.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#common-api-response-information>.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NhnHeader {
    /// Whether the call succeeded.
    #[serde(deserialize_with = "wire::bool")]
    pub is_successful: bool,
    /// The result code; met as a number and as a numeric text.
    #[serde(default, deserialize_with = "wire::option::i64")]
    pub result_code: Option<i64>,
    /// The result message.
    #[serde(default, deserialize_with = "wire::null_as_default")]
    pub result_message: String,
}

impl NhnHeader {
    /// What the header says when it is not a success.
    pub fn refusal(&self) -> Option<Refusal> {
        (!self.is_successful).then(|| Refusal {
            code: self.result_code.map_or(WireCode::Absent, WireCode::Number),
            message: self.result_message.clone(),
        })
    }
}

/// The framework's number for what RFC 6750 says in words, or writes as one.
fn as_framework_code(code: WireCode) -> WireCode {
    const EXPIRED: i64 = 80_007;

    match code {
        WireCode::Text(word) if word == "invalid_token" => WireCode::Number(EXPIRED),
        WireCode::Text(word) => word.parse().map_or(WireCode::Text(word), WireCode::Number),
        code => code,
    }
}

/// NHN Cloud's errors: a header alone, or RFC 6749's shape, in which a token is refused.
///
/// Vendor page: <https://docs.nhncloud.com/en/Application%20Service/API%20Gateway/en/error-code/>.
#[derive(Debug, Clone, Copy)]
pub struct NhnEnvelope;

impl Envelope for NhnEnvelope {
    fn refusal(_: StatusCode, body: &[u8]) -> Option<Refusal> {
        #[derive(Deserialize)]
        struct HeaderOnly {
            header: NhnHeader,
        }

        match serde_json::from_slice::<HeaderOnly>(body) {
            // An error status with a successful header contradicts itself: no readable refusal.
            Ok(answer) => answer.header.refusal(),
            Err(_) => oauth::refusal(body).map(|refusal| Refusal {
                code: as_framework_code(refusal.code),
                ..refusal
            }),
        }
    }
}
