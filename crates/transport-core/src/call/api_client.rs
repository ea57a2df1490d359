use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use auth_core::Signer;
use tracing::Instrument as _;

use super::client_inner::ClientInner;
use super::clock_offset::{ClockOffset, shifted};
use super::observe;
use super::request::CallRequest;
use super::retry_budget::RetryBudget;
use super::retry_loop::RetryLoop;
use crate::envelope::ApiResponse;
use crate::error::CallError;
use crate::{CallOptions, ClientOptions, ConfigError, Endpoint, Operation, Runtime};

/// Makes the calls of one service: what a service crate's client is built on.
///
/// Cheap to clone; clones share connections, retry budget and what is known of the service's
/// clock.
#[derive(Clone)]
pub struct ApiClient {
    inner: Arc<ClientInner>,
    options: CallOptions,
}

impl ApiClient {
    /// A client for the service at that endpoint, signing with that signer.
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
            inner: Arc::new(ClientInner {
                endpoint,
                transport,
                signer,
                runtime: options.runtime.clone(),
                retry_budget: RetryBudget::default(),
                corrects_clock: options.clock_correction,
                unsigned_path_prefix: options.unsigned_path_prefix,
                clock_offset: ClockOffset::default(),
            }),
            options: options.call,
        })
    }

    /// The same client with other timeouts and limits; connections and budget stay shared.
    #[must_use]
    pub fn with_call_options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// The timeouts and limits of each call.
    pub fn call_options(&self) -> CallOptions {
        self.options
    }

    /// Where the calls go.
    pub fn endpoint(&self) -> &Endpoint {
        &self.inner.endpoint
    }

    /// The clock, sleep and jitter in use.
    pub fn runtime(&self) -> &Runtime {
        &self.inner.runtime
    }

    /// How far the service's clock was found ahead of this machine's, in milliseconds; 0 until a
    /// rejected call showed a difference.
    pub fn clock_offset_millis(&self) -> i64 {
        self.inner.clock_offset.millis()
    }

    /// The time as the service has it, as far as its clock is known.
    pub fn service_time(&self) -> SystemTime {
        shifted(self.runtime().clock.now(), self.clock_offset_millis())
    }

    /// Makes one call, with the retries that its effect, the failure and the budget allow.
    ///
    /// Dropping the future of a call that bills or consumes leaves its outcome unknown.
    ///
    /// # Errors
    ///
    /// When the call ends without its response.
    pub async fn call<R: ApiResponse>(
        &self,
        operation: &Operation,
        request: CallRequest,
    ) -> Result<R, CallError> {
        let span = observe::call_span(operation);
        let result = RetryLoop::new(&self.inner, self.options, operation)
            .run(request)
            .instrument(span.clone())
            .await;
        if let Err(error) = &result {
            observe::record_call_error(&span, error);
        }
        result
    }
}

impl fmt::Debug for ApiClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiClient")
            .field("endpoint", &self.inner.endpoint)
            .field("signer", &self.inner.signer)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
