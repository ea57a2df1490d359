//! Waiting for a job: polls at growing intervals until it has ended or the time is up.

mod error;
mod job_ref;
mod job_state;
mod poller;

pub use error::WaitError;
pub use job_ref::JobRef;
pub(crate) use job_state::{JobState, job_state};
pub use poller::{Progress, WaitEvent};

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use transport_core::ItemStream;

use crate::{Client, Job};
use poller::{Poller, Settings};

/// How long a job of that id may be missing from the lists.
const GRACE: Duration = Duration::from_secs(5);
/// The same of one that was created by this client, and is therefore billed.
const GRACE_OF_CREATED: Duration = Duration::from_secs(60);

/// Waits for a job to end: await it, or watch it with [`events`](Self::events).
///
/// It polls at once and then at growing intervals: after 1 s, then half as long again each time, up
/// to 30 s; for at most six hours. Failed polls do not end it, whatever failed, with two exceptions:
/// 60 s of failures before any call has succeeded, and ten minutes of nothing but 401 and 403.
/// Dropping it ends it too, and leaves the job as it is.
///
/// ```no_run
/// # async fn example(client: ncp_wsc::Client) -> Result<(), ncp_wsc::Error> {
/// use std::time::Duration;
///
/// let job = client
///     .wait("1234111231")
///     .with_timeout(Duration::from_secs(3 * 60 * 60))
///     .await?;
/// println!("{:?} vulnerabilities", job.scan_count);
/// # Ok(())
/// # }
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[must_use = "a wait does nothing unless it is awaited"]
pub struct Wait {
    settings: Settings,
}

impl Client {
    /// Waits for a job to end: one that was created, or one of that id; see [`Wait`].
    ///
    /// Of a job that was created [with reconcile](crate::CreateJob::with_reconcile) it is checked
    /// that the memo is its own, and one whose id is not known is looked up by its tag.
    pub fn wait(&self, job: impl Into<JobRef>) -> Wait {
        let job = job.into();
        let grace = if job.was_created {
            GRACE_OF_CREATED
        } else {
            GRACE
        };
        Wait {
            settings: Settings {
                client: self.clone(),
                job,
                first_interval: Duration::from_secs(1),
                longest_interval: Duration::from_secs(30),
                timeout: Duration::from_secs(6 * 60 * 60),
                grace,
            },
        }
    }
}

impl Wait {
    /// Sets how long it waits at most; every poll stays within that.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// Sets the pause after the first poll and the longest one; it grows by half each time. A
    /// first pause below 10 ms counts as 10 ms.
    pub fn with_intervals(mut self, first: Duration, longest: Duration) -> Self {
        self.settings.first_interval = first.max(Duration::from_millis(10));
        self.settings.longest_interval = longest.max(self.settings.first_interval);
        self
    }

    /// Sets how long the job may be missing from the lists until it is seen first, as one that was
    /// just created may be; 5 s by default, 60 s for a job that this client created.
    pub fn with_grace(mut self, grace: Duration) -> Self {
        self.settings.grace = grace;
        self
    }

    /// What is seen, poll by poll; the last item is the finished job or why there is none.
    ///
    /// # Errors
    ///
    /// The last item may be a [`WaitError`]; nothing follows it.
    pub fn events(self) -> ItemStream<Result<WaitEvent, WaitError>> {
        Poller::events(self.settings)
    }
}

impl IntoFuture for Wait {
    type Output = Result<Job, WaitError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let job = self.settings.job.clone();
            let mut events = self.events();
            while let Some(event) = events.next().await {
                if let WaitEvent::Finished(job) = event? {
                    return Ok(job);
                }
            }
            Err(WaitError::NotFound { job, last: None })
        })
    }
}

impl fmt::Debug for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("job", &self.settings.job)
            .field("timeout", &self.settings.timeout)
            .finish_non_exhaustive()
    }
}
