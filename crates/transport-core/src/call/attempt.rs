use std::pin::pin;
use std::time::{Duration, SystemTime};

use auth_core::{CredentialVersion, Signer, SigningError};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, Uri, header};

use super::request::CallRequest;
use super::scrub::Scrubber;
use crate::http::{ConnectionReuse, SendOptions, Transport, TransportError};
use crate::runtime::within;
use crate::{CallOptions, Effect, Endpoint, Operation, Runtime};

/// Room for the headers of every signer and of the HTTP library, so that the map never grows.
const HEADERS: usize = 6;

/// A request as every attempt sends it, except for its signature.
pub(super) struct Prepared<'a> {
    /// Scheme, host and port of where it goes.
    origin: &'a str,
    method: Method,
    uri: Uri,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
    secrets: Vec<String>,
    send: SendOptions,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(
        endpoint: &'a Endpoint,
        operation: &Operation,
        request: CallRequest,
        options: &CallOptions,
    ) -> Result<Self, http::uri::InvalidUri> {
        let mut url = request.target;
        url.insert_str(0, endpoint.as_str());
        Ok(Self {
            origin: endpoint.origin(),
            method: operation.method.clone(),
            uri: Uri::from_maybe_shared(Bytes::from(url))?,
            headers: request.headers,
            body: request.body,
            secrets: request.secrets,
            send: SendOptions {
                connection_reuse: match operation.effect {
                    Effect::Read | Effect::Idempotent => ConnectionReuse::Any,
                    Effect::Consumes => ConnectionReuse::Recent,
                    Effect::Bills => ConnectionReuse::Never,
                },
                body_limit: options.body_limit,
                ..SendOptions::default()
            },
        })
    }

    /// The request, not yet signed.
    fn parts(&self) -> Parts {
        let mut headers = HeaderMap::with_capacity(HEADERS);
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        let (mut parts, ()) = Request::new(()).into_parts();
        parts.method = self.method.clone();
        parts.uri = self.uri.clone();
        parts.headers = headers;
        parts
    }
}

/// What one attempt came to, with what a repeat needs to know of it.
pub(super) struct Attempt<'a> {
    pub(super) result: Result<Response<Bytes>, AttemptError>,
    /// The version of the credential that it was signed with, if it came to that.
    pub(super) signed: Option<CredentialVersion>,
    /// What the signing put on the request.
    pub(super) credentials: Vec<HeaderValue>,
    /// By the monotonic clock: the wall clock may be set meanwhile.
    pub(super) round_trip: Duration,
    pub(super) received_at: SystemTime,
    /// Scheme, host and port of where it went.
    pub(super) origin: &'a str,
    secrets: &'a [String],
}

pub(super) enum AttemptError {
    Signing(SigningError),
    Transport(TransportError),
    TimedOut { after: Duration, sent: bool },
}

impl Attempt<'_> {
    /// What takes the attempt's secrets out of a message; made only when there is one.
    pub(super) fn scrubber(&self) -> Scrubber {
        Scrubber::new(self.secrets, &self.credentials)
    }
}

/// Signs with the time that `timestamp` makes of the clock's and sends once, within `timeout`.
pub(super) async fn attempt<'a>(
    prepared: &'a Prepared<'a>,
    signer: &dyn Signer,
    transport: &dyn Transport,
    runtime: &Runtime,
    timestamp: impl Fn(SystemTime) -> SystemTime,
    timeout: Duration,
) -> Attempt<'a> {
    let mut signed = None;
    let mut credentials = Vec::new();
    let signed_at = runtime.clock.now();
    let mut sent_at = runtime.clock.monotonic();
    let outcome = within(
        timeout,
        &*runtime.sleep,
        pin!(async {
            let mut parts = prepared.parts();
            let version = signer
                .sign(&mut parts, timestamp(signed_at))
                .await
                .map_err(AttemptError::Signing)?;
            credentials = credentials_of(&parts.headers);
            sent_at = runtime.clock.monotonic();
            // From here on it counts as sent.
            signed = Some(version);
            transport
                .send(
                    Request::from_parts(parts, prepared.body.clone()),
                    prepared.send,
                )
                .await
                .map_err(AttemptError::Transport)
        }),
    )
    .await;
    Attempt {
        result: outcome.unwrap_or(Err(AttemptError::TimedOut {
            after: timeout,
            sent: signed.is_some(),
        })),
        signed,
        credentials,
        round_trip: runtime.clock.monotonic().saturating_sub(sent_at),
        received_at: runtime.clock.now(),
        origin: prepared.origin,
        secrets: &prepared.secrets,
    }
}

/// The values that a signer marked as sensitive.
fn credentials_of(headers: &HeaderMap) -> Vec<HeaderValue> {
    let mut credentials = Vec::with_capacity(3);
    credentials.extend(
        headers
            .values()
            .filter(|value| value.is_sensitive())
            .cloned(),
    );
    credentials
}
