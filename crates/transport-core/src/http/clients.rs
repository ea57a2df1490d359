use std::sync::OnceLock;
use std::time::Duration;

use reqwest::{Client, ClientBuilder, Proxy, redirect, retry};

use super::failure::innermost;
use super::options::{ProxyChoice, TransportOptions};
use super::tls::ExtraRoots;
use super::{ConnectionReuse, TransportError, TransportErrorKind};
use crate::ConfigError;

/// How long a connection may have been idle and still carry a call that must not be lost.
const RECENT: Duration = Duration::from_secs(2);

/// What decides which client a request takes.
#[derive(Clone, Copy)]
pub(super) struct Route {
    /// Straight to the host, without any proxy.
    pub(super) direct: bool,
    /// Needs none of the platform's CA certificates, and must work where there are none.
    pub(super) rootless: bool,
    pub(super) connection_reuse: ConnectionReuse,
}

impl Route {
    const COUNT: usize = 12;

    fn index(self) -> usize {
        let connection = match self.connection_reuse {
            ConnectionReuse::Any => 0,
            ConnectionReuse::Recent => 1,
            ConnectionReuse::Never => 2,
        };
        connection + 3 * usize::from(self.direct) + 6 * usize::from(self.rootless)
    }
}

/// The library's clients, one a route, each with a pool of its own, made when first needed.
pub(super) struct Clients {
    options: TransportOptions,
    roots: ExtraRoots,
    proxy: Option<Proxy>,
    made: [OnceLock<Client>; Route::COUNT],
}

impl Clients {
    pub(super) fn new(options: TransportOptions) -> Result<Self, ConfigError> {
        let roots = ExtraRoots::from_pem(&options.root_certificates.0)?;
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
            made: std::array::from_fn(|_| OnceLock::new()),
        })
    }

    pub(super) fn options(&self) -> &TransportOptions {
        &self.options
    }

    /// The client of that route.
    pub(super) fn of(&self, route: Route) -> Result<&Client, TransportError> {
        let slot = &self.made[route.index()];
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
        let pool = &self.options.pool;
        let (idle_timeout, idle_connections) = match route.connection_reuse {
            ConnectionReuse::Any => (pool.idle_timeout, pool.max_idle_per_host),
            ConnectionReuse::Recent => (pool.idle_timeout.min(RECENT), pool.max_idle_per_host),
            ConnectionReuse::Never => (RECENT, 0),
        };
        let mut builder = hardened()
            .connect_timeout(self.options.connect_timeout)
            .pool_idle_timeout(idle_timeout)
            .pool_max_idle_per_host(idle_connections);
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
