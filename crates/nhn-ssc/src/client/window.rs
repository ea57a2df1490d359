//! All pages of one window.

use std::collections::HashSet;
use std::future::Future;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesOrdered;

use crate::operations::SUMMARY;
use crate::windows::Windows;
use crate::{Error, InspectionId, InspectionSummary, SummaryPage};

/// How many pages are asked for at a time: the next one is on its way while one is read.
const PAGES_AHEAD: usize = 2;

/// A window of more pages never ends, or is read in pages that are far too small.
const MOST_PAGES: u64 = 10_000;

/// New inspections push others onto the next page, so that a page may hold nothing new; so many of
/// them in a row are a service that repeats itself.
const MOST_STALE_PAGES: u32 = 3;

type Range = <Windows as Iterator>::Item;

/// A walk over the pages of one window.
pub(super) struct Window<Fut: Future> {
    range: Range,
    limit: u64,
    in_flight: FuturesOrdered<Fut>,
    next_page: u32,
    /// As far as is known; more may come while the list is read.
    last_page: u64,
    read_pages: u64,
    stale_pages: u32,
    /// What a page holds: the echoed size is not to be relied on, nor is the one asked for.
    page_size: u64,
    first_total: Option<u64>,
    seen: HashSet<InspectionId>,
}

impl<Fut> Window<Fut>
where
    Fut: Future<Output = Result<SummaryPage, Error>>,
{
    pub(super) fn new(range: Range, limit: u32) -> Self {
        Self {
            range,
            limit: u64::from(limit),
            in_flight: FuturesOrdered::new(),
            next_page: 1,
            last_page: 1,
            read_pages: 0,
            stale_pages: 0,
            page_size: 1,
            first_total: None,
            seen: HashSet::new(),
        }
    }

    /// The ids of all inspections that were found.
    pub(super) fn into_seen(self) -> HashSet<InspectionId> {
        self.seen
    }

    /// What is new on the next page, or `None` after the last.
    pub(super) async fn next_page(
        &mut self,
        fetch: &impl Fn(Range, u32) -> Fut,
    ) -> Result<Option<Vec<InspectionSummary>>, Error> {
        while self.in_flight.len() < PAGES_AHEAD
            && u64::from(self.next_page) <= self.last_page.min(MOST_PAGES)
        {
            self.in_flight.push_back(fetch(self.range, self.next_page));
            self.next_page += 1;
        }
        match self.in_flight.next().await.transpose()? {
            Some(page) if !page.inspections().is_empty() => self.take(page).map(Some),
            // An empty page: the service announced more than it has.
            Some(_) => self.end(),
            None if self.last_page > MOST_PAGES => Err(too_many_pages()),
            None => self.end(),
        }
    }

    /// Takes over what is new on a page, and learns how many pages there are.
    fn take(&mut self, page: SummaryPage) -> Result<Vec<InspectionSummary>, Error> {
        self.read_pages += 1;
        let on_page = page.inspections().len() as u64;
        self.page_size = self.page_size.max(on_page);
        let last_page = match page.page_info().total_count {
            Some(total) => {
                self.first_total.get_or_insert(total);
                total.div_ceil(self.page_size)
            }
            // Without a count, a short page is the last.
            None if on_page < self.limit => 0,
            None => self.read_pages + 1,
        };
        self.last_page = self.last_page.max(last_page);

        let mut inspections = page.into_inspections();
        inspections.retain(|found| self.seen.insert(found.id));
        let is_stale = inspections.is_empty();
        self.stale_pages = if is_stale { self.stale_pages + 1 } else { 0 };
        if self.stale_pages >= MOST_STALE_PAGES {
            return Err(repeats_itself());
        }
        Ok(inspections)
    }

    /// However many came meanwhile, those that were counted first must have been among the pages.
    fn end<T>(&self) -> Result<Option<T>, Error> {
        let found = self.seen.len() as u64;
        if self.stale_pages > 0 && self.first_total.is_some_and(|total| found < total) {
            return Err(repeats_itself());
        }
        Ok(None)
    }
}

fn too_many_pages() -> Error {
    Error::invalid_input(
        SUMMARY.name,
        "page",
        format!(
            "would pass {MOST_PAGES} within one window; ask for more inspections a page, or for a shorter range"
        ),
    )
}

fn repeats_itself() -> Error {
    Error::unreadable_response(
        SUMMARY.name,
        "the pages bring the same inspections again and again, so the rest of the list cannot be read",
    )
    .with_remediation("ask for more inspections a page, or for a shorter range")
}
