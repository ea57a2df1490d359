use std::error::Error;
use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response, StatusCode};

use super::ProxyUrl;
use crate::{ConfigError, Endpoint};

/// Which connection a request may ride on.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ConnectionReuse {
    /// Any kept connection.
    #[default]
    Any,
    /// A kept connection that has not been idle long, or a new one.
    Recent,
    /// A new connection, so that none that is dying loses the request.
    Never,
}

/// How one request is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendOptions {
    /// Which connection it may ride on.
    pub connection_reuse: ConnectionReuse,
    /// The largest response, in bytes after decompression, for a status below 400.
    pub body_limit: usize,
    /// The largest response, in bytes after decompression, for a status of 400 and above.
    pub error_body_limit: usize,
    /// Whether to go straight to the host, without any proxy; loopback always does.
    pub no_proxy: bool,
    /// The longest time to reach the host, for a request on a connection of its own.
    pub connect_timeout: Option<Duration>,
}

impl Default for SendOptions {
    fn default() -> Self {
        Self {
            connection_reuse: ConnectionReuse::Any,
            body_limit: 16 * 1024 * 1024,
            error_body_limit: 64 * 1024,
            no_proxy: false,
            connect_timeout: None,
        }
    }
}

/// Sends one signed request once and reads its response within the limits.
///
/// It follows no redirect and retries nothing. [`ReqwestTransport`](super::ReqwestTransport) is
/// the real one, [`FakeTransport`](crate::testing::FakeTransport) is for tests.
#[async_trait]
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends the request and reads the whole response, whatever its status.
    ///
    /// # Errors
    ///
    /// When no response came, or not all of it, or more than the limit.
    async fn send(
        &self,
        request: Request<Bytes>,
        options: SendOptions,
    ) -> Result<Response<Bytes>, TransportError>;

    /// Whether calls to that endpoint can be sent at all; asked once, when a client is built.
    ///
    /// # Errors
    ///
    /// When no call could ever be, such as one over `https` in a build without TLS.
    fn can_serve(&self, endpoint: &Endpoint) -> Result<(), ConfigError> {
        let _ = endpoint;
        Ok(())
    }

    /// The proxy that calls to that endpoint take, if any.
    ///
    /// # Errors
    ///
    /// When the setting that names it cannot be used, so that no call can be made.
    fn proxy_for(&self, endpoint: &Endpoint) -> Result<Option<ProxyUrl>, TransportError> {
        let _ = endpoint;
        Ok(None)
    }
}

/// What went wrong between here and the service.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransportErrorKind {
    /// The client could not be set up (certificates, proxy, URL); nothing was sent.
    Configuration,
    /// No connection: name, TCP, TLS or proxy; the service certainly received nothing.
    Connect,
    /// The host's certificate is not trusted; nothing was sent.
    Untrusted,
    /// A proxy rejects its user or password (HTTP 407); the service received nothing.
    ProxyAuthentication,
    /// The connection broke after the request may have been received.
    Interrupted,
    /// The response was larger than the limit.
    TooLarge,
}

/// No whole response came.
///
/// The text names the cause without the URL, which may hold an Appkey.
#[derive(Debug, Clone)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    status: Option<StatusCode>,
    bytes_read: u64,
    remediation: Option<&'static str>,
    proxy: Option<String>,
    cause: Option<String>,
}

impl TransportError {
    /// An error of that kind; `message` must hold no secret.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            status: None,
            bytes_read: 0,
            remediation: None,
            proxy: None,
            cause: None,
        }
    }

    /// Notes the proxy that the request went through, and what was said of it.
    pub(super) fn through(mut self, proxy: &ProxyUrl, cause: impl Into<String>) -> Self {
        self.proxy = Some(proxy.to_string());
        self.cause = Some(cause.into());
        self
    }

    /// The proxy that the request went through, without its password, if that is at fault.
    pub fn proxy(&self) -> Option<&str> {
        self.proxy.as_deref()
    }

    /// What the system or the TLS library said, in its own words.
    pub fn cause(&self) -> &str {
        self.cause.as_deref().unwrap_or(&self.message)
    }

    /// Notes how much of a response had come.
    #[must_use]
    pub fn after(mut self, status: StatusCode, bytes_read: u64) -> Self {
        self.status = Some(status);
        self.bytes_read = bytes_read;
        self
    }

    /// Names the next step.
    #[must_use]
    pub fn with_remediation(mut self, remediation: &'static str) -> Self {
        self.remediation = Some(remediation);
        self
    }

    /// The next step, where the failure itself says it.
    pub fn remediation(&self) -> Option<&'static str> {
        self.remediation
    }

    /// What kind of failure it was.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The status, if the head of the response had come.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// How many bytes of the response had come, after decompression.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Whether the service certainly received nothing.
    pub fn certainly_not_received(&self) -> bool {
        matches!(
            self.kind,
            TransportErrorKind::Connect
                | TransportErrorKind::Untrusted
                | TransportErrorKind::ProxyAuthentication
                | TransportErrorKind::Configuration
        )
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for TransportError {}
