//! Lists that grow, repeat themselves or never end while they are read: nothing is lost silently.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use bytes::Bytes;
use common::{client_at, korea, one_day};
use futures_util::StreamExt as _;
use http::{Request, Response, StatusCode};
use nhn_ssc::transport::http::{SendOptions, Transport, TransportError};
use nhn_ssc::{CallOptions, ClientOptions, Error, ErrorKind, SummaryQuery};
use serde_json::json;

/// What a page holds: the ids, and how many there are in all.
type Page = (Vec<u64>, Option<u64>);

/// A service that answers each page as it is told; `None` is a refusal.
struct Told {
    calls: AtomicU64,
    page: Box<dyn Fn(u64) -> Option<Page> + Send + Sync>,
}

impl std::fmt::Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Told")
    }
}

impl Told {
    fn new(page: impl Fn(u64) -> Option<Page> + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self {
            calls: AtomicU64::new(0),
            page: Box::new(page),
        })
    }

    fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl Transport for Told {
    async fn send(
        &self,
        request: Request<Bytes>,
        _: SendOptions,
    ) -> Result<Response<Bytes>, TransportError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let (_, number) = request.uri().query().unwrap().split_once("page=").unwrap();
        let number = number.split('&').next().unwrap().parse().unwrap();
        let Some((ids, total)) = (self.page)(number) else {
            let mut refused = Response::new(Bytes::from_static(
                br#"{"header":{"isSuccessful":false,"resultCode":4000007,"resultMessage":"no"}}"#,
            ));
            *refused.status_mut() = StatusCode::BAD_REQUEST;
            return Ok(refused);
        };
        let results: Vec<_> = ids.iter().map(|id| json!({"usageStasNo": id})).collect();
        let body = json!({
            "header": {"isSuccessful": true, "resultCode": 0, "resultMessage": "SUCCESS"},
            "results": results, "page": {"totalCount": total},
        });
        Ok(Response::new(Bytes::from(body.to_string())))
    }
}

/// The ids of all rows, and what came after the last of them.
async fn read(service: &Arc<Told>, query: &SummaryQuery) -> (Vec<u64>, Vec<Error>) {
    let options = ClientOptions::new()
        .with_call_options(CallOptions::new().with_max_attempts(1))
        .with_transport(service.clone());
    let client = client_at("http://127.0.0.1:1")
        .options(options)
        .build()
        .unwrap();
    let (mut ids, mut errors) = (Vec::new(), Vec::new());
    let mut inspections = std::pin::pin!(client.summary_range(query));
    while let Some(inspection) = inspections.next().await {
        match inspection {
            Ok(inspection) => {
                assert!(errors.is_empty(), "a row after {errors:?}");
                ids.push(inspection.id.get());
            }
            Err(error) => errors.push(error),
        }
    }
    assert!(inspections.next().await.is_none());
    (ids, errors)
}

#[tokio::test]
async fn a_list_that_grows_while_it_is_read_is_read_to_its_new_end() {
    // After page 1, a new inspection comes in front: what was fourth is fifth.
    let service = Told::new(|page| match page {
        1 => Some((vec![4, 3], Some(4))),
        2 => Some((vec![3, 2], Some(5))),
        3 => Some((vec![1], Some(5))),
        _ => None,
    });
    let (ids, errors) = read(&service, &one_day().with_limit(2)).await;
    assert_eq!((ids, errors.len()), (vec![4, 3, 2, 1], 0));
}

#[tokio::test]
async fn a_page_without_news_does_not_hide_the_rest() {
    // After page 1, as many new ones come in front as a page holds.
    let service = Told::new(|page| match page {
        1 => Some((vec![4, 3], Some(4))),
        2 => Some((vec![4, 3], Some(6))),
        3 => Some((vec![2, 1], Some(6))),
        _ => None,
    });
    let (ids, errors) = read(&service, &one_day().with_limit(2)).await;
    assert_eq!((ids, errors.len()), (vec![4, 3, 2, 1], 0));
}

#[tokio::test]
async fn a_service_that_repeats_itself_ends_with_an_error() {
    for total in [None, Some(4), Some(100)] {
        let service = Told::new(move |_| Some((vec![2, 1], total)));
        let (ids, errors) = read(&service, &one_day().with_limit(2)).await;
        assert_eq!((ids, errors.len()), (vec![2, 1], 1), "total: {total:?}");
        assert_eq!(errors[0].kind(), ErrorKind::UnreadableResponse);
        assert!(errors[0].to_string().contains("again"), "{}", errors[0]);
        assert!(service.calls() < 6, "{}", service.calls());
    }
}

#[tokio::test]
async fn a_window_without_end_ends_with_an_error_that_says_why() {
    let service = Told::new(|page| Some((vec![page], None)));
    let (ids, errors) = read(&service, &one_day().with_limit(1)).await;
    assert_eq!((ids.len(), errors.len()), (10_000, 1));
    assert!(errors[0].to_string().contains("10000"), "{}", errors[0]);
    assert_eq!(service.calls(), 10_000);
}

#[tokio::test]
async fn nothing_comes_after_an_error() {
    // Two windows of three pages each, the second of which is refused.
    let service = Told::new(|page| (page != 2).then(|| (vec![page], Some(3))));
    let query = SummaryQuery::new(
        "KR1",
        korea("2025-01-01T00:00:00"),
        korea("2025-02-15T00:00:00"),
    );
    let (ids, errors) = read(&service, &query.with_limit(1)).await;
    assert_eq!((ids, errors.len()), (vec![1], 1));
    assert_eq!(errors[0].kind(), ErrorKind::Rejected);
    assert!(service.calls() <= 3, "no more than the first window");
}
