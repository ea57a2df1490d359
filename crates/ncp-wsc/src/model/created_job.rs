use serde::{Deserialize, Serialize};
use serde_json::Value;
use transport_core::envelope::{ApiResponse, ErrorBody};

use super::created_answer::CreatedAnswer;
use super::{Job, JobId};

/// A scan job that was created, and is billed.
///
/// The vendor does not document what createJob answers: the id is there if the answer held one.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CreatedJob {
    /// The job's id, if the answer or a look-up told it.
    pub instance_no: Option<JobId>,
    /// What the answer held beside, without headers and cookies; `null` if there was none.
    pub resources: Value,
    /// The marker in the job's memo, if [`Reconcile`](crate::Reconcile) put one there; not of the
    /// service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// Whether the id comes from a look-up by that marker and not from the answer; not of the
    /// service.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_reconciled: bool,
}

impl CreatedJob {
    pub(crate) fn with_marker(mut self, marker: String) -> Self {
        self.marker = Some(marker);
        self
    }

    pub(crate) fn found_as(mut self, job: &Job) -> Self {
        self.instance_no = Some(job.instance_no.clone());
        self.is_reconciled = true;
        self
    }
}

impl ApiResponse for CreatedJob {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let answer = CreatedAnswer::decode(body)?;
        Ok(Self {
            instance_no: answer.instance_no,
            resources: answer.resources,
            ..Self::default()
        })
    }

    fn error_body(&self) -> Option<ErrorBody> {
        // A refusal does not decode as a created job.
        None
    }
}
