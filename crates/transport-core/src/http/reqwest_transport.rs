use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;

use bytes::Bytes;
use futures_util::TryFutureExt as _;
use http::{HeaderValue, Method, Request, Response, header};

use super::body::read_body;
use super::clients::{Clients, Route};
use super::failure::failed;
use super::options::TransportOptions;
use super::origins::{Origins, Target};
use super::tls;
use super::{SendOptions, Transport, TransportError, TransportErrorKind};
use crate::{ConfigError, Endpoint};

/// The hardened HTTP client: no redirects, no referer, no repeats of its own, no proxy to
/// loopback, and its own user agent.
///
/// Calls over plain `http` work on a machine without any CA certificate.
pub struct ReqwestTransport {
    clients: Clients,
    origins: Origins,
}

impl ReqwestTransport {
    pub(crate) fn new(options: TransportOptions) -> Result<Self, ConfigError> {
        Ok(Self {
            clients: Clients::new(options)?,
            origins: Origins::default(),
        })
    }
}

impl Transport for ReqwestTransport {
    // Written out instead of as an `async fn`: only what lives while waiting is in the future, and
    // only once, so that many calls at a time stay in the processor's cache.
    fn send<'a, 'sending>(
        &'a self,
        request: Request<Bytes>,
        options: SendOptions,
    ) -> Sending<'sending>
    where
        'a: 'sending,
    {
        match self.start(request, options) {
            Ok(sending) => Box::pin(
                sending
                    .map_err(failed)
                    .and_then(move |answer| read_body(answer, options)),
            ),
            Err(error) => Box::pin(ready(Err(error))),
        }
    }

    fn can_serve(&self, endpoint: &Endpoint) -> Result<(), ConfigError> {
        let is_https = endpoint.origin().starts_with("https:");
        tls::check(is_https).map_err(ConfigError::new)
    }
}

type Sending<'a> =
    Pin<Box<dyn Future<Output = Result<Response<Bytes>, TransportError>> + Send + 'a>>;

impl ReqwestTransport {
    /// The request as the library sends it, on its way once it is waited for.
    fn start(
        &self,
        request: Request<Bytes>,
        options: SendOptions,
    ) -> Result<impl Future<Output = reqwest::Result<reqwest::Response>> + use<>, TransportError>
    {
        let (parts, body) = request.into_parts();
        let Target { url, is_loopback } = self.origins.target(&parts.uri)?;
        let plain = url.scheme() == "http";
        tls::check(!plain)
            .map_err(|text| TransportError::new(TransportErrorKind::Configuration, text))?;
        let client = self.clients.of(Route {
            direct: options.direct || is_loopback,
            rootless: plain || is_loopback,
            connection_reuse: options.connection_reuse,
        })?;

        let mut outgoing = reqwest::Request::new(parts.method, url);
        *outgoing.headers_mut() = parts.headers;
        if !body.is_empty() {
            *outgoing.body_mut() = Some(body.into());
        } else if [Method::POST, Method::PUT, Method::PATCH].contains(outgoing.method()) {
            // Some gateways answer 411 where a body is missing without a word.
            outgoing
                .headers_mut()
                .insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Ok(client.execute(outgoing))
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport")
            .field("options", self.clients.options())
            .finish_non_exhaustive()
    }
}
