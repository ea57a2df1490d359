use std::fmt;

use http::StatusCode;
use transport_core::{CallError, NhnGatewayCode, RawCode, RetryClass, ServiceCode};

/// The read of a token ended without its answer.
///
/// [`outcome_unknown`](CallError::outcome_unknown) says whether the token may be used up all the
/// same.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Integrity Verification API Guide".
pub type Error = CallError<ErrorCode>;

/// The result code of a refused read.
///
/// The vendor documents no codes for expired, unknown or already read tokens: what comes is the
/// gateway's, or a number that nobody documents.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Integrity Verification API Guide".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ErrorCode(NhnGatewayCode);

impl ErrorCode {
    /// The code of that number.
    pub fn from_number(number: i64) -> Self {
        Self(NhnGatewayCode::from_number(number))
    }

    /// The code's name, as the gateway documents it.
    pub fn gateway(&self) -> NhnGatewayCode {
        self.0
    }

    /// The number on the wire.
    pub fn number(&self) -> i64 {
        self.0.number()
    }

    /// Whether it tells of this server's own set-up (path, address, permission) and nothing of the
    /// token.
    pub(crate) fn is_about_setup(self) -> bool {
        use NhnGatewayCode as Gateway;
        matches!(
            self.0,
            Gateway::InvalidUri
                | Gateway::InvalidForwardedFor
                | Gateway::HmacAuthorizationEmpty
                | Gateway::HmacAlgorithm
                | Gateway::HmacSignatureEmpty
                | Gateway::HmacHeaderMissing
                | Gateway::HmacDateEmpty
                | Gateway::HmacDateFormat
                | Gateway::HmacExpired
                | Gateway::HmacInvalid
                | Gateway::HmacPrefix
                | Gateway::AddressNotAllowed
                | Gateway::ApiKeyEmpty
                | Gateway::ApiKeyInactive
                | Gateway::ApiKeyInvalid
                | Gateway::NotFound
                | Gateway::QuotaExceeded
                | Gateway::ResponseTooLarge
                | Gateway::GatewayConfiguration
                | Gateway::NoPermission
                | Gateway::OrganizationAddressList
        )
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
        match self.0.retry_class() {
            // There is one token, and nothing to refresh it with.
            Some(RetryClass::Reauthenticate) => Some(RetryClass::Never),
            class => class,
        }
    }

    fn is_auth(&self) -> bool {
        self.0.is_auth()
    }

    fn advice(&self) -> Option<&'static str> {
        match self.0.retry_class() {
            Some(RetryClass::Reauthenticate) => {
                Some("the token is expired, used up or not genuine: get a new one from the app")
            }
            _ => None,
        }
    }
}
