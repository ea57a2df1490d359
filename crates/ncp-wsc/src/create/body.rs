use serde::Serialize;
use transport_core::CallRequest;

use super::headers::ScanHeaders;
use super::{CreateJob, Speed, UserAgent, VulnItems};
use crate::service::CREATE_JOB;
use crate::{Error, JobId};

/// The body as it goes out.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Body<'a> {
    start_url: &'a str,
    // Older pages require it: it is always sent, empty if there is none.
    exclude_url: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<&'a ScanHeaders>,
    vuln_items: &'a VulnItems,
    user_agent: &'a UserAgent,
    speed: Speed,
    #[serde(skip_serializing_if = "Option::is_none")]
    memo: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    master_instance_no: Option<&'a str>,
}

impl CreateJob {
    /// The request as it is sent, with this memo in place of the caller's.
    pub(crate) fn to_request(&self, memo: Option<&str>) -> Result<CallRequest, Error> {
        self.check()?;
        let body = Body {
            start_url: &self.start_url,
            exclude_url: &self.exclude_urls,
            headers: Some(&self.headers).filter(|headers| !headers.is_empty()),
            vuln_items: &self.vuln_items,
            user_agent: &self.user_agent,
            speed: self.speed,
            memo,
            master_instance_no: self.master.as_ref().map(JobId::as_str),
        };
        let request = CallRequest::new()
            .path("/api/v1/job")
            .json(&body)
            .map_err(|error| Error::configuration(CREATE_JOB.name, error))?;
        Ok(self.headers.secrets().fold(request, CallRequest::secret))
    }
}
