use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};
use korea_cloud_security::ncp_wsc::JobStatus;

use super::findings::{SeverityLevel, WscCollectArgs};
use super::global::seconds;
use crate::lang::say;

/// Reads a positive number of seconds, up to a year.
fn age(text: &str) -> Result<Duration, String> {
    const YEAR: f64 = 366.0 * 86_400.0;

    let seconds = text.trim().parse::<f64>().ok();
    seconds
        .filter(|seconds| *seconds > 0.0 && *seconds <= YEAR)
        .map(Duration::from_secs_f64)
        .ok_or_else(|| {
            say!(
                "0보다 크고 1년 이하인 초를 지정하세요",
                "give a number of seconds, more than 0 and at most a year"
            )
        })
}

/// The statuses by the names that people give; the vendor has numbers.
const STATUSES: &[(&str, JobStatus)] = &[
    ("waiting", JobStatus::ScanWaiting),
    ("running", JobStatus::ScanRunning),
    ("completed", JobStatus::ScanCompleted),
    ("failed", JobStatus::ScanFailed),
    ("collection-waiting", JobStatus::CollectionWaiting),
    ("collection-running", JobStatus::CollectionRunning),
    ("collection-completed", JobStatus::CollectionCompleted),
    ("collection-failed", JobStatus::CollectionFailed),
    ("cancelled", JobStatus::Cancelled),
    ("stopping", JobStatus::Stopping),
    ("stopped", JobStatus::Stopped),
];

/// Reads the name of a status, or the vendor's number of any.
fn job_status(text: &str) -> Result<JobStatus, String> {
    let text = text.trim().to_ascii_lowercase();
    let named = STATUSES.iter().find(|(name, _)| *name == text);
    match (named, text.parse::<u32>()) {
        (Some((_, status)), _) => Ok(*status),
        (None, Ok(code)) => Ok(code.into()),
        (None, Err(_)) => {
            let names: Vec<_> = STATUSES.iter().map(|(name, _)| *name).collect();
            Err(say!(
                "{} 또는 코드 중 하나를 지정하세요",
                "give one of {}, or a code",
                names.join(", ")
            ))
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum WscCommand {
    /// List scan jobs
    Jobs(JobsArgs),
    /// Search scan jobs by URL, memo or status
    Search(SearchArgs),
    /// Create a scan: it is billed and starts at once
    Create(CreateArgs),
    /// Cancel a job that has not started
    Cancel(JobArgs),
    /// Stop a job that is running
    Stop(JobArgs),
    /// Show the report of a finished job
    Report(ReportArgs),
    /// Keep the reports of finished jobs for reports, comparisons and gates
    Collect(WscCollectArgs),
    /// Wait until a job has ended
    Wait(WaitArgs),
}

#[derive(Debug, Clone, Args)]
pub(crate) struct JobsArgs {
    /// The page, counted from 1 [default: 1]
    #[arg(long, value_name = "N", conflicts_with = "all")]
    pub(crate) page: Option<u32>,
    /// Jobs per page [default: 20]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u32>,
    /// Every page
    #[arg(long)]
    pub(crate) all: bool,
    /// A list that the service leaves incomplete is a note, not an error
    #[arg(long)]
    pub(crate) allow_incomplete: bool,
}

#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Jobs whose start URL contains this
    #[arg(long, value_name = "TEXT", conflicts_with = "memo")]
    pub(crate) url: Option<String>,
    /// Jobs whose memo contains this
    #[arg(long, value_name = "TEXT")]
    pub(crate) memo: Option<String>,
    /// Jobs of this status: waiting, running, completed or failed; collection-waiting, -running, -completed or -failed; cancelled, stopping or stopped; or a code (2)
    #[arg(long, value_name = "STATUS", value_parser = job_status)]
    pub(crate) status: Option<JobStatus>,
    #[command(flatten)]
    pub(crate) pages: JobsArgs,
}

#[derive(Debug, Args)]
pub(crate) struct CreateArgs {
    /// Where the scan starts: an http or https URL on a NAVER Cloud server of yours
    #[arg(long, value_name = "URL")]
    pub(crate) url: String,
    /// A URL that the scan leaves out; may be given more than once
    #[arg(long, value_name = "URL")]
    pub(crate) exclude: Vec<String>,
    /// A kind of vulnerability to look for, such as XSS; may be given more than once [default: ALL]
    #[arg(long, value_name = "NAME")]
    pub(crate) item: Vec<String>,
    /// The browser to scan as: Android, iPhone, PC Chrome or PC IE
    #[arg(long, value_name = "NAME", default_value = "PC Chrome")]
    pub(crate) user_agent: String,
    /// 1 normal, 2 a bit faster, 3 fast
    #[arg(long, value_name = "SPEED", value_parser = ["1", "2", "3"], default_value = "1", hide_possible_values = true)]
    pub(crate) speed: String,
    /// A text to find the job by; a tag of its own, such as kcs7f3k9q2m1xzcb, is prepended
    #[arg(long, value_name = "TEXT")]
    pub(crate) memo: Option<String>,
    /// Create at most one billed scan for this key, which names one deployment: a scan that has it already is joined
    #[arg(long, value_name = "KEY")]
    pub(crate) idempotency_key: Option<String>,
    /// Create a new scan if that of the key failed, was cancelled or stopped
    #[arg(long, requires = "idempotency_key")]
    pub(crate) retry_failed: bool,
    /// Join no scan of the key that started longer ago than this [default: 86400, a day]
    #[arg(long, value_name = "SECONDS", value_parser = age, requires = "idempotency_key")]
    pub(crate) max_age: Option<Duration>,
    /// Accept a URL whose host is not on the internet, such as localhost or 10.0.0.1
    #[arg(long)]
    pub(crate) allow_private_target: bool,
    /// Show the request and what it would bill; send nothing
    #[arg(long, conflicts_with = "wait")]
    pub(crate) dry_run: bool,
    /// Headers of an authenticated scan, a line 'Name: value' each; - reads standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) header_file: Option<PathBuf>,
    /// The completed job that this scan repeats
    #[arg(long, value_name = "ID")]
    pub(crate) rescan_of: Option<String>,
    /// Do not ask before the billed scan is created
    #[arg(long)]
    pub(crate) yes: bool,
    /// Follow the scan to its end
    #[arg(long)]
    pub(crate) wait: bool,
    /// Bound the wait [default: 21600, six hours]
    #[arg(long, value_name = "SECONDS", value_parser = seconds, requires = "wait")]
    pub(crate) wait_timeout: Option<Duration>,
    /// Judge the finished scan: fail where its report counts anything of this severity or above
    #[arg(
        long,
        value_name = "SEVERITY",
        value_enum,
        ignore_case = true,
        requires = "wait"
    )]
    pub(crate) fail_on: Option<SeverityLevel>,
}

#[derive(Debug, Args)]
pub(crate) struct JobArgs {
    /// The job's number (instanceNo)
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// The job's number (instanceNo)
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Also show Login_Info, which holds session cookies
    #[arg(long)]
    pub(crate) show_secrets: bool,
}

#[derive(Debug, Args)]
pub(crate) struct WaitArgs {
    /// The job's number (instanceNo)
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Bound the wait [default: 21600, six hours]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) wait_timeout: Option<Duration>,
}
