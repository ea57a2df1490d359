//! Waiting for a job, in virtual time.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{Reply, Seen, Service, ok, page, row};
use ncp_wsc::{
    CreateJob, Error, ErrorKind, Job, JobId, Progress, Reconcile, Wait, WaitError, WaitEvent,
};
use serde_json::{Value, json};
use tokio::time::Instant;

const ID: u64 = 7;

fn wait(service: &Arc<Service>) -> Wait {
    service.client().wait(ID)
}

/// A service whose one job shows these buttons, poll by poll, the last one for ever; searches
/// find it under `status`.
fn showing(buttons: &'static [&'static str], status: u64) -> Arc<Service> {
    let mut polls = 0;
    Service::new(move |seen| {
        if seen.is_search() {
            let rows = if seen.body["statusCode"] == status {
                vec![row(ID, "?")]
            } else {
                vec![]
            };
            return ok(page(rows.len() as u64, 20, rows));
        }
        if seen.query("page") > 1 {
            return ok(page(1, 20, vec![]));
        }
        let button = buttons[polls.min(buttons.len() - 1)];
        polls += 1;
        ok(page(1, 20, vec![row(ID, button)]))
    })
}

/// A service that answers each poll by its time since the first one.
fn in_time(answer: impl Fn(u64) -> Reply + Send + 'static) -> Arc<Service> {
    let mut first = None;
    Service::new(move |seen| {
        let began = *first.get_or_insert_with(Instant::now);
        if !seen.is_search() && seen.query("page") > 1 || seen.is_search() {
            return ok(page(0, 20, vec![]));
        }
        answer(began.elapsed().as_secs())
    })
}

fn listed(button: &str) -> Reply {
    ok(page(1, 20, vec![row(ID, button)]))
}

fn is_first_page(seen: &Seen) -> bool {
    seen.is("GET", "/api/v1/jobs") && seen.query("page") == 1
}

fn rejected(status: u16, code: &str) -> Reply {
    Reply::Json(
        status,
        json!({"error": {"errorCode": code, "message": "no"}}),
    )
}

/// All that is told, and how it ended.
async fn follow(wait: Wait) -> (Vec<Progress>, Result<Job, WaitError>) {
    let mut events = wait.events();
    let mut told = Vec::new();
    loop {
        match events.next().await.unwrap() {
            Ok(WaitEvent::Progress(progress)) => told.push(progress),
            Ok(WaitEvent::Finished(job)) => return (told, Ok(job)),
            Ok(_) => {}
            Err(error) => return (told, Err(error)),
        }
    }
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
async fn it_polls_at_growing_intervals_and_tells_each_poll() {
    let service = showing(&["cancel", "cancel", "terminate", "terminate", "report"], 0);
    let wait = wait(&service).with_intervals(Duration::from_secs(2), Duration::from_secs(4));
    let (told, ended) = follow(wait).await;
    assert!(ended.unwrap().is_finished());
    let told: Vec<_> = told
        .iter()
        .map(|progress| (progress.polls, progress.next_poll_in.as_millis()))
        .collect();
    assert_eq!(told, [(1, 2_000), (2, 3_000), (3, 4_000), (4, 4_000)]);
}

#[tokio::test(start_paused = true)]
async fn the_events_end_with_the_finished_job() {
    let service = showing(&["cancel", "terminate", "report"], 0);
    let mut events = wait(&service).events();
    let first = events.try_next().await.unwrap().unwrap();
    assert!(matches!(
        first,
        WaitEvent::Progress(progress) if progress.job.as_ref().unwrap().is_waiting()
    ));
    assert!(events.try_next().await.unwrap().is_some());
    let last = events.try_next().await.unwrap().unwrap();
    assert!(matches!(last, WaitEvent::Finished(_)));
    assert!(events.next().await.is_none());
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
        assert_eq!(error.job().unwrap().id, JobId::from(ID));
        let text = error.to_string();
        assert!(text.contains("job 7") && !text.contains('\n'), "{text}");
        assert_eq!(Error::from(error).kind(), ErrorKind::Unsuccessful);
    }
}

#[tokio::test(start_paused = true)]
async fn buttons_are_read_whatever_their_case_and_space() {
    assert!(wait(&showing(&[" Terminate", "REPORT "], 0)).await.is_ok());
    let failed = wait(&showing(&["Cause"], 0)).await;
    assert!(matches!(failed, Err(WaitError::Failed(_))), "{failed:?}");
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
async fn a_job_that_shows_cancel_or_terminate_may_have_ended_all_the_same() {
    // By the pages the button names what was done, by the console what can be done.
    for (button, status, end_date) in [
        ("cancel", 91, "2025-06-17 10:01:00"),
        ("terminate", 93, "2025-06-17 10:01:00"),
        ("cancel", 91, ""),
        ("terminate", 93, "-"),
    ] {
        let service = Service::new(move |seen| {
            let mut row = row(ID, button);
            row["end_date"] = json!(end_date);
            let is_there = !seen.is_search() || seen.body["statusCode"] == status;
            let is_there = is_there && (seen.is_search() || seen.query("page") == 1);
            ok(page(
                u64::from(is_there),
                20,
                if is_there { vec![row] } else { vec![] },
            ))
        });
        let ended = wait(&service).await;
        let is_right = match status {
            91 => matches!(ended, Err(WaitError::Cancelled(_))),
            _ => matches!(ended, Err(WaitError::Stopped(_))),
        };
        assert!(is_right, "{button} {end_date:?}: {ended:?}");
        // Where a date says so at once, else every few polls.
        let polls = service.count(is_first_page);
        assert_eq!(polls, if end_date.len() > 1 { 1 } else { 5 });
    }
}

#[tokio::test(start_paused = true)]
async fn the_time_limit_ends_it_and_tells_what_was_seen_last() {
    let service = showing(&["terminate"], 3);
    let started = Instant::now();
    let error = wait(&service)
        .with_timeout(Duration::from_secs(60))
        .await
        .unwrap_err();
    let WaitError::TimedOut { after, last, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(*after, Duration::from_secs(60));
    assert!(last.as_ref().unwrap().is_running());
    assert!(error.to_string().contains("60 s"), "{error}");
    assert_eq!(started.elapsed().as_secs(), 60);
    assert_eq!(Error::from(error).kind(), ErrorKind::Timeout);
}

#[tokio::test(start_paused = true)]
async fn what_ends_shortly_before_the_time_is_up_is_still_seen() {
    let service = in_time(|second| listed(if second < 55 { "terminate" } else { "report" }));
    let ended = wait(&service).with_timeout(Duration::from_secs(60)).await;
    assert!(ended.is_ok(), "{ended:?}");
}

#[tokio::test(start_paused = true)]
async fn a_service_that_hangs_does_not_hold_it_beyond_the_limit() {
    let mut polls = 0;
    let service = Service::new(move |_| {
        polls += 1;
        if polls == 1 {
            listed("terminate")
        } else {
            Reply::Never
        }
    });
    for seconds in [3, 60, 1_000] {
        let started = Instant::now();
        let limit = Duration::from_secs(seconds);
        let error = wait(&service).with_timeout(limit).await.unwrap_err();
        if seconds == 3 {
            assert!(matches!(error, WaitError::TimedOut { .. }), "{error}");
        }
        assert!(started.elapsed() <= limit + Duration::from_millis(1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_without_an_end_does_not_hold_it_either() {
    // No counts, and pages that never end.
    let mut id = 1_000;
    let service = Service::new(move |_| {
        id += 20;
        let rows: Vec<_> = (id..id + 20).map(|id| row(id, "report")).collect();
        ok(json!({ "record_data": rows }))
    });
    let started = Instant::now();
    let limit = Duration::from_secs(3);
    let error = wait(&service).with_timeout(limit).await.unwrap_err();
    assert!(matches!(error, WaitError::TimedOut { .. }), "{error}");
    assert_eq!(started.elapsed().as_millis() / 10, 300);
    assert!(service.seen().len() <= 300, "{}", service.seen().len());

    // Pages that are clamped to the last one.
    let service = Service::new(|_| ok(json!({"record_data": [row(ID + 1, "report")]})));
    let error = wait(&service).with_timeout(limit).await.unwrap_err();
    assert!(matches!(error, WaitError::TimedOut { .. }), "{error}");
    assert!(service.seen().len() <= 30, "{}", service.seen().len());
}

#[tokio::test(start_paused = true)]
async fn a_wrong_id_is_told_when_the_grace_is_over() {
    let service = Service::new(|seen| {
        let rows = vec![row(ID + 1, "report")];
        ok(page(
            1,
            20,
            if seen.query("page") == 1 {
                rows
            } else {
                vec![]
            },
        ))
    });
    let started = Instant::now();
    let error = wait(&service).await.unwrap_err();
    let WaitError::NotFound { job, last: None } = &error else {
        panic!("{error}")
    };
    assert_eq!(job.id(), Some(&JobId::from(ID)));
    assert!(
        started.elapsed() < Duration::from_secs(6),
        "{:?}",
        started.elapsed()
    );
    let without_grace = wait(&service).with_grace(Duration::ZERO).await;
    assert!(matches!(without_grace, Err(WaitError::NotFound { .. })));
}

#[tokio::test(start_paused = true)]
async fn an_id_that_is_none_is_rejected_before_any_call() {
    let service = showing(&["report"], 0);
    for id in ["", "  ", "7 8", "7\u{7}", "7\u{a0}8", &"7".repeat(65)] {
        let error = service.client().wait(id).await.unwrap_err();
        let error = error.call_error().unwrap();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{id:?}");
        for error in [
            service.client().cancel_job(id).await.unwrap_err(),
            service.client().stop_job(id).await.unwrap_err(),
            service.client().get_report(id).await.unwrap_err(),
            service.client().find_job(id).await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{id:?}");
        }
    }
    assert_eq!(service.seen().len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_listed_late_is_waited_for() {
    let service = in_time(|second| {
        if second < 3 {
            ok(page(0, 20, vec![]))
        } else {
            listed("report")
        }
    });
    assert!(wait(&service).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_running_job_that_some_polls_miss_is_waited_for() {
    let service = in_time(|second| match second {
        0 => listed("terminate"),
        1..400 => ok(page(0, 20, vec![])),
        400..800 => listed("terminate"),
        800..1_300 => ok(page(0, 20, vec![])),
        _ => listed("report"),
    });
    assert!(wait(&service).await.unwrap().is_finished());
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_gone_for_ten_minutes_ends_it() {
    let service = in_time(|second| match second {
        0 => listed("terminate"),
        _ => ok(page(0, 20, vec![])),
    });
    let started = Instant::now();
    let error = wait(&service).await.unwrap_err();
    assert!(
        matches!(&error, WaitError::NotFound { last: Some(_), .. }),
        "{error}"
    );
    assert!(error.job().unwrap().is_running());
    assert!(error.to_string().contains("no longer"), "{error}");
    let minutes = started.elapsed().as_secs() / 60;
    assert!((10..=11).contains(&minutes), "{minutes}");
}

#[tokio::test(start_paused = true)]
async fn outages_of_every_kind_are_survived() {
    let outages: [fn() -> Reply; 9] = [
        || Reply::Json(503, Value::from("<html>")),
        || Reply::Json(200, Value::from("<html>")),
        || rejected(503, "500"),
        || rejected(401, "210"),
        || rejected(404, "300"),
        || Reply::Json(302, Value::Null),
        || Reply::Broken,
        || Reply::NotReached,
        || Reply::Never,
    ];
    for (number, outage) in outages.into_iter().enumerate() {
        // 400 seconds in the middle of the scan.
        let service = in_time(move |second| match second {
            0..10 => listed("terminate"),
            10..410 => outage(),
            _ => listed("report"),
        });
        let (told, ended) = follow(wait(&service)).await;
        assert!(ended.is_ok(), "{number}: {ended:?}");
        let failed = told.iter().filter(|progress| progress.failure.is_some());
        assert!(failed.count() >= 3, "{number}");
        for progress in &told {
            assert!(progress.next_poll_in <= Duration::from_secs(30));
        }
        // What was seen last is still told meanwhile.
        assert!(told.last().unwrap().job.as_ref().unwrap().is_running());
    }
}

#[tokio::test(start_paused = true)]
async fn one_record_that_cannot_be_read_is_no_failure() {
    let service = Service::new(|seen| {
        if seen.query("page") > 1 {
            return ok(page(2, 20, vec![]));
        }
        let odd = json!({
            "instanceNo": ID, "status": 4, "progress": "50%", "memo": 12, "scan_cnt": -1,
            "start_date": {}, "result_button": "report",
        });
        ok(page(2, 20, vec![json!({"status": "nobody"}), odd]))
    });
    let job = wait(&service).await.unwrap();
    assert_eq!(
        (job.status.as_deref(), job.progress, job.scan_count),
        (Some("4"), Some(50), None)
    );
}

#[tokio::test(start_paused = true)]
async fn a_time_up_during_an_outage_tells_both() {
    let service = in_time(|second| match second {
        0..10 => listed("terminate"),
        _ => Reply::Broken,
    });
    let error = wait(&service)
        .with_timeout(Duration::from_secs(120))
        .await
        .unwrap_err();
    let WaitError::TimedOut { last, failure, .. } = &error else {
        panic!("{error}")
    };
    assert!(last.is_some() && failure.is_some());
    let text = error.to_string();
    assert!(text.contains("120 s") && text.contains("failed"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn what_never_worked_ends_after_a_minute() {
    for (outage, is_auth) in [
        (Reply::Broken, false),
        (Reply::NotReached, false),
        (rejected(401, "200"), true),
    ] {
        let outage = Mutex::new(outage);
        let service = in_time(move |_| outage.lock().unwrap().clone());
        let started = Instant::now();
        let error = wait(&service).await.unwrap_err();
        assert_eq!(error.call_error().unwrap().is_auth(), is_auth, "{error}");
        let seconds = started.elapsed().as_secs();
        assert!((60..=91).contains(&seconds), "{seconds}");
    }
}

#[tokio::test(start_paused = true)]
async fn ten_minutes_of_nothing_but_401_and_403_end_it() {
    let service = in_time(|second| match second {
        0..10 => listed("terminate"),
        // Something else in between: it begins anew.
        300..340 => Reply::Broken,
        second if second % 2 == 0 => rejected(403, "210"),
        _ => rejected(401, "210"),
    });
    let started = Instant::now();
    let error = wait(&service).await.unwrap_err();
    assert!(error.call_error().unwrap().is_auth(), "{error}");
    let seconds = started.elapsed().as_secs();
    assert!((900..=1_000).contains(&seconds), "{seconds}");
}

#[tokio::test(start_paused = true)]
async fn what_the_caller_set_wrongly_ends_it_at_once() {
    let service = Service::new(|_| Reply::Misconfigured);
    let started = Instant::now();
    let error = wait(&service).await.unwrap_err();
    assert_eq!(error.call_error().unwrap().kind(), ErrorKind::Configuration);
    assert!(started.elapsed() < Duration::from_secs(1));
}

/// A created job whose outcome is polled by a service that lists these memos under these ids.
async fn created(rows: fn(&Value) -> Vec<Value>, answer: Value) -> Result<Job, WaitError> {
    let mut memo = Value::Null;
    let service = Service::new(move |seen| {
        if seen.is_creation() {
            memo = seen.body["Memo"].clone();
            return ok(answer.clone());
        }
        // The lists show nothing while the creation is checked.
        let is_late = seen.after < Duration::from_secs(40);
        let rows = if is_late { vec![] } else { rows(&memo) };
        ok(page(rows.len() as u64, 20, rows))
    });
    let client = service.client();
    let request = CreateJob::new("https://shop.example.com").with_reconcile(Reconcile::new());
    let created = client.create_job(&request).await.unwrap();
    client.wait(&created).await
}

fn with_memo(id: u64, memo: &Value) -> Value {
    let mut row = row(id, "report");
    row["memo"] = memo.clone();
    row
}

#[tokio::test(start_paused = true)]
async fn a_created_job_is_followed_by_its_memo_and_not_by_an_id_of_somebody_elses() {
    let done = json!({"returnCode": "0", "resources": {"instanceNo": ID}});
    let ours = created(|memo| vec![with_memo(ID, memo)], done.clone()).await;
    assert_eq!(ours.unwrap().id, JobId::from(ID));
    // The response named a job whose memo is another's.
    let other = |memo: &Value| vec![row(ID, "report"), with_memo(ID + 1, memo)];
    let found = created(other, done.clone()).await;
    assert_eq!(found.unwrap().id, JobId::from(ID + 1));
    let foreign = created(|_| vec![row(ID, "report")], done).await;
    assert!(
        matches!(foreign, Err(WaitError::NotFound { .. })),
        "{foreign:?}"
    );
    // The response named none, and the job appears after the look-up has ended.
    let nameless = json!({"returnCode": "0", "resources": 1});
    let found = created(|memo| vec![row(1, "report"), with_memo(ID, memo)], nameless).await;
    assert_eq!(found.unwrap().id, JobId::from(ID));
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
async fn it_polls_first_where_the_job_was_seen_last() {
    // Eleven pages; the job is pushed from page 5 to page 6 on the way.
    let (mut polls, mut seen_on_six) = (0, 0);
    let service = Service::new(move |seen| {
        if seen.is_search() {
            return ok(page(0, 20, vec![]));
        }
        let number = seen.query("page");
        polls += u32::from(number == 5);
        let place = if polls < 3 { 5 } else { 6 };
        seen_on_six += u32::from(number == 6 && place == 6);
        let button = if seen_on_six < 2 {
            "terminate"
        } else {
            "report"
        };
        let newest = 1_000 - number * 20;
        let mut rows: Vec<_> = (newest..newest + 20).map(|id| row(id, "report")).collect();
        if number == place {
            rows[3] = row(ID, button);
        }
        ok(page(220, 20, rows))
    });
    assert!(wait(&service).await.is_ok());
    let lists = service.seen().into_iter().filter(|seen| !seen.is_search());
    let pages: Vec<_> = lists.map(|seen| seen.query("page")).collect();
    assert_eq!(pages, [1, 2, 3, 4, 5, 5, 5, 6, 6]);
}

#[tokio::test(start_paused = true)]
async fn dropping_it_stops_polling() {
    let service = showing(&["terminate"], 3);
    let dropped =
        tokio::time::timeout(Duration::from_secs(10), async { wait(&service).await }).await;
    assert!(dropped.is_err());
    let polls = service.count(is_first_page);
    assert!(polls > 1);
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(service.count(is_first_page), polls);
}

#[test]
fn control_characters_of_a_status_never_reach_the_line() {
    let mut json = row(ID, "cause");
    json["status"] = Value::from("a\u{1b}[2J\nb");
    let error = WaitError::Failed(Box::new(serde_json::from_str(&json.to_string()).unwrap()));
    assert!(!error.to_string().chars().any(char::is_control), "{error}");
}
