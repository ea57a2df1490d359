//! All pages, ranges of any length, and details of many: against a service in memory that counts.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bytes::Bytes;
use chrono::{DateTime, Duration, FixedOffset};
use common::{client_at, korea, one_day};
use futures_util::{StreamExt as _, TryStreamExt as _};
use http::{Request, Response, StatusCode};
use nhn_ssc::transport::http::{SendOptions, Transport, TransportError};
use nhn_ssc::{Client, ClientOptions, ErrorKind, InspectionId, SummaryQuery};
use serde_json::json;

/// One inspection an hour from a start on, paged as the service does.
#[derive(Debug)]
struct Hourly {
    start: DateTime<FixedOffset>,
    inspections: i64,
    /// Whether the answers count all inspections.
    counts: bool,
    windows: Mutex<Vec<(DateTime<FixedOffset>, DateTime<FixedOffset>)>>,
    calls: AtomicUsize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
}

impl Hourly {
    fn new(inspections: i64) -> Self {
        Self {
            start: korea("2025-01-01T00:00:00"),
            inspections,
            counts: true,
            windows: Mutex::default(),
            calls: AtomicUsize::new(0),
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
        }
    }

    fn answer(&self, uri: &http::Uri) -> (StatusCode, serde_json::Value) {
        let header = json!({"isSuccessful": true, "resultCode": 0, "resultMessage": "SUCCESS"});
        if let Some((_, id)) = uri.path().split_once("/details/") {
            return match id.parse::<u64>().unwrap() % 10 {
                7 => (
                    StatusCode::BAD_REQUEST,
                    json!({"header": {"isSuccessful": false,
                    "resultCode": 4000007, "resultMessage": "no such inspection"}}),
                ),
                _ => (
                    StatusCode::OK,
                    json!({"header": header, "results": [{"resultId": id}]}),
                ),
            };
        }
        let query = |name: &str| {
            let (_, rest) = uri
                .query()
                .unwrap()
                .split_once(&format!("{name}="))
                .unwrap();
            rest.split('&')
                .next()
                .unwrap()
                .replace("%3A", ":")
                .replace("%2B", "+")
        };
        let date = |name| DateTime::parse_from_rfc3339(&query(name)).unwrap();
        let (from, to) = (date("from"), date("to"));
        let page: i64 = query("page").parse().unwrap();
        let limit: i64 = query("limit").parse().unwrap();
        if page == 1 {
            self.windows.lock().unwrap().push((from, to));
        }
        let all: Vec<i64> = (0..self.inspections)
            .filter(|hour| (from..=to).contains(&(self.start + Duration::hours(*hour))))
            .collect();
        let skip = ((page - 1) * limit) as usize;
        let results: Vec<_> = all
            .iter()
            .skip(skip)
            .take(limit as usize)
            .map(|hour| json!({"usageStasNo": hour + 1}))
            .collect();
        let mut answer = json!({"header": header, "results": results});
        if self.counts {
            answer["page"] = json!({"itemPerPage": 20, "page": page, "totalCount": all.len()});
        }
        (StatusCode::OK, answer)
    }
}

#[async_trait]
impl Transport for Hourly {
    async fn send(
        &self,
        request: Request<Bytes>,
        _: SendOptions,
    ) -> Result<Response<Bytes>, TransportError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let now = self.at_once.fetch_add(1, Ordering::Relaxed) + 1;
        self.most_at_once.fetch_max(now, Ordering::Relaxed);
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        self.at_once.fetch_sub(1, Ordering::Relaxed);
        let (status, body) = self.answer(request.uri());
        let mut response = Response::new(Bytes::from(serde_json::to_vec(&body).unwrap()));
        *response.status_mut() = status;
        Ok(response)
    }
}

fn client_of(service: &Arc<Hourly>) -> Client {
    client_at("http://127.0.0.1:1")
        .options(ClientOptions::new().with_transport(service.clone()))
        .build()
        .unwrap()
}

async fn ids(client: &Client, query: &SummaryQuery) -> Vec<u64> {
    client
        .summary_range(query)
        .map_ok(|i| i.id.get())
        .try_collect()
        .await
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_year_comes_in_windows_without_gap_or_double() {
    let service = Arc::new(Hourly::new(365 * 24));
    let query = SummaryQuery::new(
        "KR1",
        korea("2025-01-01T00:00:00"),
        korea("2025-12-31T23:59:59"),
    );
    let found = ids(&client_of(&service), &query).await;
    assert_eq!(found, (1..=365 * 24).collect::<Vec<u64>>());
    let windows = service.windows.lock().unwrap();
    assert_eq!(windows.len(), 14);
    assert!(
        windows
            .iter()
            .all(|(from, to)| *to - *from <= Duration::days(28))
    );
}

#[tokio::test(start_paused = true)]
async fn pages_are_read_to_the_end_with_and_without_a_count() {
    for counts in [true, false] {
        let service = Arc::new(Hourly {
            counts,
            ..Hourly::new(24)
        });
        let query = SummaryQuery::new(
            "KR1",
            korea("2025-01-01T00:00:00"),
            korea("2025-01-02T00:00:00"),
        );
        let found = ids(&client_of(&service), &query.with_limit(5)).await;
        assert_eq!(found.len(), 24, "counts: {counts}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_next_page_is_on_its_way_while_one_is_read() {
    let service = Arc::new(Hourly::new(600));
    let query = SummaryQuery::new(
        "KR1",
        korea("2025-01-01T00:00:00"),
        korea("2025-01-25T23:59:59"),
    );
    let started = tokio::time::Instant::now();
    assert_eq!(
        ids(&client_of(&service), &query.with_limit(10)).await.len(),
        600
    );
    // 60 pages of 20 ms, one after the other, would be 1,200 ms.
    assert!(
        started.elapsed().as_millis() <= 720,
        "{:?}",
        started.elapsed()
    );
    assert_eq!(service.most_at_once.load(Ordering::Relaxed), 2);
}

#[tokio::test(start_paused = true)]
async fn a_forbidden_range_ends_the_stream_before_anything_is_sent() {
    let service = Arc::new(Hourly::new(1));
    let client = client_of(&service);
    let query = one_day().with_limit(1_001);
    let first = std::pin::pin!(client.summary_range(&query))
        .next()
        .await
        .unwrap();
    assert_eq!(first.unwrap_err().kind(), ErrorKind::InvalidInput);
    assert_eq!(service.calls.load(Ordering::Relaxed), 0);
}

#[tokio::test(start_paused = true)]
async fn details_of_many_keep_their_order_and_each_failure_its_place() {
    let service = Arc::new(Hourly::new(0));
    let details: Vec<_> = client_of(&service)
        .details_of_many((1..=100).map(InspectionId::new), None, 8)
        .collect()
        .await;
    for (number, item) in (1..=100).zip(&details) {
        match item {
            Ok(found) => assert_eq!((found.id.get(), found.items.len()), (number, 1)),
            Err(failure) => {
                assert_eq!((failure.id.get(), number % 10), (number, 7));
                assert!(
                    failure.to_string().contains("no such inspection"),
                    "{failure}"
                );
            }
        }
    }
    assert_eq!(details.iter().filter(|item| item.is_err()).count(), 10);
    assert_eq!(service.most_at_once.load(Ordering::Relaxed), 8);
}
