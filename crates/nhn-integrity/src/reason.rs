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
        asked: String,
        /// The app that the token was issued to.
        answered: String,
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
    /// The service said nothing of what the policy asks for: null, or not there. Holds the vendor's
    /// name of the field.
    NotStated(&'static str),
    /// The service refused the token: expired, already read or not genuine; it does not say which.
    TokenRefused {
        /// The code, if it sent one.
        code: Option<ErrorCode>,
        /// The HTTP status.
        status: Option<StatusCode>,
    },
    /// What the app brought is no token: blank, over 8,192 bytes, or with anything but visible
    /// ASCII. Nothing was sent.
    TokenUnusable,
    /// The gateway refused this server, whatever the token: address, permission, path.
    SetupRefused {
        /// The code.
        code: ErrorCode,
    },
    /// The gateway refused for the rate or the quota; the token was not read.
    Throttled,
    /// The service was not reached; the token was not read.
    Unreachable,
    /// The token may have been read, but no readable answer came. It may be used up.
    AnswerLost,
    /// The call was refused before anything was sent, for a reason that is not the token.
    NotSent,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Quoted and escaped: both come from outside.
            Self::AppIdMismatch { asked, answered } => {
                write!(f, "appId is {answered:?}, not {asked:?}")
            }
            Self::Expired { at } => write!(f, "expireAt {at} has passed by this machine's clock"),
            Self::SignatureMismatch => f.write_str("signatureMatch is false"),
            Self::CodeHashMismatch => f.write_str("codeHashMatch is false"),
            Self::Detected(flag) => write!(f, "{flag} is true"),
            Self::NotStated(field) => write!(f, "{field} is not stated"),
            Self::TokenRefused { .. } => f.write_str("the service refused the token"),
            Self::TokenUnusable => f.write_str("what the app brought is no token"),
            Self::SetupRefused { .. } => {
                f.write_str("the gateway refused this server, whatever the token")
            }
            Self::Throttled => f.write_str("too many calls for now"),
            Self::Unreachable => f.write_str("the service was not reached"),
            Self::AnswerLost => f.write_str("the answer was lost and the token may be used up"),
            Self::NotSent => f.write_str("nothing was sent"),
        }
    }
}
