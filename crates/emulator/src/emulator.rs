//! A running emulator.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::TcpSocket;
use tokio::task::AbortHandle;

use crate::banner::Banner;
use crate::builder::EmulatorBuilder;
use crate::clock::EmulatorClock;
use crate::credentials::{Account, Credentials};
use crate::faults::Faults;
use crate::log::Log;
use crate::net::{Listener, reserve_port};
use crate::server::accept;
use crate::state::AppState;
use crate::stores::integrity_tokens::IntegrityVerdict;
use crate::time_text::date_text;

/// A running emulator; it stops when it is dropped.
///
/// ```
/// use korea_cloud_security_emulator::{Emulator, Operation};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> std::io::Result<()> {
/// let emulator = Emulator::builder().seed(7).servers(3).start().await?;
/// assert!(emulator.url().starts_with("http://127.0.0.1:"));
/// assert_eq!(emulator.log().reached(Operation::Summary), 0);
/// # Ok(()) }
/// ```
pub struct Emulator {
    state: Arc<AppState>,
    accepting: AbortHandle,
    /// Ports that are held so that connecting to them is refused.
    dead: Mutex<Vec<TcpSocket>>,
}

impl Emulator {
    /// Starts an emulator with default settings.
    ///
    /// ```
    /// use korea_cloud_security_emulator::Emulator;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> std::io::Result<()> {
    /// let emulator = Emulator::start().await?;
    /// assert!(emulator.vars().iter().any(|(name, _)| *name == "KCSEC_ENDPOINT_URL"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// If the machine has no free port.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Starts to set up an emulator.
    #[must_use]
    pub fn builder() -> EmulatorBuilder {
        EmulatorBuilder::new()
    }

    /// The base URL of all services, such as `http://127.0.0.1:40123`, without a slash at its end.
    ///
    /// It names loopback where the emulator listens on every address.
    #[must_use]
    pub fn url(&self) -> String {
        let mut addr = self.addr();
        match addr.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => addr.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(ip) if ip.is_unspecified() => addr.set_ip(Ipv6Addr::LOCALHOST.into()),
            _ => {}
        }
        format!("http://{addr}")
    }

    /// The address that it listens on.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.state.listener.addr()
    }

    /// A URL where connecting is refused for as long as this emulator lives.
    ///
    /// # Errors
    ///
    /// If the machine has no port left.
    pub fn dead_url(&self) -> io::Result<String> {
        let socket = reserve_port(SocketAddr::new(self.addr().ip(), 0))?;
        let url = format!("http://{}", socket.local_addr()?);
        self.dead
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(socket);
        Ok(url)
    }

    /// The keys of the first account.
    #[must_use]
    pub fn credentials(&self) -> Credentials {
        self.account(0)
            .unwrap_or_else(|| Credentials::of_account(1))
    }

    /// The keys of an account, counted from 0.
    #[must_use]
    pub fn account(&self, number: usize) -> Option<Credentials> {
        self.state
            .accounts
            .get(number)
            .map(|account| account.keys.clone())
    }

    /// What the services really did.
    #[must_use]
    pub fn log(&self) -> Log {
        Log {
            state: Arc::clone(&self.state),
        }
    }

    /// What goes wrong on purpose.
    #[must_use]
    pub fn faults(&self) -> Faults {
        Faults {
            state: Arc::clone(&self.state),
        }
    }

    /// The emulator's clock.
    #[must_use]
    pub fn clock(&self) -> EmulatorClock {
        self.state.clock.clone()
    }

    /// The days of a history's rounds in Korea, oldest first, as `YYYY-MM-DD`; empty without one.
    #[must_use]
    pub fn rounds(&self) -> Vec<String> {
        let history = self.state.inspections().history;
        history.map_or_else(Vec::new, |history| {
            (0..history.rounds)
                .map(|round| date_text(history.day(round)))
                .collect()
        })
    }

    /// Hands out an integrity token of this app, as AppGuard would to the app itself.
    #[must_use]
    pub fn issue_integrity_token(&self, app_id: &str, verdict: IntegrityVerdict) -> String {
        self.state.issue_integrity_token(app_id, verdict)
    }

    /// Ends all NHN tokens by force.
    pub fn expire_tokens(&self) {
        self.state.tokens.clear();
    }

    /// How many NHN tokens are alive.
    #[must_use]
    pub fn live_tokens(&self) -> usize {
        self.state.tokens.alive(self.state.clock.now_ms())
    }

    /// Changes the data from the next request on; what was created stays.
    pub fn reseed(&self, seed: u64, servers: u32) {
        self.state.reseed(seed, servers);
    }

    /// Forgets tokens, jobs, log, counters, faults and changes to the clock.
    ///
    /// # Errors
    ///
    /// If the port was shut by a fault and cannot be listened on any more.
    pub fn reset(&self) -> io::Result<()> {
        self.state.reset()
    }

    /// The settings with which a client finds this emulator: names and values of environment
    /// variables, the keys of the first account among them.
    #[must_use]
    pub fn vars(&self) -> Vec<(&'static str, String)> {
        let keys = self.credentials();
        vec![
            ("KCSEC_ENDPOINT_URL", self.url()),
            ("NHN_CLOUD_USER_ACCESS_KEY_ID", keys.nhn_user_access_key_id),
            ("NHN_CLOUD_SECRET_ACCESS_KEY", keys.nhn_secret_access_key),
            ("NHN_CLOUD_SSC_APPKEY", keys.ssc_appkey),
            ("NHN_CLOUD_APPGUARD_APPKEY", keys.appguard_appkey),
            ("NCLOUD_ACCESS_KEY_ID", keys.ncp_access_key),
            ("NCLOUD_SECRET_ACCESS_KEY", keys.ncp_secret_key),
        ]
    }

    /// What somebody needs to know who wants to call this emulator; hands out an integrity token.
    #[must_use]
    pub fn banner(&self) -> Banner {
        let app_id = self.credentials().integrity_app_id;
        let token = self.issue_integrity_token(&app_id, IntegrityVerdict::genuine());
        Banner {
            url: self.url(),
            environment: self.vars(),
            integrity_app_id: app_id,
            integrity_token: token,
            rounds: self.rounds(),
        }
    }

    /// Serves until the future completes, and stops.
    pub async fn serve_until(self, shutdown: impl Future) {
        shutdown.await;
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.accepting.abort();
        self.state.listener.close();
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Emulator")
            .field("addr", &self.addr())
            .finish_non_exhaustive()
    }
}

impl EmulatorBuilder {
    /// Starts listening and serving on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// If the address cannot be listened on.
    pub async fn start(self) -> io::Result<Emulator> {
        let listener = Listener::bind(self.bind)?;
        let clock = EmulatorClock::new(self.clock);
        let accounts = self.accounts.into_iter().map(Account::new).collect();
        let (seed, servers) = (self.seed, self.servers);
        let state = AppState::new(self.options, accounts, clock, seed, servers, listener);
        let state = Arc::new(state);
        let emulator = Emulator {
            accepting: tokio::spawn(accept(Arc::clone(&state))).abort_handle(),
            state,
            dead: Mutex::default(),
        };
        for rule in self.faults {
            emulator.faults().add(rule);
        }
        // Let the accept loop take its place before the first client comes.
        tokio::task::yield_now().await;
        Ok(emulator)
    }
}
