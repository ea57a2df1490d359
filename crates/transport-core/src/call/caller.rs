use std::fmt;
use std::sync::Arc;

use auth_core::Signer;

use super::attempt::{Prepared, attempt};
use super::budget::RetryBudget;
use super::clock_offset::{self, ClockOffset};
use super::course::{Course, Next};
use super::request::CallRequest;
use super::shared::Shared;
use crate::envelope::ApiResponse;
use crate::error::CallError;
use crate::{CallOptions, ClientOptions, ConfigError, Endpoint, Operation, Runtime};

/// Makes the calls of one service: what a service crate's client is built on.
///
/// Cheap to clone; clones share connections, retry budget and what is known of the service's
/// clock.
#[derive(Clone)]
pub struct ApiClient {
    shared: Arc<Shared>,
    options: CallOptions,
}

impl ApiClient {
    /// A caller for the service at that endpoint, signing with that signer.
    ///
    /// # Errors
    ///
    /// When the options' proxy or certificates cannot be read, or the endpoint is `https` and no
    /// TLS is compiled in.
    pub fn new(
        endpoint: Endpoint,
        signer: Arc<dyn Signer>,
        options: &ClientOptions,
    ) -> Result<Self, ConfigError> {
        let transport = options.transport()?;
        transport.can_serve(&endpoint)?;
        Ok(Self {
            shared: Arc::new(Shared {
                endpoint,
                transport,
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
    pub async fn call<A: ApiResponse>(
        &self,
        operation: &Operation,
        request: CallRequest,
    ) -> Result<A, CallError> {
        let Shared {
            endpoint,
            transport,
            signer,
            runtime,
            ..
        } = &*self.shared;
        let prepared = Prepared::new(endpoint, operation, request, &self.options)
            .map_err(|_| CallError::configuration(operation.name, "the URL cannot be built"))?;
        let mut course = Course::start(&self.shared, self.options, operation, &**signer);
        loop {
            let offset = self.shared.offset.millis();
            let attempt = attempt(
                &prepared,
                &**signer,
                &**transport,
                runtime,
                |now| clock_offset::shifted(now, offset),
                self.options.attempt_timeout.min(course.time_left()),
            )
            .await;
            // What an attempt leaves behind is gone before the pause.
            match course.conclude::<A>(attempt, offset) {
                Next::End(end) => return end,
                Next::SignAgain => {}
                Next::RepeatAfter(pause) => runtime.sleep.sleep(pause).await,
            }
        }
    }
}

impl fmt::Debug for ApiClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiClient")
            .field("endpoint", &self.shared.endpoint)
            .field("signer", &self.shared.signer)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
