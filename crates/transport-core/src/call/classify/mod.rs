//! What an attempt came to: the response, or what went wrong and what that allows.

mod failed;
mod no_response;
mod response;

pub(super) use failed::Failed;

use std::borrow::Cow;

use super::attempt::{Attempt, AttemptError};
use super::retry::{Reach, retry};
use crate::envelope::ApiResponse;
use crate::error::ErrorKind;
use crate::{Effect, Operation};

/// Decodes the response of an attempt, or says what went wrong with it.
pub(super) fn classify<R: ApiResponse>(
    operation: &Operation,
    attempt: &Attempt<'_>,
) -> Result<R, Failed> {
    let mut failed = match &attempt.result {
        Ok(response) => match response::read(operation, response, attempt) {
            Ok(response) => return Ok(response),
            Err(failed) => failed,
        },
        Err(AttemptError::Signing(error)) => {
            return Err(no_response::not_signed(operation, error, attempt));
        }
        Err(AttemptError::Transport(error)) => no_response::not_sent(operation, error, attempt),
        Err(AttemptError::TimedOut { after, sent }) => {
            no_response::timed_out(operation, *after, *sent, attempt)
        }
    };
    draw_conclusions(operation.effect, &mut failed);
    Err(failed)
}

/// Draws the conclusions that depend on the operation's effect, and names the next step.
fn draw_conclusions(effect: Effect, failed: &mut Failed) {
    let failure = &mut *failed.failure;
    failure.outcome_unknown = !effect.is_idempotent() && failed.reach == Reach::Unknown;
    failure.retry = retry(effect, failed.class, failed.reach);
    let remediation = match (failure.outcome_unknown, effect, failure.kind) {
        (true, Effect::Bills, _) => {
            "it may have been processed and billed: look it up before you retry it"
        }
        (true, _, _) => "it may have been processed: the token may be consumed, so get a new one",
        _ if failure.remediation.is_some() => return,
        _ if failure.throttled => "slow down and try again later",
        _ if failure.auth => "check the credentials and what they are permitted to do",
        (_, _, ErrorKind::Connection) => "check the network, the proxy and the endpoint",
        (_, _, ErrorKind::Timeout) => "try later, or allow more time",
        (_, _, ErrorKind::Redirect) => "check the endpoint's URL",
        (_, _, ErrorKind::ResponseTooLarge) => "ask for less, or raise the limit",
        (_, _, ErrorKind::UnreadableResponse) => {
            "check the endpoint's URL and this client's version"
        }
        _ => return,
    };
    failure.remediation = Some(Cow::Borrowed(remediation));
}
