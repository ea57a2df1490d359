use std::fmt;

use http::StatusCode;
use transport_core::{CallError, NhnGatewayCode, RawCode, RetryClass, ServiceCode};

/// A call of Server Security Check ended without its answer.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#common-information-for-api-use>.
pub type Error = CallError<ErrorCode>;

/// The result code of a refused call.
///
/// Server Security Check documents no codes of its own: what comes is the gateway's, the
/// framework's, or a number that nobody documents.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#common-information-for-api-use>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ErrorCode(NhnGatewayCode);

impl ErrorCode {
    /// The code's name, as the gateway documents it.
    pub fn gateway(&self) -> NhnGatewayCode {
        self.0
    }

    /// The number on the wire.
    pub fn number(&self) -> i64 {
        self.0.number()
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ServiceCode for ErrorCode {
    fn from_wire(code: &RawCode, status: StatusCode) -> Option<Self> {
        NhnGatewayCode::from_wire(code, status).map(Self)
    }

    fn retry_class(&self) -> Option<RetryClass> {
        self.0.retry_class()
    }

    fn is_auth(&self) -> bool {
        self.0.is_auth()
    }

    fn advice(&self) -> Option<&'static str> {
        match self.0 {
            NhnGatewayCode::ApiKeyEmpty
            | NhnGatewayCode::ApiKeyInactive
            | NhnGatewayCode::ApiKeyInvalid => {
                Some("check NHN_CLOUD_SSC_APPKEY, or the Appkey that was set")
            }
            _ => self.0.advice(),
        }
    }
}
