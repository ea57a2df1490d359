use std::fmt;
use std::time::Duration;

use super::JobRef;
use crate::service::GET_JOBS;
use crate::{Error, ErrorKind, Job, redact};

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
    TimedOut {
        /// The job.
        job: JobRef,
        /// How long was waited.
        after: Duration,
        /// The job as it was seen last, if it was.
        last: Option<Box<Job>>,
        /// Why the last poll failed, if it did.
        failure: Option<Error>,
    },
    /// No list holds the job: it was not seen within the grace, or not for ten minutes after it had
    /// been seen.
    NotFound {
        /// The job.
        job: JobRef,
        /// The job as it was seen last, if it was.
        last: Option<Box<Job>>,
    },
    /// No call could be made, or none succeeded for too long.
    Call(Error),
}

impl WaitError {
    /// The job as it was seen last, if it was.
    pub fn job(&self) -> Option<&Job> {
        match self {
            Self::Failed(job) | Self::Cancelled(job) | Self::Stopped(job) | Self::Expired(job) => {
                Some(job)
            }
            Self::TimedOut { last, .. } | Self::NotFound { last, .. } => last.as_deref(),
            Self::Call(_) => None,
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
                job.id,
                Status(Some(job))
            ),
            Self::Cancelled(job) => write!(
                f,
                "job {} was cancelled before it started; create another one",
                job.id
            ),
            Self::Stopped(job) => write!(
                f,
                "job {} was stopped while it was running; create another one",
                job.id
            ),
            Self::Expired(job) => write!(
                f,
                "job {} is finished, but its report can no longer be read; reports are kept for one year",
                job.id
            ),
            Self::TimedOut {
                job,
                after,
                last,
                failure,
            } => {
                write!(
                    f,
                    "{job} did not end within {} s{}",
                    after.as_secs_f64(),
                    Status(last.as_deref())
                )?;
                if let Some(failure) = failure {
                    write!(f, ", and the last poll failed ({failure})")?;
                }
                f.write_str("; it goes on, so wait again")
            }
            Self::NotFound { job, last: None } => {
                write!(f, "{job} is in no list; check the id")
            }
            Self::NotFound { job, last } => write!(
                f,
                "{job}{} is no longer in any list, though it may go on; look for it in the console",
                Status(last.as_deref())
            ),
            Self::Call(error) => error.fmt(f),
        }
    }
}

/// The status to show, in brackets.
struct Status<'a>(Option<&'a Job>);

impl fmt::Display for Status<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.and_then(|job| job.status.as_deref()) {
            Some(status) => write!(f, " ({})", redact::line(status)),
            None => Ok(()),
        }
    }
}

// A failed call's own line is the whole text: naming it as a source would print it twice.
impl std::error::Error for WaitError {}

impl From<Error> for WaitError {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<WaitError> for Error {
    fn from(error: WaitError) -> Self {
        let kind = match error {
            WaitError::Call(error) => return error,
            WaitError::TimedOut { .. } => ErrorKind::Timeout,
            WaitError::NotFound { .. } => ErrorKind::Rejected,
            _ => ErrorKind::Unsuccessful,
        };
        Self::new(kind, GET_JOBS.name, error)
    }
}
