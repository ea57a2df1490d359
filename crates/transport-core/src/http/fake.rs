use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode, Uri};

use super::{SendOptions, Transport, TransportError, TransportErrorKind};

/// A transport without a socket: it plays the answers it was given and keeps what was sent.
///
/// ```
/// use transport_core::http::FakeTransport;
///
/// let fake = FakeTransport::new()
///     .respond_json(200, r#"{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":"SUCCESS"}}"#)
///     .fail(transport_core::http::TransportErrorKind::Connect);
/// assert!(fake.sent().is_empty());
/// ```
#[derive(Default)]
pub struct FakeTransport {
    plays: Mutex<VecDeque<Play>>,
    sent: Mutex<Vec<SentRequest>>,
}

enum Play {
    Answer(Response<Bytes>),
    Fail(TransportError),
    Hang,
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

impl FakeTransport {
    /// A transport that has no answers yet; without one, a call fails as if unreachable.
    pub fn new() -> Self {
        Self::default()
    }

    /// Plays this answer after those before it.
    #[must_use]
    pub fn answer(self, answer: Response<Bytes>) -> Self {
        self.push(Play::Answer(answer))
    }

    /// Plays a JSON answer of that status; a status out of range counts as 500.
    #[must_use]
    pub fn respond_json(self, status: u16, body: impl Into<Bytes>) -> Self {
        let mut answer = Response::new(body.into());
        *answer.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        answer.headers_mut().insert(
            http::header::CONTENT_TYPE,
            http::HeaderValue::from_static("application/json"),
        );
        self.push(Play::Answer(answer))
    }

    /// Plays a failure after the answers before it.
    #[must_use]
    pub fn fail(self, kind: TransportErrorKind) -> Self {
        self.fail_with(TransportError::new(
            kind,
            "a failure that the test asked for",
        ))
    }

    /// Plays exactly this failure.
    #[must_use]
    pub fn fail_with(self, error: TransportError) -> Self {
        self.push(Play::Fail(error))
    }

    /// Never answers: the attempt ends when its time is up.
    #[must_use]
    pub fn hang(self) -> Self {
        self.push(Play::Hang)
    }

    /// What was sent so far, in order.
    pub fn sent(&self) -> Vec<SentRequest> {
        self.sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn push(self, play: Play) -> Self {
        self.plays
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push_back(play);
        self
    }
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
        self.sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(SentRequest {
                method: parts.method,
                uri: parts.uri,
                headers: parts.headers,
                body,
                options,
            });
        let next = self
            .plays
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        match next {
            Some(Play::Answer(answer)) => Ok(answer),
            Some(Play::Fail(error)) => Err(error),
            Some(Play::Hang) => std::future::pending().await,
            None => Err(TransportError::new(
                TransportErrorKind::Connect,
                "the fake transport has no answer left",
            )),
        }
    }
}
