//! A range of days: in order, a few at a time, each failure on its own.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;
use std::time::Duration;

use common::{client_at, day, noon, options_at};
use nhn_appguard::testing::{FakeResponse, FakeTransport, SentRequest, TransportErrorKind};
use nhn_appguard::{AbnormalStatusRange, Client, ErrorKind, IdType, Os};
use tokio::time::Instant;

/// A service that answers later days sooner, and the 14th not at all.
fn respond(request: &SentRequest) -> FakeResponse {
    let query = |name| request.query(name).unwrap();
    assert_eq!((query("targetType"), query("os")), ("1".into(), "2".into()));
    let date = query("targetDate");
    let day: u64 = date[8..].parse().unwrap();
    let response = match day {
        14 => FakeResponse::failure(TransportErrorKind::TooLarge),
        _ => FakeResponse::json(
            200,
            format!(
                r#"{{"header":{{"isSuccessful":true,"resultCode":1,"resultMessage":"Request success"}},
                    "data":[{{"abnormalId":"{date}","total":1}}]}}"#
            ),
        ),
    };
    response.after(Duration::from_secs(40 - day))
}

fn client() -> (Client, Arc<FakeTransport>) {
    let service = Arc::new(FakeTransport::from_fn(respond));
    let client = client_at("http://127.0.0.1:9")
        .with_options(options_at(noon()).with_transport(service.clone()))
        .build();
    (client.unwrap(), service)
}

#[tokio::test(start_paused = true)]
async fn days_come_in_order_and_a_failure_is_its_own_item() {
    let (client, service) = client();
    let range = AbnormalStatusRange::days("2025-06-10", "2025-06-18", Os::Ios).unwrap();
    let started = Instant::now();
    let mut days = client
        .with_concurrency(3)
        .abnormal_status_stream(&range.with_id_type(IdType::User));
    for day in 10..=18 {
        let read = days.next().await.unwrap();
        let date = format!("2025-06-{day}");
        assert_eq!(read.date.to_string(), date);
        match (day, read.report) {
            (14, read) => assert_eq!(read.unwrap_err().kind(), ErrorKind::ResponseTooLarge),
            // The service knows no days from today on: nothing is sent for them.
            (17.., read) => assert_eq!(read.unwrap_err().field(), Some("targetDate")),
            (_, read) => assert_eq!(read.unwrap().entries[0].abnormal_id, date),
        }
    }
    assert!(days.next().await.is_none());
    assert_eq!(service.sent().len(), 7);
    // Seven calls of 24 to 30 seconds, three at a time.
    assert!(started.elapsed().as_secs() < 90, "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn the_whole_span_of_ninety_days_is_one_range() {
    let (client, _) = client();
    let range = AbnormalStatusRange::new(client.available_days().unwrap(), Os::Ios)
        .with_id_type(IdType::User);
    let mut days = client.with_concurrency(0).abnormal_status_stream(&range);
    let mut count = 0;
    while days.next().await.is_some() {
        count += 1;
    }
    assert_eq!(count, 90);
}

#[test]
fn what_is_no_range_of_days_says_so() {
    for (first, last, problem) in [
        (
            "2025-06-16",
            "2025-06-10",
            "after its end 2025-06-10; swap them",
        ),
        ("2025-06-31", "2025-07-01", "not a day"),
        ("2025-06-01", "yesterday", "not a day"),
    ] {
        let error = AbnormalStatusRange::days(first, last, Os::Ios).unwrap_err();
        assert_eq!(error.field(), Some("targetDate"));
        assert!(error.to_string().contains(problem), "{error}");
    }
    let days = day("2025-06-16")..=day("2025-06-10");
    let (client, _) = client();
    drop(client.abnormal_status_stream(&AbnormalStatusRange::new(days, Os::Ios)));
}
