use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use auth_core::{Signed, Signer, SigningError};
use bytes::Bytes;
use futures_util::future::{Either, select};
use http::{HeaderMap, HeaderValue, Method, Request, Response, Uri, header};

use super::request::CallRequest;
use super::scrub::Scrubber;
use crate::http::{Connection, SendOptions, Transport, TransportError};
use crate::{CallOptions, Effect, Endpoint, Operation, Runtime};

/// A request as every attempt sends it, except for its signature.
pub(super) struct Prepared {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
    secrets: Vec<String>,
    send: SendOptions,
}

impl Prepared {
    pub(super) fn new(
        endpoint: &Endpoint,
        operation: &Operation,
        request: CallRequest,
        options: &CallOptions,
    ) -> Result<Self, http::uri::InvalidUri> {
        let target = request.target();
        let mut url = String::with_capacity(endpoint.as_str().len() + target.len());
        url.push_str(endpoint.as_str());
        url.push_str(target);
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        headers.extend(request.headers);
        Ok(Self {
            method: operation.method.clone(),
            uri: Uri::from_maybe_shared(Bytes::from(url))?,
            headers,
            body: request.body,
            secrets: request.secrets,
            send: SendOptions {
                connection: match operation.effect {
                    Effect::Read | Effect::Idempotent => Connection::Pooled,
                    Effect::Consumes => Connection::Recent,
                    Effect::Bills => Connection::Fresh,
                },
                body_limit: options.body_limit,
                ..SendOptions::default()
            },
        })
    }
}

/// What one attempt came to, with what a repeat needs to know of it.
pub(super) struct Attempt {
    pub(super) result: Result<Response<Bytes>, AttemptError>,
    /// The receipt of the signing, if it came to that.
    pub(super) signed: Option<Signed>,
    pub(super) sent_at: SystemTime,
    pub(super) received_at: SystemTime,
    pub(super) scrubber: ScrubberSource,
}

pub(super) enum AttemptError {
    Signing(SigningError),
    Transport(TransportError),
    TimedOut { after: Duration, sent: bool },
}

/// The secrets of an attempt; made into a scrubber only when there is a message to clean.
pub(super) struct ScrubberSource {
    secrets: Vec<String>,
    headers: HeaderMap,
}

impl ScrubberSource {
    pub(super) fn scrubber(&self) -> Scrubber {
        Scrubber::new(&self.secrets, &self.headers)
    }
}

/// Signs and sends once, within `timeout`.
pub(super) async fn attempt(
    prepared: &Prepared,
    signer: &dyn Signer,
    transport: &dyn Transport,
    runtime: &Runtime,
    timestamp: impl Fn(SystemTime) -> SystemTime,
    timeout: Duration,
) -> Attempt {
    let sent = AtomicBool::new(false);
    let mut signed = None;
    let mut headers = HeaderMap::new();
    let mut sent_at = runtime.clock.now();
    let result = {
        let work = async {
            let mut request = Request::new(prepared.body.clone());
            *request.method_mut() = prepared.method.clone();
            *request.uri_mut() = prepared.uri.clone();
            *request.headers_mut() = prepared.headers.clone();
            let (mut parts, body) = request.into_parts();
            let receipt = signer
                .sign(&mut parts, timestamp(sent_at))
                .await
                .map_err(AttemptError::Signing)?;
            signed = Some(receipt);
            headers.clone_from(&parts.headers);
            sent_at = runtime.clock.now();
            sent.store(true, Ordering::Relaxed);
            transport
                .send(Request::from_parts(parts, body), prepared.send)
                .await
                .map_err(AttemptError::Transport)
        };
        let work = std::pin::pin!(work);
        match select(work, runtime.sleep.sleep(timeout)).await {
            Either::Left((result, _)) => result,
            Either::Right(((), _)) => Err(AttemptError::TimedOut {
                after: timeout,
                sent: sent.load(Ordering::Relaxed),
            }),
        }
    };
    Attempt {
        result,
        signed,
        sent_at,
        received_at: runtime.clock.now(),
        scrubber: ScrubberSource {
            secrets: prepared.secrets.clone(),
            headers,
        },
    }
}
