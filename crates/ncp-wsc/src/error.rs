use std::fmt;

use http::StatusCode;
use transport_core::{CallError, NcpGatewayCode, RawCode, RetryClass, ServiceCode, service_codes};

/// A call of this service ended without its answer.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>.
pub type Error = CallError<ErrorCode>;

service_codes! {
    /// The codes of Web Security Checker itself.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>, response
    /// status codes.
    pub enum WscCode {
        /// Success.
        Success = 0, "success", Never;
        /// A temporary failure, or an instance id that does not exist.
        ApiCallFail = 901, "API Call Fail", IfIdempotent;
        /// No permission.
        AuthCheckError = 169201, "Auth Check Error", Never, auth;
        /// The account's information could not be verified.
        UserCheckError = 169202, "User Check Error", Never, auth;
        /// The scheme of the action URL is wrong.
        ActionUrlCheckError = 160331, "ActionURL Check Error", Never;
        /// The ID or password parameter holds a value that is not allowed.
        LoginParamCheckError = 160332, "Param Check Error", Never;
        /// The login to the scanned site failed.
        LoginCheckFail = 160351, "Login_Check_Fail", Never;
        /// The action URL cannot be reached.
        UrlConnectionError = 160353, "URL Connection Error", Never;
        /// A value is not allowed.
        ParamCheckError = 160431, "Param Check Error", Never;
        /// A value is missing.
        ParamCheckNull = 160432, "Param Check Null", Never;
        /// A value is not defined.
        ParamValueNotDefined = 160433, "Param Value Not Define", Never;
        /// Registering the job failed.
        DbExecuteQueryError = 160441, "DB Execute Query Error", IfIdempotent;
        /// The target is not the customer's NAVER Cloud asset.
        AssetsCheckFail = 160451, "Assets_Check_Fail", Never;
        /// The schedule is full.
        QueueFull = 160452, "Queue_Full", Never;
        /// This target already has a job.
        AlreadyExists = 160453, "Already_Exists", Never;
        /// Too many jobs are pending.
        TooManyInsert = 160454, "TooMany_Insert", Never;
        /// A rule of re-scans is broken: same domain and IP, at most three within 60 days.
        RescanCreateFailed = 160455, "ReScan Create failed", Never;
        /// The third party's consent is missing.
        ManagedServiceConsentMissing = 160456, "Managed Service agree chk failed", Never;
        /// The third party's file is missing.
        ManagedServiceFileMissing = 160457, "Managed Service file chk failed", Never;
        /// The report is older than one year.
        OpenPeriodExpired = 160701, "Open period expired", Never;
        /// There is nothing to cancel.
        NothingToCancel = 160842, "DB Matcing Data 0", Never;
        /// The instance list and the records differ.
        RecordCountMismatch = 165244, "DB Data Record CNT Not Matching", Never;
    }
}

impl WscCode {
    /// The next step, where the code itself names one.
    fn advice(&self) -> Option<&'static str> {
        Some(match self {
            Self::ApiCallFail => "check the instance id, or try again later",
            Self::AuthCheckError => "check the key's permission and the subscription",
            Self::ActionUrlCheckError | Self::UrlConnectionError => {
                "check that the URL is right and can be reached"
            }
            Self::LoginCheckFail => "check the login, or give the session's cookies as Headers",
            Self::ParamCheckError => "check the values given, the URL first",
            Self::ParamCheckNull => "give every required value",
            Self::ParamValueNotDefined => {
                "check the items, the user agent and the speed for one that is not documented"
            }
            Self::DbExecuteQueryError => "try again later",
            Self::AssetsCheckFail => "only servers created on NAVER Cloud can be scanned",
            Self::QueueFull | Self::TooManyInsert => "wait until pending jobs are done",
            Self::AlreadyExists => "wait for the job of this target, or cancel it",
            Self::RescanCreateFailed => {
                "a re-scan needs the same domain and IP, at most three within 60 days"
            }
            Self::OpenPeriodExpired => "reports can be read for one year",
            Self::NothingToCancel => {
                "it has started already or is over: stop it, or look at its state"
            }
            _ => return None,
        })
    }
}

/// The code of a refusal: the service's, its gateway's, or one that this version does not know.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// A documented code of the service.
    Service(WscCode),
    /// A documented code of NAVER Cloud's API Gateway, in front of the service.
    Gateway(NcpGatewayCode),
    /// A number that this version does not know.
    Unknown(i64),
    /// A code that is no number, as it came.
    Other(String),
}

impl ErrorCode {
    /// The code of that number; the ranges of service and gateway do not overlap.
    pub fn from_number(number: i64) -> Self {
        match (
            WscCode::from_number(number),
            NcpGatewayCode::from_number(number),
        ) {
            (WscCode::Unknown(_), NcpGatewayCode::Unknown(_)) => Self::Unknown(number),
            (WscCode::Unknown(_), gateway) => Self::Gateway(gateway),
            (service, _) => Self::Service(service),
        }
    }

    /// The number on the wire, if it is one.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Service(code) => Some(code.number()),
            Self::Gateway(code) => Some(code.number()),
            Self::Unknown(number) => Some(*number),
            Self::Other(_) => None,
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(code) => code.fmt(f),
            Self::Gateway(code) => code.fmt(f),
            Self::Unknown(number) => number.fmt(f),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl ServiceCode for ErrorCode {
    fn from_wire(code: &RawCode, _: StatusCode) -> Option<Self> {
        match code {
            RawCode::Number(number) => Some(Self::from_number(*number)),
            RawCode::Text(text) => Some(Self::Other(text.clone())),
            RawCode::Absent => None,
        }
    }

    fn retry_class(&self) -> Option<RetryClass> {
        match self {
            Self::Service(code) => code.documented_retry_class(),
            Self::Gateway(code) => code.documented_retry_class(),
            Self::Unknown(_) | Self::Other(_) => None,
        }
    }

    fn is_auth(&self) -> bool {
        match self {
            Self::Service(code) => code.is_documented_auth(),
            Self::Gateway(code) => code.is_documented_auth(),
            Self::Unknown(_) | Self::Other(_) => false,
        }
    }

    fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Service(code) => code.advice(),
            Self::Gateway(NcpGatewayCode::PermissionDenied) => {
                Some("check the key's permission and the subscription")
            }
            Self::Gateway(NcpGatewayCode::AuthenticationFailed) => Some(
                "check NCLOUD_ACCESS_KEY_ID and NCLOUD_SECRET_ACCESS_KEY, or the keys that were set, and this machine's clock",
            ),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_value_comes_with_a_next_step() {
        for number in [160_431, 160_432, 160_433] {
            let code = ErrorCode::from_number(number);
            assert!(ServiceCode::advice(&code).is_some(), "{code}");
        }
    }
}
