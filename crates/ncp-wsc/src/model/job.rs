use std::fmt;

use transport_core::{open_enum, wire};

use super::DateText;
use crate::redact::RedactedUrl;

wire::id! {
    /// The id of a scan job: `instanceNo` in lists, `instanceId` in paths, `MasterInstanceNo` of a
    /// re-scan.
    ///
    /// A number or a text in responses; here always its text.
    ///
    /// ```
    /// use ncp_wsc::JobId;
    ///
    /// assert_eq!(JobId::from(1234111231), JobId::from("1234111231"));
    /// assert!("12 34".parse::<JobId>().is_err());
    /// ```
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
    pub struct JobId;
}

open_enum! {
    /// What the console offers for a job, which tells its state.
    ///
    /// Wire field `result_button`; the set is open.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
    pub enum ResultButton {
        /// The report can be read: the scan is finished.
        Report = "report",
        /// It can be cancelled: the scan has not started.
        Cancel = "cancel",
        /// It can be stopped: the scan is running.
        Terminate = "terminate",
        /// The scan is finished, and its report is too old to be read.
        Expired = "expired",
        /// The cause of its failure can be read.
        Cause = "cause",
    }
}

wire::record! {
    /// One scan job, as lists show it.
    ///
    /// Vendor pages: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>,
    /// <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs>.
    pub struct Job
    key {
        /// The job's id (`instanceNo`).
        id: JobId = "instanceNo" | "instanceId"
    }
    fields {
        /// When it started.
        start_date: DateText = "start_date",
        /// When it ended.
        end_date: DateText = "end_date",
        /// Its status as a text to show, such as "Pending"; an open set. Programs decide by
        /// [`result_button`](Self::result_button).
        status: String = "status",
        /// How far it is, in percent.
        progress: i64 = "progress",
        /// The target URL. It may hold a password, which `Debug` does not show.
        start_url: String = "start_url",
        /// How many URLs were collected (`crawl_cnt`).
        crawl_count: u64 = "crawl_cnt",
        /// How many vulnerabilities were found (`scan_cnt`).
        scan_count: u64 = "scan_cnt",
        /// The memo that it was created with.
        memo: String = "memo",
        /// What can be done with it, which tells its state.
        result_button: ResultButton = "result_button",
    }
}

impl Job {
    /// What can be done with it, whatever the case of the value and the space around it.
    pub(crate) fn button(&self) -> Option<ResultButton> {
        let button = self.result_button.as_ref()?.as_str().trim();
        (!button.is_empty()).then(|| ResultButton::from(button.to_lowercase()))
    }

    /// Whether the scan is finished: it shows `report`, or `expired` when the report can no longer
    /// be read.
    pub fn is_finished(&self) -> bool {
        matches!(
            self.button(),
            Some(ResultButton::Report | ResultButton::Expired)
        )
    }

    /// Whether the scan failed: it shows `cause`.
    pub fn is_failed(&self) -> bool {
        self.button() == Some(ResultButton::Cause)
    }

    /// Whether the scan has not started: it shows `cancel`.
    pub fn is_waiting(&self) -> bool {
        self.button() == Some(ResultButton::Cancel)
    }

    /// Whether the scan is running: it shows `terminate`.
    pub fn is_running(&self) -> bool {
        self.button() == Some(ResultButton::Terminate)
    }

    /// Whether nothing says that it has ended.
    pub(crate) fn may_go_on(&self) -> bool {
        !self.is_finished() && !self.is_failed() && !self.has_end_date()
    }

    pub(crate) fn has_end_date(&self) -> bool {
        let end = self.end_date.as_ref();
        end.is_some_and(|date| !matches!(date.as_str().trim(), "" | "-"))
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Taken apart, so that a new field cannot be forgotten.
        let Self {
            id,
            start_date,
            end_date,
            status,
            progress,
            start_url,
            crawl_count,
            scan_count,
            memo,
            result_button,
            extra: _,
        } = self;
        f.debug_struct("Job")
            .field("id", id)
            .field("start_date", start_date)
            .field("end_date", end_date)
            .field("status", status)
            .field("progress", progress)
            .field("start_url", &RedactedUrl(start_url))
            .field("crawl_count", crawl_count)
            .field("scan_count", scan_count)
            .field("memo", memo)
            .field("result_button", result_button)
            .finish()
    }
}
