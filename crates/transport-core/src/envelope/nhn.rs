use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::oauth;
use super::response::ErrorBody;
use crate::error::RawCode;
use crate::wire::{self, RawValue, WireValue, record};

/// The `header` of every NHN Cloud response, and of the gateway in front of them.
///
/// Success is `isSuccessful` and nothing else: AppGuard succeeds with code 1, the others with 0.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#common-api-response-information>.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NhnHeader {
    /// Whether the call succeeded.
    pub is_successful: bool,
    /// The result code; met as a number and as a numeric text.
    pub result_code: Option<i64>,
    /// The result message.
    pub result_message: String,
}

record! {
    struct HeaderFields
    fields {
        is_successful: bool = "isSuccessful",
        result_code: i64 = "resultCode",
        result_message: String = "resultMessage",
    }
}

impl HeaderFields {
    /// Nothing means success but `isSuccessful`.
    fn into_header(self) -> Option<NhnHeader> {
        Some(NhnHeader {
            is_successful: self.is_successful?,
            result_code: self.result_code,
            result_message: self.result_message.unwrap_or_default(),
        })
    }
}

impl WireValue for NhnHeader {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let header = HeaderFields::strict(deserializer)?.into_header();
        header.ok_or_else(|| D::Error::missing_field("isSuccessful"))
    }

    fn lenient(raw: &RawValue) -> Option<Self> {
        HeaderFields::lenient(raw)?.into_header()
    }
}

impl<'de> Deserialize<'de> for NhnHeader {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let header = HeaderFields::deserialize(deserializer)?.into_header();
        header.ok_or_else(|| D::Error::missing_field("isSuccessful"))
    }
}

impl NhnHeader {
    /// A success without what is documented of it is not an empty one: something is wrong, and
    /// nothing may be lost silently.
    ///
    /// # Errors
    ///
    /// When there is no header, or it says success but the field is not there.
    pub fn check(
        header: Option<&Self>,
        field: &'static str,
        is_there: bool,
    ) -> Result<(), serde_json::Error> {
        match header {
            None => Err(serde_json::Error::missing_field("header")),
            Some(header) if header.is_successful && !is_there => {
                Err(serde_json::Error::missing_field(field))
            }
            Some(_) => Ok(()),
        }
    }

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
    let text = wire::body_text(body);
    let object = wire::object_in(&text);
    let header = object
        .ok()
        .and_then(|body| NhnHeader::lenient(body.get("header")?));
    match header {
        // An error status with a successful header contradicts itself: no readable error.
        Some(header) => header.error_body(),
        None => oauth::error_body(body).map(|error| ErrorBody {
            code: as_framework_code(error.code),
            ..error
        }),
    }
}
