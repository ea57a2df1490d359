use std::collections::{HashSet, VecDeque};
use std::future::Future;

use futures_core::Stream;
use futures_util::StreamExt as _;
use futures_util::stream::{self, FuturesOrdered};
use transport_core::Operation;

use super::{Client, MOST_PAGES};
use crate::service::{GET_JOBS, SEARCH_JOBS};
use crate::{Error, Job, JobId, JobPage, JobsQuery, SearchQuery};

/// How many pages are asked for at a time: the next one is on its way while one is read.
const PAGES_AHEAD: usize = 2;

/// Jobs that are created while a list is read push others onto the next page, so that a page may
/// hold nothing new; so many of them in a row are a service that repeats itself.
const MOST_STALE_PAGES: u32 = 3;

impl Client {
    /// Every job, over all pages; the query's page is ignored, its limit is the page size.
    ///
    /// A job that is found twice, because new ones pushed it onto the next page, comes once.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
    ///
    /// ```no_run
    /// # async fn example(client: ncp_wsc::Client) -> Result<(), ncp_wsc::Error> {
    /// use futures_util::TryStreamExt as _;
    /// use ncp_wsc::JobsQuery;
    ///
    /// let mut jobs = std::pin::pin!(client.all_jobs(&JobsQuery::new()));
    /// while let Some(job) = jobs.try_next().await? {
    ///     println!("{} {:?}", job.instance_no, job.start_url);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The stream ends with the first error: those of [`get_jobs`](Self::get_jobs), or one that
    /// says that the service repeats itself.
    pub fn all_jobs(
        &self,
        query: &JobsQuery,
    ) -> impl Stream<Item = Result<Job, Error>> + Send + use<> {
        let (client, query) = (self.clone(), *query);
        Walk::start(&GET_JOBS, query.paging.limit, move |page| {
            let client = client.clone();
            async move { client.get_jobs(&query.with_page(page)).await }
        })
    }

    /// Every job that matches, over all pages, as [`all_jobs`](Self::all_jobs) does.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs>.
    ///
    /// # Errors
    ///
    /// As [`all_jobs`](Self::all_jobs), with those of [`search_jobs`](Self::search_jobs).
    pub fn search_all_jobs(
        &self,
        query: &SearchQuery,
    ) -> impl Stream<Item = Result<Job, Error>> + Send + use<> {
        let (client, query) = (self.clone(), query.clone());
        Walk::start(&SEARCH_JOBS, query.paging().limit, move |page| {
            let client = client.clone();
            let query = query.clone().with_page(page);
            async move { client.search_jobs(&query).await }
        })
    }
}

/// A walk over the pages of one list.
struct Walk<F, Fut: Future> {
    operation: &'static Operation,
    limit: usize,
    fetch: F,
    in_flight: FuturesOrdered<Fut>,
    next_page: u32,
    last_page: u32,
    read_pages: u32,
    stale_pages: u32,
    seen: HashSet<JobId>,
    ready: VecDeque<Job>,
    ended: bool,
}

impl<F, Fut> Walk<F, Fut>
where
    F: Fn(u32) -> Fut + Send,
    Fut: Future<Output = Result<JobPage, Error>> + Send,
{
    fn start(
        operation: &'static Operation,
        limit: u32,
        fetch: F,
    ) -> impl Stream<Item = Result<Job, Error>> + Send {
        let walk = Self {
            operation,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            fetch,
            in_flight: FuturesOrdered::new(),
            next_page: 1,
            last_page: 1,
            read_pages: 0,
            stale_pages: 0,
            seen: HashSet::new(),
            ready: VecDeque::new(),
            ended: false,
        };
        stream::unfold(walk, |mut walk| async move {
            let item = walk.next().await?;
            Some((item, walk))
        })
    }

    async fn next(&mut self) -> Option<Result<Job, Error>> {
        loop {
            if let Some(job) = self.ready.pop_front() {
                return Some(Ok(job));
            }
            if self.ended {
                return None;
            }
            while self.in_flight.len() < PAGES_AHEAD
                && self.next_page <= self.last_page.min(MOST_PAGES)
            {
                self.in_flight.push_back((self.fetch)(self.next_page));
                self.next_page += 1;
            }
            match self.in_flight.next().await {
                Some(Ok(page)) => {
                    self.take(page);
                    if self.stale_pages >= MOST_STALE_PAGES {
                        self.ended = true;
                        return Some(Err(repeats_itself(self.operation)));
                    }
                }
                Some(Err(error)) => {
                    self.ended = true;
                    return Some(Err(error));
                }
                None => {
                    self.ended = true;
                    // Ending here as if that were all would be a list cut short in silence.
                    return (self.last_page > MOST_PAGES).then(|| {
                        Err(Error::invalid_input(
                            self.operation.name,
                            "page",
                            format!("would pass {MOST_PAGES}; read such a list page by page"),
                        ))
                    });
                }
            }
        }
    }

    /// Takes over what is new on a page, and learns how many pages there are.
    fn take(&mut self, page: JobPage) {
        self.read_pages += 1;
        let on_page = page.record_data.len();
        let before = self.ready.len();
        for job in page.record_data {
            if self.seen.insert(job.instance_no.clone()) {
                self.ready.push_back(job);
            }
        }
        let last_page = match page.total_page_cnt {
            Some(total) => u32::try_from(total).unwrap_or(u32::MAX),
            // Without a count, a short page is the last.
            None if on_page < self.limit => 0,
            None => self.read_pages.saturating_add(1),
        };
        // More pages may come while the list is read, but those already promised stay.
        self.last_page = self.last_page.max(last_page);
        let is_stale = self.ready.len() == before;
        self.stale_pages = if is_stale { self.stale_pages + 1 } else { 0 };
        self.ended = on_page == 0;
    }
}

fn repeats_itself(operation: &Operation) -> Error {
    Error::unreadable_response(
        operation.name,
        "the pages bring the same jobs again and again, so the rest of the list cannot be read",
    )
    .with_remediation("ask for more jobs a page, or read it page by page")
}
