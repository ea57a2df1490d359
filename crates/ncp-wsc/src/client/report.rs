use super::Client;
use super::jobs::request_for;
use crate::service::GET_REPORT;
use crate::{Error, JobId, Report};

impl Client {
    /// Reads the report of a finished job; it can be read for one year.
    ///
    /// # Errors
    ///
    /// [`OpenPeriodExpired`](crate::WscCode::OpenPeriodExpired) after that year,
    /// [`ApiCallFail`](crate::WscCode::ApiCallFail) for an id that does not exist.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport>.
    pub async fn get_report(&self, id: &JobId) -> Result<Report, Error> {
        let request = request_for(&GET_REPORT, id)?
            .path("/report")
            .json_content_type();
        Ok(self.api.call(&GET_REPORT, request).await?)
    }
}
