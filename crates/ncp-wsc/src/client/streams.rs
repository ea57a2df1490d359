use std::future::Future;

use transport_core::pages::{Page, read_pages};
use transport_core::{ItemStream, Operation};

use super::Client;
use crate::service::{GET_JOBS, SEARCH_JOBS};
use crate::{Error, Job, JobPage, JobsQuery, SearchQuery};

impl Client {
    /// Every job, over all pages, each once; the query's page is ignored, its limit is the page
    /// size.
    ///
    /// ```no_run
    /// # async fn example(client: ncp_wsc::Client) -> Result<(), ncp_wsc::Error> {
    /// use ncp_wsc::JobsQuery;
    ///
    /// let mut jobs = client.get_jobs_stream(&JobsQuery::new().with_limit(100));
    /// while let Some(job) = jobs.try_next().await? {
    ///     println!("{} {:?}", job.id, job.start_url);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The stream ends with the first error: those of [`get_jobs`](Self::get_jobs), or
    /// [`Incomplete`](crate::ErrorKind::Incomplete) if fewer jobs came than the service announced,
    /// also when the list was read once more.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
    pub fn get_jobs_stream(&self, query: &JobsQuery) -> ItemStream<Result<Job, Error>> {
        let (client, query) = (self.clone(), *query);
        jobs_of(&GET_JOBS, move |page| {
            let client = client.clone();
            async move { client.get_jobs(&query.with_page(page)).await }
        })
    }

    /// Every job that matches, over all pages, as [`get_jobs_stream`](Self::get_jobs_stream) does.
    ///
    /// # Errors
    ///
    /// As [`get_jobs_stream`](Self::get_jobs_stream), with those of
    /// [`search_jobs`](Self::search_jobs).
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs>.
    pub fn search_jobs_stream(&self, query: &SearchQuery) -> ItemStream<Result<Job, Error>> {
        let (client, query) = (self.clone(), query.clone());
        jobs_of(&SEARCH_JOBS, move |page| {
            let client = client.clone();
            let query = query.clone().with_page(page);
            async move { client.search_jobs(&query).await }
        })
    }
}

fn jobs_of<Fut>(
    operation: &'static Operation,
    fetch: impl Fn(u32) -> Fut + Send + 'static,
) -> ItemStream<Result<Job, Error>>
where
    Fut: Future<Output = Result<JobPage, Error>> + Send + 'static,
{
    let fetch_page = move |(): &(), page| {
        let fetched = fetch(page);
        async move {
            let page = fetched.await?;
            Ok(Page {
                skipped: page.skipped().len(),
                total_rows: page.total_count,
                total_pages: page.total_page_count,
                rows: page.into_jobs(),
            })
        }
    };
    read_pages(operation, [()], fetch_page, |job: &Job| job.id.clone())
}
