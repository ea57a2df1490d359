use std::collections::HashSet;

use futures_core::Stream;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use super::Client;
use crate::query::LARGEST_LIMIT;
use crate::windows::windows;
use crate::{Error, InspectionSummary, SummaryPage, SummaryQuery};

/// How many pages are asked for at a time: the next one is on its way while one is read.
const PAGES_AHEAD: usize = 2;

/// A service that announces more pages than this for one window never ends.
const MOST_PAGES: u64 = 100_000;

impl Client {
    /// Every inspection of the query, over all pages; a range of any length is split into windows
    /// of at most 28 days.
    ///
    /// The query's page is ignored and its limit is the page size (1,000 if it is not set). An
    /// inspection that is found twice, because it lies on a border or a new one pushed it onto the
    /// next page, comes once. The stream ends with the first error.
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
    pub fn summary_range(
        &self,
        query: &SummaryQuery,
    ) -> impl Stream<Item = Result<InspectionSummary, Error>> + Send + use<> {
        let client = self.clone();
        let checked = query.check().map(|()| windows(query.from, query.to));
        let query = query.clone();
        let mut seen = HashSet::new();
        stream::once(async { checked })
            .map_ok(move |windows| {
                let (client, query) = (client.clone(), query.clone());
                stream::iter(windows)
                    .map(move |(from, to)| {
                        let window = SummaryQuery {
                            from,
                            to,
                            ..query.clone()
                        };
                        client.window(window)
                    })
                    .flatten()
            })
            .try_flatten()
            .try_filter(move |inspection| std::future::ready(seen.insert(inspection.id)))
    }

    /// All pages of one window.
    fn window(
        &self,
        query: SummaryQuery,
    ) -> impl Stream<Item = Result<InspectionSummary, Error>> + Send + use<> {
        let client = self.clone();
        let limit = query.limit.unwrap_or(LARGEST_LIMIT);
        let query = query.with_limit(limit);
        let page_of = move |number: u64| {
            let client = client.clone();
            let query = query
                .clone()
                .with_page(u32::try_from(number).unwrap_or(u32::MAX));
            async move { client.summary(&query).await }
        };
        stream::once(page_of(1))
            .map_ok(move |first| {
                let last = last_page(&first, limit);
                let mut seen: HashSet<_> = first.inspections().iter().map(|i| i.id).collect();
                let rest = stream::iter(2..=last)
                    .map(page_of.clone())
                    .buffered(PAGES_AHEAD)
                    // Ends as well when the service announced more than it has, or never ends.
                    .try_take_while(move |page| {
                        let is_new = page.inspections().iter().filter(|i| seen.insert(i.id));
                        std::future::ready(Ok(is_new.count() > 0))
                    });
                stream::once(std::future::ready(Ok(first))).chain(rest)
            })
            .try_flatten()
            .map_ok(|page| stream::iter(page.into_inspections().into_iter().map(Ok)))
            .try_flatten()
    }
}

/// The number of the last page, by the count of all inspections; the echoed page size is not to be
/// relied on.
fn last_page(first: &SummaryPage, limit: u32) -> u64 {
    let on_first = first.inspections().len() as u64;
    if on_first == 0 {
        return 1;
    }
    match first.page_info().total_count {
        // A page may hold less than was asked for: count by what it does hold.
        Some(total) => total
            .div_ceil(on_first.min(u64::from(limit)))
            .min(MOST_PAGES),
        // Without a count, a short page is the last.
        None if on_first < u64::from(limit) => 1,
        None => MOST_PAGES,
    }
}
