use std::fmt;

use auth_core::Secret;
use serde::Serialize;
use transport_core::CallRequest;

use super::headers::ScanHeaders;
use super::{Speed, UserAgent, VulnItems, target};
use crate::service::CREATE_JOB;
use crate::{Error, JobId, Reconcile, redact};

/// A scan to be created: it starts at once, and each one is billed.
///
/// Unless said otherwise it looks for everything, as Chrome on a PC, at normal speed.
///
/// ```
/// use ncp_wsc::{CreateJob, Reconcile, Speed};
///
/// let request = CreateJob::new("https://shop.example.com")
///     .with_exclude_url("https://shop.example.com/events")
///     .with_header("Cookie", "JSESSIONID=test-secret-cookie")
///     .with_speed(Speed::Fast)
///     .with_memo("after the deploy")
///     .with_reconcile(Reconcile::with_idempotency_key("deploy-2025-06-17"));
/// request.validate()?;
/// assert!(!format!("{request:?}").contains("test-secret"));
/// # Ok::<(), ncp_wsc::Error>(())
/// ```
///
/// `Serialize` writes the body that is sent, with the values of `Headers` redacted.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
#[derive(Clone)]
pub struct CreateJob {
    start_url: String,
    exclude_urls: Vec<String>,
    headers: ScanHeaders,
    vuln_items: VulnItems,
    user_agent: UserAgent,
    speed: Speed,
    memo: Option<String>,
    rescan_of: Option<JobId>,
    allow_private_target: bool,
    reconcile: Option<Reconcile>,
}

impl CreateJob {
    /// A scan of this http or https URL (`StartUrl`), which names neither user nor password.
    pub fn new(start_url: impl Into<String>) -> Self {
        Self {
            start_url: start_url.into(),
            exclude_urls: Vec::new(),
            headers: ScanHeaders::default(),
            vuln_items: VulnItems::default(),
            user_agent: UserAgent::default(),
            speed: Speed::default(),
            memo: None,
            rescan_of: None,
            allow_private_target: false,
            reconcile: None,
        }
    }

    /// Sets what is looked for (`VulnItems`); everything by default.
    #[must_use]
    pub fn with_vuln_items(mut self, items: VulnItems) -> Self {
        self.vuln_items = items;
        self
    }

    /// Sets the browser that the scan identifies itself as (`UserAgent`); Chrome on a PC by
    /// default.
    #[must_use]
    pub fn with_user_agent(mut self, agent: impl Into<UserAgent>) -> Self {
        self.user_agent = agent.into();
        self
    }

    /// Sets how fast the scan runs (`Speed`); normal by default.
    #[must_use]
    pub fn with_speed(mut self, speed: Speed) -> Self {
        self.speed = speed;
        self
    }

    /// Leaves out this http or https URL (`ExcludeUrl`), besides those given before; it names
    /// neither user nor password.
    #[must_use]
    pub fn with_exclude_url(mut self, url: impl Into<String>) -> Self {
        self.exclude_urls.push(url.into());
        self
    }

    /// Sends this header with every request of the scan (`Headers`), besides those given before:
    /// a session cookie, an authorization. The value is a secret.
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
    /// most three within 60 days of the end of the first scan.
    #[must_use]
    pub fn with_rescan_of(mut self, job: impl Into<JobId>) -> Self {
        self.rescan_of = Some(job.into());
        self
    }

    /// Tags the memo, and looks the job up if the outcome is unknown; see [`Reconcile`].
    #[must_use]
    pub fn with_reconcile(mut self, reconcile: Reconcile) -> Self {
        self.reconcile = Some(reconcile);
        self
    }

    /// Sets whether the start URL may name a host that is not on the internet, such as
    /// `localhost` or `10.0.0.1`; by default it is rejected before anything is sent.
    #[must_use]
    pub fn with_allow_private_target(mut self, allow: bool) -> Self {
        self.allow_private_target = allow;
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

    /// The browser that the scan identifies itself as.
    pub fn user_agent(&self) -> &UserAgent {
        &self.user_agent
    }

    /// How fast the scan runs.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// The memo, as it was given.
    pub fn memo(&self) -> Option<&str> {
        self.memo.as_deref()
    }

    /// The completed job that it scans again.
    pub fn rescan_of(&self) -> Option<&JobId> {
        self.rescan_of.as_ref()
    }

    /// How an unknown outcome is reconciled, if it is.
    pub fn reconcile(&self) -> Option<&Reconcile> {
        self.reconcile.as_ref()
    }

    /// Whether the start URL may name a host that is not on the internet.
    pub fn allows_private_target(&self) -> bool {
        self.allow_private_target
    }

    /// Checks what can be known before anything is sent; creating the job does so too.
    ///
    /// URLs are judged by their text: no name is resolved.
    ///
    /// # Errors
    ///
    /// The first invalid field, under the vendor's name.
    pub fn validate(&self) -> Result<(), Error> {
        let invalid =
            |field, problem: String| Error::invalid_input(CREATE_JOB.name, field, problem);
        let in_field = |field| move |problem| invalid(field, problem);
        let url = target::parse(&self.start_url).map_err(in_field("StartUrl"))?;
        if !self.allow_private_target {
            target::check_public(&url).map_err(in_field("StartUrl"))?;
        }
        for (position, url) in (1..).zip(&self.exclude_urls) {
            target::parse(url)
                .map_err(|problem| invalid("ExcludeUrl", format!("number {position} {problem}")))?;
        }
        self.headers.validate().map_err(in_field("Headers"))?;
        self.vuln_items.validate().map_err(in_field("VulnItems"))?;
        self.user_agent.validate().map_err(in_field("UserAgent"))?;
        if let Some(problem) = self.rescan_of.as_ref().and_then(JobId::validate) {
            return Err(invalid("MasterInstanceNo", problem.to_owned()));
        }
        if let Some(reconcile) = &self.reconcile {
            reconcile.validate().map_err(in_field("Memo"))?;
        }
        Ok(())
    }

    /// The request as it is sent, with this memo in place of the caller's.
    pub(crate) fn to_request(&self, memo: Option<&str>) -> CallRequest {
        let request = CallRequest::new()
            .path("/api/v1/job")
            .json(&self.body(self.headers.exposed(), memo));
        self.secrets().fold(request, CallRequest::secret)
    }

    /// Every text of it that must not be shown.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        self.headers.secrets()
    }

    fn body<'a, H: Serialize>(&'a self, headers: H, memo: Option<&'a str>) -> Body<'a, H> {
        Body {
            start_url: &self.start_url,
            exclude_url: &self.exclude_urls,
            headers: (!self.headers.is_empty()).then_some(headers),
            vuln_items: &self.vuln_items,
            user_agent: &self.user_agent,
            speed: self.speed,
            memo,
            master_instance_no: self.rescan_of.as_ref().map(JobId::as_str),
        }
    }
}

/// The body of createJob.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Body<'a, H> {
    start_url: &'a str,
    // Older pages require it: it is always sent, empty if there is none.
    exclude_url: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<H>,
    vuln_items: &'a VulnItems,
    user_agent: &'a UserAgent,
    speed: Speed,
    #[serde(skip_serializing_if = "Option::is_none")]
    memo: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    master_instance_no: Option<&'a str>,
}

impl Serialize for CreateJob {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let memo = match &self.reconcile {
            Some(reconcile) => reconcile.memo(self.memo()),
            None => self.memo.clone(),
        };
        self.body(&self.headers, memo.as_deref())
            .serialize(serializer)
    }
}

// Neither the headers' values nor a user in a URL.
impl fmt::Debug for CreateJob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exclude_urls = self.exclude_urls.iter().map(|url| redact::urls(url));
        f.debug_struct("CreateJob")
            .field("start_url", &redact::urls(&self.start_url))
            .field("exclude_urls", &exclude_urls.collect::<Vec<_>>())
            .field("headers", &self.headers)
            .field("vuln_items", &self.vuln_items)
            .field("user_agent", &self.user_agent)
            .field("speed", &self.speed)
            .field("memo", &self.memo)
            .field("rescan_of", &self.rescan_of)
            .field("allow_private_target", &self.allow_private_target)
            .field("reconcile", &self.reconcile)
            .finish()
    }
}
