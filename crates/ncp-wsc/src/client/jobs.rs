use transport_core::{CallRequest, Operation};

use super::Client;
use crate::query::validate_page;
use crate::service::{CANCEL_JOB, GET_JOBS, SEARCH_JOBS, STOP_JOB};
use crate::{
    Acknowledgement, Error, ErrorCode, ErrorKind, JobId, JobPage, JobsQuery, SearchQuery, WscCode,
    redact,
};

impl Client {
    /// Reads one page of all jobs.
    ///
    /// # Errors
    ///
    /// `limit` or `page` of 0 before anything is sent; otherwise as [`Error`] says.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
    pub async fn get_jobs(&self, query: &JobsQuery) -> Result<JobPage, Error> {
        validate_page(GET_JOBS.name, query.limit(), query.page())?;
        let request = CallRequest::new()
            .path("/api/v1/jobs")
            .query("limit", &query.limit().to_string())
            .query("page", &query.page().to_string())
            .json_content_type();
        Ok(self.api.call(&GET_JOBS, request).await?)
    }

    /// Reads one page of the jobs that match.
    ///
    /// # Errors
    ///
    /// `limit` or `page` of 0 before anything is sent; otherwise as [`Error`] says.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs>.
    pub async fn search_jobs(&self, query: &SearchQuery) -> Result<JobPage, Error> {
        validate_page(SEARCH_JOBS.name, query.limit(), query.page())?;
        let request = CallRequest::new().path("/api/v1/jobs/search").json(query);
        let request = redact::url_secrets(query.keyword()).fold(request, CallRequest::secret);
        Ok(self.api.call(&SEARCH_JOBS, request).await?)
    }

    /// Cancels a job before it starts; idempotent.
    ///
    /// # Errors
    ///
    /// An invalid id, before anything is sent;
    /// [`NothingToCancel`](crate::WscCode::NothingToCancel) once the job has started,
    /// [`ApiCallFail`](crate::WscCode::ApiCallFail) for an id that does not exist.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-canceljob>.
    pub async fn cancel_job(&self, id: impl Into<JobId>) -> Result<Acknowledgement, Error> {
        self.change(&CANCEL_JOB, id.into(), "/cancel").await
    }

    /// Stops a job while it is running; idempotent.
    ///
    /// # Errors
    ///
    /// An invalid id, before anything is sent; [`ApiCallFail`](crate::WscCode::ApiCallFail) for an
    /// id that does not exist.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-stopjob>.
    pub async fn stop_job(&self, id: impl Into<JobId>) -> Result<Acknowledgement, Error> {
        let stopped = self.change(&STOP_JOB, id.into(), "/stop").await;
        stopped.map_err(nothing_to_stop)
    }

    async fn change(
        &self,
        operation: &Operation,
        id: JobId,
        verb: &'static str,
    ) -> Result<Acknowledgement, Error> {
        let request = request_for(operation, id)?.path(verb).json_content_type();
        self.api
            .call(operation, request)
            .await
            .map_err(|error| after_a_retry(error.into()))
    }
}

/// The code's own remediation is about cancelling.
fn nothing_to_stop(error: Error) -> Error {
    match error.code() {
        Some(ErrorCode::Service(WscCode::NothingToCancel)) if error.attempts() == 1 => error
            .with_remediation("it has not started yet or is over: cancel it, or look at its state"),
        _ => error,
    }
}

/// A rejection of the retry may be the success of the attempt whose response was lost.
fn after_a_retry(error: Error) -> Error {
    if error.attempts() > 1 && error.kind() == ErrorKind::Rejected && !error.is_retryable() {
        return error.with_remediation(
            "an earlier attempt, whose response was lost, may have done it: look at the job",
        );
    }
    error
}

/// The path of one job.
pub(super) fn request_for(operation: &Operation, id: JobId) -> Result<CallRequest, Error> {
    let id = super::valid_id(operation, "instanceId", id)?;
    Ok(CallRequest::new()
        .path("/api/v1/jobs")
        .segment("instanceId", id.as_str()))
}
