use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use auth_core::{Environment, MetadataSource, SigningError, SigningErrorKind, Sleep};
use bytes::Bytes;
use http::{Request, Uri};

use crate::http::{
    ConnectionReuse, ReqwestTransport, SendOptions, Transport, TransportErrorKind, TransportOptions,
};
use crate::runtime::within;
use crate::{ConfigError, Endpoint, TokioSleep};

const VARIABLE: &str = "NCLOUD_METADATA_API_ENDPOINT";
const LINK_LOCAL: &str = "http://169.254.169.254";
/// Elsewhere than on a NAVER Cloud server nothing responds at that address.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(5);
const LARGEST_RESPONSE: usize = 64 * 1024;

/// The metadata service of a NAVER Cloud server, over plain HTTP and never through a proxy.
#[derive(Debug)]
pub struct HttpMetadataSource {
    endpoint: Endpoint,
    /// Whether it was named on purpose, so that an error of its is worth telling.
    named: bool,
    transport: Arc<dyn Transport>,
    sleep: Arc<dyn Sleep>,
}

impl HttpMetadataSource {
    /// The service at `NCLOUD_METADATA_API_ENDPOINT`, or at its usual address.
    ///
    /// An HTTP error at the usual address counts as no role, as other clouds and sandboxes respond
    /// there too; at an address that the variable names it is told.
    ///
    /// # Errors
    ///
    /// When the variable holds no URL that can be used.
    pub fn from_environment(environment: &dyn Environment) -> Result<Self, ConfigError> {
        let url = environment.var(VARIABLE)?;
        // The one place where plain http beyond loopback is asked for by name.
        let endpoint = Endpoint::allowing_plain_http(url.as_deref().unwrap_or(LINK_LOCAL))
            .map_err(|error| ConfigError::new(format!("{VARIABLE}: {error}")))?;
        let transport = ReqwestTransport::new(TransportOptions {
            connect_timeout: CONNECT_TIMEOUT,
            ..TransportOptions::default()
        })?;
        Ok(Self {
            endpoint,
            named: url.is_some(),
            transport: Arc::new(transport),
            sleep: Arc::new(TokioSleep),
        })
    }
}

#[async_trait]
impl MetadataSource for HttpMetadataSource {
    async fn get(&self, path: &str) -> Result<Option<String>, SigningError> {
        let failed = |kind, what: &str| {
            Err(SigningError::new(
                kind,
                format!(
                    "the metadata service of this server {what}; check {VARIABLE} or set the keys"
                ),
            ))
        };
        let Ok(uri) = format!("{}{path}", self.endpoint).parse::<Uri>() else {
            return failed(
                SigningErrorKind::Unreadable,
                "named a role that cannot stand in a URL",
            );
        };
        let mut request = Request::new(Bytes::new());
        *request.uri_mut() = uri;
        let options = SendOptions {
            no_proxy: true,
            body_limit: LARGEST_RESPONSE,
            // It is asked twice in an hour: a connection that waits meanwhile is closed by then.
            connection_reuse: ConnectionReuse::Never,
            ..SendOptions::default()
        };
        let response = self.transport.send(request, options);
        let response = match within(RESPONSE_TIMEOUT, &*self.sleep, response).await {
            // A firewall that accepts every connection, and says nothing.
            None if !self.named => return Ok(None),
            None => return failed(SigningErrorKind::Unavailable, "did not respond in time"),
            Some(response) => response,
        };
        match response {
            Err(error) if error.kind() == TransportErrorKind::Connect => Ok(None),
            // A page is no list of roles, however long it is, and neither is what is no HTTP.
            Err(error) if error.kind() != TransportErrorKind::Configuration && !self.named => {
                Ok(None)
            }
            Err(error) => failed(
                SigningErrorKind::Unavailable,
                &format!("cannot be read ({error})"),
            ),
            Ok(response) if response.status() == http::StatusCode::NOT_FOUND => Ok(None),
            Ok(response) if response.status().is_success() => {
                match std::str::from_utf8(response.body()) {
                    Ok(text) => Ok(Some(text.to_owned())),
                    Err(_) if !self.named => Ok(None),
                    Err(_) => failed(
                        SigningErrorKind::Unreadable,
                        "sent a response that is not text",
                    ),
                }
            }
            // Other clouds and sandboxes have something at that address too: no role of ours.
            Ok(_) if !self.named => Ok(None),
            Ok(response) => failed(
                SigningErrorKind::Unavailable,
                &format!("responded with HTTP {}", response.status().as_u16()),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{FakeResponse, FakeTransport};

    /// Other clouds, proxies and sandboxes respond at that address too.
    #[tokio::test]
    async fn what_is_no_metadata_service_is_an_error_only_where_it_was_named() {
        let statuses = [401, 403, 405, 500, 503, 302];
        let korean_page: &[u8] = b"<title>\xc2\xf7\xb4\xdc</title>";
        let responses = statuses.map(|status| FakeResponse::json(status, ""));
        let others = [
            FakeResponse::json(200, korean_page),
            FakeResponse::failure(TransportErrorKind::TooLarge),
            FakeResponse::failure(TransportErrorKind::Interrupted),
        ];
        for response in responses.into_iter().chain(others) {
            let service = |named| HttpMetadataSource {
                endpoint: Endpoint::allowing_plain_http(LINK_LOCAL).unwrap(),
                named,
                transport: Arc::new(FakeTransport::new().respond(response.clone())),
                sleep: Arc::new(TokioSleep),
            };
            assert_eq!(service(false).get("/").await.unwrap(), None, "{response:?}");
            let error = service(true).get("/").await.unwrap_err().to_string();
            assert!(
                error.contains("check NCLOUD_METADATA_API_ENDPOINT"),
                "{error}"
            );
        }
    }
}
