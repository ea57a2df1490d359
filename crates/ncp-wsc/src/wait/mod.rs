//! Waiting for a job: looks at growing intervals until it has ended or the time is up.

mod error;
mod progress;
mod verdict;
mod watch;

pub use error::WaitError;
pub use progress::{Progress, WaitEvent};

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::{Pin, pin};
use std::time::Duration;

use futures_core::Stream;
use futures_util::StreamExt as _;
use futures_util::future::{AbortHandle, AbortRegistration, Abortable};

use crate::{Client, Job, JobId};

/// Waits for a job to end: await it, or watch it with [`events`](Self::events).
///
/// It looks at once and then at growing intervals: after 1 s, then half as long again each time, up
/// to 30 s; for at most six hours. A look that fails for the moment is made up for by the next; five
/// in a row end the wait. Dropping it ends it too, and leaves the job as it is.
///
/// ```no_run
/// # async fn example(client: ncp_wsc::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// let id = ncp_wsc::JobId::from(1234111231);
/// let job = client
///     .wait(&id)
///     .with_deadline(Duration::from_secs(3 * 60 * 60))
///     .on_progress(|progress| eprintln!("{:?} %", progress.job.as_ref().and_then(|job| job.progress)))
///     .await?;
/// println!("{:?} weaknesses", job.scan_cnt);
/// # Ok(())
/// # }
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[must_use = "a wait does nothing unless it is awaited"]
pub struct Wait {
    settings: Settings,
    cancel: (AbortHandle, AbortRegistration),
}

/// What a watch goes by.
struct Settings {
    client: Client,
    id: JobId,
    first_interval: Duration,
    longest_interval: Duration,
    deadline: Duration,
    grace: Duration,
    on_progress: Option<OnProgress>,
}

type OnProgress = Box<dyn FnMut(&Progress) + Send>;

impl Client {
    /// Waits for that job to end; see [`Wait`].
    pub fn wait(&self, id: &JobId) -> Wait {
        Wait {
            settings: Settings {
                client: self.clone(),
                id: id.clone(),
                first_interval: Duration::from_secs(1),
                longest_interval: Duration::from_secs(30),
                deadline: Duration::from_secs(6 * 60 * 60),
                grace: Duration::from_secs(5),
                on_progress: None,
            },
            cancel: AbortHandle::new_pair(),
        }
    }
}

impl Wait {
    /// Sets how long it waits at most; the last look, when the time is up, may take ten seconds
    /// more.
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = deadline;
        self
    }

    /// Sets the pause after the first look and the longest one; it grows by half each time. A
    /// first pause below 10 ms counts as 10 ms.
    pub fn with_intervals(mut self, first: Duration, longest: Duration) -> Self {
        self.settings.first_interval = first.max(Duration::from_millis(10));
        self.settings.longest_interval = longest.max(self.settings.first_interval);
        self
    }

    /// Sets how long the job may be missing from the lists until it is seen first, as one that was
    /// just created may be; 5 s by default. Afterwards a look that misses it is a failed look.
    pub fn with_grace(mut self, grace: Duration) -> Self {
        self.settings.grace = grace;
        self
    }

    /// Calls this after every look that did not end the wait.
    pub fn on_progress(mut self, report: impl FnMut(&Progress) + Send + 'static) -> Self {
        self.settings.on_progress = Some(Box::new(report));
        self
    }

    /// A handle that ends this wait from elsewhere.
    pub fn cancel_handle(&self) -> CancelHandle {
        CancelHandle(self.cancel.0.clone())
    }

    /// What is seen, look by look; the last item is the finished job or why there is none. Ended by
    /// its handle, the stream ends without one.
    ///
    /// # Errors
    ///
    /// The last item may be a [`WaitError`]; nothing follows it.
    pub fn events(self) -> impl Stream<Item = Result<WaitEvent, WaitError>> + Send {
        let (_, registration) = self.cancel;
        Abortable::new(watch::events(self.settings), registration)
    }
}

impl IntoFuture for Wait {
    type Output = Result<Job, WaitError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let id = self.settings.id.clone();
            let mut events = pin!(self.events());
            while let Some(event) = events.next().await {
                if let WaitEvent::Finished(job) = event? {
                    return Ok(job);
                }
            }
            Err(WaitError::Abandoned { id })
        })
    }
}

impl fmt::Debug for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("id", &self.settings.id)
            .field("deadline", &self.settings.deadline)
            .finish_non_exhaustive()
    }
}

/// Ends a [`Wait`] from elsewhere, such as when a user gives up; the job itself goes on.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[derive(Debug, Clone)]
pub struct CancelHandle(AbortHandle);

impl CancelHandle {
    /// Ends the wait: it answers [`WaitError::Abandoned`].
    pub fn cancel(&self) {
        self.0.abort();
    }
}
