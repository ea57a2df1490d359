//! A running emulator.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::TcpSocket;
use tokio::task::{AbortHandle, JoinSet};

use crate::banner::Banner;
use crate::builder::EmulatorBuilder;
use crate::calendar::date_text;
use crate::clock::EmulatorClock;
use crate::credentials::Credentials;
use crate::fault::Faults;
use crate::integrity::IntegrityVerdict;
use crate::log::Log;
use crate::net::{hold, serve};
use crate::state::World;

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
    world: Arc<World>,
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

    pub(crate) fn serving(world: World) -> Self {
        let world = Arc::new(world);
        let accepting = tokio::spawn(accept(Arc::clone(&world))).abort_handle();
        Self {
            world,
            accepting,
            dead: Mutex::default(),
        }
    }

    /// The base URL of all services, such as `http://127.0.0.1:40123`, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.addr())
    }

    /// The address that it listens on.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.world.gate.addr()
    }

    /// A URL where connecting is refused for as long as this emulator lives.
    ///
    /// # Errors
    ///
    /// If the machine has no port left.
    pub fn dead_url(&self) -> io::Result<String> {
        let socket = hold(SocketAddr::new(self.addr().ip(), 0))?;
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
        self.world
            .accounts
            .get(number)
            .map(|account| account.keys.clone())
    }

    /// What the services really did.
    #[must_use]
    pub fn log(&self) -> Log {
        Log {
            world: Arc::clone(&self.world),
        }
    }

    /// What goes wrong on purpose.
    #[must_use]
    pub fn faults(&self) -> Faults {
        Faults {
            world: Arc::clone(&self.world),
        }
    }

    /// The emulator's clock.
    #[must_use]
    pub fn clock(&self) -> EmulatorClock {
        self.world.clock.clone()
    }

    /// The days of a history's rounds in Korea, oldest first, as `YYYY-MM-DD`; empty without one.
    #[must_use]
    pub fn rounds(&self) -> Vec<String> {
        let history = self.world.inspections().history;
        history.map_or_else(Vec::new, |history| {
            (0..history.rounds)
                .map(|round| date_text(history.day(round)))
                .collect()
        })
    }

    /// Hands out an integrity token of this app, as AppGuard would to the app itself.
    #[must_use]
    pub fn issue_integrity_token(&self, app_id: &str, verdict: IntegrityVerdict) -> String {
        self.world.issue_integrity_token(app_id, verdict)
    }

    /// Ends all NHN tokens by force.
    pub fn expire_tokens(&self) {
        self.world.tokens.clear();
    }

    /// How many NHN tokens are alive.
    #[must_use]
    pub fn live_tokens(&self) -> usize {
        self.world.tokens.alive(self.world.clock.now_ms())
    }

    /// Changes the data from the next request on; what was created stays.
    pub fn reseed(&self, seed: u64, servers: u32) {
        self.world.reseed(seed, servers);
    }

    /// Forgets tokens, jobs, log, counters, faults and changes to the clock.
    ///
    /// # Errors
    ///
    /// If the port was shut by a fault and cannot be listened on any more.
    pub fn reset(&self) -> io::Result<()> {
        self.world.reset()
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
        self.world.gate.close();
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Emulator")
            .field("addr", &self.addr())
            .finish_non_exhaustive()
    }
}

/// Accepts connections; when it is aborted they end with it.
async fn accept(world: Arc<World>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = world.gate.accept() => {
                let Ok((stream, peer)) = accepted else {
                    // No file left for another connection, perhaps: others may end meanwhile.
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    continue;
                };
                let _ = stream.set_nodelay(true);
                world.log.counts.connection();
                let connection = world.gate.enter(stream, peer);
                connections.spawn(serve(Arc::clone(&world), connection));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}
