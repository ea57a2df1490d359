use std::fmt;

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, Uri, header};
use reqwest::Url;

use super::body::read_body;
use super::clients::{Clients, Route};
use super::options::TransportOptions;
use super::tls;
use super::{SendOptions, Transport, TransportError, TransportErrorKind};
use crate::ConfigError;
use crate::endpoint::is_loopback;

/// The hardened HTTP client: no redirects, no referer, no repeats of its own, no proxy to
/// loopback, and its own user agent.
///
/// Calls over plain `http` work on a machine without any CA certificate.
pub struct ReqwestTransport {
    clients: Clients,
}

impl ReqwestTransport {
    pub(crate) fn new(options: TransportOptions) -> Result<Self, ConfigError> {
        Ok(Self {
            clients: Clients::new(options)?,
        })
    }
}

#[async_trait]
impl Transport for ReqwestTransport {
    async fn send(
        &self,
        request: Request<Bytes>,
        options: SendOptions,
    ) -> Result<Response<Bytes>, TransportError> {
        let (parts, body) = request.into_parts();
        let url = canonical_url(&parts.uri)?;
        let plain = url.scheme() == "http";
        let loopback = url.host_str().is_some_and(is_loopback);
        let client = self.clients.of(Route {
            direct: options.direct || loopback,
            rootless: plain || loopback,
            connection: options.connection,
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
        match client.execute(outgoing).await {
            Ok(answer) => read_body(answer, options).await,
            Err(error) => Err(failed(error)),
        }
    }
}

/// The URL as the library wants it. What was signed is what is sent, byte for byte: one that would
/// be rewritten is refused.
fn canonical_url(uri: &Uri) -> Result<Url, TransportError> {
    let refused = |what: &str| TransportError::new(TransportErrorKind::Configuration, what);
    let text = text_of(uri);
    let url = Url::parse(&text)
        .ok()
        .filter(|url| url.as_str() == text)
        .ok_or_else(|| refused("the request's URL is not in its canonical form"))?;
    if url.scheme() == "https" && !tls::IS_COMPILED_IN {
        return Err(refused(
            "https needs the feature rustls or native-tls of this crate",
        ));
    }
    Ok(url)
}

/// The URL as it will go out, in one piece of the right size.
fn text_of(uri: &Uri) -> String {
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    let pieces = [
        uri.scheme_str().unwrap_or_default(),
        "://",
        uri.authority().map_or("", |authority| authority.as_str()),
        // `http://host?a=b` goes out as `/?a=b`.
        if target.starts_with('/') { "" } else { "/" },
        target,
    ];
    pieces.concat()
}

pub(super) fn failed(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let kind = if error.is_builder() {
        TransportErrorKind::Configuration
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, innermost(&error))
}

/// The innermost cause, which says most, without the URL.
pub(super) fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport")
            .field("options", self.clients.options())
            .finish_non_exhaustive()
    }
}
