use std::fmt;

use serde::Serialize;
use transport_core::open_enum;

use super::JobStatus;
use super::paging::Paging;
use crate::url;

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

/// Which jobs to search for; 20 a page and page 1 unless told otherwise.
///
/// All five fields of the body are always sent; `statusCode` is `null` for every status.
///
/// ```
/// use ncp_wsc::{JobStatus, SearchQuery};
///
/// let failed = SearchQuery::by_url("shop.example.com").with_status(JobStatus::ScanFailed);
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
    pub fn new(search_type: SearchType, keyword: impl Into<String>) -> Self {
        let Paging { limit, page } = Paging::default();
        Self {
            search_type,
            search_keyword: keyword.into(),
            status_code: None,
            limit,
            page,
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
    pub fn with_status(mut self, status: JobStatus) -> Self {
        self.status_code = Some(status);
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

    pub(crate) fn keyword(&self) -> &str {
        &self.search_keyword
    }

    pub(crate) fn paging(&self) -> Paging {
        Paging {
            limit: self.limit,
            page: self.page,
        }
    }
}

// Without a password in a URL that is searched for.
impl fmt::Debug for SearchQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchQuery")
            .field("search_type", &self.search_type)
            .field("search_keyword", &url::shown(&self.search_keyword))
            .field("status_code", &self.status_code)
            .field("limit", &self.limit)
            .field("page", &self.page)
            .finish()
    }
}
