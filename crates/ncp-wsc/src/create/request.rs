use std::fmt;

use auth_core::Secret;

use super::headers::ScanHeaders;
use super::{Speed, UserAgent, VulnItems};
use crate::service::CREATE_JOB;
use crate::{Error, JobId, Reconcile, url};

/// A scan to be created: it starts at once and every one is billed.
///
/// ```
/// use ncp_wsc::{CreateJob, Speed, UserAgent, VulnItems};
///
/// let request = CreateJob::new(
///     "https://shop.example.com",
///     VulnItems::all(),
///     UserAgent::PcChrome,
///     Speed::Normal,
/// )
/// .with_exclude_url("https://shop.example.com/events")
/// .with_header("Cookie", "JSESSIONID=test-secret-cookie")
/// .with_memo("after the deploy");
/// assert!(!format!("{request:?}").contains("test-secret"));
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
#[derive(Clone)]
pub struct CreateJob {
    pub(super) start_url: String,
    pub(super) exclude_urls: Vec<String>,
    pub(super) headers: ScanHeaders,
    pub(super) vuln_items: VulnItems,
    pub(super) user_agent: UserAgent,
    pub(super) speed: Speed,
    pub(super) memo: Option<String>,
    pub(super) master: Option<JobId>,
    reconcile: Option<Reconcile>,
}

impl CreateJob {
    /// A scan of that http or https URL, which holds neither user nor password.
    pub fn new(
        start_url: impl Into<String>,
        vuln_items: VulnItems,
        user_agent: UserAgent,
        speed: Speed,
    ) -> Self {
        Self {
            start_url: start_url.into(),
            exclude_urls: Vec::new(),
            headers: ScanHeaders::default(),
            vuln_items,
            user_agent,
            speed,
            memo: None,
            master: None,
            reconcile: None,
        }
    }

    /// Leaves this http or https URL out (`ExcludeUrl`), besides those named before; it holds
    /// neither user nor password.
    #[must_use]
    pub fn with_exclude_url(mut self, url: impl Into<String>) -> Self {
        self.exclude_urls.push(url.into());
        self
    }

    /// Sends this header with every request of the scan (`Headers`), besides those named before:
    /// a session's cookie, an authorization. The value is a secret.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.headers.push(name.into(), value.into());
        self
    }

    /// Sets the memo, free text.
    #[must_use]
    pub fn with_memo(mut self, memo: impl Into<String>) -> Self {
        self.memo = Some(memo.into());
        self
    }

    /// Makes it the re-scan of that completed job (`MasterInstanceNo`): same domain and IP, at
    /// most three within 60 days.
    #[must_use]
    pub fn with_rescan_of(mut self, job: impl Into<JobId>) -> Self {
        self.master = Some(job.into());
        self
    }

    /// Marks the memo, and looks the job up if its outcome is unknown; see [`Reconcile`].
    #[must_use]
    pub fn with_reconcile(mut self, reconcile: Reconcile) -> Self {
        self.reconcile = Some(reconcile);
        self
    }

    /// The URL to be scanned.
    pub fn start_url(&self) -> &str {
        &self.start_url
    }

    /// The URLs to be left out.
    pub fn exclude_urls(&self) -> &[String] {
        &self.exclude_urls
    }

    /// The names of the headers; their values are secrets.
    pub fn header_names(&self) -> impl Iterator<Item = &str> {
        self.headers.names()
    }

    /// What is looked for.
    pub fn vuln_items(&self) -> &VulnItems {
        &self.vuln_items
    }

    /// The browser that the scan pretends to be.
    pub fn user_agent(&self) -> &UserAgent {
        &self.user_agent
    }

    /// How fast it goes.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// The memo, as the caller gave it.
    pub fn memo(&self) -> Option<&str> {
        self.memo.as_deref()
    }

    /// The completed job that it scans again.
    pub fn rescan_of(&self) -> Option<&JobId> {
        self.master.as_ref()
    }

    /// How an unknown outcome is settled, if it is.
    pub fn reconcile(&self) -> Option<&Reconcile> {
        self.reconcile.as_ref()
    }

    /// Checks what can be known before anything is sent; creating the job does so too.
    ///
    /// # Errors
    ///
    /// The first field that cannot be, under the vendor's name.
    pub fn check(&self) -> Result<(), Error> {
        let refuse =
            |field, problem: String| Err(Error::invalid_input(CREATE_JOB.name, field, problem));
        if let Some(problem) = url::problem(&self.start_url) {
            return refuse("StartUrl", problem.to_owned());
        }
        for (position, url) in (1..).zip(&self.exclude_urls) {
            if let Some(problem) = url::problem(url) {
                return refuse("ExcludeUrl", format!("number {position} {problem}"));
            }
        }
        if let Some(problem) = self.headers.problem() {
            return refuse("Headers", problem);
        }
        if let Some(problem) = self.vuln_items.problem() {
            return refuse("VulnItems", problem.to_owned());
        }
        if self.user_agent.as_str().trim().is_empty() {
            return refuse(
                "UserAgent",
                "is empty; give Android, iPhone, PC Chrome or PC IE".to_owned(),
            );
        }
        if self
            .master
            .as_ref()
            .is_some_and(|id| id.as_str().is_empty())
        {
            return refuse(
                "MasterInstanceNo",
                "is empty; give the id of a completed job".to_owned(),
            );
        }
        Ok(())
    }
}

// Neither the headers' values nor a user in a URL.
impl fmt::Debug for CreateJob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exclude_urls = self.exclude_urls.iter().map(|url| url::shown(url));
        f.debug_struct("CreateJob")
            .field("start_url", &url::shown(&self.start_url))
            .field("exclude_urls", &exclude_urls.collect::<Vec<_>>())
            .field("headers", &self.headers)
            .field("vuln_items", &self.vuln_items)
            .field("user_agent", &self.user_agent)
            .field("speed", &self.speed)
            .field("memo", &self.memo)
            .field("rescan_of", &self.master)
            .field("reconcile", &self.reconcile)
            .finish()
    }
}
