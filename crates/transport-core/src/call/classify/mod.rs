//! What an attempt came to: the answer, or what went wrong and whether a repeat may help.

mod answer;
mod no_answer;

use std::borrow::Cow;

use super::attempt::{Attempt, AttemptError};
use crate::envelope::ApiResponse;
use crate::error::{ErrorKind, Failure, RetryClass};
use crate::{Effect, Operation};

use answer::read;
use no_answer::{not_answered, not_signed, timed_out};

/// How many characters of a header or a code an error shows.
const SHORT: usize = 100;
pub(super) const CHECK_CREDENTIALS: &str =
    "check the credentials and what they are permitted to do";

/// A failed attempt, and what it means for a repeat.
pub(super) struct Classified {
    pub(super) failure: Box<Failure>,
    pub(super) class: RetryClass,
    /// Whether the service said in its own words that it refused.
    pub(super) refused: bool,
    /// Whether a documented code under its documented status says that the gateway refused, before
    /// the service.
    pub(super) before_service: bool,
    /// Whether the code is documented, so that its meaning is known.
    pub(super) documented: bool,
    /// Whether the service certainly received nothing.
    pub(super) not_received: bool,
}

/// Reads the answer of an attempt, or says what went wrong with it.
pub(super) fn classify<A: ApiResponse>(
    operation: &Operation,
    attempt: &Attempt<'_>,
) -> Result<A, Classified> {
    let mut classified = match &attempt.result {
        Ok(answer) => match read::<A>(operation, answer, attempt) {
            Ok(answer) => return Ok(answer),
            Err(classified) => classified,
        },
        Err(AttemptError::Signing(error)) => return Err(not_signed(operation, error, attempt)),
        Err(AttemptError::Transport(error)) => not_answered(operation, error, attempt),
        Err(AttemptError::TimedOut { after, sent }) => timed_out(operation, *after, *sent, attempt),
    };
    finish(operation.effect, &mut classified);
    Err(classified)
}

/// Draws the conclusions that depend on the operation's effect, and names the next step.
fn finish(effect: Effect, classified: &mut Classified) {
    let Classified {
        failure,
        class,
        refused,
        before_service,
        documented,
        not_received,
    } = classified;
    // Money: a number that nobody documents, under a status that is none of a refusal, may stand
    // for anything.
    let understood = *documented
        || effect != Effect::Bills
        || failure
            .status
            .is_some_and(|status| status.is_client_error());
    let certain =
        *not_received || *before_service || (*refused && understood && *class == RetryClass::Never);
    failure.outcome_unknown = !effect.is_idempotent() && !certain;
    failure.retryable |= match class {
        RetryClass::Throttled => effect.is_idempotent() || *before_service,
        RetryClass::IfIdempotent => effect.is_idempotent() || *not_received,
        RetryClass::Never | RetryClass::Reauthenticate => false,
    };
    let remediation = match (failure.outcome_unknown, effect, failure.kind) {
        (true, Effect::Bills, _) => {
            "it may have been carried out and billed: look it up before you repeat it"
        }
        (true, _, _) => "it may have been carried out: the token may be used up, so get a new one",
        _ if failure.remediation.is_some() => return,
        _ if failure.throttled => "slow down and try again later",
        _ if failure.auth => CHECK_CREDENTIALS,
        (_, _, ErrorKind::Connection) => "check the network, the proxy and the endpoint",
        (_, _, ErrorKind::Timeout) => "try later, or allow more time",
        (_, _, ErrorKind::Redirect) => "check the endpoint's URL",
        (_, _, ErrorKind::ResponseTooLarge) => "ask for less, or raise the limit",
        (_, _, ErrorKind::UnreadableResponse) => {
            "check the endpoint, and for a proxy that answers in its place"
        }
        _ => return,
    };
    failure.remediation = Some(Cow::Borrowed(remediation));
}
