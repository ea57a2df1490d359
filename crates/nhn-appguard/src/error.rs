use std::fmt;

use http::StatusCode;
use transport_core::{CallError, NhnGatewayCode, RawCode, RetryClass, ServiceCode, service_codes};

/// A call of the AppGuard public API ended without its answer.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>, "Error Code".
pub type Error = CallError<ErrorCode>;

service_codes! {
    /// The codes that AppGuard documents as its own.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Error Code".
    pub enum AppGuardCode {
        /// A parameter is missing or out of its range.
        InvalidParameter = 4000001, "INVALID PARAMETER", Never;
        /// The key's user is no member of the project that the Appkey belongs to.
        InvalidAppkey = 4010001, "INVALID APPKEY", Never, auth;
        /// There is no such User Access Key ID.
        InvalidUserAccessKey = 4010007, "Invalid user access key.", Never, auth;
        /// The User Access Key ID or its secret access key is wrong.
        InvalidSecretAccessKey = 4010008, "Invalid user access key or secret access key.", Never, auth;
    }
}

/// The result code of a refused call: AppGuard's own, or that of the gateway in front of it.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>, "Error Code".
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// A code of AppGuard's own.
    AppGuard(AppGuardCode),
    /// A code of NHN Cloud's gateway or framework.
    Gateway(NhnGatewayCode),
    /// A number that neither documents.
    Unknown(i64),
}

impl ErrorCode {
    /// The code of that number.
    pub fn from_number(number: i64) -> Self {
        match AppGuardCode::from_number(number) {
            AppGuardCode::Unknown(_) => match NhnGatewayCode::from_number(number) {
                NhnGatewayCode::Unknown(number) => Self::Unknown(number),
                gateway => Self::Gateway(gateway),
            },
            own => Self::AppGuard(own),
        }
    }

    /// The number on the wire.
    pub fn number(&self) -> i64 {
        match self {
            Self::AppGuard(code) => code.number(),
            Self::Gateway(code) => code.number(),
            Self::Unknown(number) => *number,
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AppGuard(code) => code.fmt(f),
            Self::Gateway(code) => code.fmt(f),
            Self::Unknown(number) => number.fmt(f),
        }
    }
}

impl ServiceCode for ErrorCode {
    fn from_wire(code: &RawCode, _: StatusCode) -> Option<Self> {
        code.number().map(Self::from_number)
    }

    fn retry_class(&self) -> Option<RetryClass> {
        match self {
            Self::AppGuard(code) => code.documented_retry_class(),
            Self::Gateway(code) => code.documented_retry_class(),
            Self::Unknown(_) => None,
        }
    }

    fn is_auth(&self) -> bool {
        match self {
            Self::AppGuard(code) => code.is_documented_auth(),
            Self::Gateway(code) => code.is_documented_auth(),
            Self::Unknown(_) => false,
        }
    }

    fn advice(&self) -> Option<&'static str> {
        match self {
            Self::AppGuard(AppGuardCode::InvalidAppkey) => Some(
                "check NHN_CLOUD_APPGUARD_APPKEY, and that the key's user is a member of that project",
            ),
            Self::AppGuard(AppGuardCode::InvalidUserAccessKey) => {
                Some("check NHN_CLOUD_USER_ACCESS_KEY_ID in the console's API security settings")
            }
            Self::AppGuard(AppGuardCode::InvalidSecretAccessKey) => Some(
                "check NHN_CLOUD_USER_ACCESS_KEY_ID and NHN_CLOUD_SECRET_ACCESS_KEY in the console's API security settings",
            ),
            _ => None,
        }
    }
}
