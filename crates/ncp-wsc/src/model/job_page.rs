use serde::{Deserialize, Serialize};
use transport_core::envelope::{ApiResponse, ErrorBody};
use transport_core::wire;

use super::Job;
use crate::envelope::{self, Body};

/// One page of jobs, answered by getJobs and searchJobs.
///
/// Vendor pages: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>,
/// <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs>.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobPage {
    /// How many jobs there are on all pages.
    #[serde(default, deserialize_with = "wire::option::u64")]
    pub total_cnt: Option<u64>,
    /// How many pages there are, which is the last page's number.
    #[serde(default, deserialize_with = "wire::option::u64")]
    pub total_page_cnt: Option<u64>,
    /// The first page of the pager's block of ten.
    #[serde(default, deserialize_with = "wire::option::u64")]
    pub current_start_page: Option<u64>,
    /// The last page of the pager's block of ten.
    #[serde(default, deserialize_with = "wire::option::u64")]
    pub current_end_page: Option<u64>,
    /// The jobs of this page.
    #[serde(deserialize_with = "wire::null_as_default")]
    pub record_data: Vec<Job>,
}

impl Body for JobPage {}

impl ApiResponse for JobPage {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        envelope::decode(body)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        // A refusal does not decode as a page.
        None
    }
}
