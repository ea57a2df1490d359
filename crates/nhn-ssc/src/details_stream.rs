use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use futures_util::stream::{self, FuturesUnordered};

use crate::{CheckItem, Client, DetailsQuery, Error, InspectionId, ItemStream, Rows};

/// Without a single success for that long, what is throttled is given up.
const GIVE_UP_AFTER: Duration = Duration::from_secs(60);

/// The pause after the first throttled call without `Retry-After`; it doubles up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// The details of one inspection out of many, or why they could not be read.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
#[non_exhaustive]
#[derive(Debug, Clone)]
pub struct InspectionDetails {
    /// The inspection.
    pub id: InspectionId,
    /// Its checked items.
    pub items: Result<Rows<CheckItem>, Error>,
}

impl InspectionDetails {
    /// The details of that inspection, such as for a test.
    pub fn new(id: impl Into<InspectionId>, items: Result<Vec<CheckItem>, Error>) -> Self {
        Self {
            id: id.into(),
            items: items.map(Rows::from),
        }
    }
}

impl Client {
    /// The details of many inspections, in the order of their ids, several calls at a time; each
    /// failure is its own item.
    ///
    /// Eight calls at a time, or as many as [`with_concurrency`](Self::with_concurrency) said. When
    /// the service throttles, all calls of the stream slow down together and later recover;
    /// what was throttled is asked for again as long as at least one call a minute succeeds. Memory
    /// is that of so many responses, however many ids there are.
    ///
    /// ```no_run
    /// # async fn example(client: nhn_ssc::Client) {
    /// let mut many = client.details_stream([1, 2, 3]);
    /// while let Some(details) = many.next().await {
    ///     match details.items {
    ///         Ok(items) => println!("{}: {} items", details.id, items.len()),
    ///         Err(error) => eprintln!("{}: {error}", details.id),
    ///     }
    /// }
    /// # }
    /// ```
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
    pub fn details_stream<I>(&self, ids: I) -> ItemStream<InspectionDetails>
    where
        I: IntoIterator,
        I::Item: Into<DetailsQuery> + 'static,
        I::IntoIter: Send + 'static,
    {
        let run = Run {
            client: self.clone(),
            queries: ids
                .into_iter()
                .map(Into::into as fn(I::Item) -> DetailsQuery),
            taken: 0,
            again: VecDeque::new(),
            in_flight: FuturesUnordered::new(),
            done: BTreeMap::new(),
            delivered: 0,
            most_at_a_time: self.concurrency,
            pace: Pace::new(self.concurrency),
        };
        ItemStream::new(stream::unfold(run, |mut run| async move {
            Some((run.next().await?, run))
        }))
    }
}

/// A call that was made: its place, its query, the number of slow-downs before it, and its end.
struct Called {
    place: usize,
    query: DetailsQuery,
    slow_downs: u32,
    items: Result<Rows<CheckItem>, Error>,
}

type Call = Pin<Box<dyn Future<Output = Called> + Send>>;

/// Many details while they are read.
struct Run<Q> {
    client: Client,
    queries: Q,
    taken: usize,
    /// What was throttled.
    again: VecDeque<(usize, DetailsQuery)>,
    in_flight: FuturesUnordered<Call>,
    /// What is read but not its turn yet.
    done: BTreeMap<usize, InspectionDetails>,
    delivered: usize,
    most_at_a_time: usize,
    pace: Pace,
}

impl<Q: Iterator<Item = DetailsQuery>> Run<Q> {
    async fn next(&mut self) -> Option<InspectionDetails> {
        loop {
            if let Some(details) = self.done.remove(&self.delivered) {
                self.delivered += 1;
                return Some(details);
            }
            let pause = self.pace.pause_left(self.now());
            if pause.is_zero() {
                self.start_calls();
                let called = self.in_flight.next().await?;
                self.take(called);
                continue;
            }
            let pause = self.client.api.runtime().sleep.sleep(pause);
            if self.in_flight.is_empty() {
                pause.await;
            } else if let Either::Right((called, _)) =
                select(pause, self.in_flight.select_next_some()).await
            {
                self.take(called);
            }
        }
    }

    fn now(&self) -> Duration {
        self.client.api.runtime().clock.monotonic()
    }

    fn start_calls(&mut self) {
        while self.in_flight.len() < self.pace.at_a_time {
            let (place, query) = match self.again.pop_front() {
                Some(again) => again,
                // What waits for its turn is bounded too.
                None if self.taken >= self.delivered + self.most_at_a_time => return,
                None => match self.queries.next() {
                    Some(query) => {
                        self.taken += 1;
                        (self.taken - 1, query)
                    }
                    None => return,
                },
            };
            let client = self.client.clone();
            let slow_downs = self.pace.slow_downs;
            let now = self.now();
            self.pace.last_success.get_or_insert(now);
            self.in_flight.push(Box::pin(async move {
                let items = client.details(&query).await;
                Called {
                    place,
                    query,
                    slow_downs,
                    items,
                }
            }));
        }
    }

    fn take(&mut self, called: Called) {
        let now = self.now();
        let throttled = called
            .items
            .as_ref()
            .err()
            .filter(|error| error.is_throttled());
        match throttled {
            Some(error) if self.pace.has_hope(now) => {
                self.pace
                    .slow_down(called.slow_downs, now, error.retry_after());
                self.again.push_back((called.place, called.query));
                return;
            }
            Some(_) => {}
            None => self.pace.recover(now),
        }
        let details = InspectionDetails {
            id: called.query.id().into(),
            items: called.items,
        };
        self.done.insert(called.place, details);
    }
}

/// How fast calls are made.
#[derive(Debug)]
struct Pace {
    most_at_a_time: usize,
    at_a_time: usize,
    /// How many calls ended well since the last change.
    successes: usize,
    slow_downs: u32,
    /// How many of them came without a success in between.
    in_a_row: u32,
    paused_until: Duration,
    last_success: Option<Duration>,
}

impl Pace {
    fn new(most_at_a_time: usize) -> Self {
        Self {
            most_at_a_time,
            at_a_time: most_at_a_time,
            successes: 0,
            slow_downs: 0,
            in_a_row: 0,
            paused_until: Duration::ZERO,
            last_success: None,
        }
    }

    fn pause_left(&self, now: Duration) -> Duration {
        self.paused_until.saturating_sub(now)
    }

    fn has_hope(&self, now: Duration) -> bool {
        let since = self.last_success.unwrap_or(now);
        now.saturating_sub(since) < GIVE_UP_AFTER
    }

    /// A call was throttled. Those that were made before the last slow-down say nothing new.
    fn slow_down(&mut self, slow_downs_before: u32, now: Duration, retry_after: Option<Duration>) {
        if slow_downs_before < self.slow_downs {
            return;
        }
        let doubled = FIRST_PAUSE.saturating_mul(1 << self.in_a_row.min(8));
        let pause = retry_after
            .unwrap_or(doubled)
            .clamp(FIRST_PAUSE, GIVE_UP_AFTER);
        let pause = match retry_after {
            Some(_) => pause,
            None => pause.min(LONGEST_PAUSE),
        };
        self.at_a_time = (self.at_a_time / 2).max(1);
        self.successes = 0;
        self.slow_downs += 1;
        self.in_a_row += 1;
        self.paused_until = now + pause;
    }

    /// A call was not throttled.
    fn recover(&mut self, now: Duration) {
        self.last_success = Some(now);
        self.in_a_row = 0;
        self.successes += 1;
        if self.successes >= self.at_a_time * 4 {
            self.successes = 0;
            self.at_a_time = (self.at_a_time + 1).min(self.most_at_a_time);
        }
    }
}
