use std::time::Duration;

use super::Client;
use super::jobs::request_for;
use crate::service::GET_REPORT;
use crate::{Error, ErrorCode, ErrorKind, JobId, Report, ResultButton, WscCode};

/// How long a report is asked for that the list shows and that is not there yet.
const LATEST: Duration = Duration::from_secs(60);
const FIRST_PAUSE: Duration = Duration::from_secs(3);
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

const EMPTY: &str = "the report is empty";

impl Client {
    /// Reads the report of a finished job; it can be read for one year.
    ///
    /// A report may appear later than the list says: one that is missing or empty is asked for
    /// again for up to a minute, if the list shows that the job is finished.
    ///
    /// # Errors
    ///
    /// An invalid id, before anything is sent;
    /// [`OpenPeriodExpired`](crate::WscCode::OpenPeriodExpired) after that year,
    /// [`ApiCallFail`](crate::WscCode::ApiCallFail) for an id that does not exist.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport>.
    pub async fn get_report(&self, id: impl Into<JobId>) -> Result<Report, Error> {
        let id = id.into();
        let first = self.read_report(&id).await;
        if !first.as_ref().is_err_and(is_missing) || !self.shows_report(&id).await {
            return first;
        }
        let runtime = self.runtime();
        let started = runtime.clock.monotonic();
        // The next look is the retry.
        let once = self.with_call_options(self.api.call_options().with_max_attempts(1));
        let (mut last, mut pause) = (first, FIRST_PAUSE);
        while last.as_ref().is_err_and(is_missing) {
            let elapsed = runtime.clock.monotonic().saturating_sub(started);
            let left = LATEST.saturating_sub(elapsed);
            if left.is_zero() {
                break;
            }
            runtime.sleep.sleep(pause.min(left)).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
            last = once.read_report(&id).await;
        }
        last
    }

    async fn read_report(&self, id: &JobId) -> Result<Report, Error> {
        let request = request_for(&GET_REPORT, id.clone())?
            .path("/report")
            .json_content_type();
        let report: Report = self.api.call(&GET_REPORT, request).await?;
        if report.is_empty() {
            let error = Error::new(ErrorKind::UnreadableResponse, GET_REPORT.name, EMPTY);
            return Err(error.with_remediation("try again later, or look at it in the console"));
        }
        Ok(report)
    }

    /// Whether the list says that the report can be read.
    async fn shows_report(&self, id: &JobId) -> bool {
        let job = self.find_job(id).await;
        job.is_ok_and(|job| job.and_then(|job| job.button()) == Some(ResultButton::Report))
    }
}

/// Whether the report may not be there yet: the service's code for that, or an empty one.
fn is_missing(error: &Error) -> bool {
    match error.code() {
        Some(code) => code == ErrorCode::Service(WscCode::ApiCallFail),
        None => error.message() == EMPTY,
    }
}
