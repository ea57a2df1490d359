use std::collections::HashSet;
use std::future::Future;

use futures_core::Stream;
use futures_util::{StreamExt as _, stream};

use super::Client;
use super::window::Window;
use crate::query::LARGEST_LIMIT;
use crate::windows::Windows;
use crate::{Error, InspectionId, InspectionSummary, SummaryPage, SummaryQuery};

impl Client {
    /// Every inspection of the query, over all pages; a range of any length is split into windows
    /// of at most 28 days.
    ///
    /// The query's page is ignored and its limit is the page size (1,000 if it is not set). An
    /// inspection that is found twice, because it lies on a border or a new one pushed it onto the
    /// next page, comes once.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
    ///
    /// ```no_run
    /// # async fn example(client: nhn_ssc::Client, query: nhn_ssc::SummaryQuery) -> Result<(), nhn_ssc::Error> {
    /// use futures_util::TryStreamExt as _;
    ///
    /// let mut inspections = std::pin::pin!(client.summary_range(&query));
    /// while let Some(inspection) = inspections.try_next().await? {
    ///     println!("{} {:?}", inspection.id, inspection.weak_count);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The stream ends with the first error: those of [`summary`](Self::summary), or one that says
    /// that the list cannot be read to its end, because the service repeats itself or a window has
    /// more than 10,000 pages.
    pub fn summary_range(
        &self,
        query: &SummaryQuery,
    ) -> impl Stream<Item = Result<InspectionSummary, Error>> + Send + use<> {
        let limit = query.limit.unwrap_or(LARGEST_LIMIT);
        let query = query.clone().with_limit(limit);
        let client = self.clone();
        let walk = Walk {
            windows: Windows::new(query.from, query.to),
            // What is out of range is refused with the first window, before anything is sent.
            fetch: move |(from, to), page| {
                let client = client.clone();
                let query = query.clone().with_page(page);
                async move { client.summary(&SummaryQuery { from, to, ..query }).await }
            },
            limit,
            window: None,
            seen_before: HashSet::new(),
            ready: Vec::new().into_iter(),
        };
        stream::unfold(Some(walk), |walk| async move {
            let mut walk = walk?;
            match walk.next().await {
                Ok(inspection) => Some((Ok(inspection?), Some(walk))),
                Err(error) => Some((Err(error), None)),
            }
        })
        // An unfolded stream panics when it is asked again after its end.
        .fuse()
    }
}

/// A walk over the windows of a range.
struct Walk<F, Fut: Future> {
    windows: Windows,
    fetch: F,
    limit: u32,
    window: Option<Window<Fut>>,
    /// The ids of the window before, which shares its end with this one.
    seen_before: HashSet<InspectionId>,
    ready: std::vec::IntoIter<InspectionSummary>,
}

impl<F, Fut> Walk<F, Fut>
where
    F: Fn(<Windows as Iterator>::Item, u32) -> Fut,
    Fut: Future<Output = Result<SummaryPage, Error>>,
{
    async fn next(&mut self) -> Result<Option<InspectionSummary>, Error> {
        loop {
            if let Some(inspection) = self.ready.next() {
                return Ok(Some(inspection));
            }
            let window = match &mut self.window {
                Some(window) => window,
                None => match self.windows.next() {
                    Some(range) => self.window.insert(Window::new(range, self.limit)),
                    None => return Ok(None),
                },
            };
            match window.next_page(&self.fetch).await? {
                Some(mut inspections) => {
                    inspections.retain(|found| !self.seen_before.contains(&found.id));
                    self.ready = inspections.into_iter();
                }
                None => {
                    self.seen_before = self
                        .window
                        .take()
                        .map(Window::into_seen)
                        .unwrap_or_default();
                }
            }
        }
    }
}
