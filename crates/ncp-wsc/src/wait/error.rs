use std::fmt;
use std::time::Duration;

use crate::{Error, Job, JobId};

/// Why a wait ended without a finished job.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[non_exhaustive]
#[derive(Debug, Clone)]
pub enum WaitError {
    /// The scan failed.
    Failed(Box<Job>),
    /// The job was cancelled before it started.
    Cancelled(Box<Job>),
    /// The scan was stopped while it was running.
    Stopped(Box<Job>),
    /// The scan is finished, but its report is older than a year and cannot be read.
    Expired(Box<Job>),
    /// It did not end in time; it goes on without the wait.
    DeadlinePassed {
        /// The job.
        id: JobId,
        /// How long was waited.
        after: Duration,
        /// The job as it was seen last, if it was.
        last: Option<Box<Job>>,
    },
    /// No list holds the job: it was not seen within the grace, or several looks in a row missed
    /// one that had been seen.
    NotFound {
        /// The job.
        id: JobId,
        /// The job as it was seen last, if it was.
        last: Option<Box<Job>>,
    },
    /// The wait was ended by its handle; the job goes on.
    Abandoned {
        /// The job.
        id: JobId,
    },
    /// A call failed for good, or too many in a row did.
    Call(Error),
}

impl WaitError {
    /// The job as it was seen last, if it was.
    pub fn job(&self) -> Option<&Job> {
        match self {
            Self::Failed(job) | Self::Cancelled(job) | Self::Stopped(job) | Self::Expired(job) => {
                Some(job)
            }
            Self::DeadlinePassed { last, .. } | Self::NotFound { last, .. } => last.as_deref(),
            Self::Abandoned { .. } | Self::Call(_) => None,
        }
    }

    /// The failed call, if that was it.
    pub fn call_error(&self) -> Option<&Error> {
        match self {
            Self::Call(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(job) => write!(
                f,
                "job {} failed{}; see its cause in the console",
                job.instance_no,
                Status(Some(job))
            ),
            Self::Cancelled(job) => write!(
                f,
                "job {} was cancelled before it started; create another one",
                job.instance_no
            ),
            Self::Stopped(job) => write!(
                f,
                "job {} was stopped while it was running; create another one",
                job.instance_no
            ),
            Self::Expired(job) => write!(
                f,
                "job {} is finished, but its report can no longer be read; reports are kept for one year",
                job.instance_no
            ),
            Self::DeadlinePassed { id, after, last } => write!(
                f,
                "job {id} did not end within {} s{}; it goes on, so wait again",
                after.as_secs_f64(),
                Status(last.as_deref())
            ),
            Self::NotFound { id, last: None } => {
                write!(f, "job {id} is in no list; check the id")
            }
            Self::NotFound { id, last } => write!(
                f,
                "job {id}{} is in no list any more, though it may go on; look for it in the console",
                Status(last.as_deref())
            ),
            Self::Abandoned { id } => {
                write!(f, "the wait for job {id} was ended; the job goes on")
            }
            Self::Call(error) => error.fmt(f),
        }
    }
}

/// The status to show, in brackets; the service's text without unsafe characters.
struct Status<'a>(Option<&'a Job>);

impl fmt::Display for Status<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(status) = self.0.and_then(|job| job.status.as_deref()) else {
            return Ok(());
        };
        let status: String = status
            .chars()
            .filter(|character| !auth_core::is_unsafe_to_print(*character))
            .take(60)
            .collect();
        write!(f, " ({status})")
    }
}

// A failed call's own line is the whole text: naming it as a source would print it twice.
impl std::error::Error for WaitError {}

impl From<Error> for WaitError {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}
