//! An idempotency key: one scan, however often its creation is asked for.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{Reply, Seen, Service, ok, page, row};
use ncp_wsc::{CreateJob, ErrorKind, JobId, Reconcile};
use serde_json::{Value, json};

type Jobs = Arc<Mutex<Vec<Value>>>;

/// A service that keeps what is created, after the jobs that were there.
fn service(earlier: Vec<Value>) -> (Arc<Service>, Jobs) {
    let jobs: Jobs = Arc::new(Mutex::new(earlier));
    let kept = jobs.clone();
    let service = Service::new(move |seen: &Seen| {
        let mut jobs = kept.lock().unwrap();
        if seen.is_creation() {
            let id = 100 + jobs.len() as u64;
            jobs.insert(0, job(id, seen.body["Memo"].as_str().unwrap(), "cancel"));
            return ok(json!({"returnCode": "0", "resources": {"instanceNo": id}}));
        }
        let (is_first, keyword) = match seen.is_search() {
            true => (seen.body["page"] == 1, seen.body["searchKeyword"].as_str()),
            false => (seen.query("page") == 1, None),
        };
        let is_match = |job: &&Value| match keyword {
            Some(keyword) if seen.body["searchType"] == "memo" => {
                job["memo"].as_str().unwrap().contains(keyword)
            }
            _ => seen.body["statusCode"].is_null() || seen.body["statusCode"] == job["code"],
        };
        let rows: Vec<_> = jobs.iter().filter(is_match).cloned().collect();
        let total = rows.len() as u64;
        ok(page(total, 20, if is_first { rows } else { vec![] }))
    });
    (service, jobs)
}

/// A job that started an hour ago, at 08:00 in Korea.
fn job(id: u64, memo: &str, button: &str) -> Value {
    let mut row = row(id, button);
    row["memo"] = json!(memo);
    row["start_date"] = json!("2025-06-17 08:00:00");
    row
}

fn request(key: &str) -> CreateJob {
    with(Reconcile::with_idempotency_key(key))
}

fn with(reconcile: Reconcile) -> CreateJob {
    CreateJob::new("https://shop.example.com").with_reconcile(reconcile)
}

fn memo(key: &str) -> String {
    let reconcile = Reconcile::with_idempotency_key(key);
    format!("{} {key}", reconcile.tag().unwrap())
}

#[tokio::test(start_paused = true)]
async fn a_job_that_waits_runs_or_is_finished_is_joined() {
    for button in ["cancel", "terminate", "report", "expired"] {
        let (service, _) = service(vec![job(7, &memo("deploy-1"), button)]);
        let created = service
            .client()
            .create_job(&request("deploy-1"))
            .await
            .unwrap();
        assert_eq!((created.id, created.joined), (Some(JobId::from(7)), true));
        assert!(created.job.is_some() && !created.is_reconciled);
        // Another key, of which this one is a beginning, is another deployment.
        let other = service
            .client()
            .create_job(&request("deploy-10"))
            .await
            .unwrap();
        assert!(!other.joined);
        assert_eq!(service.count(Seen::is_creation), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_job_that_failed_is_an_error_unless_it_is_to_be_retried() {
    let (service, jobs) = service(vec![job(7, &memo("k"), "cause")]);
    let client = service.client();
    let error = client.create_job(&request("k")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsuccessful);
    assert!(
        error.to_string().contains("job 7 (2025-06-17 08:00:00)"),
        "{error}"
    );
    assert_eq!(service.count(Seen::is_creation), 0);

    let retry = with(Reconcile::with_idempotency_key("k").with_retry_failed(true));
    let created = client.create_job(&retry).await.unwrap();
    assert!(!created.joined && created.duplicates.is_empty());
    assert_ne!(created.id, Some(JobId::from(7)));
    assert_eq!(jobs.lock().unwrap().len(), 2);
    // The new one is joined, whatever became of the old one.
    assert!(client.create_job(&request("k")).await.unwrap().joined);
}

#[tokio::test(start_paused = true)]
async fn only_jobs_within_the_window_are_joined() {
    for (date, hours, joined) in [
        ("2025-06-17 08:00:00", 24, true),
        ("2025-06-15 08:00:00", 24, false),
        ("2025-06-17 08:00:00", 2, true),
        ("2025-06-17 05:00:00", 2, false),
        ("2025-06-17 06:58:00", 2, false),
        ("2025-06-15 08:00:00", 72, true),
        // What cannot be read counts as inside.
        ("soon", 24, true),
        ("", 1, true),
    ] {
        let mut old = job(7, &memo("k"), "report");
        old["start_date"] = json!(date);
        let (service, _) = service(vec![old]);
        let age = Duration::from_secs(hours * 60 * 60);
        let request = with(Reconcile::with_idempotency_key("k").with_max_age(age));
        let created = service.client().create_job(&request).await.unwrap();
        assert_eq!(created.joined, joined, "{date} {hours}");
        assert_eq!(created.id == Some(JobId::from(7)), joined);
        assert!(created.duplicates.is_empty(), "the old one is no duplicate");
    }
}

#[tokio::test(start_paused = true)]
async fn a_key_of_another_url_or_of_several_jobs_is_an_error() {
    let mut elsewhere = job(7, &memo("k"), "report");
    elsewhere["start_url"] = json!("https://www.example.com");
    let several = vec![
        job(7, &memo("k"), "report"),
        job(8, &memo("k"), "terminate"),
    ];
    for (jobs, told) in [(vec![elsewhere], "another URL"), (several, "job 7")] {
        let (service, _) = service(jobs);
        let error = service
            .client()
            .create_job(&request("k"))
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (ErrorKind::InvalidInput, Some("Memo"))
        );
        assert!(error.to_string().contains(told), "{error}");
        assert!(error.to_string().contains("nothing was created"), "{error}");
        assert_eq!(service.count(Seen::is_creation), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn two_at_once_are_found_out_afterwards() {
    let jobs: Arc<Mutex<Vec<Value>>> = Arc::default();
    let service = Service::new(move |seen: &Seen| {
        let mut jobs = jobs.lock().unwrap();
        if seen.is_creation() {
            let memo = seen.body["Memo"].as_str().unwrap();
            // Another process was as fast.
            *jobs = vec![job(7, memo, "cancel"), job(8, memo, "cancel")];
            return ok(json!({"returnCode": "0", "resources": {"instanceNo": 7}}));
        }
        ok(page(jobs.len() as u64, 20, jobs.clone()))
    });
    let created = service.client().create_job(&request("k")).await.unwrap();
    assert_eq!(created.id, Some(JobId::from(7)));
    assert_eq!(created.duplicates, [JobId::from(8)]);
}

#[tokio::test(start_paused = true)]
async fn already_exists_joins_the_running_scan_if_it_is_ours() {
    let memo = memo("k");
    let mut is_created = false;
    let service = Service::new(move |seen: &Seen| {
        if seen.is_creation() {
            is_created = true;
            let error = json!({"error": {"errorCode": 160_453, "message": "x"}});
            return Reply::Json(400, error);
        }
        let rows = if is_created {
            vec![job(7, &memo, "terminate")]
        } else {
            vec![]
        };
        ok(page(rows.len() as u64, 20, rows))
    });
    let created = service.client().create_job(&request("k")).await.unwrap();
    assert_eq!((created.id, created.joined), (Some(JobId::from(7)), true));
}

/// A service whose report answers so by the second, of a job that the list shows or does not.
fn reporting(is_listed: bool, report: impl Fn(u64) -> Reply + Send + 'static) -> Arc<Service> {
    Service::new(move |seen: &Seen| {
        if seen.is("GET", "/api/v1/jobs/7/report") {
            return report(seen.after.as_secs());
        }
        let rows = if is_listed {
            vec![row(7, "report")]
        } else {
            vec![]
        };
        ok(page(rows.len() as u64, 20, rows))
    })
}

#[tokio::test(start_paused = true)]
async fn a_report_that_appears_late_is_waited_for_where_the_job_is_finished() {
    let missing = || Reply::Json(400, json!({"error": {"errorCode": 901, "message": "x"}}));
    let empty = || ok(json!({"returnCode": "0", "resources": null}));
    let blank = || ok(json!({"Details": null, "Memo": ""}));
    let nothing = || ok(json!({}));
    let no_report = || ok(json!({"report": null}));
    let kinds: [fn() -> Reply; 5] = [missing, empty, blank, nothing, no_report];
    for kind in kinds {
        let late = move |second| match second {
            0..40 => kind(),
            _ => ok(json!({"Classify_byRisk_Level": {"Total": 0}})),
        };
        let service = reporting(true, late);
        let report = service.client().get_report(7).await.unwrap();
        assert_eq!(report.risk_levels.as_ref().unwrap().total, Some(0));

        let began = tokio::time::Instant::now();
        assert!(
            reporting(true, move |_| kind())
                .client()
                .get_report(7)
                .await
                .is_err()
        );
        assert!(
            (60..75).contains(&began.elapsed().as_secs()),
            "{:?}",
            began.elapsed()
        );
        // A wrong id does not take a minute.
        let began = tokio::time::Instant::now();
        assert!(
            reporting(false, move |_| kind())
                .client()
                .get_report(7)
                .await
                .is_err()
        );
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "{:?}",
            began.elapsed()
        );
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_created_beside_a_job_that_may_be_of_the_key() {
    let mut nameless = job(7, &memo("k"), "terminate");
    nameless["instanceNo"] = json!(null);
    let cut = job(7, &memo("k")[..10], "terminate");
    for (doubtful, told) in [
        (nameless, "1 of the jobs have no id"),
        (cut, "job 7 has a memo that was cut"),
    ] {
        let (service, _) = service(vec![doubtful]);
        let error = service.client().create_job(&request("k")).await;
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnreadableResponse);
        let line = error.to_string();
        assert!(
            line.contains(told) && line.contains("nothing was created"),
            "{line}"
        );
        assert_eq!(service.count(Seen::is_creation), 0);
    }
    // The record of another, and a job of another time, are in nobody's way.
    let mut nameless = job(7, "메모", "terminate");
    nameless["instanceNo"] = json!(null);
    let mut old = job(8, &memo("k")[..10], "report");
    old["start_date"] = json!("2025-06-01 08:00:00");
    let (service, _) = service(vec![nameless, old]);
    service.client().create_job(&request("k")).await.unwrap();
    assert_eq!(service.count(Seen::is_creation), 1);
}

#[tokio::test(start_paused = true)]
async fn a_memo_that_is_not_kept_is_told() {
    for (kept, is_lost) in [("", true), ("kcs", true), ("whole", false)] {
        let mut created = None;
        let service = Service::new(move |seen: &Seen| {
            if seen.is_creation() {
                let memo = seen.body["Memo"].as_str().unwrap();
                let memo = if kept == "whole" { memo } else { kept };
                created = Some(job(7, memo, "cancel"));
                return ok(json!({"returnCode": "0", "resources": {"instanceNo": 7}}));
            }
            let rows: Vec<_> = created.iter().cloned().collect();
            ok(page(rows.len() as u64, 20, rows))
        });
        let created = service.client().create_job(&request("k")).await.unwrap();
        assert_eq!(created.id, Some(JobId::from(7)));
        assert_eq!(created.is_tag_lost, is_lost, "{kept}");
    }
}
