//! Web Security Checker over a real socket.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use std::time::Duration;

use common::{NOON, create, hmac, noon, scan_of, wsc};
use korea_cloud_security_emulator::{Emulator, EmulatorBuilder, Fault, Operation};
use serde_json::{Value, json};

const SITE: &str = "https://shop.example.com";

fn builder() -> EmulatorBuilder {
    Emulator::builder().clock(noon()).past_jobs(0)
}

async fn code(emulator: &Emulator, method: &'static str, target: &str, body: &str) -> i64 {
    let body = wsc(emulator, method, target, body)
        .ok(emulator)
        .await
        .json();
    let code = &body["error"]["errorCode"];
    code.as_i64()
        .or_else(|| code.as_str()?.parse().ok())
        .unwrap_or_default()
}

async fn only_job(emulator: &Emulator) -> Value {
    let list = wsc(emulator, "GET", "/api/v1/jobs?limit=10&page=1", "")
        .ok(emulator)
        .await
        .json();
    assert_eq!(list["total_cnt"], 1);
    list["record_data"][0].clone()
}

#[tokio::test(start_paused = true)]
async fn a_job_goes_from_waiting_to_its_report() {
    let emulator = builder().start().await.unwrap();
    let created = create(&emulator, SITE).ok(&emulator).await.json();
    assert_eq!(created["returnCode"], "0");
    let number = created["resources"]["instanceNo"].as_u64().unwrap();
    let mut seen = Vec::new();
    let mut last = -1;
    for _ in 0..50 {
        let job = only_job(&emulator).await;
        assert_eq!(job["instanceNo"], number);
        let progress = job["progress"].as_i64().unwrap();
        assert!(
            progress >= last && progress <= 100,
            "{progress} after {last}"
        );
        last = progress;
        let step = (job["status"].clone(), job["result_button"].clone());
        if seen.last() != Some(&step) {
            seen.push(step);
        }
        emulator.clock().advance(Duration::from_millis(100));
    }
    let steps: Vec<_> = seen
        .iter()
        .map(|(_, button)| button.as_str().unwrap())
        .collect();
    assert_eq!(
        steps,
        [
            "cancel",
            "terminate",
            "terminate",
            "terminate",
            "terminate",
            "report"
        ]
    );
    assert_eq!(seen[0].0, "Pending");

    let target = format!("/api/v1/jobs/{number}/report");
    let report = wsc(&emulator, "GET", &target, "")
        .ok(&emulator)
        .await
        .json();
    assert_eq!(report["Memo"], "점검 memo-1");
    let levels = &report["Classify_byRisk_Level"];
    let count = |name: &str| levels[name].as_u64().unwrap();
    assert_eq!(
        count("Total"),
        count("High") + count("Medium") + count("Low")
    );
    let times = report["Scan_Time"].as_str().unwrap();
    assert_eq!(times.len(), 39, "{times}");
    assert!(times.starts_with("2025/06/18 12:00:0"), "{times}");

    emulator.clock().advance(Duration::from_secs(366 * 86_400));
    assert_eq!(only_job(&emulator).await["result_button"], "expired");
    assert_eq!(code(&emulator, "GET", &target, "").await, 160_701);
}

#[tokio::test(start_paused = true)]
async fn a_job_lives_by_the_runtimes_clock() {
    let emulator = builder().start().await.unwrap();
    create(&emulator, SITE).ok(&emulator).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(only_job(&emulator).await["result_button"], "terminate");
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(only_job(&emulator).await["result_button"], "report");
}

#[tokio::test(start_paused = true)]
async fn what_was_found_stays_as_it_was_when_a_job_is_cancelled_or_stopped() {
    let emulator = builder().start().await.unwrap();
    let found = async || {
        let body = json!({
            "searchType": "", "searchKeyword": "", "statusCode": null, "limit": 1, "page": 1
        });
        let list = wsc(&emulator, "POST", "/api/v1/jobs/search", &body.to_string());
        let newest = list.ok(&emulator).await.json()["record_data"][0].clone();
        (newest["crawl_cnt"].clone(), newest["scan_cnt"].clone())
    };
    let created = async || {
        let created = create(&emulator, SITE).ok(&emulator).await.json();
        created["resources"]["instanceNo"].as_u64().unwrap()
    };
    let change = async |number: u64, how: &str| {
        let target = format!("/api/v1/jobs/{number}/{how}");
        assert_eq!(code(&emulator, "PATCH", &target, "").await, 0);
    };
    let cancelled = created().await;
    change(cancelled, "cancel").await;
    emulator.clock().advance(Duration::from_secs(60));
    assert_eq!(found().await, (json!(0), json!(0)));

    // Early and late: while URLs are collected, and while they are scanned.
    for milliseconds in [1_400, 3_500] {
        let stopped = created().await;
        emulator
            .clock()
            .advance(Duration::from_millis(milliseconds));
        let before = found().await;
        assert_ne!(before.0, json!(0), "{milliseconds}");
        change(stopped, "stop").await;
        assert_eq!(found().await, before, "stopping after {milliseconds} ms");
        emulator.clock().advance(Duration::from_secs(60));
        assert_eq!(found().await, before, "stopped after {milliseconds} ms");
    }
}

#[tokio::test(start_paused = true)]
async fn a_collection_that_failed_has_scanned_nothing() {
    let emulator = builder().start().await.unwrap();
    let site = "https://fail-collect.example.com";
    create(&emulator, site).ok(&emulator).await;
    emulator.clock().advance(Duration::from_secs(60));
    let job = only_job(&emulator).await;
    assert_ne!(job["crawl_cnt"], 0);
    assert_eq!(job["scan_cnt"], 0);
}

#[tokio::test(start_paused = true)]
async fn jobs_are_cancelled_before_their_start_and_stopped_after_it() {
    let emulator = builder().start().await.unwrap();
    let first = create(&emulator, SITE).ok(&emulator).await.json();
    let first = first["resources"]["instanceNo"].as_u64().unwrap();
    let cancel = format!("/api/v1/jobs/{first}/cancel");
    let stop = format!("/api/v1/jobs/{first}/stop");
    assert_eq!(code(&emulator, "PATCH", &stop, "").await, 160_842);
    let answer = wsc(&emulator, "PATCH", &cancel, "")
        .ok(&emulator)
        .await
        .json();
    assert_eq!(
        answer,
        json!({
            "returnCode": "0",
            "returnDesc": "Request Success",
            "returnMessage": "Success",
            "resources": null
        })
    );
    assert_eq!(code(&emulator, "PATCH", &cancel, "").await, 160_842);
    assert_eq!(only_job(&emulator).await["result_button"], "cause");

    // A cancelled job no longer stands in the way of another one.
    let second = create(&emulator, SITE).ok(&emulator).await.json();
    let second = second["resources"]["instanceNo"].as_u64().unwrap();
    assert_eq!(second, first + 1);
    emulator.clock().advance(Duration::from_secs(1));
    assert_eq!(
        code(
            &emulator,
            "PATCH",
            &format!("/api/v1/jobs/{second}/cancel"),
            ""
        )
        .await,
        160_842
    );
    assert_eq!(
        code(
            &emulator,
            "PATCH",
            &format!("/api/v1/jobs/{second}/stop"),
            ""
        )
        .await,
        0
    );
    let search = |status: i64| {
        let body = json!({
            "searchType": "", "searchKeyword": "", "statusCode": status, "limit": 10, "page": 1
        });
        wsc(&emulator, "POST", "/api/v1/jobs/search", &body.to_string())
    };
    assert_eq!(search(92).ok(&emulator).await.json()["total_cnt"], 1);
    emulator.clock().advance(Duration::from_secs(1));
    assert_eq!(search(93).ok(&emulator).await.json()["total_cnt"], 1);
    assert_eq!(search(91).ok(&emulator).await.json()["total_cnt"], 1);
    assert_eq!(
        code(&emulator, "PATCH", "/api/v1/jobs/1/stop", "").await,
        901
    );
    assert_eq!(
        code(&emulator, "PATCH", "/api/v1/jobs/x/cancel", "").await,
        901
    );
    assert_eq!(emulator.log().executed(Operation::CancelJob), 1);
    assert_eq!(emulator.log().executed(Operation::StopJob), 1);
}

#[tokio::test(start_paused = true)]
async fn what_is_billed_stands_in_the_log() {
    let emulator = builder().start().await.unwrap();
    create(&emulator, "https://user:SECRET@shop.example.com/a")
        .ok(&emulator)
        .await;
    let twice = create(&emulator, "https://user:SECRET@shop.example.com/a/")
        .ok(&emulator)
        .await;
    assert_eq!(
        (twice.status, &twice.json()["error"]["errorCode"]),
        (400, &json!(160_453))
    );
    let scans = emulator.log().scans();
    assert_eq!(scans.len(), 1);
    assert_eq!(scans[0].start_url, "https://shop.example.com/a");
    assert_eq!(scans[0].memo, "점검 memo-1");
    assert_eq!(emulator.log().totals().scans_billed, 1);
    assert_eq!(emulator.log().reached(Operation::CreateJob), 2);
}

#[tokio::test(start_paused = true)]
async fn the_body_of_a_creation_is_checked() {
    let emulator = builder().start().await.unwrap();
    let good: Value = serde_json::from_str(&scan_of(SITE)).unwrap();
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body.to_string()
    };
    for (body, expected) in [
        ("not JSON".to_owned(), 160_431),
        ("[]".to_owned(), 160_431),
        (with("StartUrl", Value::Null), 160_432),
        (with("StartUrl", json!("")), 160_432),
        (with("StartUrl", json!(7)), 160_431),
        (with("StartUrl", json!("ftp://shop.example.com")), 160_331),
        (with("StartUrl", json!("https://shop.invalid")), 160_451),
        (with("ExcludeUrl", json!("https://x")), 160_431),
        (with("ExcludeUrl", json!(["x"])), 160_431),
        (with("Headers", json!({ "Cookie": 1 })), 160_431),
        (with("VulnItems", Value::Null), 160_432),
        (with("VulnItems", json!([])), 160_432),
        (with("VulnItems", json!([1])), 160_431),
        (with("UserAgent", json!("Lynx")), 160_433),
        (with("Speed", json!("4")), 160_433),
        (with("Speed", json!(1)), 160_431),
        (with("Memo", json!(1)), 160_431),
        (with("MasterInstanceNo", json!(10_001)), 160_431),
        (with("MasterInstanceNo", json!("10001")), 160_455),
    ] {
        assert_eq!(
            code(&emulator, "PUT", "/api/v1/job", &body).await,
            expected,
            "{body}"
        );
    }
    assert!(emulator.log().scans().is_empty());
    assert_eq!(
        code(&emulator, "PUT", "/api/v1/job", &good.to_string()).await,
        0
    );
}

#[tokio::test(start_paused = true)]
async fn a_scan_is_repeated_three_times_and_no_more() {
    let emulator = builder().start().await.unwrap();
    create(&emulator, SITE).ok(&emulator).await;
    let mut body: Value = serde_json::from_str(&scan_of(SITE)).unwrap();
    body["MasterInstanceNo"] = json!("10001");
    let body = body.to_string();
    let again = async || code(&emulator, "PUT", "/api/v1/job", &body).await;
    assert_eq!(again().await, 160_453);
    for expected in [0, 0, 0, 160_455] {
        emulator.clock().advance(Duration::from_secs(60));
        assert_eq!(again().await, expected);
    }
    // The sixty days count from the end of the first diagnosis, and not back from now.
    emulator.clock().advance(Duration::from_secs(61 * 86_400));
    assert_eq!(again().await, 160_455);
    assert_eq!(
        emulator.log().scans()[1].rescan_of.as_deref(),
        Some("10001")
    );
}

#[tokio::test(start_paused = true)]
async fn lists_are_paged_and_searched() {
    let emulator = Emulator::builder()
        .clock(noon())
        .past_jobs(237)
        .start()
        .await
        .unwrap();
    let list = async |page: u64| {
        let target = format!("/api/v1/jobs?limit=10&page={page}");
        wsc(&emulator, "GET", &target, "")
            .ok(&emulator)
            .await
            .json()
    };
    let middle = list(15).await;
    assert_eq!(middle["total_cnt"], 237);
    assert_eq!(middle["total_page_cnt"], 24);
    assert_eq!(
        (&middle["current_start_page"], &middle["current_end_page"]),
        (&json!(11), &json!(20))
    );
    assert_eq!(list(24).await["record_data"].as_array().unwrap().len(), 7);
    assert_eq!(list(24).await["current_end_page"], 24);
    assert_eq!(list(25).await["record_data"], json!([]));
    assert_eq!(list(24).await["record_data"][6]["result_button"], "expired");

    create(&emulator, "https://new.example.org")
        .ok(&emulator)
        .await;
    assert_eq!(
        list(1).await["record_data"][0]["start_url"],
        "https://new.example.org"
    );
    let search = async |kind: &str, keyword: &str, status: Value| {
        let body = json!({
            "searchType": kind, "searchKeyword": keyword, "statusCode": status,
            "limit": 100, "page": 1
        });
        wsc(&emulator, "POST", "/api/v1/jobs/search", &body.to_string())
            .ok(&emulator)
            .await
            .json()
    };
    assert_eq!(search("memo", "memo-1", Value::Null).await["total_cnt"], 1);
    assert_eq!(
        search("url", "new.example.org", json!(12)).await["total_cnt"],
        1
    );
    assert_eq!(
        search("url", "new.example.org", json!(4)).await["total_cnt"],
        0
    );
    assert_eq!(search("", "", Value::Null).await["total_cnt"], 238);
    let done = search("", "", json!(4)).await["total_cnt"]
        .as_u64()
        .unwrap();
    assert!((100..238).contains(&done), "{done}");
    assert_eq!(
        search("title", "", Value::Null).await["error"]["errorCode"],
        160_433
    );
    assert_eq!(
        search("", "", json!(6)).await["error"]["errorCode"],
        160_433
    );

    let jobs =
        async |query: &str| code(&emulator, "GET", &format!("/api/v1/jobs?{query}"), "").await;
    assert_eq!(jobs("limit=10").await, 160_432);
    assert_eq!(jobs("limit=0&page=1").await, 160_431);
    assert_eq!(jobs("limit=10&page=0").await, 160_431);
    assert_eq!(jobs("limit=ten&page=1").await, 160_431);
    let short = json!({ "searchType": "", "searchKeyword": "", "limit": 10, "page": 1 });
    let missing = code(&emulator, "POST", "/api/v1/jobs/search", &short.to_string()).await;
    assert_eq!(missing, 160_432);
}

#[tokio::test(start_paused = true)]
async fn signatures_are_checked_over_the_raw_request_line() {
    let emulator = builder().start().await.unwrap();
    let keys = emulator.credentials();
    let target = "/api/v1/jobs?limit=10&page=1&memo=%ED%95%9C%ea%b8%80~%7E";
    let good = wsc(&emulator, "GET", target, "");
    assert_eq!(good.ok(&emulator).await.status, 200);

    let mut other_case = good.clone();
    other_case.target = target.replace("%ea", "%EA");
    let other_key = good.clone().signed(&emulator.account(1).unwrap(), NOON);
    let early = good.clone().signed(&keys, NOON - 300_001 - 60_000);
    let late = good.clone().signed(&keys, NOON + 300_001 + 60_000);
    for (ask, status, code, note) in [
        (other_case, 401, "200", "expected the signature of"),
        (
            other_key.header("x-ncp-iam-access-key", &keys.ncp_access_key),
            401,
            "200",
            "expected",
        ),
        (early, 401, "200", "behind the gateway's clock"),
        (late, 401, "200", "ahead of the gateway's clock"),
        (
            good.clone().without("x-ncp-apigw-timestamp"),
            401,
            "200",
            "missing",
        ),
        (
            good.clone().without("x-ncp-iam-access-key"),
            401,
            "200",
            "missing",
        ),
        (
            good.clone().without("x-ncp-apigw-signature-v2"),
            401,
            "200",
            "missing",
        ),
        (
            good.clone().header("x-ncp-iam-access-key", "nobody"),
            401,
            "200",
            "access key",
        ),
        (
            good.clone().header("x-ncp-apigw-timestamp", "1e12"),
            401,
            "200",
            "timestamp",
        ),
        (
            good.clone().without("content-type"),
            400,
            "100",
            "Content-Type",
        ),
    ] {
        let reply = ask.ok(&emulator).await;
        let body = reply.json();
        assert_eq!(
            (reply.status, body["error"]["errorCode"].as_str()),
            (status, Some(code))
        );
        let record = emulator.log().requests().pop().unwrap();
        assert!(record.note.unwrap().contains(note), "{note}");
        assert!(!record.executed);
    }
    let near = good.signed(&keys, NOON - 290_000);
    assert_eq!(near.ok(&emulator).await.status, 200);
    assert_eq!(code(&emulator, "GET", "/api/v1/jobs/report", "").await, 300);
    assert_eq!(code(&emulator, "PATCH", "/api/v1/jobs", "").await, 300);
}

#[tokio::test(start_paused = true)]
async fn a_refused_signature_is_explained_without_the_key() {
    let emulator = builder().start().await.unwrap();
    let target = "/api/v1/jobs?limit=10&page=1";
    let ask = wsc(&emulator, "GET", target, "");
    ask.header("x-ncp-apigw-signature-v2", hmac(b"wrong", b"text"))
        .ok(&emulator)
        .await;
    let note = emulator.log().requests().pop().unwrap().note.unwrap();
    assert!(
        note.contains(r"GET /api/v1/jobs?limit=10&page=1\n"),
        "{note}"
    );
    assert!(note.contains("TEST-NCP-ACCESS-KEY-1"), "{note}");
    assert!(!note.contains("test-secret"), "{note}");
}

#[tokio::test(start_paused = true)]
async fn the_open_questions_can_be_answered_either_way() {
    let emulator = builder()
        .fault(Fault::set("/resources", ()))
        .service_errors_as_200(true)
        .running_jobs_limit(1)
        .start()
        .await
        .unwrap();
    assert_eq!(
        create(&emulator, SITE).ok(&emulator).await.json()["resources"],
        Value::Null
    );
    let refused = create(&emulator, "https://other.example.com")
        .ok(&emulator)
        .await;
    assert_eq!(
        (refused.status, &refused.json()["error"]["errorCode"]),
        (200, &json!(160_454))
    );
}

#[tokio::test(start_paused = true)]
async fn some_sites_make_a_scan_fail() {
    let emulator = builder().start().await.unwrap();
    create(&emulator, "https://fail-scan.example.com")
        .ok(&emulator)
        .await;
    create(&emulator, "https://fail-collect.example.com")
        .ok(&emulator)
        .await;
    emulator.clock().advance(Duration::from_secs(60));
    let list = wsc(&emulator, "GET", "/api/v1/jobs?limit=10&page=1", "")
        .ok(&emulator)
        .await
        .json();
    let status = |place: usize| list["record_data"][place]["status"].clone();
    assert_eq!(
        (status(0), status(1)),
        (json!("URL Collection Failed"), json!("Scan Failed"))
    );
    assert_eq!(list["record_data"][0]["result_button"], "cause");
    assert_eq!(
        code(&emulator, "GET", "/api/v1/jobs/10001/report", "").await,
        901
    );
}

#[tokio::test(start_paused = true)]
async fn buttons_can_name_how_a_job_was_ended() {
    for (states, buttons) in [(false, ["cause"; 2]), (true, ["cancel", "terminate"])] {
        let emulator = builder().buttons_are_states(states).start().await.unwrap();
        create(&emulator, SITE).ok(&emulator).await;
        let path = "/api/v1/jobs/10001/cancel";
        assert_eq!(code(&emulator, "PATCH", path, "").await, 0);
        create(&emulator, SITE).ok(&emulator).await;
        emulator.clock().advance(Duration::from_secs(1));
        let path = "/api/v1/jobs/10002/stop";
        assert_eq!(code(&emulator, "PATCH", path, "").await, 0);
        emulator.clock().advance(Duration::from_secs(1));
        let list = wsc(&emulator, "GET", "/api/v1/jobs?limit=2&page=1", "");
        let list = list.ok(&emulator).await.json();
        for (row, button) in [(1, buttons[0]), (0, buttons[1])] {
            let row = &list["record_data"][row];
            assert_eq!(row["result_button"], button);
            assert_ne!(row["end_date"], "");
        }
    }
}
