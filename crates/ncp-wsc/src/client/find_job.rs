use super::{Client, MOST_PAGES};
use crate::{Error, Job, JobId, JobsQuery, SearchQuery};

impl Client {
    /// Looks for one job in the list of all jobs, page by page, as the service has no call for it;
    /// a recent job stands on the first page.
    ///
    /// # Errors
    ///
    /// As for [`get_jobs`](Self::get_jobs).
    pub async fn find_job(&self, id: &JobId) -> Result<Option<Job>, Error> {
        Finder::new(self.clone(), id.clone()).look().await
    }

    /// Looks for the job whose memo holds this marker, which
    /// [`Reconcile`](crate::Reconcile) put there; one search.
    ///
    /// # Errors
    ///
    /// As for [`search_jobs`](Self::search_jobs).
    pub async fn find_job_by_marker(&self, marker: &str) -> Result<Option<Job>, Error> {
        let page = self.search_jobs(&SearchQuery::by_memo(marker)).await?;
        // How the service matches is undocumented: only a memo that holds the marker counts.
        Ok(page.record_data.into_iter().find(|job| {
            job.memo
                .as_deref()
                .is_some_and(|memo| memo.contains(marker))
        }))
    }
}

/// Looks for the same job again and again, first on the page where it was seen last.
pub(crate) struct Finder {
    client: Client,
    id: JobId,
    page: u32,
}

impl Finder {
    pub(crate) fn new(client: Client, id: JobId) -> Self {
        Self {
            client,
            id,
            page: 1,
        }
    }

    pub(crate) async fn look(&mut self) -> Result<Option<Job>, Error> {
        let known = self.page;
        let mut last_page = known;
        // New jobs push it further back, one page at a time.
        let order = [known, known.saturating_add(1)]
            .into_iter()
            .chain((1..=MOST_PAGES).filter(|page| *page != known && *page != known + 1));
        for number in order {
            if number > last_page {
                // The neighbour may be missing, the pages in front are not.
                if number == known.saturating_add(1) {
                    continue;
                }
                break;
            }
            let query = JobsQuery::new().with_page(number);
            let page = self.client.get_jobs(&query).await?;
            let on_page = page.record_data.len();
            let full = on_page >= query.paging.limit as usize;
            last_page = last_page.max(match page.total_page_cnt {
                Some(total) => u32::try_from(total).unwrap_or(u32::MAX),
                None if full => number.saturating_add(1),
                None => 0,
            });
            let found = page
                .record_data
                .into_iter()
                .find(|job| job.instance_no == self.id);
            if found.is_some() {
                self.page = number;
                return Ok(found);
            }
            if on_page == 0 && number > known {
                break;
            }
        }
        Ok(None)
    }
}
