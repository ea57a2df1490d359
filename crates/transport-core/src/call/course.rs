use std::time::Duration;

use auth_core::Signer;
use http::{Response, StatusCode};

use super::attempt::Attempt;
use super::classify::{CHECK_CREDENTIALS, Classified, classify};
use super::headers::service_time;
use super::repeat;
use super::shared::Shared;
use crate::envelope::ApiResponse;
use crate::error::{CallError, RetryClass};
use crate::{CallOptions, Operation};

/// One call on its way: what was tried, and how long it may still take.
pub(super) struct Course<'a> {
    shared: &'a Shared,
    options: CallOptions,
    operation: &'a Operation,
    signer: &'a dyn Signer,
    started: Duration,
    attempts: u32,
    signed_again: bool,
}

/// What follows an attempt.
pub(super) enum Next<A: ApiResponse> {
    /// Nothing: the call has its answer or its error.
    End(Result<A, CallError>),
    /// An attempt with another signature, at once.
    SignAgain,
    /// A repeat, after that pause.
    RepeatAfter(Duration),
}

/// How a call goes on after a failed attempt.
enum Again {
    Signed,
    After(Duration),
}

impl<'a> Course<'a> {
    pub(super) fn start(
        shared: &'a Shared,
        options: CallOptions,
        operation: &'a Operation,
        signer: &'a dyn Signer,
    ) -> Self {
        Self {
            shared,
            options,
            operation,
            signer,
            started: shared.runtime.clock.monotonic(),
            attempts: 0,
            signed_again: false,
        }
    }

    fn elapsed(&self) -> Duration {
        let now = self.shared.runtime.clock.monotonic();
        now.saturating_sub(self.started)
    }

    pub(super) fn time_left(&self) -> Duration {
        self.options.call_timeout.saturating_sub(self.elapsed())
    }

    fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Reads what an attempt came to, and decides how the call goes on; `offset` is the clock's
    /// correction that the attempt was signed with.
    pub(super) fn conclude<A: ApiResponse>(
        &mut self,
        attempt: Attempt<'_>,
        offset: i64,
    ) -> Next<A> {
        self.attempts += 1;
        let mut classified = match classify::<A>(self.operation, &attempt) {
            Ok(answer) => {
                self.shared.budget.deposit();
                let status = attempt.result.as_ref().ok().map(Response::status);
                self.tell_answered(status);
                return Next::End(Ok(answer));
            }
            Err(classified) => classified,
        };
        // Already set: how often whoever issues credentials was asked.
        if classified.failure.attempts == 0 {
            classified.failure.attempts = self.attempts;
        }
        if classified.failure.remediation.as_deref() == Some(CHECK_CREDENTIALS)
            && let Some(source) = self.signer.credential_source()
        {
            let remediation = format!("{CHECK_CREDENTIALS}; they come from {source}");
            classified.failure.remediation = Some(remediation.into());
        }
        let next = self.after(&classified, &attempt, offset);
        self.tell_failed(&classified, next.is_some());
        match next {
            Some(Again::Signed) => Next::SignAgain,
            Some(Again::After(pause)) => Next::RepeatAfter(pause),
            None => Next::End(Err(classified.failure.into())),
        }
    }

    /// How the call goes on after a failed attempt, if it does.
    fn after(
        &mut self,
        classified: &Classified,
        attempt: &Attempt<'_>,
        offset: i64,
    ) -> Option<Again> {
        let left = self.time_left();
        // Asked whether or not this call may use it: what was refused serves no other call.
        if classified.class == RetryClass::Reauthenticate
            && !self.signed_again
            && self.can_sign_otherwise(attempt, offset)
            && repeat::is_worth_signing_again(self.operation.effect, classified)
            && !left.is_zero()
        {
            self.signed_again = true;
            return Some(Again::Signed);
        }
        self.pause(classified, left).map(Again::After)
    }

    /// How long to wait before a repeat, if there is one.
    fn pause(&self, classified: &Classified, left: Duration) -> Option<Duration> {
        // Signing again is no repeat of what was sent, so it does not count as one.
        let spent = self.attempts - u32::from(self.signed_again);
        let jitter = &*self.shared.runtime.jitter;
        let pause = repeat::pause(spent, classified.failure.retry_after, jitter);
        let is_repeated = repeat::is_allowed(self.operation.effect, classified)
            && spent < self.options.max_attempts
            && pause < left
            && self.shared.budget.withdraw();
        is_repeated.then_some(pause)
    }

    /// Whether another signature may do better: the signer has another credential, or this
    /// machine's clock was off and the signature depends on it.
    fn can_sign_otherwise(&self, attempt: &Attempt<'_>, offset: i64) -> bool {
        let Some(signed) = attempt.signed else {
            return false;
        };
        let shared = self.shared;
        let clock_was_off = shared.clock_correction
            && attempt
                .result
                .as_ref()
                .ok()
                .and_then(|answer| service_time(answer.headers()))
                .is_some_and(|service| {
                    shared
                        .offset
                        .learn(offset, attempt.received_at, attempt.round_trip, service)
                });
        // Asked in any case: a signer with a cache drops what was refused.
        self.signer.on_rejected(signed) || clock_was_off && self.signer.depends_on_clock()
    }

    fn tell_answered(&self, status: Option<StatusCode>) {
        tracing::debug!(
            operation = self.operation.name,
            attempts = self.attempts,
            status = status.map(|status| status.as_u16()),
            elapsed_ms = self.elapsed_ms(),
            "answered"
        );
    }

    /// One line a call at debug level; what went wrong on the way is there at trace level.
    fn tell_failed(&self, classified: &Classified, goes_on: bool) {
        let failure = &classified.failure;
        let status = failure.status.map(|status| status.as_u16());
        let elapsed_ms = self.elapsed_ms();
        if goes_on {
            tracing::trace!(
                operation = self.operation.name,
                attempts = self.attempts,
                kind = ?failure.kind,
                status,
                elapsed_ms,
                "an attempt failed"
            );
        } else {
            tracing::debug!(
                operation = self.operation.name,
                attempts = failure.attempts,
                kind = ?failure.kind,
                status,
                elapsed_ms,
                "failed"
            );
        }
    }
}
