//! How the emulator behaves where the vendors leave it open.

use std::time::Duration;

use crate::data::checklist::Checklist;
use crate::envelope::Envelope;

/// How a service rejects an unknown, expired or revoked NHN token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenRejection {
    pub(crate) status: u16,
    pub(crate) code: i64,
    pub(crate) envelope: Envelope,
}

impl TokenRejection {
    /// The gateway's way: 401 with 4012003.
    #[must_use]
    pub const fn gateway() -> Self {
        Self {
            status: 401,
            code: 4_012_003,
            envelope: Envelope::NhnHeader,
        }
    }

    /// The framework's way: 401 with 80007 in the header envelope.
    #[must_use]
    pub const fn framework() -> Self {
        Self {
            status: 401,
            code: 80_007,
            envelope: Envelope::NhnHeader,
        }
    }

    /// The framework's code in the shape of RFC 6749.
    #[must_use]
    pub const fn rfc6749() -> Self {
        Self {
            status: 401,
            code: 80_007,
            envelope: Envelope::Rfc6749,
        }
    }

    /// The same with another HTTP status (a framework error was met with 200).
    #[must_use]
    pub const fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same with another result code (the English page gives 4012001 for all).
    #[must_use]
    pub const fn with_code(mut self, code: i64) -> Self {
        self.code = code;
        self
    }
}

/// How long a job stays in each of its phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobPace {
    /// Waiting for URL collection; the job can be cancelled.
    pub waiting: Duration,
    /// URL collection.
    pub collecting: Duration,
    /// Waiting between collection and scan.
    pub queued: Duration,
    /// The scan.
    pub scanning: Duration,
    /// From the request to stop until the job has stopped.
    pub stopping: Duration,
}

impl Default for JobPace {
    /// About four seconds from creation to report.
    fn default() -> Self {
        Self {
            waiting: Duration::from_millis(800),
            collecting: Duration::from_millis(1_200),
            queued: Duration::from_millis(300),
            scanning: Duration::from_millis(1_700),
            stopping: Duration::from_millis(300),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) token_lifetime: Duration,
    pub(crate) token_rejection: TokenRejection,
    pub(crate) accept_raw_token: bool,
    pub(crate) oauth_errors: Envelope,
    pub(crate) item_per_page_echo: Option<u32>,
    pub(crate) job_pace: JobPace,
    pub(crate) checklist: Option<Checklist>,
    pub(crate) history_rounds: u32,
    pub(crate) past_jobs: u64,
    pub(crate) waiting_jobs_limit: usize,
    pub(crate) service_errors_as_200: bool,
    pub(crate) buttons_are_states: bool,
    pub(crate) devices_per_day: u64,
    pub(crate) integrity_lifetime: Duration,
    pub(crate) role: String,
    pub(crate) role_lifetime: Duration,
    pub(crate) log_capacity: usize,
    pub(crate) log_bytes: usize,
    pub(crate) allowed_hosts: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            token_lifetime: Duration::from_secs(86_400),
            token_rejection: TokenRejection::gateway(),
            accept_raw_token: false,
            oauth_errors: Envelope::Rfc6749,
            item_per_page_echo: None,
            job_pace: JobPace::default(),
            checklist: None,
            history_rounds: 0,
            past_jobs: 24,
            waiting_jobs_limit: 100_000,
            service_errors_as_200: false,
            buttons_are_states: false,
            devices_per_day: 14,
            integrity_lifetime: Duration::from_secs(600),
            role: "test-emulator-role".to_owned(),
            role_lifetime: Duration::from_secs(3_600),
            log_capacity: 10_000,
            log_bytes: 16 << 20,
            allowed_hosts: Vec::new(),
        }
    }
}
