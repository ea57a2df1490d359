use super::Client;
use crate::service::CREATE_JOB;
use crate::{CreateJob, CreatedJob, Error};

impl Client {
    /// Creates a scan, which starts at once and **is billed**.
    ///
    /// It is sent once: a repeat follows only where the service certainly did not receive it, or
    /// refused it before it reached the service. Where that cannot be known, the error says so
    /// ([`outcome_unknown`](Error::outcome_unknown)). A request
    /// [with reconcile](CreateJob::with_reconcile) looks the job up then.
    ///
    /// Dropping the future, for a timeout of one's own perhaps, leaves the outcome unknown too, and
    /// nobody looks the job up: its marker is lost unless it was
    /// [set beforehand](crate::Reconcile::with_marker).
    ///
    /// # Errors
    ///
    /// A field that cannot be, before anything is sent; otherwise as the service answers.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
    pub async fn create_job(&self, request: CreateJob) -> Result<CreatedJob, Error> {
        if let Some(reconcile) = request.reconcile() {
            return self.create_marked(&request, reconcile).await;
        }
        let call = request.to_request(request.memo())?;
        Ok(self.api.call(&CREATE_JOB, call).await?)
    }
}
