use std::fmt;
use std::sync::Arc;

use auth_core::Signer;

use super::attempt::{Attempt, Prepared, attempt};
use super::budget::RetryBudget;
use super::classify::classify;
use super::clock_offset::{self, ClockOffset};
use super::headers::service_time;
use super::repeat;
use super::request::CallRequest;
use crate::envelope::Answer;
use crate::error::{CallError, RetryClass};
use crate::http::Transport;
use crate::{CallOptions, ClientOptions, ConfigError, Endpoint, Operation, Runtime};

/// Makes the calls of one service: what a service crate's client is built on.
///
/// Cheap to clone; clones share connections, retry budget and what is known of the service's
/// clock.
#[derive(Clone)]
pub struct Caller {
    shared: Arc<Shared>,
    options: CallOptions,
}

struct Shared {
    endpoint: Endpoint,
    transport: Arc<dyn Transport>,
    signer: Arc<dyn Signer>,
    runtime: Runtime,
    budget: RetryBudget,
    clock_correction: bool,
    offset: ClockOffset,
}

impl Caller {
    /// A caller for the service at that endpoint, signing with that signer.
    ///
    /// # Errors
    ///
    /// When the options' proxy or certificates cannot be read.
    pub fn new(
        endpoint: Endpoint,
        signer: Arc<dyn Signer>,
        options: &ClientOptions,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            shared: Arc::new(Shared {
                endpoint,
                transport: options.transport()?,
                signer,
                runtime: options.runtime.clone(),
                budget: RetryBudget::default(),
                clock_correction: options.clock_correction,
                offset: ClockOffset::default(),
            }),
            options: options.call,
        })
    }

    /// The same caller with other bounds; connections and budget stay shared.
    #[must_use]
    pub fn with_call_options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// The bounds of each call.
    pub fn call_options(&self) -> CallOptions {
        self.options
    }

    /// Where the calls go.
    pub fn endpoint(&self) -> &Endpoint {
        &self.shared.endpoint
    }

    /// The clock, sleep and jitter in use.
    pub fn runtime(&self) -> &Runtime {
        &self.shared.runtime
    }

    /// How far the service's clock was found ahead of this machine's, in milliseconds; 0 until a
    /// refused call showed a difference.
    pub fn clock_offset_millis(&self) -> i64 {
        self.shared.offset.millis()
    }

    /// Makes one call, repeating it as its effect, the failure and the budget allow.
    ///
    /// Dropping the future of a call that bills or consumes leaves its outcome unknown.
    ///
    /// # Errors
    ///
    /// When the call ends without its answer.
    pub async fn call<A: Answer>(
        &self,
        operation: &Operation,
        request: CallRequest,
    ) -> Result<A, CallError<A::Code>> {
        self.call_signed_by(&*self.shared.signer, operation, request)
            .await
    }

    /// Makes one call that brings its own credentials.
    ///
    /// # Errors
    ///
    /// When the call ends without its answer.
    pub async fn call_signed_by<A: Answer>(
        &self,
        signer: &dyn Signer,
        operation: &Operation,
        request: CallRequest,
    ) -> Result<A, CallError<A::Code>> {
        let Shared {
            endpoint,
            transport,
            runtime,
            budget,
            ..
        } = &*self.shared;
        let prepared = Prepared::new(endpoint, operation, request, &self.options)
            .map_err(|_| CallError::configuration(operation.name, "the URL cannot be built"))?;
        let started = runtime.clock.monotonic();
        let deadline = started.saturating_add(self.options.call_timeout);
        let elapsed_ms = || {
            let elapsed = runtime.clock.monotonic().saturating_sub(started);
            u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
        };
        let mut attempts = 0;
        let mut signed_again = false;
        loop {
            attempts += 1;
            let left = deadline.saturating_sub(runtime.clock.monotonic());
            let offset = self.shared.offset.millis();
            let attempt = attempt(
                &prepared,
                signer,
                &**transport,
                runtime,
                |now| clock_offset::shifted(now, offset),
                self.options.attempt_timeout.min(left),
            )
            .await;
            let mut classified = match classify::<A>(operation, &attempt) {
                Ok(answer) => {
                    budget.deposit();
                    tracing::debug!(
                        operation = operation.name,
                        attempts,
                        status = attempt
                            .result
                            .as_ref()
                            .ok()
                            .map(|answer| answer.status().as_u16()),
                        elapsed_ms = elapsed_ms(),
                        "answered"
                    );
                    return Ok(answer);
                }
                Err(classified) => classified,
            };
            classified.failure.attempts = attempts;
            tracing::debug!(
                operation = operation.name,
                attempts,
                kind = ?classified.failure.kind,
                status = classified.failure.status.map(|status| status.as_u16()),
                elapsed_ms = elapsed_ms(),
                "failed"
            );

            let left = deadline.saturating_sub(runtime.clock.monotonic());
            // Asked whether or not this call may use it: what was refused serves no other call.
            if classified.class == RetryClass::Reauthenticate
                && !signed_again
                && self.can_sign_otherwise(signer, &prepared, &attempt, offset)
                && repeat::is_worth_signing_again(operation.effect, &classified)
                && !left.is_zero()
            {
                signed_again = true;
                continue;
            }
            // Signing again is no repeat of what was sent, so it does not count as one.
            let spent = attempts - u32::from(signed_again);
            let pause = repeat::pause(spent, classified.failure.retry_after, &*runtime.jitter);
            let repeats = repeat::is_allowed(operation.effect, &classified)
                && spent < self.options.max_attempts
                && pause < left
                && budget.withdraw();
            if !repeats {
                return Err(classified.failure.into());
            }
            runtime.sleep.sleep(pause).await;
        }
    }

    /// Whether another signature may do better: the signer has another credential, or this
    /// machine's clock was off and the signature depends on it.
    fn can_sign_otherwise(
        &self,
        signer: &dyn Signer,
        prepared: &Prepared,
        attempt: &Attempt<'_>,
        offset: i64,
    ) -> bool {
        let Some(signed) = &attempt.signed else {
            return false;
        };
        let clock_was_off = self.shared.clock_correction
            && attempt
                .result
                .as_ref()
                .ok()
                .and_then(|answer| service_time(answer.headers()))
                .is_some_and(|service| {
                    self.shared.offset.learn(
                        offset,
                        attempt.received_at,
                        attempt.round_trip,
                        service,
                    )
                });
        // Asked in any case: a signer with a cache drops what was refused.
        signer.refused(signed)
            || clock_was_off && {
                let now = self.shared.offset.correct(self.shared.runtime.clock.now());
                prepared.is_signed_otherwise(signer, now, &attempt.credentials)
            }
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller")
            .field("endpoint", &self.shared.endpoint)
            .field("signer", &self.shared.signer)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
