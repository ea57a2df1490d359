use std::collections::HashSet;
use std::hash::Hash;

use super::Page;

/// New rows push others onto the next page, so that a page may hold nothing new although rows are
/// missing; so many of them in a row are the end.
const MOST_STALE_PAGES: u32 = 3;

/// What is known of one reading of a list from its first page on.
#[derive(Debug)]
pub(super) struct Pass<I> {
    pub(super) seen: HashSet<I>,
    skipped: u64,
    /// What a page holds at most: neither the size asked for nor the echoed one is reliable.
    page_size: u64,
    stale_pages: u32,
    is_over: bool,
    /// The first total that the rows did not disprove.
    pub(super) first_total: Option<u64>,
    /// The largest such total.
    largest_total: u64,
    last_total: Option<u64>,
    fell: bool,
    /// Whether every total so far was the number of rows of its own page.
    counts_own_page: bool,
}

impl<I: Hash + Eq> Pass<I> {
    pub(super) fn new() -> Self {
        Self {
            seen: HashSet::new(),
            skipped: 0,
            page_size: 1,
            stale_pages: 0,
            is_over: false,
            first_total: None,
            largest_total: 0,
            last_total: None,
            fell: false,
            counts_own_page: true,
        }
    }

    /// How many rows came.
    pub(super) fn found(&self) -> u64 {
        self.seen.len() as u64 + self.skipped
    }

    /// Whether the last page was read.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// How many pages the announced rows take, and the one behind them that shows the end.
    pub(super) fn expected_pages(&self) -> u64 {
        self.largest_total
            .div_ceil(self.page_size)
            .saturating_add(1)
    }

    /// Takes over a page; the rows that are new to this reading.
    pub(super) fn take<T>(&mut self, page: Page<T>, id_of: impl Fn(&T) -> I) -> Vec<T> {
        let on_page = (page.rows.len() + page.skipped) as u64;
        self.page_size = self.page_size.max(on_page);
        let mut rows = page.rows;
        rows.retain(|row| self.seen.insert(id_of(row)));
        self.skipped += page.skipped as u64;

        let is_stale = rows.is_empty();
        self.stale_pages = if is_stale { self.stale_pages + 1 } else { 0 };
        let by_pages = page
            .total_pages
            .filter(|pages| *pages > 1)
            .map(|pages| (pages - 1).saturating_mul(self.page_size) + 1);
        if let Some(total) = page.total_rows.max(by_pages) {
            self.hear(total, on_page, is_stale);
        }
        let rows_are_missing = self.first_total.is_some_and(|total| self.found() < total);
        self.is_over = is_stale && (!rows_are_missing || self.stale_pages >= MOST_STALE_PAGES);
        rows
    }

    /// Takes note of an announced total.
    fn hear(&mut self, total: u64, on_page: u64, is_stale: bool) {
        self.counts_own_page &= total == on_page;
        let is_last_and_whole = is_stale && self.found() >= self.largest_total;
        if self.last_total.is_some_and(|last| total < last)
            && !self.counts_own_page
            && !is_last_and_whole
        {
            self.fell = true;
        }
        self.last_total = Some(total);
        // A total that the rows have passed is none.
        if total >= self.found() {
            self.first_total.get_or_insert(total);
            self.largest_total = self.largest_total.max(total);
        }
    }

    /// A page was rejected: that may be the end if all that was announced is there.
    pub(super) fn may_end_here(&self) -> bool {
        self.last_total.is_some() && self.found() >= self.largest_total
    }

    /// Whether the list may have more, or changed while it was read.
    pub(super) fn is_doubtful(&self) -> bool {
        self.fell || self.found() < self.largest_total
    }

    /// How many rows are still missing after this second reading. Rows that came after its start
    /// may be missing.
    pub(super) fn missing_after(&self, earlier: &Self) -> u64 {
        let announced = self.first_total.or(earlier.first_total).unwrap_or(0);
        let missing = announced.saturating_sub(self.found());
        if missing == 0 {
            return 0;
        }
        let only_earlier = earlier.seen.difference(&self.seen).count() as u64;
        let in_both = self.found() + only_earlier;
        // In no stable order, each reading finds others; unless rows vanished, together they count.
        let vanished = self.fell || earlier.fell || earlier.first_total > self.first_total;
        if vanished {
            missing
        } else {
            announced.saturating_sub(in_both)
        }
    }
}
