use super::response::ErrorBody;
use crate::error::RawCode;
use crate::wire::{self, record};

record! {
    /// The `error` object of NAVER Cloud's gateway and services: its code is a number from the
    /// services and a text from the gateway.
    #[derive(Debug)]
    struct NcpError
    fields {
        error_code: RawCode = "errorCode",
        message: String = "message",
        /// More about it, from the gateway.
        details: String = "details",
    }
}

record! {
    /// The parts of a response that say whether it succeeded, whatever its HTTP status.
    #[derive(Debug)]
    struct NcpStatus
    fields {
        error: NcpError = "error",
        /// `0` for success; absent from many responses.
        return_code: i64 = "returnCode",
        /// Says more than `returnMessage` does.
        return_desc: String = "returnDesc",
        return_message: String = "returnMessage",
    }
}

impl NcpError {
    /// What it says, if it is an error: an empty one says nothing, and one numbered 0, "success",
    /// contradicts itself.
    fn into_error_body(self) -> Option<ErrorBody> {
        let message = self.message.unwrap_or_default();
        let details = self.details.unwrap_or_default();
        let code = self.error_code.unwrap_or_default();
        let is_error = match code {
            RawCode::Number(number) => number != 0,
            RawCode::Text(_) => true,
            RawCode::Absent => !(message.is_empty() && details.is_empty()),
        };
        let message = match (message.is_empty(), details.is_empty()) {
            (_, true) => message,
            (true, false) => details,
            (false, false) => format!("{message} ({details})"),
        };
        is_error.then_some(ErrorBody { code, message })
    }
}

impl NcpStatus {
    fn into_error_body(self) -> Option<ErrorBody> {
        if let Some(error) = self.error.and_then(NcpError::into_error_body) {
            return Some(error);
        }
        let code = self.return_code.filter(|code| *code != 0)?;
        let message = self.return_message.filter(|message| !message.is_empty());
        Some(ErrorBody {
            code: RawCode::Number(code),
            message: message.or(self.return_desc).unwrap_or_default(),
        })
    }
}

/// NAVER Cloud's errors: `{"error":{…}}`, the same without the outer object, or a `returnCode`.
pub(super) fn error_body(body: &[u8]) -> Option<ErrorBody> {
    let status: NcpStatus = wire::decode(body).ok()?;
    status.into_error_body().or_else(|| {
        let error: NcpError = wire::decode(body).ok()?;
        // Without its outer object, only the code tells an error from any other response.
        error
            .into_error_body()
            .filter(|error| error.code != RawCode::Absent)
    })
}
