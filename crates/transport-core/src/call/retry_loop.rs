use std::ops::ControlFlow;
use std::time::Duration;

use http::Response;
use tokio::runtime::Handle;
use tracing::{Instrument as _, Span};

use super::attempt::{Attempt, AttemptError, RequestTemplate};
use super::classify::{Failed, classify};
use super::client_inner::ClientInner;
use super::headers::service_time;
use super::observe;
use super::request::CallRequest;
use super::retry::{Retry, pause};
use crate::envelope::ApiResponse;
use crate::error::{CallError, ErrorKind, Failure};
use crate::{CallOptions, Operation};

/// One call with its retries: what was tried, and how long it may still take.
pub(super) struct RetryLoop<'a> {
    client: &'a ClientInner,
    options: CallOptions,
    operation: &'a Operation,
    started: Duration,
    attempts: u32,
    signed_again: bool,
}

/// What follows a failed attempt.
enum RetryDecision {
    /// Nothing: the call has failed.
    Stop,
    /// An attempt with another signature, at once.
    SignAgain,
    /// The same again after that pause.
    RetryAfter(Duration),
}

impl<'a> RetryLoop<'a> {
    pub(super) fn new(
        client: &'a ClientInner,
        options: CallOptions,
        operation: &'a Operation,
    ) -> Self {
        Self {
            client,
            options,
            operation,
            started: client.runtime.clock.monotonic(),
            attempts: 0,
            signed_again: false,
        }
    }

    /// Builds the request, then signs and sends it until the call has its response or its error.
    pub(super) async fn run<R: ApiResponse>(
        mut self,
        request: CallRequest,
    ) -> Result<R, CallError> {
        if Handle::try_current().is_err() {
            return Err(CallError::configuration(
                self.operation.name,
                "calls need a tokio runtime; make them inside one, such as #[tokio::main]",
            ));
        }
        let template = RequestTemplate::new(
            &self.client.endpoint,
            self.operation,
            request,
            &self.options,
        )?;
        loop {
            let timeout = self.options.attempt_timeout.min(self.time_left());
            let span = observe::attempt_span(self.operation, template.uri(), self.attempts);
            let sent = template.send(self.client, timeout);
            let attempt = sent.instrument(span.clone()).await;
            match span.in_scope(|| self.handle_attempt(attempt, &span)) {
                ControlFlow::Break(result) => return result,
                ControlFlow::Continue(None) => {}
                ControlFlow::Continue(Some(pause)) => self.client.runtime.sleep.sleep(pause).await,
            }
        }
    }

    /// The end of the call, or the pause before its next attempt.
    fn handle_attempt<R: ApiResponse>(
        &mut self,
        attempt: Attempt<'_>,
        span: &Span,
    ) -> ControlFlow<Result<R, CallError>, Option<Duration>> {
        self.attempts += 1;
        let mut failed = match classify::<R>(self.operation, &attempt) {
            Ok(response) => {
                self.client.retry_budget.deposit();
                let status = attempt.result.as_ref().ok().map(Response::status);
                if let Some(status) = status {
                    observe::record_status(span, status);
                }
                observe::succeeded(self.operation, status, self.attempts, self.elapsed());
                return ControlFlow::Break(Ok(response));
            }
            Err(failed) => failed,
        };
        // Already set: how often whoever issues credentials was asked.
        if failed.failure.attempts == 0 {
            failed.failure.attempts = self.attempts;
        }
        self.explain(&mut failed);
        let decision = self.decide(&failed, &attempt);
        let was_sent = attempt.credential_version.is_some();
        observe::record_failure(span, &failed.failure, was_sent);
        self.tell(&failed.failure, &decision);
        match decision {
            RetryDecision::Stop => ControlFlow::Break(Err(failed.failure.into())),
            RetryDecision::SignAgain => ControlFlow::Continue(None),
            RetryDecision::RetryAfter(pause) => ControlFlow::Continue(Some(pause)),
        }
    }

    /// Adds what this client knows of its own part in the failure: its keys, its proxy, its endpoint.
    fn explain(&self, failed: &mut Failed) {
        if failed.failure.auth
            && let Some(source) = self.client.signer.credential_source()
        {
            failed
                .failure
                .hint(&format!("the credentials in use come from {source}"));
        }
        // Who kept silent, the proxy or the service behind it, cannot be told.
        if failed.failure.kind == ErrorKind::Timeout
            && let Ok(Some(proxy)) = self.client.transport.proxy_for(&self.client.endpoint)
        {
            let hint =
                format!("the call goes through the proxy {proxy}; 'kcsec doctor' tries it out");
            failed.failure.hint(&hint);
            if let Some(no_response) = &mut failed.failure.no_response {
                no_response.proxy = Some(proxy.to_string());
            }
        }
        let prefix = self.client.endpoint.base_path();
        if failed.rejects_signature()
            && !prefix.is_empty()
            && self.client.signer.depends_on_clock()
            && !self.client.unsigned_path_prefix
        {
            failed.failure.hint(&format!(
                "if a gateway removes the path {prefix}, sign without it (with_unsigned_path_prefix, KCSEC_UNSIGNED_PATH_PREFIX=true)"
            ));
        }
    }

    /// Whether what the failure allows is done: attempts, time and budget may be spent.
    fn decide(&mut self, failed: &Failed, attempt: &Attempt<'_>) -> RetryDecision {
        // Whoever issues credentials has retried its own calls.
        if matches!(attempt.result, Err(AttemptError::Signing(_))) {
            return RetryDecision::Stop;
        }
        // Asked in any case: rejected credentials serve no other call either.
        let signs_otherwise =
            failed.rejects_signature() && !self.signed_again && self.can_sign_otherwise(attempt);
        let time_left = self.time_left();
        match failed.failure.retry {
            Retry::SignAgain if signs_otherwise && !time_left.is_zero() => {
                self.signed_again = true;
                RetryDecision::SignAgain
            }
            Retry::Later => {
                // Signing again was no retry of what was sent, so it does not count as one.
                let spent = self.attempts - u32::from(self.signed_again);
                let jitter = &*self.client.runtime.jitter;
                let pause = pause(spent, failed.failure.retry_after, jitter);
                let is_retried = spent < self.options.max_attempts
                    && pause < time_left
                    && self.client.retry_budget.withdraw();
                if is_retried {
                    RetryDecision::RetryAfter(pause)
                } else {
                    RetryDecision::Stop
                }
            }
            Retry::SignAgain | Retry::Never => RetryDecision::Stop,
        }
    }

    /// Whether another signature may do better: the signer has another credential, or this
    /// machine's clock was off and the signature depends on it.
    fn can_sign_otherwise(&self, attempt: &Attempt<'_>) -> bool {
        let Some(version) = attempt.credential_version else {
            return false;
        };
        let signer = &self.client.signer;
        let date = attempt
            .result
            .as_ref()
            .ok()
            .and_then(|response| service_time(response.headers()));
        let clock_was_off = self.client.corrects_clock
            && date.is_some_and(|date| self.client.clock_offset.learn(attempt.timing, date));
        // Asked in any case: a signer with a cache drops what was rejected.
        signer.on_rejected(version) || clock_was_off && signer.depends_on_clock()
    }

    fn elapsed(&self) -> Duration {
        let now = self.client.runtime.clock.monotonic();
        now.saturating_sub(self.started)
    }

    fn time_left(&self) -> Duration {
        self.options.call_timeout.saturating_sub(self.elapsed())
    }

    fn tell(&self, failure: &Failure, decision: &RetryDecision) {
        if failure.throttled {
            observe::throttled(failure, self.attempts);
        }
        match decision {
            RetryDecision::Stop => observe::failed(failure, self.elapsed()),
            RetryDecision::SignAgain => observe::retrying(failure, self.attempts, Duration::ZERO),
            RetryDecision::RetryAfter(pause) => {
                observe::retrying(failure, self.attempts, *pause);
            }
        }
    }
}
