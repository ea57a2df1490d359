use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::Tag;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const LONGEST_KEY: usize = 256;

/// How a scan is created at most once, and found where the response does not tell what became of
/// it.
///
/// The memo begins with a tag: `kcs` and 13 letters and digits. If the call ends with its outcome
/// unknown, or without the new job's id, the job is looked up by that tag at growing intervals until
/// it is found or the time is up. The creation itself is never retried.
///
/// With an idempotency key the tag is derived from the key, and a job that has it already is looked
/// up before anything is created:
///
/// | the earlier job | `create_job` |
/// | --- | --- |
/// | waits, runs, or is finished | returns it, [`joined`](crate::CreatedJob::joined) |
/// | failed, was cancelled or stopped | fails, unless [`with_retry_failed`](Self::with_retry_failed) |
/// | is of another start URL | fails: a key must name one deployment |
/// | started more than 24 h ago ([`with_max_age`](Self::with_max_age)) | creates a new one |
/// | cannot be looked up | fails, and creates nothing |
///
/// The service has no lock: two processes that use one key at the same moment may both create a
/// job. That is detected afterwards ([`duplicates`](crate::CreatedJob::duplicates)).
///
/// ```
/// use std::time::Duration;
/// use ncp_wsc::{CreateJob, Reconcile};
///
/// let reconcile = Reconcile::with_idempotency_key("deploy-2025-06-17")
///     .with_max_age(Duration::from_secs(6 * 60 * 60))
///     .with_timeout(Duration::from_secs(30));
/// let request = CreateJob::new("https://shop.example.com").with_reconcile(reconcile);
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
#[derive(Debug, Clone)]
pub struct Reconcile {
    identity: Identity,
    timeout: Duration,
    max_age: Duration,
    retry_failed: bool,
}

#[derive(Debug, Clone)]
enum Identity {
    /// Each creation draws its own tag.
    Random,
    // Shared by clones: a second creation under it would find the first one's job.
    Known {
        tag: Tag,
        used: Arc<AtomicBool>,
    },
    Key {
        key: String,
        tag: Tag,
    },
}

impl Default for Reconcile {
    fn default() -> Self {
        Self::of(Identity::Random)
    }
}

impl Reconcile {
    fn of(identity: Identity) -> Self {
        Self {
            identity,
            timeout: Duration::from_secs(20),
            max_age: DAY,
            retry_failed: false,
        }
    }

    /// A random tag for each creation.
    pub fn new() -> Self {
        Self::default()
    }

    /// A random tag that is known before the call, so that the job can be looked up
    /// ([`find_job_by_tag`](crate::Client::find_job_by_tag)) if the call is dropped under way.
    ///
    /// It serves one creation: a second one with it, or with a clone of it, is rejected before it
    /// is sent.
    pub fn with_known_tag() -> Self {
        Self::of(Identity::Known {
            tag: Tag::random(),
            used: Arc::default(),
        })
    }

    /// At most one billed scan for this key: 1 to 256 characters without control characters.
    ///
    /// A key must name one deployment, such as a commit or a release: under a key that is used for
    /// all, an old scan would pass for a new one.
    pub fn with_idempotency_key(key: impl Into<String>) -> Self {
        let key = key.into().trim().to_owned();
        Self::of(Identity::Key {
            tag: Tag::of_key(&key),
            key,
        })
    }

    /// Sets how long the job is looked up, on top of the call's own time; 20 s by default.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how old a job of the same idempotency key may be to be joined; 24 h by default. A job
    /// whose start date cannot be read counts as young enough.
    #[must_use]
    pub fn with_max_age(mut self, max_age: Duration) -> Self {
        self.max_age = max_age;
        self
    }

    /// Sets whether a new job is created if those of the same idempotency key failed, were
    /// cancelled or stopped; by default that is an error.
    #[must_use]
    pub fn with_retry_failed(mut self, retry: bool) -> Self {
        self.retry_failed = retry;
        self
    }

    /// The tag, where it is known before the call: that of an idempotency key, or
    /// [drawn beforehand](Self::with_known_tag).
    pub fn tag(&self) -> Option<&str> {
        match &self.identity {
            Identity::Random => None,
            Identity::Known { tag, .. } | Identity::Key { tag, .. } => Some(tag.as_str()),
        }
    }

    /// The idempotency key, if there is one.
    pub fn idempotency_key(&self) -> Option<&str> {
        match &self.identity {
            Identity::Key { key, .. } => Some(key),
            Identity::Random | Identity::Known { .. } => None,
        }
    }

    /// How long the job is looked up.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// How old a job of the same idempotency key may be to be joined.
    pub fn max_age(&self) -> Duration {
        self.max_age
    }

    /// Whether a new job is created if those of the same idempotency key failed.
    pub fn retries_failed(&self) -> bool {
        self.retry_failed
    }

    pub(crate) fn validate(&self) -> Result<(), String> {
        let Some(key) = self.idempotency_key() else {
            return Ok(());
        };
        let problem = if key.is_empty() {
            "is empty"
        } else if key.chars().count() > LONGEST_KEY {
            "is longer than 256 characters"
        } else if key.chars().any(char::is_control) {
            "holds a control character"
        } else {
            return Ok(());
        };
        Err(format!(
            "would begin with an idempotency key that {problem}; give one that names this deployment"
        ))
    }

    /// The memo as it is sent, as far as it is known before the call.
    pub(crate) fn memo(&self, text: Option<&str>) -> Option<String> {
        match &self.identity {
            Identity::Random => text.map(str::to_owned),
            Identity::Known { tag, .. } => Some(tag.memo(None, text)),
            Identity::Key { key, tag } => Some(tag.memo(Some(key), text)),
        }
    }

    /// The tag of one creation, which begins now.
    pub(super) fn begin(&self) -> Result<Tag, String> {
        match &self.identity {
            Identity::Random => Ok(Tag::random()),
            Identity::Known { used, .. } if used.swap(true, Ordering::Relaxed) => Err(
                "would begin with a reconcile tag that was used already; give each creation its own"
                    .to_owned(),
            ),
            Identity::Known { tag, .. } | Identity::Key { tag, .. } => Ok(tag.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_names_nothing_is_rejected() {
        for bad in ["", "  ", "a\nb", "\u{7f}x", &"k".repeat(257)] {
            let problem = Reconcile::with_idempotency_key(bad).validate();
            assert!(problem.is_err(), "{bad:?}");
        }
        for good in [
            "1",
            "배포 2025-06-17",
            "refs/heads/main@4711",
            &"k".repeat(256),
        ] {
            let reconcile = Reconcile::with_idempotency_key(good);
            assert_eq!(reconcile.validate(), Ok(()), "{good}");
        }
    }

    #[test]
    fn a_known_tag_serves_one_creation() {
        let known = Reconcile::with_known_tag();
        assert_eq!(known.begin().unwrap().as_str(), known.tag().unwrap());
        assert!(known.clone().begin().is_err());
        let random = Reconcile::new();
        assert_ne!(random.begin().unwrap(), random.begin().unwrap());
        let key = Reconcile::with_idempotency_key("k");
        assert_eq!(key.begin(), key.begin());
    }
}
