use std::fmt;

use serde::{Deserialize, Serialize};
use transport_core::wire;

use super::{DateText, JobId, ResultButton};
use crate::url::Shown;

/// One scan job, as lists show it.
///
/// Vendor pages: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>,
/// <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs>.
#[non_exhaustive]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// The job's id (`instanceNo`).
    #[serde(rename = "instanceNo")]
    pub instance_no: JobId,
    /// When it started.
    #[serde(default)]
    pub start_date: Option<DateText>,
    /// When it ended.
    #[serde(default)]
    pub end_date: Option<DateText>,
    /// Its status as a text to show, such as "Pending"; an open set. Programs decide by
    /// [`result_button`](Self::result_button).
    #[serde(default)]
    pub status: Option<String>,
    /// How far it is, in percent.
    #[serde(default, deserialize_with = "wire::option::i64")]
    pub progress: Option<i64>,
    /// The target URL. It may hold a password, which `Debug` does not show.
    #[serde(default)]
    pub start_url: Option<String>,
    /// How many URLs were collected.
    #[serde(default, deserialize_with = "wire::option::u64")]
    pub crawl_cnt: Option<u64>,
    /// How many vulnerabilities were found.
    #[serde(default, deserialize_with = "wire::option::u64")]
    pub scan_cnt: Option<u64>,
    /// The memo that it was created with.
    #[serde(default)]
    pub memo: Option<String>,
    /// What can be done with it, which tells its state.
    #[serde(default)]
    pub result_button: Option<ResultButton>,
}

impl Job {
    /// Whether the scan is finished: it shows `report`, or `expired` when the report can no longer
    /// be read.
    pub fn is_finished(&self) -> bool {
        matches!(
            self.result_button,
            Some(ResultButton::Report | ResultButton::Expired)
        )
    }

    /// Whether the scan failed: it shows `cause`.
    pub fn is_failed(&self) -> bool {
        self.result_button == Some(ResultButton::Cause)
    }

    /// Whether the scan has not started: it shows `cancel`.
    pub fn is_waiting(&self) -> bool {
        self.result_button == Some(ResultButton::Cancel)
    }

    /// Whether the scan is running: it shows `terminate`.
    pub fn is_running(&self) -> bool {
        self.result_button == Some(ResultButton::Terminate)
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Taken apart, so that a new field cannot be forgotten.
        let Self {
            instance_no,
            start_date,
            end_date,
            status,
            progress,
            start_url,
            crawl_cnt,
            scan_cnt,
            memo,
            result_button,
        } = self;
        f.debug_struct("Job")
            .field("instance_no", instance_no)
            .field("start_date", start_date)
            .field("end_date", end_date)
            .field("status", status)
            .field("progress", progress)
            .field("start_url", &Shown(start_url))
            .field("crawl_cnt", crawl_cnt)
            .field("scan_cnt", scan_cnt)
            .field("memo", memo)
            .field("result_button", result_button)
            .finish()
    }
}
