use serde::Deserialize;

use super::response::ErrorBody;
use crate::error::RawCode;
use crate::wire;

/// The `error` object of NAVER Cloud's gateway and services.
///
/// `errorCode` is a number from the services and a text from the gateway; one that is no number is
/// kept as it came.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>, common and service errors.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NcpError {
    /// The code.
    #[serde(default, deserialize_with = "wire::code")]
    pub error_code: RawCode,
    /// The message.
    #[serde(default, deserialize_with = "wire::null_as_default")]
    pub message: String,
    /// More about it, from the gateway.
    #[serde(default, deserialize_with = "wire::null_as_default")]
    pub details: String,
}

impl NcpError {
    /// Whether it says anything: an empty one says nothing, and one numbered 0, "success",
    /// contradicts itself.
    fn is_error(&self) -> bool {
        match self.error_code {
            RawCode::Number(number) => number != 0,
            RawCode::Text(_) => true,
            RawCode::Absent => !(self.message.is_empty() && self.details.is_empty()),
        }
    }

    fn into_error_body(self) -> ErrorBody {
        let message = match (self.message.is_empty(), self.details.is_empty()) {
            (_, true) => self.message,
            (true, false) => self.details,
            (false, false) => format!("{} ({})", self.message, self.details),
        };
        ErrorBody {
            code: self.error_code,
            message,
        }
    }
}

/// The parts of a NAVER Cloud response that say whether it succeeded, whatever its HTTP status.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>, common and service errors.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NcpStatus {
    /// The error, if there is one.
    pub error: Option<NcpError>,
    /// `0` for success; absent from many responses.
    #[serde(deserialize_with = "wire::option::i64")]
    pub return_code: Option<i64>,
    /// Says more than `returnMessage` does.
    #[serde(deserialize_with = "wire::null_as_default")]
    pub return_desc: String,
    /// The message.
    #[serde(deserialize_with = "wire::null_as_default")]
    pub return_message: String,
}

impl NcpStatus {
    /// What it says when it is not a success: an `error`, or a `returnCode` other than 0.
    pub fn error_body(&self) -> Option<ErrorBody> {
        if let Some(error) = self.error.as_ref().filter(|error| error.is_error()) {
            return Some(error.clone().into_error_body());
        }
        let code = self.return_code.filter(|code| *code != 0)?;
        let message = if self.return_message.is_empty() {
            &self.return_desc
        } else {
            &self.return_message
        };
        Some(ErrorBody {
            code: RawCode::Number(code),
            message: message.clone(),
        })
    }
}

/// NAVER Cloud's errors: `{"error":{…}}`, the same without the outer object, or a `returnCode`.
pub(super) fn error_body(body: &[u8]) -> Option<ErrorBody> {
    if let Some(error) = serde_json::from_slice::<NcpStatus>(body)
        .ok()
        .and_then(|status| status.error_body())
    {
        return Some(error);
    }
    serde_json::from_slice::<NcpError>(body)
        .ok()
        // Without its outer object, only the code tells an error from any other response.
        .filter(|error| error.is_error() && error.error_code != RawCode::Absent)
        .map(NcpError::into_error_body)
}
