//! What a token means that could not be read.
//!
//! Whatever a player can bring about by the token alone must not end in doubt, or they would choose
//! the verdict; whatever the network or this server's set-up brings about must not count against
//! them.

use transport_core::{DocumentedCode, RetryClass};

use super::{OnForeignRejection, OnRejected, Policy};
use crate::request::TOKEN_FIELD;
use crate::{Error, ErrorKind, Reason, Reasons, Verdict};

impl Policy {
    pub(super) fn evaluate_failure(&self, error: Error) -> Verdict {
        let reason = reason(&error);
        let denies = match reason {
            // Never sent, and by the player's doing alone.
            Reason::MalformedToken => true,
            Reason::TokenRejected { .. } => self.rejected == OnRejected::Deny,
            Reason::ForeignRejection { .. } => self.foreign_rejection == OnForeignRejection::Deny,
            _ => false,
        };
        let reasons = Reasons::new(vec![reason], Err(error));
        match denies {
            true => Verdict::Deny(reasons),
            false => Verdict::Indeterminate(reasons),
        }
    }
}

fn reason(error: &Error) -> Reason {
    match (error.kind(), error.status()) {
        (ErrorKind::InvalidInput, _) if error.field() == Some(TOKEN_FIELD) => {
            Reason::MalformedToken
        }
        (kind, _) if kind.is_usage() => Reason::NotSent,
        // Not in the service's own words, so without a code.
        (ErrorKind::UnreadableResponse | ErrorKind::ResponseTooLarge, Some(status))
            if status.is_client_error() =>
        {
            Reason::ForeignRejection { status }
        }
        // Asked first: a rejection from behind the gateway may come after the token was read.
        _ if error.outcome_unknown() && !is_of_the_token(error) => Reason::ResponseLost,
        _ if error.is_throttled() => Reason::Throttled,
        (ErrorKind::Rejected, status) => match error.code() {
            Some(code) if code.is_about_setup() => Reason::SetupRejected { code },
            code => Reason::TokenRejected { code, status },
        },
        _ => Reason::Unreachable,
    }
}

/// Whether the service rejected it in its own words, and not because something failed behind it.
///
/// Nobody documents what the codes for a token are: an unknown one leaves open whether the token is
/// consumed, but not whom it speaks of.
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
