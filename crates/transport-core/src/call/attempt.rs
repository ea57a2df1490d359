use std::pin::pin;
use std::time::Duration;

use auth_core::{CredentialVersion, SigningError};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, Uri, header};

use super::client_inner::ClientInner;
use super::clock_offset::{Timing, shifted};
use super::request::CallRequest;
use crate::error::CallError;
use crate::http::{ConnectionReuse, SendOptions, TransportError};
use crate::redact::Redactor;
use crate::runtime::within;
use crate::{CallOptions, Effect, Endpoint, Operation};

/// A request as every attempt sends it, except for its signature.
pub(super) struct RequestTemplate<'a> {
    /// Scheme, host and port of where it goes.
    origin: &'a str,
    method: Method,
    uri: Uri,
    /// As a gateway passes it on that removes the endpoint's path.
    uri_without_prefix: Uri,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
    secrets: Vec<String>,
    send: SendOptions,
}

/// One attempt, with what a retry and an error need to know of it.
pub(super) struct Attempt<'a> {
    pub(super) result: Result<Response<Bytes>, AttemptError>,
    /// The version of the credential that it was signed with, if it came to that.
    pub(super) credential_version: Option<CredentialVersion>,
    /// The values that the signer marked as sensitive.
    credentials: Vec<HeaderValue>,
    pub(super) timing: Timing,
    /// Scheme, host and port of where it went.
    pub(super) origin: &'a str,
    secrets: &'a [String],
}

pub(super) enum AttemptError {
    Signing(SigningError),
    Transport(TransportError),
    TimedOut { after: Duration, sent: bool },
}

impl<'a> RequestTemplate<'a> {
    pub(super) fn new(
        endpoint: &'a Endpoint,
        operation: &Operation,
        request: CallRequest,
        options: &CallOptions,
    ) -> Result<Self, CallError> {
        request.validate(operation.name)?;
        let uri = |base: &str| {
            Uri::from_maybe_shared(Bytes::from([base, &request.target].concat()))
                .map_err(|_| CallError::configuration(operation.name, "the URL cannot be built"))
        };
        Ok(Self {
            origin: endpoint.origin(),
            method: operation.method.clone(),
            uri: uri(endpoint.as_str())?,
            uri_without_prefix: uri(endpoint.origin())?,
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

    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// Signs the request and sends it once, within `timeout`.
    pub(super) async fn send(&self, client: &ClientInner, timeout: Duration) -> Attempt<'_> {
        let runtime = &client.runtime;
        let offset = client.clock_offset.millis();
        let signed_at = runtime.clock.now();
        let mut sent_at = runtime.clock.monotonic();
        let mut credential_version = None;
        let mut credentials = Vec::new();
        let sign_and_send = async {
            let mut parts = self.unsigned_parts();
            if client.unsigned_path_prefix {
                parts.uri = self.uri_without_prefix.clone();
            }
            let timestamp = shifted(signed_at, offset);
            let version = client
                .signer
                .sign(&mut parts, timestamp)
                .await
                .map_err(AttemptError::Signing)?;
            parts.uri = self.uri.clone();
            credentials = sensitive_values(&parts.headers);
            let signed_after = runtime.clock.monotonic().saturating_sub(sent_at);
            let connect_timeout = connect_timeout(timeout.saturating_sub(signed_after));
            sent_at += signed_after;
            // From here on it counts as sent.
            credential_version = Some(version);
            let request = Request::from_parts(parts, self.body.clone());
            client
                .transport
                .send(
                    request,
                    SendOptions {
                        connect_timeout: Some(connect_timeout),
                        ..self.send
                    },
                )
                .await
                .map_err(AttemptError::Transport)
        };
        let result = within(timeout, &*runtime.sleep, pin!(sign_and_send)).await;
        Attempt {
            result: result.unwrap_or(Err(AttemptError::TimedOut {
                after: timeout,
                sent: credential_version.is_some(),
            })),
            credential_version,
            credentials,
            timing: Timing {
                offset,
                received_at: runtime.clock.now(),
                round_trip: runtime.clock.monotonic().saturating_sub(sent_at),
            },
            origin: self.origin,
            secrets: &self.secrets,
        }
    }

    fn unsigned_parts(&self) -> Parts {
        let (mut parts, ()) = Request::new(()).into_parts();
        parts.method = self.method.clone();
        parts.uri = self.uri.clone();
        parts
            .headers
            .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        parts.headers.extend(self.headers.iter().cloned());
        parts
    }
}

impl Attempt<'_> {
    /// What takes the attempt's secrets out of a message; made only when there is one.
    pub(super) fn redactor(&self) -> Redactor {
        Redactor::new(self.secrets, &self.credentials)
    }
}

/// Shorter than the time that is left, so that a host which is not reached is known as such.
fn connect_timeout(time_left: Duration) -> Duration {
    time_left.saturating_sub((time_left / 10).min(Duration::from_secs(1)))
}

fn sensitive_values(headers: &HeaderMap) -> Vec<HeaderValue> {
    headers
        .values()
        .filter(|value| value.is_sensitive())
        .cloned()
        .collect()
}
