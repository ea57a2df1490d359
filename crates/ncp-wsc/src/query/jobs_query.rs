use super::paging::Paging;

/// Which page of all jobs; 20 jobs a page and page 1 unless told otherwise.
///
/// ```
/// use ncp_wsc::JobsQuery;
///
/// let third_page = JobsQuery::new().with_limit(50).with_page(3);
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobsQuery {
    pub(crate) paging: Paging,
}

impl JobsQuery {
    /// The first page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how many jobs a page holds (`limit`), from 1; the vendor documents no upper bound.
    #[must_use]
    pub fn with_limit(mut self, limit: u32) -> Self {
        self.paging.limit = limit;
        self
    }

    /// Sets the page, from 1.
    #[must_use]
    pub fn with_page(mut self, page: u32) -> Self {
        self.paging.page = page;
        self
    }
}
