//! How an emulator is set up before it starts.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, SystemTime};

use crate::credentials::Credentials;
use crate::data::checklist::Checklist;
use crate::envelope::Envelope;
use crate::fault::FaultRule;
use crate::options::{JobPace, Options, TokenRejection};

/// Sets up an [`Emulator`](crate::Emulator); everything has a default.
#[derive(Debug)]
pub struct EmulatorBuilder {
    pub(crate) seed: u64,
    pub(crate) servers: u32,
    pub(crate) clock: Option<SystemTime>,
    pub(crate) bind: SocketAddr,
    pub(crate) faults: Vec<FaultRule>,
    pub(crate) accounts: Vec<Credentials>,
    pub(crate) options: Options,
}

impl EmulatorBuilder {
    pub(crate) fn new() -> Self {
        Self {
            seed: 42,
            servers: 20,
            clock: None,
            bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            faults: Vec::new(),
            accounts: (1..=2).map(Credentials::of_account).collect(),
            options: Options::default(),
        }
    }

    /// The seed of all data; 42 by default.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How many servers are inspected every night, at least 1; 20 by default.
    #[must_use]
    pub const fn servers(mut self, servers: u32) -> Self {
        self.servers = servers;
        self
    }

    /// Inspections in so many rounds, thirty days apart, instead of every night.
    ///
    /// The last round is in the night before the start. From round to round findings are mended, come
    /// up and come back, servers vanish and others are new, and some items cannot be judged. The last
    /// round follows the checklist of 2026, the others that of 2021, unless [`checklist`](Self::checklist)
    /// says otherwise.
    #[must_use]
    pub const fn history(mut self, rounds: u32) -> Self {
        self.options.history_rounds = rounds;
        self
    }

    /// The edition of the checklist that servers are inspected by; that of 2021 by default.
    #[must_use]
    pub const fn checklist(mut self, edition: Checklist) -> Self {
        self.options.checklist = Some(edition);
        self
    }

    /// The time at the start; the machine's by default.
    #[must_use]
    pub fn clock(mut self, now: impl Into<SystemTime>) -> Self {
        self.clock = Some(now.into());
        self
    }

    /// The address to listen on; 127.0.0.1 and a free port by default.
    #[must_use]
    pub fn bind(mut self, addr: impl Into<SocketAddr>) -> Self {
        self.bind = addr.into();
        self
    }

    /// The port to listen on, 0 for a free one.
    #[must_use]
    pub const fn port(mut self, port: u16) -> Self {
        self.bind.set_port(port);
        self
    }

    /// A fault from the start on; more can be added later.
    #[must_use]
    pub fn fault(mut self, rule: impl Into<FaultRule>) -> Self {
        self.faults.push(rule.into());
        self
    }

    /// How many accounts there are, at least 1; 2 by default. Each has keys of its own.
    #[must_use]
    pub fn accounts(mut self, count: usize) -> Self {
        let kept = self.accounts.len().min(count);
        self.accounts.truncate(kept);
        self.accounts
            .extend((kept + 1..=count.max(1)).map(Credentials::of_account));
        self
    }

    /// Changes the keys of the first account.
    ///
    /// ```
    /// # use korea_cloud_security_emulator::Emulator;
    /// let builder = Emulator::builder().credentials(|keys| {
    ///     keys.ncp_access_key = "EXAMPLE_ACCESS_KEY".to_owned();
    ///     keys.ncp_secret_key = "EXAMPLE_SECRET_KEY".to_owned();
    /// });
    /// # let _ = builder;
    /// ```
    #[must_use]
    pub fn credentials(mut self, change: impl FnOnce(&mut Credentials)) -> Self {
        if let Some(first) = self.accounts.first_mut() {
            change(first);
        }
        self
    }

    /// How long an NHN token lives; a day by default, as in the real service (60 s to 86,400 s).
    #[must_use]
    pub const fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.options.token_lifetime = lifetime;
        self
    }

    /// How a service rejects an NHN token; the gateway's way by default.
    #[must_use]
    pub const fn token_rejection(mut self, rejection: TokenRejection) -> Self {
        self.options.token_rejection = rejection;
        self
    }

    /// Whether `X-NHN-Authorization` may hold the token without the word `Bearer`; no by default.
    #[must_use]
    pub const fn accept_raw_token(mut self, accept: bool) -> Self {
        self.options.accept_raw_token = accept;
        self
    }

    /// The shape of the token service's errors; RFC 6749 by default.
    #[must_use]
    pub const fn oauth_errors(mut self, envelope: Envelope) -> Self {
        self.options.oauth_errors = envelope;
        self
    }

    /// What the summary says in `itemPerPage`; the true limit by default.
    #[must_use]
    pub const fn item_per_page_echo(mut self, number: u32) -> Self {
        self.options.item_per_page_echo = Some(number);
        self
    }

    /// How long a scan stays in each of its phases.
    #[must_use]
    pub const fn job_pace(mut self, pace: JobPace) -> Self {
        self.options.job_pace = pace;
        self
    }

    /// How many scans there were before the start; 24 by default.
    #[must_use]
    pub const fn past_jobs(mut self, count: u64) -> Self {
        self.options.past_jobs = count;
        self
    }

    /// So many scans may wait or run at once before 160454; 100,000 by default.
    #[must_use]
    pub const fn running_jobs_limit(mut self, count: usize) -> Self {
        self.options.waiting_jobs_limit = count;
        self
    }

    /// Whether Web Security Checker's own errors come with HTTP 200, as older pages have it.
    #[must_use]
    pub const fn service_errors_as_200(mut self, as_200: bool) -> Self {
        self.options.service_errors_as_200 = as_200;
        self
    }

    /// Whether `result_button` is `cancel` for a cancelled job and `terminate` for a stopped one, as
    /// Web Security Checker's page can be read, instead of `cause`.
    #[must_use]
    pub const fn buttons_are_states(mut self, are_states: bool) -> Self {
        self.options.buttons_are_states = are_states;
        self
    }

    /// How many devices AppGuard finds on a usual day; 14 by default.
    #[must_use]
    pub const fn devices_per_day(mut self, count: u64) -> Self {
        self.options.devices_per_day = count;
        self
    }

    /// How long an integrity token can be read; ten minutes by default.
    #[must_use]
    pub const fn integrity_lifetime(mut self, lifetime: Duration) -> Self {
        self.options.integrity_lifetime = lifetime;
        self
    }

    /// The name of the server role at the metadata service.
    #[must_use]
    pub fn role(mut self, name: impl Into<String>) -> Self {
        self.options.role = name.into();
        self
    }

    /// How long a server role's keys live; an hour by default. New ones come at half of that.
    #[must_use]
    pub const fn role_lifetime(mut self, lifetime: Duration) -> Self {
        self.options.role_lifetime = lifetime;
        self
    }

    /// A host name by which the controls may be asked for besides loopback's names and the address
    /// that is listened on, such as a container's.
    #[must_use]
    pub fn allow_host(mut self, name: impl Into<String>) -> Self {
        self.options
            .allowed_hosts
            .push(name.into().to_ascii_lowercase());
        self
    }

    /// How many bytes the log holds, of requests and of billed scans each; 16 MiB by default.
    #[must_use]
    pub const fn log_bytes(mut self, bytes: usize) -> Self {
        self.options.log_bytes = bytes;
        self
    }

    /// How many requests the log holds; 10,000 by default. Counters have no bound.
    #[must_use]
    pub const fn log_capacity(mut self, requests: usize) -> Self {
        self.options.log_capacity = requests;
        self
    }
}
