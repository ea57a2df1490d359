use std::fmt;

use http::StatusCode;

use crate::{EpochMillis, ErrorCode, Flag};

/// Why a verdict is what it is; `Display` says it in one line.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The token was issued to another app than the one that was asked for.
    AppIdMismatch {
        /// The app that was asked for.
        expected: String,
        /// The app that the token was issued to.
        actual: String,
    },
    /// The token's time is over by the client's clock, although the service still read it: that
    /// clock may be ahead.
    Expired {
        /// When it expired.
        at: EpochMillis,
    },
    /// The app is not signed as it is registered (`signatureMatch` is false).
    SignatureMismatch,
    /// The app's binary is not the registered one (`codeHashMatch` is false).
    CodeHashMismatch,
    /// A flag that counts is true.
    Detected(Flag),
    /// A flag that this version does not know is true. It decides nothing unless
    /// [`OnUnknownFlag::Deny`](crate::OnUnknownFlag) says so.
    UnknownFlag(String),
    /// What the policy asks for is missing: null, or not there. Holds the vendor's name of the
    /// field.
    Missing(&'static str),
    /// The service rejected the token: expired, already read or not genuine; it does not say which.
    TokenRejected {
        /// The code, if it sent one.
        code: Option<ErrorCode>,
        /// The HTTP status.
        status: Option<StatusCode>,
    },
    /// What the app sent is not a token: over 8,192 bytes, or with a character that RFC 6750 does
    /// not allow. Nothing was sent.
    MalformedToken,
    /// Something in front of the service, such as a firewall, rejected the request with a response
    /// of its own: the token may have provoked it.
    ForeignRejection {
        /// The HTTP status.
        status: StatusCode,
    },
    /// The gateway rejected this server, whatever the token: address, permission, path.
    SetupRejected {
        /// The code.
        code: ErrorCode,
    },
    /// The gateway rejected the call for the rate or the quota; the token was not read.
    Throttled,
    /// The service was not reached; the token was not read.
    Unreachable,
    /// The token may have been read, but no readable response came. It may be consumed.
    ResponseLost,
    /// Nothing was sent, for a reason that is not the app's token: what the caller passed, or a
    /// setting.
    NotSent,
}

impl Reason {
    /// A short name for metrics and logs, the same whatever the reason holds, such as
    /// `flag_detected`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::AppIdMismatch { .. } => "app_id_mismatch",
            Self::Expired { .. } => "expired",
            Self::SignatureMismatch => "signature_mismatch",
            Self::CodeHashMismatch => "code_hash_mismatch",
            Self::Detected(_) => "flag_detected",
            Self::UnknownFlag(_) => "unknown_flag",
            Self::Missing(_) => "missing",
            Self::TokenRejected { .. } => "token_rejected",
            Self::MalformedToken => "malformed_token",
            Self::ForeignRejection { .. } => "foreign_rejection",
            Self::SetupRejected { .. } => "setup_rejected",
            Self::Throttled => "throttled",
            Self::Unreachable => "unreachable",
            Self::ResponseLost => "response_lost",
            Self::NotSent => "not_sent",
        }
    }

    /// The vendor's name of the field that it speaks of, if it speaks of one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::AppIdMismatch { .. } => Some("appId"),
            Self::Expired { .. } => Some("expireAt"),
            Self::SignatureMismatch => Some("signatureMatch"),
            Self::CodeHashMismatch => Some("codeHashMatch"),
            Self::Detected(flag) => Some(flag.as_str()),
            Self::UnknownFlag(name) => Some(name),
            Self::Missing(field) => Some(field),
            _ => None,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Quoted and escaped: both come from outside.
            Self::AppIdMismatch { expected, actual } => {
                write!(f, "appId is {actual:?}, not {expected:?}")
            }
            Self::Expired { at } => write!(f, "expireAt {at} has passed by this machine's clock"),
            Self::SignatureMismatch => f.write_str("signatureMatch is false"),
            Self::CodeHashMismatch => f.write_str("codeHashMatch is false"),
            Self::Detected(flag) => write!(f, "{flag} is true"),
            Self::UnknownFlag(name) => write!(f, "{name:?}, an unknown flag, is true"),
            Self::Missing(field) => write!(f, "{field} is missing"),
            Self::TokenRejected { .. } => f.write_str("the service rejected the token"),
            Self::MalformedToken => f.write_str("the token is malformed"),
            Self::ForeignRejection { status } => write!(
                f,
                "something in front of the service rejected the request (HTTP {})",
                status.as_u16()
            ),
            Self::SetupRejected { .. } => {
                f.write_str("the gateway rejected this server, whatever the token")
            }
            Self::Throttled => f.write_str("too many calls for now"),
            Self::Unreachable => f.write_str("the service was not reached"),
            Self::ResponseLost => {
                f.write_str("the response was lost and the token may be consumed")
            }
            Self::NotSent => f.write_str("nothing was sent"),
        }
    }
}
