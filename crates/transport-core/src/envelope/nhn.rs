use serde::{Deserialize, Serialize};

use super::{ErrorBody, oauth};
use crate::error::RawCode;
use crate::wire;

/// The `header` of every NHN Cloud response, and of the gateway in front of them.
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
    pub fn error_body(&self) -> Option<ErrorBody> {
        (!self.is_successful).then(|| ErrorBody {
            code: self.result_code.map_or(RawCode::Absent, RawCode::Number),
            message: self.result_message.clone(),
        })
    }
}

/// The framework's number for what RFC 6750 says in words, or writes as one.
fn as_framework_code(code: RawCode) -> RawCode {
    const EXPIRED: i64 = 80_007;

    match code {
        RawCode::Text(word) if word == "invalid_token" => RawCode::Number(EXPIRED),
        RawCode::Text(word) => word.parse().map_or(RawCode::Text(word), RawCode::Number),
        code => code,
    }
}

/// NHN Cloud's errors: a header alone, or RFC 6749's shape, in which a token is rejected.
pub(super) fn error_body(body: &[u8]) -> Option<ErrorBody> {
    #[derive(Deserialize)]
    struct HeaderOnly {
        header: NhnHeader,
    }

    match serde_json::from_slice::<HeaderOnly>(body) {
        // An error status with a successful header contradicts itself: no readable error.
        Ok(response) => response.header.error_body(),
        Err(_) => oauth::error_body(body).map(|error| ErrorBody {
            code: as_framework_code(error.code),
            ..error
        }),
    }
}
