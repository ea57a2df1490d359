use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response, Uri};
use reqwest::{Client, ClientBuilder, Proxy, Url, redirect, retry};

use super::body::read_body;
use super::options::{ProxyChoice, TransportOptions};
use super::tls::{self, ExtraRoots};
use super::{Connection, SendOptions, Transport, TransportError, TransportErrorKind};
use crate::ConfigError;
use crate::endpoint::is_loopback;

/// How long a connection may have been idle and still carry a call that must not be lost.
const RECENT: Duration = Duration::from_secs(2);

/// The hardened HTTP client: no redirects, no referer, no repeats of its own, no proxy to
/// loopback, and its own user agent.
///
/// The clients behind it are made when they are first needed, so that a call to loopback works on
/// a machine without any CA certificate.
pub struct ReqwestTransport {
    options: TransportOptions,
    roots: ExtraRoots,
    proxy: Option<Proxy>,
    clients: [OnceLock<Client>; Route::COUNT],
}

/// What decides which client a request takes.
#[derive(Clone, Copy)]
struct Route {
    /// Straight to the host, without any proxy.
    direct: bool,
    /// Needs none of the platform's CA certificates, and must work where there are none.
    rootless: bool,
    connection: Connection,
}

impl Route {
    const COUNT: usize = 12;

    fn index(self) -> usize {
        let connection = match self.connection {
            Connection::Pooled => 0,
            Connection::Recent => 1,
            Connection::Fresh => 2,
        };
        connection + 3 * usize::from(self.direct) + 6 * usize::from(self.rootless)
    }
}

impl ReqwestTransport {
    pub(crate) fn new(options: TransportOptions) -> Result<Self, ConfigError> {
        let roots = ExtraRoots::from_pem(&options.root_certificates)?;
        let proxy = match &options.proxy {
            ProxyChoice::Url(url) => Some(Proxy::all(url.as_str()).map_err(|_| {
                ConfigError::new(
                    "the proxy's URL cannot be read; give one such as http://host:3128",
                )
            })?),
            ProxyChoice::Environment | ProxyChoice::None => None,
        };
        Ok(Self {
            options,
            roots,
            proxy,
            clients: std::array::from_fn(|_| OnceLock::new()),
        })
    }

    fn client(&self, route: Route) -> Result<&Client, TransportError> {
        let slot = &self.clients[route.index()];
        if let Some(client) = slot.get() {
            return Ok(client);
        }
        let client = self.build(route).map_err(|error| {
            TransportError::new(
                TransportErrorKind::Configuration,
                format!(
                    "the HTTP client cannot be set up ({}); check the machine's CA certificates or add roots",
                    innermost(&error)
                ),
            )
        })?;
        Ok(slot.get_or_init(|| client))
    }

    fn build(&self, route: Route) -> reqwest::Result<Client> {
        let idle = self.options.pool.idle_timeout;
        let mut builder = hardened()
            .connect_timeout(self.options.connect_timeout)
            .pool_idle_timeout(if route.connection == Connection::Recent {
                idle.min(RECENT)
            } else {
                idle
            })
            .pool_max_idle_per_host(match route.connection {
                Connection::Fresh => 0,
                Connection::Pooled | Connection::Recent => self.options.pool.max_idle_per_host,
            });
        if self.options.http2_prior_knowledge {
            builder = builder.http2_prior_knowledge();
        }
        builder = match (&self.proxy, &self.options.proxy) {
            _ if route.direct => builder.no_proxy(),
            (Some(proxy), _) => builder.proxy(proxy.clone()),
            (None, ProxyChoice::None) => builder.no_proxy(),
            (None, _) => builder,
        };
        self.roots.apply(builder, route.rootless).build()
    }
}

/// What no option of ours can switch off.
fn hardened() -> ClientBuilder {
    Client::builder()
        .user_agent(concat!("korea-cloud-security/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .referer(false)
        // reqwest would send a PUT again on REFUSED_STREAM and GOAWAY.
        .retry(retry::never())
}

#[async_trait]
impl Transport for ReqwestTransport {
    async fn send(
        &self,
        request: Request<Bytes>,
        options: SendOptions,
    ) -> Result<Response<Bytes>, TransportError> {
        let (parts, body) = request.into_parts();
        let target = text_of(&parts.uri);
        let url = Url::parse(&target).map_err(|_| unusable_url())?;
        // What was signed is what is sent, byte for byte: a URL that would be rewritten is refused.
        if url.as_str() != target {
            return Err(unusable_url());
        }
        let loopback = url.host_str().is_some_and(is_loopback);
        let plain = url.scheme() == "http";
        if !plain && !tls::IS_COMPILED_IN {
            return Err(TransportError::new(
                TransportErrorKind::Configuration,
                "https needs the feature rustls or native-tls of this crate",
            ));
        }
        let client = self.client(Route {
            direct: options.direct || loopback,
            rootless: plain || loopback,
            connection: options.connection,
        })?;
        let mut outgoing = reqwest::Request::new(parts.method, url);
        *outgoing.headers_mut() = parts.headers;
        if !body.is_empty() {
            *outgoing.body_mut() = Some(body.into());
        }
        match client.execute(outgoing).await {
            Ok(answer) => read_body(answer, options).await,
            Err(error) => Err(failed(error)),
        }
    }
}

/// The URL as it will go out, in one piece of the right size.
fn text_of(uri: &Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    let mut text = String::with_capacity(scheme.len() + 3 + authority.len() + target.len() + 1);
    for piece in [scheme, "://", authority] {
        text.push_str(piece);
    }
    if !target.starts_with('/') {
        text.push('/');
    }
    text.push_str(target);
    text
}

fn unusable_url() -> TransportError {
    TransportError::new(
        TransportErrorKind::Configuration,
        "the request's URL is not in its canonical form",
    )
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
fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
