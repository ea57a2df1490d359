use std::fmt;

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use reqwest::Url;

use super::body::read_body;
use super::clients::{ClientKey, Clients};
use super::failure::{failed, proxy_rejects_credentials};
use super::options::TransportOptions;
use super::tls;
use super::{ProxyUrl, SendOptions, Transport, TransportError, TransportErrorKind};
use crate::{ConfigError, Endpoint};

/// The hardened HTTP client: no redirects, no referer, no retries of its own, no proxy to
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
        let url = canonical(&parts.uri)?;
        let is_plain = url.scheme() == "http";
        tls::check(!is_plain)
            .map_err(|text| TransportError::new(TransportErrorKind::Configuration, text))?;
        let proxy = match options.no_proxy {
            true => None,
            false => self.clients.proxy(&url)?,
        };
        let key = ClientKey {
            no_proxy: proxy.is_none(),
            no_system_roots: is_plain,
        };
        let client = self.clients.get(key, proxy, options)?;

        let mut outgoing = reqwest::Request::new(parts.method, url);
        *outgoing.headers_mut() = parts.headers;
        if !body.is_empty() {
            *outgoing.body_mut() = Some(body.into());
        } else if [Method::POST, Method::PUT, Method::PATCH].contains(outgoing.method()) {
            // Some gateways respond with 411 where a body is missing without a word.
            outgoing
                .headers_mut()
                .insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let response = client
            .execute(outgoing)
            .await
            .map_err(|error| failed(error, proxy))?;
        if response.status() == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
            return Err(proxy_rejects_credentials(proxy));
        }
        read_body(response, options).await
    }

    fn can_serve(&self, endpoint: &Endpoint) -> Result<(), ConfigError> {
        let is_https = endpoint.origin().starts_with("https:");
        tls::check(is_https).map_err(ConfigError::new)
    }

    fn proxy_for(&self, endpoint: &Endpoint) -> Result<Option<ProxyUrl>, TransportError> {
        match Url::parse(endpoint.as_str()) {
            Ok(url) => Ok(self.clients.proxy(&url)?.cloned()),
            Err(_) => Ok(None),
        }
    }
}

/// The URL as the library sends it. What was signed is what is sent, byte for byte: one that it
/// would rewrite is rejected.
fn canonical(uri: &Uri) -> Result<Url, TransportError> {
    let text = uri.to_string();
    match Url::parse(&text) {
        Ok(url) if url.as_str() == text => Ok(url),
        _ => Err(TransportError::new(
            TransportErrorKind::Configuration,
            "the request's URL is not in its canonical form",
        )),
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport")
            .field("options", self.clients.options())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_goes_out_as_it_was_signed_or_not_at_all() {
        for kept in [
            "http://127.0.0.1:8080/",
            "https://example.com/a/b?c=d",
            "http://[::1]:9/a%2Fb?x=%2B&y=~",
            "https://example.com//a//b?",
        ] {
            let url = canonical(&kept.parse().unwrap()).ok().unwrap();
            assert_eq!(url.as_str(), kept);
        }
        for rewritten in [
            "http://EXAMPLE.com/",
            "http://example.com:80/",
            "http://127.1/",
            "https://example.com/a/../b",
            "https://example.com/%2e%2e/b",
            "https://example.com/a?'",
            "/path",
        ] {
            assert!(
                canonical(&rewritten.parse().unwrap()).is_err(),
                "{rewritten}"
            );
        }
    }
}
