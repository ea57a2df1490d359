//! A creation whose outcome is unknown: looked up, never sent again.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use common::{Reply, Seen, Service, ok, page, row};
use ncp_wsc::{CreateJob, CreatedJob, Error, ErrorKind, JobId, Reconcile};
use serde_json::{Value, json};
use tokio::time::Instant;

fn plain() -> CreateJob {
    CreateJob::new("https://shop.example.com")
}

fn tagged() -> CreateJob {
    plain()
        .with_memo("배포 후 점검")
        .with_reconcile(Reconcile::new())
}

fn accepted(resources: Value) -> Reply {
    ok(json!({"returnCode": "0", "resources": resources}))
}

fn rejected(status: u16, code: u64) -> Reply {
    Reply::Json(
        status,
        json!({"error": {"errorCode": code, "message": "x"}}),
    )
}

/// A job as lists show it.
fn job(id: u64, memo: &str) -> Value {
    let mut row = row(id, "cancel");
    row["memo"] = json!(memo);
    row["start_date"] = json!("2025-06-17 09:00:00");
    row
}

/// What a service with lists of its own does with memos.
#[derive(Clone, Copy)]
struct Lists {
    /// How the memo comes out again.
    mangle: fn(&str) -> String,
    /// Whether the search ignores case, as the comparison here does.
    search_finds: bool,
    /// From which second on the lists show the job.
    shown_from: u64,
    /// The other jobs in the lists.
    others: fn() -> Vec<Value>,
}

impl Default for Lists {
    fn default() -> Self {
        Self {
            mangle: str::to_owned,
            search_finds: true,
            shown_from: 0,
            others: || vec![job(99, "메모")],
        }
    }
}

/// Bills every creation as job 7, and then answers so.
fn billing(creation: impl Fn() -> Reply + Send + 'static, lists: Lists) -> Arc<Service> {
    let mut memo: Option<(String, Duration)> = None;
    Service::new(move |seen: &Seen| {
        if seen.is_creation() {
            let text = seen.body["Memo"].as_str().unwrap_or_default();
            memo = Some(((lists.mangle)(text), seen.after));
            return creation();
        }
        let is_search = seen.is_search();
        let mut rows = (lists.others)();
        if let Some((memo, created)) = &memo {
            let is_shown = seen.after >= *created + Duration::from_secs(lists.shown_from);
            if is_shown && (!is_search || lists.search_finds) {
                rows.push(job(7, memo));
            }
        }
        one_page(seen, rows)
    })
}

/// The rows on the first page, and none on those behind it.
fn one_page(seen: &Seen, rows: Vec<Value>) -> Reply {
    let is_first = if seen.is_search() {
        seen.body["page"] == 1
    } else {
        seen.query("page") == 1
    };
    let total = rows.len() as u64;
    ok(page(total, 20, if is_first { rows } else { vec![] }))
}

async fn create(service: &Arc<Service>, request: CreateJob) -> Result<CreatedJob, Error> {
    let created = service.client().create_job(&request).await;
    assert_eq!(service.count(Seen::is_creation), 1);
    created
}

#[tokio::test(start_paused = true)]
async fn a_lost_response_is_reconciled_by_a_search() {
    let service = billing(|| Reply::Broken, Lists::default());
    let created = create(&service, tagged()).await.unwrap();
    assert_eq!(created.id, Some(JobId::from(7)));
    assert!(created.is_reconciled && !created.joined);
    let tag = created.reconcile_tag.unwrap();
    assert!(tag.starts_with("kcs") && tag.len() == 16, "{tag}");
    let seen = service.seen();
    assert_eq!(seen[0].body["Memo"], format!("{tag} 배포 후 점검"));
    assert_eq!(seen[1].body["searchType"], "memo");
    assert_eq!(seen[1].body["searchKeyword"], tag);
}

#[tokio::test(start_paused = true)]
async fn every_ambiguous_end_is_reconciled() {
    let ends: [fn() -> Reply; 12] = [
        || Reply::Json(200, Value::from("<html>")),
        || rejected(504, 510),
        || rejected(504, 160_431),
        || rejected(500, 100),
        || rejected(503, 300),
        || rejected(502, 160_453),
        || rejected(409, 12),
        || Reply::Json(302, Value::Null),
        || Reply::Never,
        // An error beside what says that the job was created.
        || ok(json!({"returnCode": 0, "error": {"errorCode": "300", "message": "x"}})),
        || ok(json!({"returnCode": 200, "instanceNo": 7})),
        || ok(json!({"errorCode": "100", "message": "x", "resources": {"instanceNo": 7}})),
    ];
    for (number, end) in ends.into_iter().enumerate() {
        let service = billing(end, Lists::default());
        let created = create(&service, tagged()).await.unwrap();
        assert!(created.is_reconciled, "{number}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_vendors_error_under_a_status_of_a_rejection_is_one_whatever_its_code() {
    for (status, code) in [
        (400, 901),
        (400, 77),
        (401, 210),
        (403, 12),
        (404, 300),
        (413, 430),
        (429, 400),
        (200, 901),
        (200, 77),
    ] {
        let service = billing(move || rejected(status, code), Lists::default());
        let error = create(&service, tagged()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Rejected, "{status} {code}");
        assert!(!error.outcome_unknown(), "{status} {code}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_memo_that_the_service_changes_is_recognised() {
    let manglers: [fn(&str) -> String; 8] = [
        |memo| memo.chars().take(20).collect(),
        |memo| memo.chars().take(50).collect(),
        str::to_uppercase,
        |memo| memo.replace('-', "&#45;").replace(' ', "&#32;"),
        |memo| format!("  {memo}  "),
        |memo| memo.replace(' ', "%20"),
        |memo| format!("메모: {memo}"),
        |memo| memo.replace(' ', ""),
    ];
    for (number, mangle) in manglers.into_iter().enumerate() {
        // Without its spaces the tag and what follows are one word.
        let is_lost = number == 7;
        for search_finds in [true, false] {
            let lists = Lists {
                mangle,
                search_finds,
                ..Lists::default()
            };
            let service = billing(|| Reply::Broken, lists);
            let request = plain()
                .with_memo("deploy-build-1")
                .with_reconcile(Reconcile::with_idempotency_key("deploy-build-1"));
            let created = create(&service, request).await;
            assert_eq!(
                created.is_err(),
                is_lost,
                "{number} {search_finds}: {created:?}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_job_that_appears_late_or_on_a_later_page_is_found() {
    let late = Lists {
        shown_from: 15,
        ..Lists::default()
    };
    let service = billing(|| Reply::Broken, late);
    let started = Instant::now();
    assert!(create(&service, tagged()).await.unwrap().is_reconciled);
    assert!((15..20).contains(&started.elapsed().as_secs()));

    // A fuzzy search that has ours on page 3.
    let mut memo = String::new();
    let service = Service::new(move |seen: &Seen| {
        if seen.is_creation() {
            memo = seen.body["Memo"].as_str().unwrap().to_owned();
            return Reply::Broken;
        }
        let page_number = match seen.is_search() {
            true => seen.body["page"].as_u64().unwrap(),
            false => seen.query("page"),
        };
        let jobs: Vec<_> = match page_number {
            1..=2 => (0..20)
                .map(|id| job(page_number * 100 + id, "kcs"))
                .collect(),
            3 => vec![job(7, &memo)],
            _ => vec![],
        };
        ok(page(41, 20, jobs))
    });
    let created = create(&service, tagged()).await.unwrap();
    assert_eq!(created.id, Some(JobId::from(7)));
}

#[tokio::test(start_paused = true)]
async fn what_is_not_seen_stays_unknown_and_names_what_to_look_at() {
    let never = Lists {
        shown_from: u64::MAX / 2,
        ..Lists::default()
    };
    let service = billing(|| Reply::Broken, never);
    let started = Instant::now();
    let error = create(&service, tagged()).await.unwrap_err();
    assert!(error.outcome_unknown());
    let text = error.to_string();
    for told in [
        "not seen within 20 s",
        "jobs of this URL since the call: job 99 (2025-06-17",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(
        text.contains("begins with kcs") && !text.contains('\n'),
        "{text}"
    );
    let elapsed = started.elapsed();
    assert!((20..21).contains(&elapsed.as_secs()), "{elapsed:?}");

    // Jobs from before the call and of other URLs are not named.
    let unrelated = Lists {
        others: || {
            let mut earlier = job(98, "메모");
            earlier["start_date"] = json!("2025-06-17 08:00:00");
            let mut elsewhere = job(97, "메모");
            elsewhere["start_url"] = json!("https://www.example.com");
            vec![earlier, elsewhere]
        },
        ..never
    };
    let service = billing(|| Reply::Broken, unrelated);
    let text = create(&service, tagged()).await.unwrap_err().to_string();
    assert!(
        text.contains("no job of this URL was listed that started since"),
        "{text}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_time_can_be_set() {
    let lists = Lists {
        shown_from: 60,
        ..Lists::default()
    };
    let service = billing(|| Reply::Broken, lists);
    let reconcile = Reconcile::new().with_timeout(Duration::from_millis(1_500));
    let request = plain().with_reconcile(reconcile);
    let error = create(&service, request).await.unwrap_err();
    assert!(error.to_string().contains("within 1.5 s"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn searches_that_fail_or_hang_do_not_end_the_look_up() {
    let failures: [fn() -> Reply; 6] = [
        || Reply::Never,
        || Reply::Broken,
        || Reply::Json(503, Value::Null),
        || rejected(401, 210),
        || rejected(500, 900),
        || Reply::Json(200, json!({"hello": "world"})),
    ];
    for (number, failure) in failures.into_iter().enumerate() {
        // The search alone, for good; both for a while; both for good.
        for (lists_fail, until, is_found) in [
            (false, u64::MAX, true),
            (true, 12, true),
            (true, u64::MAX, false),
        ] {
            let memo = Mutex::new(String::new());
            let service = Service::new(move |seen: &Seen| {
                if seen.is_creation() {
                    *memo.lock().unwrap() = seen.body["Memo"].as_str().unwrap().to_owned();
                    return Reply::Broken;
                }
                if (seen.is_search() || lists_fail) && seen.after.as_secs() < until {
                    return failure();
                }
                one_page(seen, vec![job(7, &memo.lock().unwrap())])
            });
            let started = Instant::now();
            let outcome = create(&service, tagged()).await;
            assert_eq!(outcome.is_ok(), is_found, "{number} {until}: {outcome:?}");
            if let Err(error) = outcome {
                assert!(error.outcome_unknown());
                let text = error.to_string();
                for told in [
                    "not seen within 20 s",
                    "could not be listed",
                    "begins with kcs",
                ] {
                    assert!(text.contains(told), "{told}: {text}");
                }
            }
            assert!(
                started.elapsed() < Duration::from_secs(21),
                "{:?}",
                started.elapsed()
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn one_broken_record_does_not_hide_the_job() {
    let lists = Lists {
        others: || {
            vec![
                json!({"memo": 12}),
                json!([]),
                json!({"instanceNo": 98, "memo": {}}),
            ]
        },
        ..Lists::default()
    };
    let service = billing(|| Reply::Broken, lists);
    assert!(create(&service, tagged()).await.unwrap().is_reconciled);
}

#[tokio::test(start_paused = true)]
async fn a_success_without_a_named_id_is_looked_up_and_stays_a_success() {
    // A bare number may be a count of rows.
    for resources in [json!(null), json!(1), json!("1"), json!([1])] {
        let answer = resources.clone();
        let lists = Lists {
            others: || vec![job(1, "메모")],
            ..Lists::default()
        };
        let service = billing(move || accepted(answer.clone()), lists);
        let created = create(&service, tagged()).await.unwrap();
        assert_eq!(created.id, Some(JobId::from(7)), "{resources}");
        assert!(created.is_reconciled);

        let answer = resources.clone();
        let never = Lists {
            shown_from: u64::MAX / 2,
            ..lists
        };
        let service = billing(move || accepted(answer.clone()), never);
        let created = create(&service, tagged()).await.unwrap();
        assert_eq!((&created.id, created.is_reconciled), (&None, false));
        let tag = created.reconcile_tag.unwrap();
        assert_eq!(service.client().find_job_by_tag(&tag).await.unwrap(), None);
    }
}

#[tokio::test(start_paused = true)]
async fn the_id_of_a_job_with_another_memo_or_url_is_not_ours() {
    let foreign: [fn() -> Vec<Value>; 3] = [
        || vec![job(3, "메모")],
        || vec![job(3, "kcs0000000000000")],
        || {
            let mut job = job(3, "");
            job["start_url"] = json!("https://www.example.com");
            vec![job]
        },
    ];
    for others in foreign {
        let lists = Lists {
            others,
            ..Lists::default()
        };
        let service = billing(|| accepted(json!({"instanceNo": 3})), lists);
        let created = create(&service, tagged()).await.unwrap();
        assert_eq!(created.id, Some(JobId::from(7)));
        assert!(created.is_reconciled);

        let lists = Lists {
            shown_from: 60,
            ..lists
        };
        let service = billing(|| accepted(json!({"instanceNo": 3})), lists);
        let created = create(&service, tagged()).await.unwrap();
        assert_eq!(created.id, None);
    }
    // A list without memos, or that does not show the job yet, is no reason to doubt.
    for others in [|| vec![job(3, "")], Vec::new] as [fn() -> Vec<Value>; 2] {
        let lists = Lists {
            others,
            shown_from: 60,
            ..Lists::default()
        };
        let service = billing(|| accepted(json!({"instanceNo": 3})), lists);
        let created = create(&service, tagged()).await.unwrap();
        assert_eq!(created.id, Some(JobId::from(3)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_certain_end_is_checked_at_most_once() {
    let service = billing(|| accepted(json!({"instanceNo": 7})), Lists::default());
    let created = create(&service, tagged()).await.unwrap();
    assert!(!created.is_reconciled && created.duplicates.is_empty());
    assert!(service.count(|seen| !seen.is_creation()) <= 2);
    // Nor does a search that hangs hold it up.
    let service = Service::new(|seen| {
        if seen.is_creation() {
            accepted(json!({"instanceNo": 7}))
        } else {
            Reply::Never
        }
    });
    let started = Instant::now();
    assert!(create(&service, tagged()).await.unwrap().id.is_some());
    assert!(
        started.elapsed() < Duration::from_secs(11),
        "{:?}",
        started.elapsed()
    );

    for end in [|| rejected(400, 160_451), || Reply::NotReached] as [fn() -> Reply; 2] {
        let service = billing(end, Lists::default());
        let error = service.client().create_job(&tagged()).await.unwrap_err();
        assert!(!error.outcome_unknown());
        assert_eq!(service.count(Seen::is_search), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn already_exists_may_be_ours() {
    // A proxy sends a request that timed out on to the next server: the first bills.
    for code in [160_453, 160_454] {
        for shown_from in [0, 15] {
            let lists = Lists {
                shown_from,
                ..Lists::default()
            };
            let lists = Lists {
                others: || vec![],
                ..lists
            };
            let service = billing(move || rejected(400, code), lists);
            let created = create(&service, tagged()).await.unwrap();
            assert_eq!(created.id, Some(JobId::from(7)));
            assert!(created.is_reconciled);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn already_exists_stays_a_rejection_where_anothers_job_explains_it() {
    let lists = Lists {
        shown_from: u64::MAX / 2,
        ..Lists::default()
    };
    let service = billing(|| rejected(400, 160_453), lists);
    let started = Instant::now();
    let error = create(&service, tagged()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    assert!(!error.outcome_unknown());
    assert!(started.elapsed() < Duration::from_secs(1));
    // Nothing explains it: it is looked for to the end.
    type Others = fn() -> Vec<Value>;
    let others: [(Others, bool); 3] = [
        (Vec::new, false),
        // One that was created since the call and shows no memo may be ours.
        (|| vec![job(99, "")], true),
        // One from before the call explains it.
        (
            || {
                let mut earlier = job(99, "");
                earlier["start_date"] = json!("2025-06-16 09:00:00");
                vec![earlier]
            },
            false,
        ),
    ];
    for (others, is_unknown) in others {
        let lists = Lists { others, ..lists };
        let service = billing(|| rejected(400, 160_453), lists);
        let error = create(&service, tagged()).await.unwrap_err();
        assert_eq!(error.outcome_unknown(), is_unknown, "{error}");
    }
    // Nobody can say: neither list nor search can be read.
    let service = Service::new(|seen| match seen.is_creation() {
        true => rejected(400, 160_453),
        false => rejected(500, 900),
    });
    let error = create(&service, tagged()).await.unwrap_err();
    assert!(error.outcome_unknown(), "{error}");
}

#[tokio::test(start_paused = true)]
async fn several_jobs_of_one_tag_are_all_named() {
    let mut memo = String::new();
    let service = Service::new(move |seen: &Seen| {
        if seen.is_creation() {
            memo = seen.body["Memo"].as_str().unwrap().to_owned();
            return Reply::Broken;
        }
        one_page(seen, vec![job(7, &memo), job(8, &memo)])
    });
    let error = create(&service, tagged()).await.unwrap_err();
    assert!(error.outcome_unknown());
    let text = error.to_string();
    assert!(
        text.contains("several jobs") && text.contains("job 7") && text.contains("job 8"),
        "{text}"
    );
}

#[tokio::test(start_paused = true)]
async fn without_reconcile_the_memo_is_the_callers_and_nothing_is_searched() {
    let service = billing(|| Reply::Broken, Lists::default());
    let error = create(&service, plain().with_memo("메모"))
        .await
        .unwrap_err();
    assert!(error.outcome_unknown());
    let seen = service.seen();
    assert_eq!(
        (seen.len(), &seen[0].body["Memo"]),
        (1, &Value::from("메모"))
    );
}

#[tokio::test(start_paused = true)]
async fn a_known_tag_outlives_a_dropped_call_and_serves_once() {
    let service = billing(|| Reply::Never, Lists::default());
    let client = service.client();
    let reconcile = Reconcile::with_known_tag();
    let tag = reconcile.tag().unwrap().to_owned();
    let request = plain().with_reconcile(reconcile);
    let creating = client.create_job(&request);
    let dropped = tokio::time::timeout(Duration::from_secs(1), creating).await;
    assert!(dropped.is_err());
    let found = client.find_job_by_tag(&tag).await.unwrap();
    assert_eq!(found.unwrap().id, JobId::from(7));

    let again = client.create_job(&request).await.unwrap_err();
    assert_eq!(again.field(), Some("Memo"));
    assert!(again.to_string().contains("used already"), "{again}");
    assert_eq!(service.count(Seen::is_creation), 1);
}

/// Shows an hour less each time that it is read.
#[derive(Debug)]
struct Backwards(Mutex<Duration>);

impl ncp_wsc::testing::Clock for Backwards {
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
    let service = billing(|| Reply::Broken, Lists::default());
    let start = Duration::from_secs(1_000_000_000);
    let mut runtime = test_support::virtual_runtime(SystemTime::UNIX_EPOCH + common::START);
    runtime.clock = Arc::new(Backwards(Mutex::new(start)));
    let options = ncp_wsc::ClientOptions::new().with_runtime(runtime);
    let client = service.client_with(options);
    let created = client.create_job(&tagged()).await.unwrap();
    assert!(created.is_reconciled);
}

#[tokio::test(start_paused = true)]
async fn the_same_request_sent_twice_gets_two_tags() {
    let service = billing(|| Reply::Broken, Lists::default());
    let (client, request) = (service.client(), tagged());
    let first = client.create_job(&request).await.unwrap();
    let second = client.create_job(&request).await.unwrap();
    assert_ne!(first.reconcile_tag, second.reconcile_tag);
}
