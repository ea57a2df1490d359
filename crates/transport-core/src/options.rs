use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::http::{ProxyChoice, ReqwestTransport, Transport, TransportOptions};
use crate::{ConfigError, Runtime};

/// The timeouts and limits of one call; each has a default, and each can be set for a client or for a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallOptions {
    pub(crate) call_timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) max_attempts: u32,
    pub(crate) body_limit: usize,
}

impl Default for CallOptions {
    fn default() -> Self {
        Self {
            call_timeout: Duration::from_secs(150),
            attempt_timeout: Duration::from_secs(65),
            max_attempts: 3,
            body_limit: 16 * 1024 * 1024,
        }
    }
}

impl CallOptions {
    /// The defaults: 150 s a call, 65 s an attempt, three attempts, responses up to 16 MiB.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long the whole call may take.
    pub fn timeout(&self) -> Duration {
        self.call_timeout
    }

    /// Sets how long a call may take, including its retries.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.call_timeout = timeout;
        self
    }

    /// Sets how long one attempt may take; the vendors' gateways respond within 60 s.
    #[must_use]
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Sets the maximum attempts per call; 0 counts as 1.
    #[must_use]
    pub fn with_max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// Sets how large a response may be, in bytes after decompression.
    #[must_use]
    pub fn with_body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }
}

/// How a client reaches its service: timeouts and limits, proxy, extra roots, and for tests the time and
/// the transport itself.
///
/// What protects credentials (no redirects, no referer, `https` unless loopback, no proxy to
/// loopback) is not among the options.
///
/// ```
/// use std::time::Duration;
/// use transport_core::{CallOptions, ClientOptions};
///
/// let options = ClientOptions::new()
///     .with_call_options(CallOptions::new().with_timeout(Duration::from_secs(30)));
/// ```
#[derive(Debug, Clone)]
pub struct ClientOptions {
    pub(crate) call: CallOptions,
    pub(crate) runtime: Runtime,
    pub(crate) clock_correction: bool,
    pub(crate) unsigned_path_prefix: bool,
    transport: TransportOptions,
    custom_transport: Option<Arc<dyn Transport>>,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            call: CallOptions::default(),
            runtime: Runtime::default(),
            clock_correction: true,
            unsigned_path_prefix: false,
            transport: TransportOptions::default(),
            custom_transport: None,
        }
    }
}

impl ClientOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the timeouts and limits of each call.
    #[must_use]
    pub fn with_call_options(mut self, options: CallOptions) -> Self {
        self.call = options;
        self
    }

    /// Sends calls to hosts other than loopback through this proxy instead of the environment's.
    #[must_use]
    pub fn with_proxy(mut self, url: impl Into<String>) -> Self {
        self.transport.proxy = ProxyChoice::Url(url.into());
        self
    }

    /// Uses no proxy, whatever the environment names.
    #[must_use]
    pub fn without_proxy(mut self) -> Self {
        self.transport.proxy = ProxyChoice::None;
        self
    }

    /// Trusts these certificates (PEM, one or more, or one in DER) besides the platform's.
    #[must_use]
    pub fn with_root_certificates_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.transport.root_certificates.0.push(pem.into());
        self
    }

    /// Trusts the certificates of this file (PEM or DER) besides the platform's, such as those of a proxy that
    /// inspects TLS. It is read when the client is made.
    #[must_use]
    pub fn with_ca_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.transport.ca_files.push(file.into());
        self
    }

    /// Leaves the path of the endpoint out of what is signed: for a gateway of your own that removes
    /// it before NAVER Cloud checks the signature.
    #[must_use]
    pub fn with_unsigned_path_prefix(mut self) -> Self {
        self.unsigned_path_prefix = true;
        self
    }

    /// Sets how long it may take to reach a host (name, TCP, TLS); 10 s by default.
    #[must_use]
    pub fn with_connect_timeout(mut self, timeout: Duration) -> Self {
        self.transport.connect_timeout = timeout;
        self
    }

    /// Speaks HTTP/2 from the first byte, also without TLS.
    #[must_use]
    pub fn with_http2_prior_knowledge(mut self) -> Self {
        self.transport.http2_prior_knowledge = true;
        self
    }

    /// Trusts this machine's clock and never corrects timestamps by the service's `Date`.
    #[must_use]
    pub fn without_clock_correction(mut self) -> Self {
        self.clock_correction = false;
        self
    }

    /// Replaces clock, sleep and jitter.
    #[must_use]
    pub fn with_runtime(mut self, runtime: Runtime) -> Self {
        self.runtime = runtime;
        self
    }

    /// Replaces the transport: a [`FakeTransport`](crate::testing::FakeTransport), or one transport
    /// shared by several clients.
    #[must_use]
    pub fn with_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.custom_transport = Some(transport);
        self
    }

    /// The clock, sleep and jitter that are set.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// The transport that these options describe.
    ///
    /// # Errors
    ///
    /// When the proxy's URL or a certificate cannot be read.
    pub fn transport(&self) -> Result<Arc<dyn Transport>, ConfigError> {
        match &self.custom_transport {
            Some(transport) => Ok(Arc::clone(transport)),
            None => Ok(Arc::new(ReqwestTransport::new(self.transport.clone())?)),
        }
    }
}
