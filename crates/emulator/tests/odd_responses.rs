//! Faults that leave the transport whole and make a response, a list or a job odd.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::time::Duration;

use common::{DAY_QUERY, create, noon, scan_of, summary, token, wsc};
use korea_cloud_security_emulator::{
    BodyEncoding, Change, Emulator, Envelope, Fault, FaultRule, MemoChange, Operation, RetryAfter,
};
use serde_json::{Value, json};

async fn started() -> Emulator {
    let builder = Emulator::builder().clock(noon()).servers(20).past_jobs(24);
    builder.start().await.unwrap()
}

/// The summary of one day, 20 inspections, and a page of it.
async fn page(emulator: &Emulator, token: &str, page: u64, limit: u64) -> Value {
    let query = format!("{DAY_QUERY}&page={page}&limit={limit}");
    let ask = summary(&emulator.credentials(), token, &query);
    ask.ok(emulator).await.json()
}

fn numbers(list: &Value) -> Vec<i64> {
    let rows = list["results"].as_array().unwrap();
    rows.iter()
        .map(|row| row["usageStasNo"].as_i64().unwrap())
        .collect()
}

async fn jobs(emulator: &Emulator, page: u64, limit: u64) -> Value {
    let target = format!("/api/v1/jobs?limit={limit}&page={page}");
    wsc(emulator, "GET", &target, "").ok(emulator).await.json()
}

async fn search_memo(emulator: &Emulator, keyword: &str, page: u64) -> Value {
    let body = json!({
        "searchType": "memo", "searchKeyword": keyword, "statusCode": null, "limit": 10, "page": page
    });
    let ask = wsc(emulator, "POST", "/api/v1/jobs/search", &body.to_string());
    ask.ok(emulator).await.json()
}

#[tokio::test(start_paused = true)]
async fn a_rewrite_concerns_the_page_that_it_names() {
    let emulator = started().await;
    let token = token(&emulator).await;
    emulator.faults().add(
        FaultRule::new(Fault::rewrite("/results", Change::Keep(2)))
            .on(Operation::Summary)
            .when("page", 2),
    );
    emulator.faults().add(Fault::set("/page/totalCount", 5));
    let first = page(&emulator, &token, 1, 8).await;
    let second = page(&emulator, &token, 2, 8).await;
    assert_eq!((numbers(&first).len(), numbers(&second).len()), (8, 2));
    assert_eq!(first["page"]["totalCount"], 5);

    emulator.faults().add(
        FaultRule::new(Fault::set("/record_data", json!([])))
            .on(Operation::SearchJobs)
            .when("page", 2),
    );
    assert_eq!(
        search_memo(&emulator, "", 1).await["record_data"]
            .as_array()
            .unwrap()
            .len(),
        10
    );
    assert_eq!(
        search_memo(&emulator, "", 2).await["record_data"],
        json!([])
    );
}

#[tokio::test(start_paused = true)]
async fn bytes_that_are_no_text_stand_in_a_text() {
    let emulator = started().await;
    let token = token(&emulator).await;
    // The Korean word for server in CP949.
    let cp949 = Fault::set_raw(
        "/results/0/instanceName",
        b"\"\xbc\xad\xb9\xf6\"".as_slice(),
    );
    emulator.faults().add(FaultRule::new(cp949).times(1));
    let ask = summary(&emulator.credentials(), &token, DAY_QUERY);
    let body = ask.ok(&emulator).await.body;
    assert!(body.windows(6).any(|part| part == b"\"\xbc\xad\xb9\xf6\""));

    let half = Fault::set_raw("instanceName", r#""\ud83d""#);
    emulator.faults().add(FaultRule::new(half).times(1));
    let body = ask.ok(&emulator).await.body;
    let text = String::from_utf8(body).unwrap();
    assert_eq!(text.matches(r#""instanceName":"\ud83d""#).count(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_body_comes_in_other_encodings() {
    let emulator = started().await;
    for (encoding, start) in [
        (BodyEncoding::Utf8Bom, b"\xef\xbb\xbf{".as_slice()),
        (BodyEncoding::Utf16Le, b"\xff\xfe{\0".as_slice()),
        (BodyEncoding::Utf16Be, b"\xfe\xff\0{".as_slice()),
        (BodyEncoding::Utf32Le, b"{\0\0\0".as_slice()),
    ] {
        let rule = FaultRule::new(Fault::Encoded { encoding });
        emulator.faults().add(rule.times(1));
        let ask = wsc(&emulator, "GET", "/api/v1/jobs?limit=1&page=1", "");
        let body = ask.ok(&emulator).await.body;
        assert!(body.starts_with(start), "{encoding:?}: {body:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_size_is_capped_whatever_is_asked() {
    let emulator = started().await;
    let token = token(&emulator).await;
    emulator.faults().add(Fault::PageSizeCap { rows: 3 });
    let first = numbers(&page(&emulator, &token, 1, 1_000).await);
    let second = numbers(&page(&emulator, &token, 2, 1_000).await);
    assert_eq!((first.len(), second.len()), (3, 3));
    assert_eq!(first[2] - 1, second[0]);
    let jobs = jobs(&emulator, 8, 1_000).await;
    assert_eq!(jobs["record_data"].as_array().unwrap().len(), 3);
    assert_eq!(jobs["total_page_cnt"], 8);
}

#[tokio::test(start_paused = true)]
async fn rows_come_in_any_order_arrive_and_vanish() {
    let emulator = started().await;
    let token = token(&emulator).await;
    let faults = emulator.faults();
    let all = numbers(&page(&emulator, &token, 1, 20).await);

    faults.add(Fault::Shuffled);
    let one = numbers(&page(&emulator, &token, 1, 20).await);
    let other = numbers(&page(&emulator, &token, 1, 20).await);
    assert_ne!(one, other);
    let mut sorted = one;
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(sorted, all);
    faults.clear().unwrap();

    faults.add(Fault::RowsArrive {
        missing: 5,
        each: 3,
    });
    for there in [15, 18, 20, 20] {
        let list = page(&emulator, &token, 1, 20).await;
        assert_eq!(numbers(&list), all[20 - there..]);
        assert_eq!(list["page"]["totalCount"], there);
    }
    faults.clear().unwrap();

    faults.add(Fault::RowsVanish {
        each: 6,
        keep_total: true,
    });
    for there in [20, 14, 8, 2, 0] {
        let list = page(&emulator, &token, 1, 20).await;
        assert_eq!(numbers(&list), all[20 - there..]);
        assert_eq!(list["page"]["totalCount"], 20);
    }
    faults.clear().unwrap();

    faults.add(Fault::OldestFirst);
    let list = jobs(&emulator, 1, 24).await;
    assert_eq!(list["record_data"][0]["instanceNo"], 10_001);
    assert_eq!(list["record_data"][23]["instanceNo"], 10_024);
}

#[tokio::test(start_paused = true)]
async fn a_rate_limit_counts_calls_by_the_second() {
    let emulator = started().await;
    emulator.faults().add(Fault::RateLimit {
        calls_per_second: 2,
        retry_after: Some(RetryAfter::Seconds(1)),
    });
    let status = async || {
        let ask = wsc(&emulator, "GET", "/api/v1/jobs?limit=1&page=1", "");
        let reply = ask.ok(&emulator).await;
        (reply.status, reply.headers.contains_key("retry-after"))
    };
    let limited = (429, true);
    assert_eq!([status().await, status().await], [(200, false); 2]);
    assert_eq!([status().await, status().await], [limited; 2]);
    tokio::time::advance(Duration::from_secs(1)).await;
    assert_eq!([status().await, status().await], [(200, false); 2]);
    assert_eq!(status().await, limited);
    assert_eq!(emulator.log().executed(Operation::GetJobs), 4);
}

#[tokio::test(start_paused = true)]
async fn an_outage_begins_and_ends_by_the_clock() {
    let emulator = started().await;
    emulator.faults().add(
        FaultRule::new(Fault::Html {
            status: 503,
            executed: false,
        })
        .after_time(Duration::from_secs(10))
        .for_time(Duration::from_secs(400)),
    );
    let mut seen = Vec::new();
    for step in [0, 9, 1, 399, 1] {
        emulator.clock().advance(Duration::from_secs(step));
        let ask = wsc(&emulator, "GET", "/api/v1/jobs?limit=1&page=1", "");
        seen.push(ask.ok(&emulator).await.status);
    }
    assert_eq!(seen, [200, 200, 503, 503, 200]);
    assert!(emulator.faults().rules().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_memo_is_kept_changed_and_a_job_is_listed_late() {
    let emulator = started().await;
    let faults = emulator.faults();
    let how = MemoChange::Cut(4);
    faults.add(FaultRule::new(Fault::MemoChanged { how }).times(1));
    faults.add(
        FaultRule::new(Fault::JobListedLate {
            milliseconds: 15_000,
        })
        .times(1),
    );
    let body = create(&emulator, "https://a.example.com")
        .ok(&emulator)
        .await
        .json();
    assert_eq!(body["resources"]["instanceNo"], 10_025);
    create(&emulator, "https://b.example.com")
        .ok(&emulator)
        .await;
    let newest = async || {
        let list = jobs(&emulator, 1, 2).await;
        let rows = list["record_data"].as_array().unwrap().clone();
        let numbers = rows.iter().map(|row| row["instanceNo"].as_u64().unwrap());
        (
            list["total_cnt"].as_u64().unwrap(),
            numbers.collect::<Vec<_>>(),
        )
    };
    assert_eq!(newest().await, (25, vec![10_026, 10_024]));
    emulator.clock().advance(Duration::from_secs(15));
    assert_eq!(newest().await, (26, vec![10_026, 10_025]));
    let found = search_memo(&emulator, "memo-1", 1).await;
    assert_eq!(found["total_cnt"], 1);
    assert_eq!(search_memo(&emulator, "점검 m", 1).await["total_cnt"], 2);

    faults.add(Fault::SearchFindsAll);
    faults.add(Fault::OldestFirst);
    let third = search_memo(&emulator, "memo-1", 3).await;
    assert_eq!(third["record_data"][5]["instanceNo"], 10_026);
}

#[tokio::test(start_paused = true)]
async fn a_relayed_creation_is_billed_and_answered_with_160453() {
    let emulator = started().await;
    emulator.faults().add(FaultRule::new(Fault::Error {
        status: 400,
        code: 160_453,
        message: "Already_Exists".to_owned(),
        envelope: Envelope::NcpNumber,
        executed: true,
    }));
    let reply = create(&emulator, "https://a.example.com")
        .ok(&emulator)
        .await;
    assert_eq!((reply.status, emulator.log().scans().len()), (400, 1));
    assert_eq!(reply.json()["error"]["errorCode"], 160_453);
}

#[tokio::test(start_paused = true)]
async fn a_response_repeats_what_the_request_held() {
    let emulator = started().await;
    let faults = emulator.faults();
    faults.add(Fault::rewrite(
        "/resources/requestBody",
        Change::RequestText,
    ));
    let headers = Change::FromRequest("/Headers".to_owned());
    faults.add(Fault::rewrite("/resources/header", headers));
    let mut body: Value = serde_json::from_str(&scan_of("https://a.example.com")).unwrap();
    body["Headers"] = json!({ "Cookie": "test-session" });
    let body = body.to_string();
    let created = wsc(&emulator, "PUT", "/api/v1/job", &body)
        .ok(&emulator)
        .await
        .json();
    assert_eq!(created["resources"]["requestBody"], body.as_str());
    assert_eq!(created["resources"]["header"]["Cookie"], "test-session");
}

#[tokio::test(start_paused = true)]
async fn any_response_stands_in_the_place_of_the_services() {
    let emulator = started().await;
    emulator.faults().add(Fault::Response {
        status: 409,
        headers: vec![("content-type".to_owned(), "text/plain".to_owned())],
        body: b"\xb0\xa1".as_slice().into(),
        executed: true,
    });
    let reply = create(&emulator, "https://a.example.com")
        .ok(&emulator)
        .await;
    assert_eq!((reply.status, reply.body), (409, b"\xb0\xa1".to_vec()));
    assert_eq!(reply.headers["content-type"], "text/plain");
    assert_eq!(emulator.log().scans().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_delayed_request_sees_what_happened_meanwhile() {
    let emulator = started().await;
    emulator.faults().add(
        FaultRule::new(Fault::Delay {
            milliseconds: 1_000,
        })
        .on(Operation::GetJobs)
        .when("page", 1),
    );
    let list = jobs(&emulator, 1, 10);
    let created = async {
        tokio::time::sleep(Duration::from_millis(10)).await;
        create(&emulator, "https://a.example.com")
            .ok(&emulator)
            .await
    };
    let (list, _) = tokio::join!(list, created);
    assert_eq!(list["total_cnt"], 25);
}
