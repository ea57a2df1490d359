use transport_core::envelope::ApiResponse;
use transport_core::wire::{self, Rows, SkippedRecord};

use super::Job;
use crate::envelope::{self, Content};

wire::record! {
    /// One page of jobs: the response of getJobs and searchJobs.
    ///
    /// Vendor pages: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>,
    /// <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs>.
    #[derive(Debug)]
    pub struct JobPage
    fields {
        /// How many jobs there are on all pages (`total_cnt`).
        total_count: u64 = "total_cnt",
        /// How many pages there are, which is the last page's number (`total_page_cnt`).
        total_page_count: u64 = "total_page_cnt",
        /// The first page of the pager's block of ten.
        current_start_page: u64 = "current_start_page",
        /// The last page of the pager's block of ten.
        current_end_page: u64 = "current_end_page",
        /// The rows of this page; [`jobs`](Self::jobs) are those that could be read.
        record_data: Rows<Job> = "record_data",
    }
}

impl JobPage {
    /// The jobs of this page.
    pub fn jobs(&self) -> &[Job] {
        self.record_data.as_ref().map_or(&[], Rows::rows)
    }

    /// The jobs of this page, taken out.
    pub fn into_jobs(self) -> Vec<Job> {
        self.record_data.map_or_else(Vec::new, Rows::into_rows)
    }

    /// The rows of this page that have no id and are not among the jobs.
    pub fn skipped(&self) -> &[SkippedRecord] {
        self.record_data.as_ref().map_or(&[], Rows::skipped)
    }
}

impl Content for JobPage {
    const REQUIRED: &'static str = "record_data";

    fn is_content(object: &wire::Object<'_>) -> bool {
        let list = object.get("record_data").map(wire::RawValue::get);
        list.is_some_and(|list| list.starts_with('[') || list == "null")
    }

    fn has_content(&self) -> bool {
        self.record_data.is_some()
    }
}

impl ApiResponse for JobPage {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        envelope::decode(body)
    }
}
