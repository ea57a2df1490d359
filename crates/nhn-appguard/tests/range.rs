//! A range of days: in order, a few at a time, each failure on its own.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use common::{client_at, day, noon, options_at};
use futures_util::StreamExt as _;
use http::{Request, Response};
use nhn_appguard::{AbnormalRange, Client, ErrorKind, IdType, Os};
use transport_core::http::{SendOptions, Transport, TransportError, TransportErrorKind};

/// A service that answers later days sooner, and the 14th not at all.
#[derive(Debug, Default)]
struct Days {
    calls: AtomicUsize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
}

#[async_trait]
impl Transport for Days {
    async fn send(
        &self,
        request: Request<Bytes>,
        _: SendOptions,
    ) -> Result<Response<Bytes>, TransportError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let at_once = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(at_once, Ordering::SeqCst);
        let query = request.uri().query().unwrap();
        assert!(
            query.starts_with("targetType=1&") && query.ends_with("&os=2"),
            "{query}"
        );
        let date = query
            .split('&')
            .nth(1)
            .unwrap()
            .trim_start_matches("targetDate=");
        let day: u64 = date[8..].parse().unwrap();
        tokio::time::sleep(Duration::from_secs(40 - day)).await;
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        if day == 14 {
            return Err(TransportError::new(
                TransportErrorKind::TooLarge,
                "too large",
            ));
        }
        Ok(Response::new(Bytes::from(format!(
            r#"{{"header":{{"isSuccessful":true,"resultCode":1,"resultMessage":"Request success"}},
                "data":[{{"abnormalId":"{date}","total":1}}]}}"#
        ))))
    }
}

fn client(days: &Arc<Days>) -> Client {
    let transport: Arc<dyn Transport> = days.clone();
    client_at("http://127.0.0.1:9")
        .with_options(options_at(noon()).with_transport(transport))
        .build()
        .unwrap()
}

fn range(from: &str, to: &str) -> AbnormalRange {
    AbnormalRange::new(day(from)..=day(to), Os::Ios).with_id_type(IdType::User)
}

#[tokio::test(start_paused = true)]
async fn days_come_in_order_and_a_failure_is_its_own_item() {
    let days = Arc::new(Days::default());
    let client = client(&days);
    let range = range("2025-06-10", "2025-06-16").with_concurrency(3);
    let reports: Vec<_> = client.abnormal_range(&range).unwrap().collect().await;

    let read: Vec<_> = reports
        .iter()
        .map(|day| {
            let id = day
                .result
                .as_ref()
                .map(|report| report.entries[0].abnormal_id.clone().unwrap());
            (day.date.to_string(), id.map_err(|error| error.kind()))
        })
        .collect();
    let expected: Vec<_> = (10..=16)
        .map(|day| format!("2025-06-{day}"))
        .map(|date| match date.as_str() {
            "2025-06-14" => (date, Err(ErrorKind::ResponseTooLarge)),
            _ => (date.clone(), Ok(date)),
        })
        .collect();
    assert_eq!(read, expected);
    assert_eq!(days.most_at_once.load(Ordering::SeqCst), 3);
}

#[tokio::test(start_paused = true)]
async fn the_whole_span_of_ninety_days_is_one_range() {
    let days = Arc::new(Days::default());
    let client = client(&days);
    let range = AbnormalRange::new(client.available_days().unwrap(), Os::Ios)
        .with_id_type(IdType::User)
        .with_concurrency(0);
    let reports: Vec<_> = client.abnormal_range(&range).unwrap().collect().await;
    assert_eq!(reports.len(), 90);
    assert_eq!(days.most_at_once.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_range_that_the_service_would_refuse_sends_nothing() {
    let days = Arc::new(Days::default());
    let client = client(&days);
    for (from, to, problem) in [
        (
            "2025-06-16",
            "2025-06-10",
            "after its end 2025-06-10; swap them",
        ),
        ("2025-06-10", "2025-06-17", "targetDate is 2025-06-17"),
        ("2025-03-18", "2025-06-16", "targetDate is 2025-03-18"),
    ] {
        let Err(error) = client.abnormal_range(&range(from, to)) else {
            panic!("{from} to {to} was not refused");
        };
        assert_eq!(error.field(), Some("targetDate"));
        assert!(error.to_string().contains(problem), "{error}");
    }
    assert_eq!(days.calls.load(Ordering::SeqCst), 0);
}
