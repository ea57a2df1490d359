//! What is asked of lists.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use transport_core::open_enum;

use crate::{Error, redact};

/// How many jobs a page holds unless told otherwise: the default that older pages document.
const DEFAULT_LIMIT: u32 = 20;

/// Which page of all jobs; 20 jobs per page and page 1 unless told otherwise.
///
/// ```
/// use ncp_wsc::JobsQuery;
///
/// let third_page = JobsQuery::new().with_limit(50).with_page(3);
/// assert_eq!((third_page.limit(), third_page.page()), (50, 3));
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct JobsQuery {
    limit: u32,
    page: u32,
}

impl Default for JobsQuery {
    fn default() -> Self {
        Self {
            limit: DEFAULT_LIMIT,
            page: 1,
        }
    }
}

impl JobsQuery {
    /// The first page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how many jobs a page holds (`limit`), from 1; the vendor documents no upper bound.
    #[must_use]
    pub fn with_limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// Sets the page, from 1.
    #[must_use]
    pub fn with_page(mut self, page: u32) -> Self {
        self.page = page;
        self
    }

    /// How many jobs a page holds.
    pub fn limit(&self) -> u32 {
        self.limit
    }

    /// The page.
    pub fn page(&self) -> u32 {
        self.page
    }
}

/// # Errors
///
/// When one of them is 0.
pub(crate) fn validate_page(operation: &'static str, limit: u32, page: u32) -> Result<(), Error> {
    for (field, value) in [("limit", limit), ("page", page)] {
        if value == 0 {
            return Err(Error::invalid_input(
                operation,
                field,
                "is 0; it starts at 1",
            ));
        }
    }
    Ok(())
}

open_enum! {
    /// Where the keyword of a search is looked for (`searchType`).
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs>.
    pub enum SearchType {
        /// In the target URL.
        Url = "url",
        /// In the memo.
        Memo = "memo",
        /// Nowhere: every job is found.
        Everything = "",
    }
}

/// Which jobs to search for; 20 per page and page 1 unless told otherwise.
///
/// All five fields of the body are always sent; `statusCode` is `null` for every status.
///
/// ```
/// use ncp_wsc::{JobStatus, SearchQuery};
///
/// let failed = SearchQuery::by_url("shop.example.com").with_status(JobStatus::ScanFailed);
/// assert_eq!(failed.status(), Some(JobStatus::ScanFailed));
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs>.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchQuery {
    search_type: SearchType,
    search_keyword: String,
    status_code: Option<JobStatus>,
    limit: u32,
    page: u32,
}

impl SearchQuery {
    /// Looks for the keyword there.
    pub fn new(search_type: impl Into<SearchType>, keyword: impl Into<String>) -> Self {
        Self {
            search_type: search_type.into(),
            search_keyword: keyword.into(),
            status_code: None,
            limit: DEFAULT_LIMIT,
            page: 1,
        }
    }

    /// Every job.
    pub fn everything() -> Self {
        Self::new(SearchType::Everything, "")
    }

    /// Jobs whose target URL holds this text.
    pub fn by_url(text: impl Into<String>) -> Self {
        Self::new(SearchType::Url, text)
    }

    /// Jobs whose memo holds this text; that a part of it is enough is an assumption.
    pub fn by_memo(text: impl Into<String>) -> Self {
        Self::new(SearchType::Memo, text)
    }

    /// Jobs of this status only.
    #[must_use]
    pub fn with_status(mut self, status: impl Into<JobStatus>) -> Self {
        self.status_code = Some(status.into());
        self
    }

    /// Sets how many jobs a page holds (`limit`), from 1; the vendor documents no upper bound.
    #[must_use]
    pub fn with_limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// Sets the page, from 1.
    #[must_use]
    pub fn with_page(mut self, page: u32) -> Self {
        self.page = page;
        self
    }

    /// Where the keyword is looked for.
    pub fn search_type(&self) -> &SearchType {
        &self.search_type
    }

    /// What is looked for.
    pub fn keyword(&self) -> &str {
        &self.search_keyword
    }

    /// The status that the jobs have; every one if there is none.
    pub fn status(&self) -> Option<JobStatus> {
        self.status_code
    }

    /// How many jobs a page holds.
    pub fn limit(&self) -> u32 {
        self.limit
    }

    /// The page.
    pub fn page(&self) -> u32 {
        self.page
    }
}

// Without a password in a URL that is searched for.
impl fmt::Debug for SearchQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchQuery")
            .field("search_type", &self.search_type)
            .field("search_keyword", &redact::urls(&self.search_keyword))
            .field("status_code", &self.status_code)
            .field("limit", &self.limit)
            .field("page", &self.page)
            .finish()
    }
}

macro_rules! job_status {
    ($( $(#[$meta:meta])* $name:ident = $code:literal, )+) => {
        /// The status to search for, a number on the wire (`statusCode`).
        ///
        /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs>.
        #[non_exhaustive]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum JobStatus {
            $( $(#[$meta])* $name, )+
            /// A code that this version does not know.
            Other(u32),
        }

        impl JobStatus {
            /// Every documented status.
            pub const DOCUMENTED: &'static [Self] = &[$( Self::$name, )+];

            /// The number on the wire.
            pub fn code(self) -> u32 {
                match self {
                    $( Self::$name => $code, )+
                    Self::Other(code) => code,
                }
            }
        }

        impl From<u32> for JobStatus {
            fn from(code: u32) -> Self {
                match code {
                    $( $code => Self::$name, )+
                    code => Self::Other(code),
                }
            }
        }
    };
}

job_status! {
    /// The scan is waiting.
    ScanWaiting = 2,
    /// The scan is running.
    ScanRunning = 3,
    /// The scan is completed.
    ScanCompleted = 4,
    /// The scan failed.
    ScanFailed = 5,
    /// The collection of URLs is waiting.
    CollectionWaiting = 12,
    /// The collection of URLs is running.
    CollectionRunning = 13,
    /// The collection of URLs is completed.
    CollectionCompleted = 14,
    /// The collection of URLs failed.
    CollectionFailed = 15,
    /// The job was cancelled before it started.
    Cancelled = 91,
    /// The job is being stopped.
    Stopping = 92,
    /// The job was stopped while it was running.
    Stopped = 93,
}

impl FromStr for JobStatus {
    type Err = Error;

    /// Reads a number.
    fn from_str(text: &str) -> Result<Self, Error> {
        text.trim().parse().map(u32::into).map_err(|_| {
            Error::invalid_input(
                "searchJobs",
                "statusCode",
                "is not a number; the documented ones are 2-5, 12-15 and 91-93",
            )
        })
    }
}

impl PartialOrd for JobStatus {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By their numbers.
impl Ord for JobStatus {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(&other.code())
    }
}

impl fmt::Display for JobStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code().fmt(f)
    }
}

impl Serialize for JobStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.code())
    }
}
