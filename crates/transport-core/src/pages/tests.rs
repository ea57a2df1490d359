//! What services do to lists, and what is read of them all the same.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::{Page, read_pages};
use crate::error::{CallError, ErrorKind, Failure};
use crate::{Effect, ItemStream, Operation, Vendor};

const LIST: Operation = Operation {
    name: "list",
    method: http::Method::GET,
    effect: Effect::Read,
    vendor: Vendor::Nhn,
    codes: &[],
};

type Error = CallError;
type Response = Result<Page<u64>, Error>;

fn page(rows: impl IntoIterator<Item = u64>, total: impl Into<Option<u64>>) -> Response {
    Ok(Page {
        rows: rows.into_iter().collect(),
        skipped: 0,
        total_rows: total.into(),
        total_pages: None,
    })
}

fn rejected() -> Response {
    Err(Failure::new(ErrorKind::Rejected, LIST.name, "no such page").into())
}

/// The rows of a page out of `count` that stand in descending order.
fn rows(count: u64, size: u64, page: u64) -> Vec<u64> {
    let newest_first = (1..=count).rev();
    let behind = newest_first.skip(((page - 1) * size) as usize);
    behind.take(size as usize).collect()
}

/// A service that responds to the calls one by one; `respond` gets the page and the call's number.
fn stream(
    respond: impl FnMut(u64, u64) -> Response + Send + 'static,
) -> ItemStream<Result<u64, Error>> {
    let service = Arc::new(Mutex::new((respond, 0)));
    read_pages(
        &LIST,
        [()],
        move |(), page| {
            let service = Arc::clone(&service);
            async move {
                tokio::time::sleep(Duration::from_millis(20)).await;
                let (respond, calls) = &mut *service.lock().unwrap();
                *calls += 1;
                respond(u64::from(page), *calls)
            }
        },
        |row| *row,
    )
}

struct Read {
    rows: Vec<u64>,
    error: Option<Error>,
}

async fn read(mut stream: ItemStream<Result<u64, Error>>) -> Read {
    let mut read = Read {
        rows: Vec::new(),
        error: None,
    };
    while let Some(item) = stream.next().await {
        assert!(read.error.is_none(), "something came after the error");
        match item {
            Ok(row) => read.rows.push(row),
            Err(error) => read.error = Some(error),
        }
    }
    assert!(stream.next().await.is_none());
    let distinct: BTreeSet<_> = read.rows.iter().collect();
    assert_eq!(distinct.len(), read.rows.len(), "a row came twice");
    read
}

/// A service whose responses depend on the page alone, with how many rows come of 2,500, and
/// whether the end is an error.
type Case = (&'static str, fn(u64) -> Response, usize, bool);

const CASES: &[Case] = &[
    (
        "as documented",
        |n| page(rows(2_500, 1_000, n), 2_500),
        2_500,
        false,
    ),
    ("an empty list", |_| page([], 0), 0, false),
    ("page 1 is empty", |_| page([], 2_500), 0, true),
    (
        "page 2 is empty, and the rest can be read",
        |n| {
            page(
                if n == 2 {
                    Vec::new()
                } else {
                    rows(2_500, 1_000, n)
                },
                2_500,
            )
        },
        1_500,
        true,
    ),
    (
        "all pages from the second on are empty",
        |n| {
            page(
                if n > 1 {
                    Vec::new()
                } else {
                    rows(2_500, 1_000, n)
                },
                2_500,
            )
        },
        1_000,
        true,
    ),
    (
        "page 2 is short",
        |n| {
            let mut rows = rows(2_500, 1_000, n);
            rows.truncate(if n == 2 { 500 } else { 1_000 });
            page(rows, 2_500)
        },
        2_000,
        true,
    ),
    (
        "the total is capped",
        |n| page(rows(2_500, 1_000, n), 1_000),
        2_500,
        false,
    ),
    (
        "the total is the page's own count",
        |n| {
            let rows = rows(2_500, 1_000, n);
            let count = rows.len() as u64;
            page(rows, count)
        },
        2_500,
        false,
    ),
    (
        "the total is 0",
        |n| page(rows(2_500, 1_000, n), 0),
        2_500,
        false,
    ),
    (
        "the total is absent",
        |n| page(rows(2_500, 1_000, n), None),
        2_500,
        false,
    ),
    (
        "the total is what is left",
        |n| {
            page(
                rows(2_500, 1_000, n),
                2_500_u64.saturating_sub((n - 1) * 1_000),
            )
        },
        2_500,
        false,
    ),
    (
        "the total is 0 behind the end",
        |n| page(rows(2_500, 1_000, n), if n > 3 { 0 } else { 2_500 }),
        2_500,
        false,
    ),
    (
        "the total is too high",
        |n| page(rows(2_500, 1_000, n), 2_600),
        2_500,
        true,
    ),
    (
        "the page size is capped",
        |n| page(rows(2_500, 100, n), 2_500),
        2_500,
        false,
    ),
    (
        "the page size is capped, and there is no total",
        |n| page(rows(2_500, 100, n), None),
        2_500,
        false,
    ),
    (
        "pages behind the end are rejected",
        |n| {
            if n > 3 {
                rejected()
            } else {
                page(rows(2_500, 1_000, n), 2_500)
            }
        },
        2_500,
        false,
    ),
    (
        "the page number is ignored",
        |_| page(rows(2_500, 1_000, 1), 2_500),
        1_000,
        true,
    ),
];

#[tokio::test(start_paused = true)]
async fn a_list_is_whole_or_ends_in_an_error() {
    for (what, respond, found, ends_in_error) in CASES {
        let read = read(stream(|n, _| respond(n))).await;
        assert_eq!(read.rows.len(), *found, "{what}");
        assert_eq!(read.error.is_some(), *ends_in_error, "{what}");
        if let Some(error) = read.error {
            assert_eq!(error.kind(), ErrorKind::Incomplete, "{what}");
            assert!(
                error.to_string().contains(&format!("{found} of 2")),
                "{error}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn lies_about_the_number_of_pages_hide_nothing() {
    let with = |total_rows, total_pages, last: u64| {
        stream(move |n, _| {
            Ok(Page {
                rows: if n > last {
                    Vec::new()
                } else {
                    rows(250, 20, n)
                },
                skipped: 0,
                total_rows,
                total_pages,
            })
        })
    };
    for (total, pages, last, found, ends_in_error) in [
        (Some(250), Some(13), 13, 250, false),
        (Some(250), Some(0), 13, 250, false),
        (Some(250), Some(10), 13, 250, false),
        (None, Some(0), 13, 250, false),
        (None, Some(10), 13, 250, false),
        (Some(250), Some(13), 2, 40, true),
        (None, Some(13), 2, 40, true),
        (Some(20), Some(13), 2, 40, true),
        // Some pagers count one page where there is nothing.
        (Some(0), Some(1), 0, 0, false),
        (None, Some(1), 0, 0, false),
        (None, Some(2), 0, 0, true),
    ] {
        let read = read(with(total, pages, last)).await;
        let what = (total, pages, last);
        assert_eq!(
            (read.rows.len(), read.error.is_some()),
            (found, ends_in_error),
            "{what:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn what_one_reading_misses_the_second_finds() {
    // Page 2 is empty the first time that it is asked for.
    let mut asked = 0;
    let read = read(stream(move |n, _| {
        asked += u64::from(n == 2);
        let is_first = n == 2 && asked == 1;
        page(
            if is_first {
                Vec::new()
            } else {
                rows(2_500, 1_000, n)
            },
            2_500,
        )
    }))
    .await;
    assert_eq!((read.rows.len(), read.error.is_none()), (2_500, true));
}

#[tokio::test(start_paused = true)]
async fn rows_that_arrive_in_front_hide_none() {
    // Always the second of two calls is served first.
    for period in [1, 2, 3, 7] {
        let mut count = 1_000;
        let list = read_pages(
            &LIST,
            [()],
            {
                let state = Arc::new(Mutex::new(move |n, call: u64| {
                    if call.is_multiple_of(period) && count < 1_030 {
                        count += 5;
                    }
                    page(rows(count, 100, n), count)
                }));
                let calls = Arc::new(Mutex::new(0));
                move |(), n| {
                    let (state, calls) = (Arc::clone(&state), Arc::clone(&calls));
                    async move {
                        let pause = if n.is_multiple_of(2) { 30 } else { 10 };
                        tokio::time::sleep(Duration::from_millis(pause)).await;
                        let call = {
                            let mut calls = calls.lock().unwrap();
                            *calls += 1;
                            *calls
                        };
                        (state.lock().unwrap())(u64::from(n), call)
                    }
                }
            },
            |row| *row,
        );
        let read = read(list).await;
        let old = read.rows.iter().filter(|row| **row <= 1_000).count();
        assert_eq!((old, read.error.is_none()), (1_000, true), "every {period}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_that_new_rows_fill_does_not_hide_the_rest() {
    // After page 1 came as many new rows in front as a page holds.
    let read = read(stream(|n, call| {
        let count = if call == 1 { 4 } else { 6 };
        page(rows(count, 2, n), count)
    }))
    .await;
    assert_eq!(read.rows.len(), 6);
    assert!(read.error.is_none());
}

#[tokio::test(start_paused = true)]
async fn rows_that_vanish_in_front_hide_none_that_stay() {
    // 200 rows vanish after the first page.
    let read = read(stream(|n, call| {
        let count = if call == 1 { 1_000 } else { 800 };
        page(rows(count, 100, n), count)
    }))
    .await;
    assert_eq!(read.rows.iter().filter(|row| **row <= 800).count(), 800);
    assert!(read.error.is_none(), "{:?}", read.error);
}

#[tokio::test(start_paused = true)]
async fn rows_that_go_on_vanishing_end_in_an_error() {
    let read = read(stream(|n, call| {
        let count = 1_000_u64.saturating_sub(call * 10);
        page(rows(count, 100, n), count)
    }))
    .await;
    assert_eq!(read.error.unwrap().kind(), ErrorKind::Incomplete);
}

#[tokio::test(start_paused = true)]
async fn two_readings_in_no_stable_order_are_put_together() {
    // The rows are turned by 50 after each reading of five pages and the one behind them.
    for (turn, missing) in [(0, 0), (50, 0), (13, 17)] {
        let read = read(stream(move |n, call| {
            let first = if call > 6 { turn } else { 0 };
            let list: Vec<_> = (0..100).map(|row| (row + first) % 100).collect();
            // A page holds 20, of which 10 are twice.
            let skip = (n - 1) as usize * if turn == 0 { 20 } else { 10 };
            page(
                list.into_iter().skip(skip).take(if n > 5 { 0 } else { 20 }),
                100,
            )
        }))
        .await;
        assert_eq!(read.error.is_some(), missing > 0, "turned by {turn}");
    }
}

#[tokio::test(start_paused = true)]
async fn skipped_records_count_as_read_and_are_counted() {
    let mut list = stream(|n, _| {
        let mut rows = rows(30, 10, n);
        let skipped = usize::from(n == 2);
        rows.truncate(10 - skipped);
        Ok(Page {
            rows,
            skipped,
            total_rows: Some(30),
            total_pages: None,
        })
    });
    let mut found = 0;
    while list.try_next().await.unwrap().is_some() {
        found += 1;
    }
    assert_eq!((found, list.skipped()), (29, 1));
}

#[tokio::test(start_paused = true)]
async fn a_wrong_count_can_be_allowed() {
    let list = stream(|n, _| page(rows(30, 10, n), 40));
    assert_eq!(
        list.allow_incomplete().try_collect().await.unwrap().len(),
        30
    );
}

#[tokio::test(start_paused = true)]
async fn other_errors_come_through() {
    let list = stream(|n, _| match n {
        3 => rejected(),
        n => page(rows(2_500, 1_000, n), 2_500),
    });
    let read = read(list.allow_incomplete()).await;
    assert_eq!(read.rows.len(), 2_000);
    assert_eq!(read.error.unwrap().kind(), ErrorKind::Rejected);
}

#[tokio::test(start_paused = true)]
async fn a_list_without_end_ends_in_an_error() {
    let read = read(stream(|n, _| page([n], None))).await;
    assert_eq!(read.rows.len(), 10_000);
    let error = read.error.unwrap();
    assert_eq!(error.kind(), ErrorKind::UnreadableResponse);
    assert!(error.to_string().contains("10000"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn pages_are_asked_for_ahead_while_announced_rows_are_outstanding() {
    let started = tokio::time::Instant::now();
    let read = read(stream(|n, _| page(rows(100_000, 1_000, n), 100_000))).await;
    assert_eq!(read.rows.len(), 100_000);
    let one_by_one = Duration::from_millis(20) * 101;
    assert!(
        started.elapsed() < one_by_one.mul_f64(0.7),
        "{:?}",
        started.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn ranges_may_overlap() {
    let list = read_pages(
        &LIST,
        [0, 9],
        |first: &u64, n| {
            let rows: Vec<_> = (*first..first + 10).collect();
            async move { page(if n == 1 { rows } else { Vec::new() }, 10) }
        },
        |row| *row,
    );
    let read = read(list).await;
    assert_eq!(read.rows, (0..19).collect::<Vec<_>>());
    assert!(read.error.is_none());
}
