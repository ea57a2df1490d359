//! Waiting for a job, in virtual time.
#![allow(clippy::unwrap_used)]

mod common;

use std::future::IntoFuture as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{Reply, Seen, Service, ok, page, row};
use futures_util::StreamExt as _;
use ncp_wsc::{JobId, Wait, WaitError, WaitEvent};
use serde_json::{Value, json};
use tokio::time::Instant;

const ID: u64 = 7;

fn wait(service: &Arc<Service>) -> Wait {
    service.client().wait(&JobId::from(ID))
}

/// A service whose one job shows these buttons, look by look, the last one for ever; searches
/// find it under `status`.
fn showing(buttons: &'static [&'static str], status: u64) -> Arc<Service> {
    let mut looks = 0;
    Service::new(move |seen| {
        if seen.is_search() {
            let rows = if seen.body["statusCode"] == status {
                vec![row(ID, "?")]
            } else {
                vec![]
            };
            return ok(page(rows.len() as u64, 20, rows));
        }
        let button = buttons[looks.min(buttons.len() - 1)];
        looks += 1;
        ok(page(1, 20, vec![row(ID, button)]))
    })
}

fn is_look(seen: &Seen) -> bool {
    seen.is("GET", "/api/v1/jobs")
}

#[tokio::test(start_paused = true)]
async fn a_finished_job_is_seen_at_once() {
    let service = showing(&["report"], 0);
    let started = Instant::now();
    let job = wait(&service).await.unwrap();
    assert!(job.is_finished());
    assert_eq!(service.seen().len(), 1);
    assert!(started.elapsed() < Duration::from_millis(100));
}

#[tokio::test(start_paused = true)]
async fn it_looks_at_growing_intervals_and_tells_each_look() {
    let service = showing(&["cancel", "cancel", "terminate", "terminate", "report"], 0);
    let told = Arc::new(Mutex::new(Vec::new()));
    let teller = Arc::clone(&told);
    let job = wait(&service)
        .with_intervals(Duration::from_secs(2), Duration::from_secs(4))
        .on_progress(move |progress| {
            let pause = progress.next_look_in.as_millis();
            teller.lock().unwrap().push((progress.looks, pause));
        })
        .await
        .unwrap();
    assert!(job.is_finished());
    assert_eq!(
        *told.lock().unwrap(),
        [(1, 2_000), (2, 3_000), (3, 4_000), (4, 4_000)]
    );
}

#[tokio::test(start_paused = true)]
async fn the_events_end_with_the_finished_job() {
    let service = showing(&["cancel", "terminate", "report"], 0);
    let events: Vec<_> = wait(&service).events().collect().await;
    assert_eq!(events.len(), 3);
    assert!(matches!(
        events[0].as_ref().unwrap(),
        WaitEvent::Progress(progress) if progress.job.as_ref().unwrap().is_waiting()
    ));
    assert!(matches!(
        events[2].as_ref().unwrap(),
        WaitEvent::Finished(_)
    ));
}

#[tokio::test(start_paused = true)]
async fn every_bad_end_has_its_name() {
    let failed = wait(&showing(&["terminate", "cause"], 5)).await;
    assert!(matches!(failed, Err(WaitError::Failed(_))), "{failed:?}");
    let cancelled = wait(&showing(&["cause"], 91)).await;
    assert!(matches!(cancelled, Err(WaitError::Cancelled(_))));
    let stopped = wait(&showing(&["cause"], 93)).await;
    assert!(matches!(stopped, Err(WaitError::Stopped(_))));
    let expired = wait(&showing(&["expired"], 4)).await;
    assert!(matches!(expired, Err(WaitError::Expired(_))));
    for error in [failed, cancelled, stopped, expired] {
        let error = error.unwrap_err();
        assert_eq!(error.job().unwrap().instance_no, JobId::from(ID));
        let text = error.to_string();
        assert!(text.contains("job 7") && !text.contains('\n'), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_job_without_a_known_button_is_judged_by_a_search_for_codes() {
    assert!(wait(&showing(&["", "새 버튼"], 4)).await.is_ok());
    let cancelled = wait(&showing(&[""], 91)).await;
    assert!(matches!(cancelled, Err(WaitError::Cancelled(_))));
    // In none of the searches: it goes on.
    let going = wait(&showing(&["", "", "report"], 3)).await;
    assert!(going.is_ok());
}

#[tokio::test(start_paused = true)]
async fn the_deadline_ends_it_and_tells_what_was_seen_last() {
    let service = showing(&["terminate"], 3);
    let started = Instant::now();
    let error = wait(&service)
        .with_deadline(Duration::from_secs(60))
        .await
        .unwrap_err();
    let WaitError::DeadlinePassed { after, last, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(*after, Duration::from_secs(60));
    assert!(last.as_ref().unwrap().is_running());
    assert!(error.to_string().contains("60 s"), "{error}");
    let elapsed = started.elapsed();
    assert!((60..62).contains(&elapsed.as_secs()), "{elapsed:?}");
}

#[tokio::test(start_paused = true)]
async fn a_service_that_hangs_does_not_hold_it_beyond_the_deadline() {
    let service = Service::new(|_| Reply::Never);
    let started = Instant::now();
    let error = wait(&service)
        .with_deadline(Duration::from_secs(60))
        .await
        .unwrap_err();
    assert!(matches!(error, WaitError::DeadlinePassed { .. }), "{error}");
    assert!(
        started.elapsed() <= Duration::from_secs(71),
        "{:?}",
        started.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn a_wrong_id_is_told_when_the_grace_is_over() {
    let service = Service::new(|_| ok(page(1, 20, vec![row(ID + 1, "report")])));
    let started = Instant::now();
    let error = wait(&service).await.unwrap_err();
    assert!(matches!(&error, WaitError::NotFound { id, last: None } if *id == JobId::from(ID)));
    assert!(
        started.elapsed() < Duration::from_secs(6),
        "{:?}",
        started.elapsed()
    );

    let service = Service::new(|_| ok(page(0, 20, vec![])));
    assert!(wait(&service).with_grace(Duration::ZERO).await.is_err());
    assert_eq!(service.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_listed_late_is_waited_for() {
    let mut looks = 0;
    let service = Service::new(move |_| {
        looks += 1;
        let rows = if looks < 4 {
            vec![]
        } else {
            vec![row(ID, "report")]
        };
        ok(page(rows.len() as u64, 20, rows))
    });
    assert!(wait(&service).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_running_job_that_some_looks_miss_is_waited_for() {
    let mut looks = 0;
    let service = Service::new(move |_| {
        looks += 1;
        // Seen, four misses, seen, four misses, seen.
        let rows = match looks {
            1 | 6 => vec![row(ID, "terminate")],
            11 => vec![row(ID, "report")],
            _ => vec![],
        };
        ok(page(rows.len() as u64, 20, rows))
    });
    assert!(wait(&service).await.unwrap().is_finished());
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_gone_for_five_looks_in_a_row_ends_it() {
    let mut looks = 0;
    let service = Service::new(move |_| {
        looks += 1;
        let rows = if looks == 1 {
            vec![row(ID, "terminate")]
        } else {
            vec![]
        };
        ok(page(rows.len() as u64, 20, rows))
    });
    let error = wait(&service).await.unwrap_err();
    assert!(
        matches!(&error, WaitError::NotFound { last: Some(_), .. }),
        "{error}"
    );
    assert!(error.job().unwrap().is_running());
    assert!(error.to_string().contains("any more"), "{error}");
    assert_eq!(service.count(is_look), 6);
}

#[tokio::test(start_paused = true)]
async fn a_password_in_the_jobs_url_is_in_no_error_of_its_search() {
    let mut job = row(ID, "");
    job["start_url"] = Value::from("https://me:test-secret-password@shop.example.com");
    let service = Service::new(move |seen| {
        if seen.is_search() {
            let message = "no login with test-secret-password";
            return Reply::Json(
                400,
                json!({"error": {"errorCode": 160_431, "message": message}}),
            );
        }
        ok(page(1, 20, vec![job.clone()]))
    });
    let error = wait(&service).await.unwrap_err();
    assert!(error.to_string().contains("no login with"), "{error}");
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("test-secret"), "{shown}");
}

#[tokio::test(start_paused = true)]
async fn it_looks_first_where_the_job_was_seen_last() {
    // Eleven pages; the job is pushed from page 5 to page 6 on the way.
    let mut calls = 0;
    let service = Service::new(move |seen| {
        calls += 1;
        let place = if calls < 8 { 5 } else { 6 };
        let button = if calls < 10 { "terminate" } else { "report" };
        let number = seen.query("page");
        let id = if number == place { ID } else { 1_000 + number };
        ok(page(220, 20, vec![row(id, button)]))
    });
    assert!(wait(&service).await.is_ok());
    let pages: Vec<_> = service
        .seen()
        .iter()
        .map(|seen| seen.query("page"))
        .collect();
    assert_eq!(pages, [1, 2, 3, 4, 5, 5, 5, 5, 6, 6]);
}

#[tokio::test(start_paused = true)]
async fn a_failure_for_the_moment_is_made_up_for_by_the_next_look() {
    let mut looks = 0;
    let service = Service::new(move |_| {
        looks += 1;
        // Each look tries three times.
        if (2..=7).contains(&looks) {
            return Reply::Broken;
        }
        ok(page(
            1,
            20,
            vec![row(ID, if looks < 9 { "terminate" } else { "report" })],
        ))
    });
    let failures = Arc::new(Mutex::new(0));
    let counter = Arc::clone(&failures);
    let job = wait(&service)
        .on_progress(move |progress| {
            *counter.lock().unwrap() += u32::from(progress.failure.is_some());
        })
        .await;
    assert!(job.is_ok(), "{job:?}");
    assert_eq!(*failures.lock().unwrap(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_failure_for_good_ends_it_and_so_do_five_in_a_row() {
    let refused =
        Service::new(|_| Reply::Json(401, json!({"error": {"errorCode": "210", "message": "no"}})));
    let error = wait(&refused).await.unwrap_err();
    assert!(error.call_error().unwrap().is_auth());
    assert_eq!(refused.seen().len(), 1);

    let broken = Service::new(|_| Reply::Broken);
    let error = wait(&broken).await.unwrap_err();
    assert!(error.call_error().unwrap().is_retryable());
    // Five looks of three attempts.
    assert_eq!(broken.seen().len(), 15);
}

#[tokio::test(start_paused = true)]
async fn its_handle_ends_it_at_once_and_dropping_it_stops_looking() {
    let service = showing(&["terminate"], 3);
    let waiting = wait(&service);
    let handle = waiting.cancel_handle();
    let task = tokio::spawn(waiting.into_future());
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let cancelled_at = Instant::now();
    handle.cancel();
    let end = task.await.unwrap();
    assert!(matches!(end, Err(WaitError::Abandoned { .. })), "{end:?}");
    assert_eq!(cancelled_at.elapsed(), Duration::ZERO);

    let looks = service.count(is_look);
    let dropped = tokio::time::timeout(Duration::from_secs(10), wait(&service)).await;
    assert!(dropped.is_err());
    let after = service.count(is_look);
    assert!(after > looks);
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(service.count(is_look), after);
}

#[test]
fn control_characters_of_a_status_never_reach_the_line() {
    let mut json = row(ID, "cause");
    json["status"] = Value::from("a\u{1b}[2J\nb");
    let error = WaitError::Failed(Box::new(serde_json::from_value(json).unwrap()));
    assert!(!error.to_string().chars().any(char::is_control), "{error}");
}
