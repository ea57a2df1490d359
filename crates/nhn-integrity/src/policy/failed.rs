//! What a token means that could not be read.
//!
//! Whatever a player can bring about by the token alone must not end in doubt, or he would choose
//! the verdict; whatever the network or this server's set-up brings about must not count against
//! him.

use transport_core::{DocumentedCode, RetryClass};

use super::{Policy, RefusalMeans};
use crate::request::TOKEN_FIELD;
use crate::{Error, ErrorKind, Grounds, Reason, Verdict};

impl Policy {
    pub(super) fn judge_failure(&self, error: Error) -> Verdict {
        let reason = reason(&error);
        let about_token = matches!(reason, Reason::TokenRefused { .. } | Reason::TokenUnusable);
        let grounds = Grounds::new(vec![reason], Err(error));
        if about_token && self.refusal == RefusalMeans::Deny {
            Verdict::Deny(grounds)
        } else {
            Verdict::Indeterminate(grounds)
        }
    }
}

fn reason(error: &Error) -> Reason {
    match error.kind() {
        // Asked first: a refusal from behind the gateway may come after the token was read.
        _ if error.outcome_unknown() && !is_of_the_token(error) => Reason::AnswerLost,
        _ if error.is_throttled() => Reason::Throttled,
        ErrorKind::InvalidInput if error.field() == Some(TOKEN_FIELD) => Reason::TokenUnusable,
        kind if kind.is_usage() => Reason::NotSent,
        ErrorKind::Rejected => match error.code() {
            Some(code) if code.is_about_setup() => Reason::SetupRefused { code },
            code => Reason::TokenRefused {
                code,
                status: error.status(),
            },
        },
        _ => Reason::Unreachable,
    }
}

/// Whether the service refused in its own words, and not because something failed behind it.
///
/// Nobody documents what the codes for a token are: an unknown one leaves open whether the token is
/// used up, but not whom it speaks of.
fn is_of_the_token(error: &Error) -> bool {
    let (ErrorKind::Rejected, Some(status)) = (error.kind(), error.status()) else {
        return false;
    };
    let class = error.as_ref().documented_code().map_or_else(
        || RetryClass::of_status(status),
        DocumentedCode::retry_class,
    );
    !status.is_server_error() && matches!(class, RetryClass::Never | RetryClass::Reauthenticate)
}
