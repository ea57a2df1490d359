//! What tests of your own code need in place of the network and the clock.
//!
//! ```
//! use std::sync::Arc;
//! use transport_core::ClientOptions;
//! use transport_core::testing::{FakeResponse, FakeTransport};
//!
//! let fake = Arc::new(FakeTransport::from_fn(|request| match request.path() {
//!     "/api/v1/jobs" => FakeResponse::json(200, r#"{"total_cnt": 0, "record_data": []}"#),
//!     _ => FakeResponse::json(404, r#"{"error": {"errorCode": "300"}}"#),
//! }));
//! let options = ClientOptions::new().with_transport(fake.clone());
//! # let _ = options;
//! assert!(fake.sent().is_empty());
//! ```

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri};

pub use auth_core::{Clock, Environment, FixedEnvironment, ManualClock, Sleep, UnsignedSigner};

pub use crate::http::{
    ConnectionReuse, SendOptions, Transport, TransportError, TransportErrorKind,
};
pub use crate::{Jitter, Runtime, TokioSleep};

/// A transport without a socket: it gives the responses that it was told to, and keeps what was
/// sent.
///
/// Without a response left, a call fails as if the service were unreachable.
///
/// ```
/// use transport_core::testing::{FakeTransport, TransportErrorKind};
///
/// let fake = FakeTransport::new()
///     .respond_json(200, r#"{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":"SUCCESS"}}"#)
///     .fail(TransportErrorKind::Connect);
/// assert!(fake.sent().is_empty());
/// ```
#[derive(Default)]
pub struct FakeTransport {
    script: Mutex<Script>,
    sent: Mutex<Vec<SentRequest>>,
}

#[derive(Default)]
struct Script {
    queue: VecDeque<FakeResponse>,
    respond: Option<Respond>,
}

type Respond = Box<dyn FnMut(&SentRequest) -> FakeResponse + Send>;

/// What a [`FakeTransport`] does with a request.
#[derive(Debug, Clone)]
pub struct FakeResponse {
    result: Option<Result<Response<Bytes>, TransportError>>,
    delay: Duration,
}

/// A request that a [`FakeTransport`] was asked to send.
#[derive(Clone)]
pub struct SentRequest {
    /// The method.
    pub method: Method,
    /// The whole URL.
    pub uri: Uri,
    /// The headers, credentials included.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// How it was to be sent.
    pub options: SendOptions,
}

impl SentRequest {
    /// The path, percent-encoded.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The value of a query parameter, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        let mut pairs = self.uri.query()?.split('&');
        let value = pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
        let decoded = percent_encoding::percent_decode_str(value);
        Some(decoded.decode_utf8_lossy().into_owned())
    }

    /// The body as JSON; `null` if it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

// The headers, the path and the body hold credentials.
impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentRequest")
            .field("method", &self.method)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl FakeResponse {
    /// A JSON response of that status; a status out of range counts as 500.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        let mut response = Response::new(body.into());
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.headers_mut().insert(
            http::header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        response.into()
    }

    /// No response: a failure of that kind.
    pub fn failure(kind: TransportErrorKind) -> Self {
        TransportError::new(kind, "a failure that the test asked for").into()
    }

    /// No response ever: the attempt ends when its time is up.
    pub fn never() -> Self {
        Self {
            result: None,
            delay: Duration::ZERO,
        }
    }

    /// Adds a header to the response; one whose name or value cannot be a header is left out.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        if let (Some(Ok(response)), Ok(name), Ok(value)) = (
            &mut self.result,
            HeaderName::try_from(name),
            HeaderValue::try_from(value),
        ) {
            response.headers_mut().append(name, value);
        }
        self
    }

    /// Responds after that time, by tokio's timer.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

impl From<Response<Bytes>> for FakeResponse {
    fn from(response: Response<Bytes>) -> Self {
        Self {
            result: Some(Ok(response)),
            delay: Duration::ZERO,
        }
    }
}

impl From<TransportError> for FakeResponse {
    fn from(error: TransportError) -> Self {
        Self {
            result: Some(Err(error)),
            delay: Duration::ZERO,
        }
    }
}

impl FakeTransport {
    /// A transport that has no responses yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A transport that responds by what it is sent, so that the order of concurrent calls does
    /// not matter.
    pub fn from_fn(respond: impl FnMut(&SentRequest) -> FakeResponse + Send + 'static) -> Self {
        let fake = Self::default();
        lock(&fake.script).respond = Some(Box::new(respond));
        fake
    }

    /// Responds so after the responses before it.
    #[must_use]
    pub fn respond(self, response: impl Into<FakeResponse>) -> Self {
        lock(&self.script).queue.push_back(response.into());
        self
    }

    /// Responds with JSON of that status; a status out of range counts as 500.
    #[must_use]
    pub fn respond_json(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.respond(FakeResponse::json(status, body))
    }

    /// Fails so after the responses before it.
    #[must_use]
    pub fn fail(self, kind: TransportErrorKind) -> Self {
        self.respond(FakeResponse::failure(kind))
    }

    /// Fails with exactly this error.
    #[must_use]
    pub fn fail_with(self, error: TransportError) -> Self {
        self.respond(error)
    }

    /// Never responds: the attempt ends when its time is up.
    #[must_use]
    pub fn hang(self) -> Self {
        self.respond(FakeResponse::never())
    }

    /// What was sent so far, in order.
    pub fn sent(&self) -> Vec<SentRequest> {
        lock(&self.sent).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for FakeTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeTransport").finish_non_exhaustive()
    }
}

#[async_trait]
impl Transport for FakeTransport {
    async fn send(
        &self,
        request: Request<Bytes>,
        options: SendOptions,
    ) -> Result<Response<Bytes>, TransportError> {
        let (parts, body) = request.into_parts();
        let request = SentRequest {
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            body,
            options,
        };
        lock(&self.sent).push(request.clone());
        let response = {
            let Script { queue, respond } = &mut *lock(&self.script);
            let queued = queue.pop_front();
            queued.or_else(|| respond.as_mut().map(|respond| respond(&request)))
        };
        let FakeResponse { result, delay } = response.unwrap_or_else(|| {
            TransportError::new(
                TransportErrorKind::Connect,
                "the fake transport has no response left",
            )
            .into()
        });
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        match result {
            Some(result) => result,
            None => std::future::pending().await,
        }
    }
}
