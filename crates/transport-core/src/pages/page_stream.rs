use std::collections::HashSet;
use std::future::Future;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::StreamExt as _;
use futures_util::stream::{self, FuturesOrdered};

use super::Page;
use super::pass::Pass;
use crate::error::Failure;
use crate::{CallError, ErrorKind, ItemStream, Operation};

/// How many pages are asked for at a time, as long as announced rows are outstanding.
const PAGES_AHEAD: usize = 2;

/// A list with more pages than this never ends.
const MOST_PAGES: u32 = 10_000;

/// Every row of these ranges, over all pages, each once.
///
/// `fetch` reads one page, counted from 1, of one range; `id_of` tells rows apart. Neighbouring
/// ranges may overlap.
///
/// # Errors
///
/// The stream ends with the first error of `fetch`, or with one that says that the list is not
/// whole or never ends.
pub fn read_pages<R, T, I, E, F, Fut, D>(
    operation: &'static Operation,
    ranges: R,
    fetch: F,
    id_of: D,
) -> ItemStream<Result<T, E>>
where
    R: IntoIterator,
    R::IntoIter: Send + 'static,
    R::Item: Send + Sync + 'static,
    T: Send + 'static,
    I: Hash + Eq + Send + Sync + 'static,
    E: From<CallError> + AsRef<CallError> + Send + 'static,
    F: Fn(&R::Item, u32) -> Fut + Send + 'static,
    Fut: Future<Output = Result<Page<T>, E>> + Send + 'static,
    D: Fn(&T) -> I + Send + 'static,
{
    let skipped = Arc::new(AtomicU64::new(0));
    let pages = PageStream {
        operation,
        ranges: ranges.into_iter(),
        fetch,
        id_of,
        reading: None,
        seen_before: HashSet::new(),
        ready: Vec::new().into_iter(),
        delivered: 0,
        missing: 0,
        skipped: Arc::clone(&skipped),
    };
    let rows = stream::unfold(Some(pages), |pages| async move {
        let mut pages = pages?;
        match pages.next().await {
            Ok(row) => Some((Ok(row?), Some(pages))),
            Err(error) => Some((Err(error), None)),
        }
    });
    ItemStream::counting(rows, skipped)
}

struct PageStream<R: Iterator, T, I, F, Fut: Future, D> {
    operation: &'static Operation,
    ranges: R,
    fetch: F,
    id_of: D,
    reading: Option<Reading<R::Item, I, Fut>>,
    /// The ids of the range before, which may overlap with this one.
    seen_before: HashSet<I>,
    ready: std::vec::IntoIter<T>,
    delivered: u64,
    missing: u64,
    skipped: Arc<AtomicU64>,
}

/// One range while it is read.
struct Reading<R, I, Fut: Future> {
    range: R,
    pass: Pass<I>,
    /// The first reading, if this is the second.
    earlier: Option<Pass<I>>,
    in_flight: FuturesOrdered<Fut>,
    next_page: u32,
}

impl<R, I: Hash + Eq, Fut: Future> Reading<R, I, Fut> {
    fn new(range: R, earlier: Option<Pass<I>>) -> Self {
        Self {
            range,
            pass: Pass::new(),
            earlier,
            in_flight: FuturesOrdered::new(),
            next_page: 1,
        }
    }

    /// Asks for the next page, and for the one behind it while announced rows are outstanding. The
    /// second reading takes one page after the other, so that rows which come in front of the list
    /// hide none.
    fn request(&mut self, fetch: &impl Fn(&R, u32) -> Fut) {
        let expected = match self.earlier {
            None => self.pass.expected_pages(),
            Some(_) => 0,
        };
        while self.next_page <= MOST_PAGES
            && (self.in_flight.is_empty()
                || (self.in_flight.len() < PAGES_AHEAD && u64::from(self.next_page) <= expected))
        {
            self.in_flight.push_back(fetch(&self.range, self.next_page));
            self.next_page += 1;
        }
    }
}

impl<R, T, I, E, F, Fut, D> PageStream<R, T, I, F, Fut, D>
where
    R: Iterator,
    I: Hash + Eq,
    E: From<CallError> + AsRef<CallError>,
    F: Fn(&R::Item, u32) -> Fut,
    Fut: Future<Output = Result<Page<T>, E>>,
    D: Fn(&T) -> I,
{
    async fn next(&mut self) -> Result<Option<T>, E> {
        loop {
            if let Some(row) = self.ready.next() {
                self.delivered += 1;
                return Ok(Some(row));
            }
            let mut reading = match self.reading.take() {
                Some(reading) => reading,
                None => match self.ranges.next() {
                    Some(range) => Reading::new(range, None),
                    None => return self.end().map(|()| None),
                },
            };
            if reading.pass.is_over() {
                self.finish(reading);
                continue;
            }
            reading.request(&self.fetch);
            match reading.in_flight.next().await {
                Some(Ok(page)) => self.take(&mut reading, page),
                Some(Err(error))
                    if is_missing_page(error.as_ref()) && reading.pass.may_end_here() =>
                {
                    self.finish(reading);
                    continue;
                }
                Some(Err(error)) => return Err(error),
                None => return Err(endless(self.operation).into()),
            }
            self.reading = Some(reading);
        }
    }

    fn take(&mut self, reading: &mut Reading<R::Item, I, Fut>, page: Page<T>) {
        let is_second = reading.earlier.is_some();
        if page.skipped > 0 && !is_second {
            self.skipped
                .fetch_add(page.skipped as u64, Ordering::Relaxed);
        }
        let mut rows = reading.pass.take(page, &self.id_of);
        let earlier = reading.earlier.as_ref();
        rows.retain(|row| {
            let id = (self.id_of)(row);
            !self.seen_before.contains(&id)
                && !earlier.is_some_and(|earlier| earlier.seen.contains(&id))
        });
        self.ready = rows.into_iter();
    }

    /// Reads the range once more if something is odd, or goes on to the next.
    fn finish(&mut self, reading: Reading<R::Item, I, Fut>) {
        let Reading {
            range,
            pass,
            earlier,
            ..
        } = reading;
        match earlier {
            None if pass.is_doubtful() => {
                self.reading = Some(Reading::new(range, Some(pass)));
            }
            None => self.seen_before = pass.seen,
            Some(earlier) => {
                self.missing += pass.missing_after(&earlier);
                self.seen_before = pass.seen;
                self.seen_before.extend(earlier.seen);
            }
        }
    }

    fn end(&self) -> Result<(), E> {
        if self.missing == 0 {
            return Ok(());
        }
        let found = self.delivered;
        let announced = found.saturating_add(self.missing);
        let problem = format!("the list is not whole: {found} of {announced} rows came");
        let mut failure = Failure::new(ErrorKind::Incomplete, self.operation.name, problem);
        failure.rows = Some((found, announced));
        let error = CallError::from(failure).with_remediation(
            "try again; if the service's count is simply wrong, allow incomplete lists",
        );
        Err(error.into())
    }
}

/// Whether the service may have rejected the page because there is none of that number.
fn is_missing_page(error: &CallError) -> bool {
    error.kind() == ErrorKind::Rejected
        && !error.is_auth()
        && !error.is_throttled()
        && !error.is_retryable()
}

/// The list has more pages than any real list.
fn endless(operation: &Operation) -> CallError {
    let problem = format!("the list goes on after {MOST_PAGES} pages");
    CallError::new(ErrorKind::UnreadableResponse, operation.name, problem)
        .with_remediation("ask for more rows a page, or for a shorter range")
}
