//! Whole lists and details of many: against a service in memory.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Duration as Span, FixedOffset};
use common::{client_at, korea, one_day};
use nhn_ssc::testing::{FakeResponse, FakeTransport, SentRequest};
use nhn_ssc::{Client, ClientOptions, ErrorKind, SummaryQuery};
use serde_json::{Value, json};
use test_support::virtual_runtime;
use tokio::time::Instant;

fn success(mut body: Value) -> FakeResponse {
    body["header"] = json!({"isSuccessful": true, "resultCode": 0, "resultMessage": "SUCCESS"});
    FakeResponse::json(200, body.to_string()).after(Duration::from_millis(20))
}

fn error(status: u16, code: i64) -> FakeResponse {
    let header = json!({"isSuccessful": false, "resultCode": code, "resultMessage": "no"});
    FakeResponse::json(status, json!({ "header": header }).to_string())
}

/// One inspection an hour from the start of 2025 on, paged as the service does.
fn hourly(request: &SentRequest, inspections: i64) -> FakeResponse {
    let query = |name| request.query(name).unwrap();
    let number = |name| query(name).parse::<i64>().unwrap();
    let (from, to) = range(request);
    let start = korea("2025-01-01T00:00:00");
    let all: Vec<i64> = (0..inspections)
        .filter(|hour| (from..=to).contains(&(start + Span::hours(*hour))))
        .collect();
    let skip = ((number("page") - 1) * number("limit")) as usize;
    let results: Vec<_> = all
        .iter()
        .skip(skip)
        .take(number("limit") as usize)
        .map(|hour| json!({"usageStasNo": hour + 1}))
        .collect();
    success(json!({"results": results, "page": {"totalCount": all.len()}}))
}

fn range(request: &SentRequest) -> (DateTime<FixedOffset>, DateTime<FixedOffset>) {
    let date = |name| DateTime::parse_from_rfc3339(&request.query(name).unwrap()).unwrap();
    (date("from"), date("to"))
}

/// Create it inside a runtime whose clock is paused.
fn client_of(
    respond: impl FnMut(&SentRequest) -> FakeResponse + Send + 'static,
) -> (Client, Arc<FakeTransport>) {
    let service = Arc::new(FakeTransport::from_fn(respond));
    let options = ClientOptions::new()
        .with_runtime(virtual_runtime(korea("2025-12-31T00:00:00").into()))
        .with_transport(service.clone());
    let client = client_at("http://127.0.0.1:1")
        .with_options(options)
        .build();
    (client.unwrap(), service)
}

async fn ids(client: &Client, query: &SummaryQuery) -> Vec<u64> {
    let found = client.summary_stream(query).try_collect().await.unwrap();
    let ids = found.iter().map(|found| found.id.as_str().parse().unwrap());
    ids.collect()
}

#[tokio::test(start_paused = true)]
async fn a_year_comes_in_parts_without_gap_or_double() {
    let (client, service) = client_of(|request| hourly(request, 365 * 24));
    let query = SummaryQuery::days("KR1", "2025-01-01", "2025-12-31").unwrap();
    let found = ids(&client, &query).await;
    assert_eq!(found, (1..=365 * 24).collect::<Vec<u64>>());
    let parts: BTreeSet<_> = service.sent().iter().map(range).collect();
    assert_eq!(parts.len(), 14);
    assert!(parts.iter().all(|(from, to)| *to - *from <= Span::days(28)));
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_not_whole_says_so_after_what_was_found() {
    let respond = |request: &SentRequest| {
        let rows = match request.query("page").as_deref() {
            Some("1") => json!([{"usageStasNo": 2}, {"usageStasNo": "1"}, {"no": "number"}]),
            _ => Value::Null,
        };
        success(json!({"results": rows, "page": {"totalCount": 9}}))
    };
    let (client, _) = client_of(respond);
    let mut list = client.summary_stream(&one_day());
    let mut found = 0;
    let error = loop {
        match list.try_next().await {
            Ok(Some(_)) => found += 1,
            Ok(None) => panic!("the list ended in silence"),
            Err(error) => break error,
        }
    };
    assert_eq!((found, list.skipped()), (2, 1));
    assert_eq!(error.kind(), ErrorKind::Incomplete);
    assert!(list.next().await.is_none());
    let allowed = client.summary_stream(&one_day()).allow_incomplete();
    assert_eq!(allowed.try_collect().await.unwrap().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_forbidden_range_ends_the_stream_before_anything_is_sent() {
    let (client, service) = client_of(|request| hourly(request, 1));
    let error = client
        .summary_stream(&one_day().with_limit(1_001))
        .try_collect()
        .await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::InvalidInput);
    assert!(service.sent().is_empty());
}

/// The inspection that a call asks for.
fn asked(request: &SentRequest) -> u64 {
    let (_, id) = request.path().rsplit_once('/').unwrap();
    id.parse().unwrap()
}

#[tokio::test(start_paused = true)]
async fn details_keep_their_order_and_each_failure_its_place() {
    let (client, _) = client_of(|request| match asked(request) % 10 {
        7 => error(400, 4_000_007),
        id => success(json!({"results": [{"resultId": id.to_string()}]})),
    });
    let started = Instant::now();
    let mut many = client.details_stream(1..=100_u64);
    for number in 1..=100 {
        let details = many.next().await.unwrap();
        assert_eq!(details.id, number.into());
        assert_eq!(details.items.is_err(), number % 10 == 7, "{number}");
    }
    assert!(many.next().await.is_none());
    // One after the other would be 1,800 ms.
    assert!(
        started.elapsed() < Duration::from_millis(400),
        "{:?}",
        started.elapsed()
    );
}

/// A service that serves so many calls a second and throttles the others.
fn limited(
    calls: usize,
    retry_after: Option<&'static str>,
) -> impl FnMut(&SentRequest) -> FakeResponse {
    let mut second = (0, 0);
    let started = Instant::now();
    move |_| {
        let now = started.elapsed().as_secs();
        if second.0 != now {
            second = (now, 0);
        }
        second.1 += 1;
        if second.1 <= calls {
            return success(json!({"results": []}));
        }
        let response = error(429, 4_291_000);
        match retry_after {
            Some(seconds) => response.with_header("retry-after", seconds),
            None => response,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_throttled_is_asked_for_again() {
    for (inspections, calls, retry_after) in [
        (300, 20, None),
        (40, 2, Some("1")),
        (10, 1, None),
        (100, 5, Some("3")),
    ] {
        let (client, _) = client_of(limited(calls, retry_after));
        let started = Instant::now();
        let mut many = client.details_stream(1..=inspections);
        while let Some(details) = many.next().await {
            assert!(
                details.items.is_ok(),
                "{calls} a second: {:?}",
                details.items
            );
        }
        // Not much longer than the limit itself takes.
        let ideal = Duration::from_secs(inspections / calls as u64);
        assert!(
            started.elapsed() < ideal * 4,
            "{:?} for {ideal:?}",
            started.elapsed()
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_throttles_everything_is_given_up() {
    let (client, _) = client_of(|_| error(429, 4_291_000));
    let started = Instant::now();
    let mut many = client.details_stream(1..=20_u64);
    for _ in 0..20 {
        assert!(many.next().await.unwrap().items.unwrap_err().is_throttled());
    }
    assert!(many.next().await.is_none());
    let seconds = started.elapsed().as_secs();
    assert!((60..600).contains(&seconds), "{seconds} s");
}
