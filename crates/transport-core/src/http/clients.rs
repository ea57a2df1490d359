use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use auth_core::SystemEnvironment;
use reqwest::{Client, ClientBuilder, Proxy, Url, redirect, retry};
use tokio::runtime::{Handle, Id};
use tokio::time::Instant;

use super::failure::innermost;
use super::options::{ProxyChoice, TransportOptions};
use super::proxy::{Proxies, ProxyUrl};
use super::tls::ExtraRoots;
use super::{ConnectionReuse, SendOptions, TransportError, TransportErrorKind};
use crate::ConfigError;
use crate::endpoint::is_loopback;

/// How long an idle connection is kept: the vendors' gateways close one without notice.
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);

/// How many idle connections to a host are kept.
const MOST_IDLE: usize = 512;

/// How long a connection may have been idle and still carry a call that must not be lost.
const RECENT: Duration = Duration::from_secs(2);

const MAX_HEADERS: usize = 256;

/// Runtimes end without a word: so many pools are kept at most.
const MOST_CLIENTS: usize = 64;

/// What decides which client, and so which pool of connections, a request takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ClientKey {
    /// Straight to the host.
    pub(super) no_proxy: bool,
    /// Needs none of the platform's CA certificates, and must work where there are none.
    pub(super) no_system_roots: bool,
}

/// A connection is driven by the runtime that made it, so that each runtime has pools of its own.
type PoolKey = (ClientKey, ConnectionReuse, Id);

/// The library's clients, each with a pool of its own, made when first needed.
pub(super) struct Clients {
    options: TransportOptions,
    roots: ExtraRoots,
    proxies: Proxies,
    pooled: Mutex<HashMap<PoolKey, Client>>,
}

impl Clients {
    pub(super) fn new(options: TransportOptions) -> Result<Self, ConfigError> {
        let roots = ExtraRoots::from_pem(&options.root_certificates()?)?;
        let proxies = match &options.proxy {
            ProxyChoice::Url(url) => Proxies::always(url)?,
            ProxyChoice::Environment => Proxies::from_environment(&SystemEnvironment),
            ProxyChoice::None => Proxies::default(),
        };
        Ok(Self {
            options,
            roots,
            proxies,
            pooled: Mutex::default(),
        })
    }

    pub(super) fn options(&self) -> &TransportOptions {
        &self.options
    }

    /// The proxy that a request to this URL takes, if any; none to this machine.
    pub(super) fn proxy(&self, url: &Url) -> Result<Option<&ProxyUrl>, TransportError> {
        match url.host_str().is_some_and(is_loopback) {
            true => Ok(None),
            false => self.proxies.of(url),
        }
    }

    /// The client for such requests; one that must connect in less time than usual is used once.
    pub(super) fn get(
        &self,
        key: ClientKey,
        proxy: Option<&ProxyUrl>,
        send: SendOptions,
    ) -> Result<Client, TransportError> {
        let Ok(runtime) = Handle::try_current() else {
            let message = "requests need a tokio runtime";
            return Err(TransportError::new(
                TransportErrorKind::Configuration,
                message,
            ));
        };
        let connect_timeout = self.options.connect_timeout;
        let reuse = send.connection_reuse;
        if let (ConnectionReuse::Never, Some(limit)) = (reuse, send.connect_timeout)
            && limit < connect_timeout
        {
            return self.build_within(key, proxy, reuse, limit);
        }
        let pool = (key, reuse, runtime.id());
        let mut pooled = self.pooled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = pooled.get(&pool) {
            return Ok(client.clone());
        }
        let client = self.build(key, proxy, reuse, connect_timeout)?;
        if pooled.len() >= MOST_CLIENTS {
            pooled.clear();
        }
        pooled.insert(pool, client.clone());
        Ok(client)
    }

    /// A client that has connected within `limit` from now. Where reading the platform's certificates
    /// takes much of it, connecting gets the rest: a host that is not reached must be known as such
    /// before the call's time is over.
    fn build_within(
        &self,
        key: ClientKey,
        proxy: Option<&ProxyUrl>,
        reuse: ConnectionReuse,
        limit: Duration,
    ) -> Result<Client, TransportError> {
        let began = Instant::now();
        let client = self.build(key, proxy, reuse, limit)?;
        let spent = began.elapsed();
        if spent < limit / 20 {
            return Ok(client);
        }
        match limit.saturating_sub(spent * 2) {
            Duration::ZERO => Err(TransportError::new(
                TransportErrorKind::Connect,
                "too little time is left to connect",
            )),
            rest => self.build(key, proxy, reuse, rest),
        }
    }

    fn build(
        &self,
        key: ClientKey,
        proxy: Option<&ProxyUrl>,
        reuse: ConnectionReuse,
        connect_timeout: Duration,
    ) -> Result<Client, TransportError> {
        let (idle_timeout, idle_connections) = match reuse {
            ConnectionReuse::Any => (IDLE_TIMEOUT, MOST_IDLE),
            ConnectionReuse::Recent => (RECENT, MOST_IDLE),
            ConnectionReuse::Never => (RECENT, 0),
        };
        let mut builder = hardened()
            .connect_timeout(connect_timeout)
            .pool_idle_timeout(idle_timeout)
            .pool_max_idle_per_host(idle_connections);
        if self.options.http2_prior_knowledge {
            builder = builder.http2_prior_knowledge();
        }
        let unusable = |error: reqwest::Error| {
            TransportError::new(
                TransportErrorKind::Configuration,
                format!(
                    "the HTTP client cannot be set up ({}); install the machine's CA certificates (ca-certificates), check SSL_CERT_FILE, or give some by with_ca_file (kcsec: --ca-file)",
                    innermost(&error)
                ),
            )
        };
        if let Some(proxy) = proxy {
            builder = builder.proxy(Proxy::all(proxy.url.clone()).map_err(unusable)?);
        }
        self.roots
            .apply(builder, key.no_system_roots)
            .build()
            .map_err(unusable)
    }
}

/// What no option of ours can switch off.
fn hardened() -> ClientBuilder {
    Client::builder()
        .user_agent(concat!("korea-cloud-security/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .referer(false)
        // Which one a request takes is decided here.
        .no_proxy()
        // Old gateways and inspecting proxies write more headers than usual, and fold them.
        .http1_max_headers(MAX_HEADERS)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        // reqwest would send a PUT again on REFUSED_STREAM and GOAWAY.
        .retry(retry::never())
}

#[cfg(all(test, feature = "rustls"))]
mod tests {
    use super::*;

    /// A billed call would otherwise end without knowing that nothing was sent.
    #[tokio::test]
    async fn where_certificates_take_all_the_time_nothing_is_sent() {
        let clients = Clients::new(TransportOptions::default()).unwrap();
        let key = ClientKey {
            no_proxy: true,
            no_system_roots: true,
        };
        let send = |limit| SendOptions {
            connection_reuse: ConnectionReuse::Never,
            connect_timeout: Some(limit),
            ..SendOptions::default()
        };
        let hurried = clients.get(key, None, send(Duration::from_nanos(1)));
        assert_eq!(hurried.unwrap_err().kind(), TransportErrorKind::Connect);
        assert!(clients.get(key, None, send(Duration::from_secs(9))).is_ok());
    }
}
