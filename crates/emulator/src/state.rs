//! Everything that the services know, shared by all connections.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use crate::call::parameter;
use crate::clock::EmulatorClock;
use crate::credentials::Account;
use crate::data::inspections::{History, Inspections};
use crate::fault::{Fault, FaultEngine, Subject};
use crate::integrity::{IntegrityStore, IntegrityVerdict};
use crate::log::{Known, LogStore, Outcome, Seen};
use crate::net::Gate;
use crate::oauth::TokenStore;
use crate::operation::Operation;
use crate::options::Options;
use crate::wsc::JobStore;

pub(crate) struct World {
    pub(crate) options: Options,
    pub(crate) accounts: Vec<Account>,
    pub(crate) clock: EmulatorClock,
    pub(crate) tokens: TokenStore,
    pub(crate) log: LogStore,
    pub(crate) faults: FaultEngine,
    pub(crate) integrity: IntegrityStore,
    pub(crate) jobs: JobStore,
    pub(crate) gate: Gate,
    seed: AtomicU64,
    servers: AtomicI64,
}

impl World {
    pub(crate) fn new(
        options: Options,
        accounts: Vec<Account>,
        clock: EmulatorClock,
        seed: u64,
        servers: u32,
        gate: Gate,
    ) -> Self {
        Self {
            log: LogStore::new(options.log_capacity),
            options,
            accounts,
            clock,
            tokens: TokenStore::default(),
            faults: FaultEngine::new(seed),
            integrity: IntegrityStore::default(),
            jobs: JobStore::new(),
            gate,
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

    /// Another seed, another number of servers: other data from the next request on.
    pub(crate) fn reseed(&self, seed: u64, servers: u32) {
        self.seed.store(seed, Ordering::Relaxed);
        self.servers
            .store(i64::from(servers.max(1)), Ordering::Relaxed);
    }

    pub(crate) fn issue_integrity_token(&self, app_id: &str, verdict: IntegrityVerdict) -> String {
        self.log.counts.integrity_issued();
        let life = self.options.integrity_lifetime;
        self.integrity
            .issue(app_id, verdict, life, self.clock.now_ms(), self.seed())
    }

    /// Forgets everything that happened; keys, seed and options stay.
    pub(crate) fn reset(&self) -> std::io::Result<()> {
        self.tokens.clear();
        self.integrity.clear();
        self.jobs.clear();
        self.log.clear();
        self.clock.reset();
        self.faults.clear();
        self.faults.reseed(self.seed());
        self.gate.open()
    }

    /// Whether the request whose beginning lies in the socket is to be cut off unread.
    pub(crate) fn resets_unread_head(&self, head: &[u8]) -> bool {
        request_line(head).is_some_and(|(method, target)| {
            self.resets_unread(&Seen {
                version: http::Version::HTTP_11,
                method,
                target,
                headers: None,
            })
        })
    }

    /// Whether this request is to be cut off unread; it is logged then.
    pub(crate) fn resets_unread(&self, seen: &Seen<'_>) -> bool {
        let Ok(uri) = seen.target.parse::<http::Uri>() else {
            return false;
        };
        let operation = Operation::of(seen.method, uri.path());
        let subject = Subject {
            operation,
            now_ms: self.clock.now_ms(),
            parameter: &|name| parameter(seen.method, &uri, b"", name),
        };
        if !self.faults.cuts_unread(&subject) {
            return false;
        }
        self.log.counts.fault();
        self.log.push(
            seen,
            Outcome {
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

    /// What the log may show besides the documented words, and what it never may.
    pub(crate) fn known(&self) -> Known<'_> {
        let mut harmless = vec![self.options.role.as_str()];
        let mut secret = Vec::new();
        for Account { keys, .. } in &self.accounts {
            harmless.push(&keys.integrity_app_id);
            harmless.push(&keys.ncp_access_key);
            harmless.push(&keys.nhn_user_access_key_id);
            secret.extend(
                keys.secrets()
                    .into_iter()
                    .filter(|secret| !secret.is_empty()),
            );
        }
        Known { harmless, secret }
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
