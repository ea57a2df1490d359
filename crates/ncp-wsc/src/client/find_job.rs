use super::Client;
use crate::service::GET_JOBS;
use crate::{Error, Job, JobId, JobsQuery};

impl Client {
    /// Looks for one job in the list of all jobs, page by page, as the service has no call for it;
    /// a recent job stands on the first page.
    ///
    /// # Errors
    ///
    /// An invalid id, before anything is sent; otherwise as for [`get_jobs`](Self::get_jobs).
    pub async fn find_job(&self, id: impl Into<JobId>) -> Result<Option<Job>, Error> {
        let id = super::valid_id(&GET_JOBS, "instanceNo", id)?;
        JobLookup::new(id).find(self).await
    }
}

/// Looks for the same job again and again, first on the page where it was seen last.
#[derive(Debug)]
pub(crate) struct JobLookup {
    id: JobId,
    page: Option<u32>,
}

impl JobLookup {
    pub(crate) fn new(id: JobId) -> Self {
        Self { id, page: None }
    }

    pub(crate) async fn find(&mut self, client: &Client) -> Result<Option<Job>, Error> {
        let query = JobsQuery::new();
        // New jobs push it further back, one page at a time.
        for page in self
            .page
            .into_iter()
            .flat_map(|page| [page, page.saturating_add(1)])
        {
            let jobs = client.get_jobs(&query.with_page(page)).await?.into_jobs();
            if let Some(job) = jobs.into_iter().find(|job| job.id == self.id) {
                self.page = Some(page);
                return Ok(Some(job));
            }
        }
        let mut jobs = client.get_jobs_stream(&query);
        let mut position = 0;
        while let Some(job) = jobs.try_next().await? {
            if job.id == self.id {
                self.page = Some(position / query.limit() + 1);
                return Ok(Some(job));
            }
            position += 1;
        }
        Ok(None)
    }
}
