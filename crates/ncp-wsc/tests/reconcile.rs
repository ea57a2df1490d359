//! A creation whose outcome is unknown: looked up, never sent again.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use common::{Reply, Seen, Service, ok, page, row};
use ncp_wsc::{CreateJob, JobId, MarkerSource, Reconcile, Speed, UserAgent, VulnItems};
use serde_json::{Value, json};
use tokio::time::Instant;

#[derive(Debug)]
struct Numbered(AtomicU32);

impl MarkerSource for Numbered {
    fn marker(&self, _: SystemTime) -> String {
        format!("kcs-test-{}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}

fn plain() -> CreateJob {
    CreateJob::new(
        "https://shop.example.com",
        VulnItems::all(),
        UserAgent::PcChrome,
        Speed::Normal,
    )
}

fn marked() -> CreateJob {
    let markers = Numbered(AtomicU32::new(1));
    plain()
        .with_memo("배포 후 점검")
        .with_reconcile(Reconcile::new().with_marker_source(markers))
}

/// The job of that memo, as lists show it.
fn job(memo: &Value) -> Value {
    let mut row = row(7, "cancel");
    row["memo"] = memo.clone();
    row
}

/// Bills every creation and then answers it so; the job is found from the search of that number on.
fn billing(creation: impl Fn() -> Reply + Send + 'static, found_from: usize) -> Arc<Service> {
    let (mut memo, mut searches) = (Value::Null, 0);
    Service::new(move |seen: &Seen| {
        if seen.is_creation() {
            memo = seen.body["Memo"].clone();
            return creation();
        }
        searches += 1;
        assert_eq!(seen.body["searchType"], "memo");
        let is_found = searches >= found_from
            && memo
                .as_str()
                .is_some_and(|memo| memo.contains(seen.body["searchKeyword"].as_str().unwrap()));
        // Others' jobs, too: how the service matches is undocumented.
        let mut rows = vec![row(99, "report")];
        rows.extend(is_found.then(|| job(&memo)));
        ok(page(rows.len() as u64, 20, rows))
    })
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_settled_by_a_search() {
    let service = billing(|| Reply::Broken, 1);
    let created = service.client().create_job(marked()).await.unwrap();
    assert_eq!(created.instance_no, Some(JobId::from(7)));
    assert_eq!(created.marker.as_deref(), Some("kcs-test-1"));
    assert!(created.is_reconciled);
    let seen = service.seen();
    assert_eq!(seen[0].body["Memo"], "배포 후 점검 kcs-test-1");
    assert_eq!(seen[1].body["searchKeyword"], "kcs-test-1");
    assert_eq!(service.count(Seen::is_creation), 1);
}

#[tokio::test(start_paused = true)]
async fn every_ambiguous_end_is_settled() {
    let html = || Reply::Json(200, Value::from("<html>"));
    let gateway = || Reply::Json(504, json!({"error": {"errorCode": "510", "message": "x"}}));
    let later = || Reply::Json(503, json!({"error": {"errorCode": 901, "message": "x"}}));
    let moved = || Reply::Json(302, Value::Null);
    let silent = || Reply::Never;
    let ends: [fn() -> Reply; 5] = [html, gateway, later, moved, silent];
    for end in ends {
        let service = billing(end, 3);
        let created = service.client().create_job(marked()).await.unwrap();
        assert!(created.is_reconciled);
        assert_eq!(service.count(Seen::is_creation), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_job_that_shows_late_is_found_at_growing_intervals() {
    let service = billing(|| Reply::Broken, 6);
    let started = Instant::now();
    assert!(service.client().create_job(marked()).await.is_ok());
    assert_eq!(service.count(Seen::is_search), 6);
    // 0.5 + 1 + 2 + 4 + 4 s of pauses.
    assert_eq!(started.elapsed().as_millis() / 100, 116);
}

#[tokio::test(start_paused = true)]
async fn what_is_not_seen_stays_unknown_and_names_the_marker() {
    let service = billing(|| Reply::Broken, usize::MAX);
    let started = Instant::now();
    let error = service.client().create_job(marked()).await.unwrap_err();
    assert!(error.outcome_unknown());
    let text = error.to_string();
    assert!(text.contains("not seen within 20 s"), "{text}");
    assert!(
        text.contains("kcs-test-1") && !text.contains('\n'),
        "{text}"
    );
    assert_eq!(service.count(Seen::is_creation), 1);
    let elapsed = started.elapsed();
    assert!((20..21).contains(&elapsed.as_secs()), "{elapsed:?}");
}

#[tokio::test(start_paused = true)]
async fn the_time_can_be_set() {
    let service = billing(|| Reply::Broken, usize::MAX);
    let reconcile = Reconcile::new().with_deadline(Duration::from_millis(1_500));
    let request = plain().with_reconcile(reconcile);
    let error = service.client().create_job(request).await.unwrap_err();
    assert!(error.to_string().contains("within 1.5 s"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn searches_that_fail_or_hang_are_repeated_until_the_time_is_up() {
    for (broken, found) in [(3, true), (100, false)] {
        let searches = Mutex::new(0);
        let memo = Mutex::new(Value::Null);
        let service = Service::new(move |seen: &Seen| {
            if seen.is_creation() {
                *memo.lock().unwrap() = seen.body["Memo"].clone();
                return Reply::Broken;
            }
            let mut searches = searches.lock().unwrap();
            *searches += 1;
            match *searches {
                1 => Reply::Never,
                number if number <= broken => Reply::Json(503, Value::Null),
                _ => ok(page(1, 20, vec![job(&memo.lock().unwrap())])),
            }
        });
        let started = Instant::now();
        let outcome = service.client().create_job(marked()).await;
        assert_eq!(outcome.is_ok(), found);
        if let Err(error) = outcome {
            assert!(error.outcome_unknown());
            let text = error.to_string();
            assert!(text.contains("not seen within 20 s"), "{text}");
            assert!(text.contains("the last search failed"), "{text}");
            assert!(text.contains("kcs-test-1"), "{text}");
        }
        assert!(service.count(Seen::is_search) >= 4);
        assert_eq!(service.count(Seen::is_creation), 1);
        assert!(started.elapsed() < Duration::from_secs(21));
    }
}

#[tokio::test(start_paused = true)]
async fn a_success_without_the_id_is_looked_up_and_stays_a_success() {
    let accepted = || ok(json!({"returnCode": "0", "resources": null}));
    let service = billing(accepted, 2);
    let created = service.client().create_job(marked()).await.unwrap();
    assert_eq!(created.instance_no, Some(JobId::from(7)));
    assert!(created.is_reconciled);

    let service = billing(accepted, usize::MAX);
    let client = service.client();
    let created = client.create_job(marked()).await.unwrap();
    assert_eq!(
        (&created.instance_no, created.is_reconciled),
        (&None, false)
    );
    let found = client.find_job_by_marker(&created.marker.unwrap()).await;
    assert_eq!(found.unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn a_certain_end_asks_for_nothing_more() {
    let accepted = || ok(json!({"returnCode": "0", "resources": {"instanceNo": 7}}));
    let service = billing(accepted, 1);
    let created = service.client().create_job(marked()).await.unwrap();
    assert!(!created.is_reconciled);
    assert_eq!(created.marker.as_deref(), Some("kcs-test-1"));
    assert_eq!(service.seen().len(), 1);

    let refused = || {
        Reply::Json(
            400,
            json!({"error": {"errorCode": 160_453, "message": "x"}}),
        )
    };
    let service = billing(refused, 1);
    let error = service.client().create_job(marked()).await.unwrap_err();
    assert!(!error.outcome_unknown());
    assert_eq!(service.seen().len(), 1);

    let service = billing(|| Reply::NotReached, 1);
    let error = service.client().create_job(marked()).await.unwrap_err();
    assert!(!error.outcome_unknown());
    assert_eq!(service.count(Seen::is_search), 0);
}

#[tokio::test(start_paused = true)]
async fn without_it_the_memo_is_the_callers_and_nothing_is_searched() {
    let service = billing(|| Reply::Broken, 1);
    let request = plain().with_memo("메모");
    let error = service.client().create_job(request).await.unwrap_err();
    assert!(error.outcome_unknown());
    let seen = service.seen();
    assert_eq!(
        (seen.len(), &seen[0].body["Memo"]),
        (1, &Value::from("메모"))
    );
}

#[tokio::test(start_paused = true)]
async fn a_marker_that_was_set_outlives_a_dropped_call_and_serves_once() {
    let service = billing(|| Reply::Never, 1);
    let client = service.client();
    let reconcile = Reconcile::new().with_marker("kcs-test-own");
    let marker = reconcile.marker().unwrap().to_owned();
    let request = plain().with_reconcile(reconcile);
    let creating = client.create_job(request.clone());
    let dropped = tokio::time::timeout(Duration::from_secs(1), creating).await;
    assert!(dropped.is_err());
    let found = client.find_job_by_marker(&marker).await.unwrap();
    assert_eq!(found.unwrap().instance_no, JobId::from(7));

    let again = client.create_job(request).await.unwrap_err();
    assert_eq!(again.field(), Some("Memo"));
    assert!(again.to_string().contains("used already"), "{again}");
    assert_eq!(service.count(Seen::is_creation), 1);
    assert_eq!(Reconcile::new().marker(), None);
}

/// Shows an hour less each time that it is read.
#[derive(Debug)]
struct Backwards(Mutex<Duration>);

impl ncp_wsc::auth::Clock for Backwards {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + common::START
    }

    fn monotonic(&self) -> Duration {
        let mut time = self.0.lock().unwrap();
        *time = time.saturating_sub(Duration::from_secs(3_600));
        *time
    }
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_steps_back_breaks_nothing() {
    let service = billing(|| Reply::Broken, 3);
    let start = Duration::from_secs(1_000_000_000);
    let mut runtime = test_support::virtual_runtime(SystemTime::UNIX_EPOCH + common::START);
    runtime.clock = Arc::new(Backwards(Mutex::new(start)));
    let options = ncp_wsc::ClientOptions::new()
        .with_runtime(runtime)
        .with_transport(service.clone());
    let client = common::client_at("http://127.0.0.1:1").options(options);
    let created = client.build().unwrap().create_job(marked()).await.unwrap();
    assert!(created.is_reconciled);
}

#[tokio::test(start_paused = true)]
async fn the_same_request_sent_twice_gets_two_markers() {
    let service = billing(|| Reply::Broken, 1);
    let (client, request) = (service.client(), marked());
    let first = client.create_job(request.clone()).await.unwrap();
    let second = client.create_job(request).await.unwrap();
    assert_ne!(first.marker, second.marker);
}
