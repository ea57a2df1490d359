//! Everything that the services know, shared by all connections.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use http::Uri;

use crate::clock::EmulatorClock;
use crate::credentials::Account;
use crate::data::inspections::{History, Inspections};
use crate::fault::{Fault, FaultEngine, Subject};
use crate::net::{Listener, Peek};
use crate::operation::Operation;
use crate::options::Options;
use crate::request::parameter;
use crate::request_log::{LogStore, MaskRules, RequestInfo, ResponseInfo};
use crate::stores::integrity_tokens::{IntegrityStore, IntegrityVerdict};
use crate::stores::jobs::{JobStore, Jobs, PastJobs};
use crate::stores::role_keys::RoleKeys;
use crate::stores::tokens::TokenStore;

pub(crate) struct AppState {
    pub(crate) options: Options,
    pub(crate) accounts: Vec<Account>,
    pub(crate) clock: EmulatorClock,
    pub(crate) tokens: TokenStore,
    pub(crate) log: LogStore,
    pub(crate) faults: FaultEngine,
    pub(crate) integrity_tokens: IntegrityStore,
    jobs: JobStore,
    pub(crate) listener: Listener,
    seed: AtomicU64,
    servers: AtomicI64,
}

impl AppState {
    pub(crate) fn new(
        options: Options,
        accounts: Vec<Account>,
        clock: EmulatorClock,
        seed: u64,
        servers: u32,
        listener: Listener,
    ) -> Self {
        Self {
            log: LogStore::new(
                options.log_capacity,
                options.log_bytes,
                mask_rules(&options, &accounts),
            ),
            options,
            accounts,
            clock,
            tokens: TokenStore::default(),
            faults: FaultEngine::new(seed),
            integrity_tokens: IntegrityStore::default(),
            jobs: JobStore::default(),
            listener,
            seed: AtomicU64::new(seed),
            servers: AtomicI64::new(i64::from(servers.max(1))),
        }
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed.load(Ordering::Relaxed)
    }

    pub(crate) fn servers(&self) -> i64 {
        self.servers.load(Ordering::Relaxed)
    }

    /// Server Security Check's data.
    pub(crate) fn inspections(&self) -> Inspections {
        let rounds = self.options.history_rounds;
        Inspections {
            seed: self.seed(),
            servers: self.servers(),
            checklist: self.options.checklist,
            history: (rounds > 0)
                .then(|| History::before(i64::from(rounds), self.clock.initial_ms())),
        }
    }

    pub(crate) fn with_jobs<T>(&self, act: impl FnOnce(&mut Jobs<'_>) -> T) -> T {
        let past = PastJobs {
            count: self.options.past_jobs,
            seed: self.seed(),
            anchor_ms: self.clock.initial_ms(),
        };
        self.jobs.with(past, act)
    }

    pub(crate) fn role_keys(&self) -> RoleKeys {
        RoleKeys {
            seed: self.seed(),
            lifetime: self.options.role_lifetime,
        }
    }

    /// Another seed, another number of servers: other data from the next request on.
    pub(crate) fn reseed(&self, seed: u64, servers: u32) {
        self.seed.store(seed, Ordering::Relaxed);
        self.servers
            .store(i64::from(servers.max(1)), Ordering::Relaxed);
    }

    pub(crate) fn issue_integrity_token(&self, app_id: &str, verdict: IntegrityVerdict) -> String {
        self.log.counts.integrity_issued();
        let life = self.options.integrity_lifetime;
        self.integrity_tokens
            .issue(app_id, verdict, life, self.clock.now_ms(), self.seed())
    }

    /// Forgets everything that happened; keys, seed and options stay.
    pub(crate) fn reset(&self) -> std::io::Result<()> {
        self.tokens.clear();
        self.integrity_tokens.clear();
        self.jobs.clear();
        self.log.clear();
        self.clock.reset();
        self.faults.clear();
        self.faults.reseed(self.seed());
        self.listener.open()
    }

    /// Whether this request is to be cut off unread; it is logged then.
    pub(crate) fn resets_unread(&self, request: &RequestInfo<'_>) -> bool {
        let Ok(uri) = request.target.parse::<Uri>() else {
            return false;
        };
        let operation = Operation::of(request.method, uri.path());
        let subject = Subject {
            operation,
            now_ms: self.clock.now_ms(),
            parameter: &|name| parameter(request.method, &uri, b"", name),
        };
        if !self.faults.cuts_unread(&subject) {
            return false;
        }
        self.log.counts.fault();
        self.log.push(
            request,
            ResponseInfo {
                operation,
                at_ms: self.clock.gateway_ms(),
                status: None,
                fault: Some(Fault::ResetBeforeRead.name()),
                executed: false,
                note: None,
            },
        );
        true
    }
}

impl Peek for AppState {
    fn wants_heads(&self) -> bool {
        self.faults.wants_request_lines()
    }

    fn resets(&self, head: &[u8]) -> bool {
        request_line(head).is_some_and(|(method, target)| {
            self.resets_unread(&RequestInfo {
                version: http::Version::HTTP_11,
                method,
                target,
                headers: None,
            })
        })
    }
}

/// What the log may keep besides the documented words, and what it never may.
fn mask_rules(options: &Options, accounts: &[Account]) -> MaskRules {
    let keys = || accounts.iter().map(|account| &account.keys);
    let identifiers = keys().flat_map(|keys| {
        [
            &keys.integrity_app_id,
            &keys.ncp_access_key,
            &keys.nhn_user_access_key_id,
        ]
    });
    let secrets = keys().flat_map(|keys| keys.secrets().map(str::to_owned));
    MaskRules {
        harmless: identifiers.chain([&options.role]).cloned().collect(),
        secret: secrets.filter(|secret| !secret.is_empty()).collect(),
    }
}

/// Method and target of an HTTP/1 request whose beginning this is.
fn request_line(head: &[u8]) -> Option<(&str, &str)> {
    let end = head.windows(2).position(|pair| pair == b"\r\n")?;
    let line = std::str::from_utf8(head.get(..end)?).ok()?;
    let mut words = line.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    (version.starts_with("HTTP/1") && target.starts_with('/')).then_some((method, target))
}
