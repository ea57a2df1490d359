//! The controls under `/__admin/`, and what the log does not say.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use common::{
    Ask, DAY_QUERY, abnormal, create, details, noon, summary, token, token_info, token_request, wsc,
};
use korea_cloud_security_emulator::{Emulator, Fault, FaultRule, IntegrityVerdict, Operation};
use serde_json::{Value, json};

async fn emulator() -> Emulator {
    Emulator::builder()
        .clock(noon())
        .past_jobs(0)
        .start()
        .await
        .unwrap()
}

async fn control(emulator: &Emulator, method: &'static str, path: &str, body: &Value) -> Value {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    Ask::new(method, format!("/__admin/{path}"))
        .body(body)
        .ok(emulator)
        .await
        .json()
}

#[tokio::test(start_paused = true)]
async fn seed_and_clock_are_set_from_outside() {
    let emulator = emulator().await;
    let keys = emulator.credentials();
    let token = token(&emulator).await;
    let day = async || summary(&keys, &token, DAY_QUERY).ok(&emulator).await.json();
    let before = day().await;
    let seed = control(&emulator, "POST", "seed", &json!({ "seed": 7 })).await;
    assert_eq!(seed, json!({ "seed": 7, "servers": 20 }));
    assert_ne!(day().await["results"], before["results"]);
    control(
        &emulator,
        "POST",
        "seed",
        &json!({ "seed": 42, "servers": 3 }),
    )
    .await;
    assert_eq!(day().await["page"]["totalCount"], 3);
    control(&emulator, "POST", "seed", &json!({ "servers": 20 })).await;
    assert_eq!(day().await, before);

    let wanted = json!({ "now": "2025-06-18T18:00:00+09:00", "offset_ms": -5_000 });
    let clock = control(&emulator, "POST", "clock", &wanted).await;
    assert!(
        clock["now"]
            .as_str()
            .unwrap()
            .starts_with("2025-06-18T09:00:0"),
        "{clock}"
    );
    assert_eq!(clock["offset_ms"], -5_000);
    let later = control(
        &emulator,
        "POST",
        "clock",
        &json!({ "advance_ms": 86_400_000 }),
    )
    .await;
    assert!(
        later["now"]
            .as_str()
            .unwrap()
            .starts_with("2025-06-19T09:00:0"),
        "{later}"
    );
    // What it answers can be sent back.
    let again = json!({ "now": later["now"] });
    let again = control(&emulator, "POST", "clock", &again).await;
    assert!(again["error"].is_null(), "{again}");
    let wrong = control(&emulator, "POST", "clock", &json!({ "now": "tomorrow" })).await;
    assert!(wrong["error"].is_string());
    let wrong = control(&emulator, "POST", "clock", &json!({ "noww": 1 })).await;
    assert!(wrong["error"].is_string());
}

#[tokio::test]
async fn faults_come_and_go_as_json() {
    let emulator = emulator().await;
    let rule = json!({
        "operation": "createJob", "times": 1, "fault": "reset-after-read", "executed": true
    });
    let added = control(&emulator, "POST", "faults", &rule).await;
    assert_eq!(added, json!({ "id": 1, "executes": true }));
    let listed = control(&emulator, "GET", "faults", &Value::Null).await;
    assert_eq!(listed["faults"][0]["rule"]["fault"], "reset-after-read");
    assert!(
        create(&emulator, "https://a.example.com")
            .send(&emulator)
            .await
            .is_err()
    );
    let state = control(&emulator, "GET", "state", &Value::Null).await;
    assert_eq!(state["totals"]["scans_billed"], 1);
    assert_eq!(state["totals"]["faults"], 1);
    assert_eq!(state["scans"][0]["memo"], "점검 memo-1");
    assert_eq!(
        control(&emulator, "GET", "faults", &Value::Null).await["faults"],
        json!([])
    );

    let html = json!({ "fault": "html", "status": 502 });
    let id = control(&emulator, "POST", "faults", &html).await["id"].clone();
    assert_eq!(
        create(&emulator, "https://b.example.com")
            .ok(&emulator)
            .await
            .status,
        502
    );
    control(&emulator, "DELETE", &format!("faults/{id}"), &Value::Null).await;
    assert_eq!(
        create(&emulator, "https://b.example.com")
            .ok(&emulator)
            .await
            .status,
        200
    );
    let gone = control(&emulator, "DELETE", &format!("faults/{id}"), &Value::Null).await;
    assert!(gone["error"].is_string());
    let unlikely = json!({ "fault": "html", "status": 502, "probability": 2 });
    assert!(control(&emulator, "POST", "faults", &unlikely).await["error"].is_string());
    control(
        &emulator,
        "POST",
        "faults",
        &json!({ "fault": "reset-before-read" }),
    )
    .await;
    control(&emulator, "DELETE", "faults", &Value::Null).await;
    assert_eq!(
        create(&emulator, "https://c.example.com")
            .ok(&emulator)
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_refused_port_is_announced_first() {
    let emulator = emulator().await;
    let refused = json!({ "fault": "connection-refused", "milliseconds": 100 });
    assert_eq!(
        control(&emulator, "POST", "faults", &refused).await["executes"],
        false
    );
    while Ask::new("GET", "/").send(&emulator).await.is_ok() {}
    while Ask::new("GET", "/").send(&emulator).await.is_err() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn tokens_end_and_begin_by_hand() {
    let emulator = emulator().await;
    let keys = emulator.credentials();
    let bearer = token(&emulator).await;
    control(&emulator, "POST", "expire-tokens", &Value::Null).await;
    assert_eq!(
        summary(&keys, &bearer, DAY_QUERY)
            .ok(&emulator)
            .await
            .status,
        401
    );
    let wanted = json!({ "verdict": { "rootingDetected": null, "hookingDetected": true } });
    let minted = control(&emulator, "POST", "integrity-tokens", &wanted).await;
    let (app, text) = (
        minted["appId"].as_str().unwrap(),
        minted["token"].as_str().unwrap(),
    );
    let read = token_info(app, text).ok(&emulator).await.json();
    let checked = &read["body"]["integrityResult"]["integrityChecked"];
    assert_eq!(
        (&checked["rootingDetected"], &checked["hookingDetected"]),
        (&Value::Null, &json!(true))
    );
}

#[tokio::test]
async fn a_reset_forgets_what_happened() {
    let emulator = emulator().await;
    let keys = emulator.credentials();
    let bearer = token(&emulator).await;
    let integrity = emulator.issue_integrity_token("app", IntegrityVerdict::genuine());
    create(&emulator, "https://a.example.com")
        .ok(&emulator)
        .await;
    emulator.clock().set_offset_ms(9);
    emulator.faults().add(Fault::Latency { milliseconds: 1 });
    control(&emulator, "POST", "reset", &Value::Null).await;
    assert_eq!(emulator.log().totals().scans_billed, 0);
    assert!(emulator.log().requests().is_empty() && emulator.faults().rules().is_empty());
    assert_eq!(emulator.clock().offset_ms(), 0);
    assert_eq!(
        summary(&keys, &bearer, DAY_QUERY)
            .ok(&emulator)
            .await
            .status,
        401
    );
    assert_eq!(
        token_info("app", &integrity).ok(&emulator).await.status,
        401
    );
    let list = wsc(&emulator, "GET", "/api/v1/jobs?limit=1&page=1", "")
        .ok(&emulator)
        .await;
    assert_eq!(list.json()["total_cnt"], 0);
    assert_ne!(token(&emulator).await, bearer);
}

#[tokio::test]
async fn the_controls_are_for_programs_on_this_machine() {
    let builder = Emulator::builder().allow_host("Emulator.test");
    let emulator = builder.start().await.unwrap();
    let port = emulator.addr().port();
    for (header, value, status) in [
        ("origin", "https://evil.example", 403),
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-origin", 403),
        ("sec-fetch-site", "none", 200),
        ("host", "evil.example", 403),
        ("host", "localhost.evil.example", 403),
        ("host", "192.0.2.1", 403),
        ("host", "", 403),
        ("host", "LOCALHOST:1", 200),
        ("host", "dev.localhost", 200),
        ("host", "127.0.0.2", 200),
        ("host", "[::1]:80", 200),
        ("host", "emulator.test:8787", 200),
    ] {
        let ask = Ask::new("GET", "/__admin/requests").header(header, value);
        assert_eq!(ask.ok(&emulator).await.status, status, "{header}: {value}");
    }
    let bound = Ask::new("POST", "/__admin/reset").header("host", format!("127.0.0.1:{port}"));
    assert_eq!(bound.ok(&emulator).await.status, 200);
    let nothing = Ask::new("GET", "/__admin/nothing");
    assert_eq!(nothing.ok(&emulator).await.status, 404);
    // The services themselves are reached by any name.
    let other = Ask::new("GET", "/").header("host", "evil.example");
    assert_eq!(other.ok(&emulator).await.status, 404);
}

#[tokio::test]
async fn the_log_is_bounded_in_requests_and_bytes_and_the_counters_are_not() {
    let emulator = Emulator::builder().log_capacity(3).start().await.unwrap();
    for _ in 0..5 {
        Ask::new("GET", "/").ok(&emulator).await;
    }
    let numbers = |emulator: &Emulator| -> Vec<u64> {
        let requests = emulator.log().requests();
        requests.iter().map(|record| record.sequence).collect()
    };
    assert_eq!(numbers(&emulator), [3, 4, 5]);
    assert_eq!(emulator.log().reached(Operation::Unknown), 5);

    let builder = Emulator::builder().past_jobs(0).log_bytes(8_000);
    let emulator = builder.start().await.unwrap();
    for number in 0..10 {
        let mut scan: Value =
            serde_json::from_str(&common::scan_of("https://a.example.com")).unwrap();
        scan["StartUrl"] = json!(format!("https://a{number}.example.com/"));
        scan["Memo"] = json!("m".repeat(3_000));
        let ask = wsc(&emulator, "PUT", "/api/v1/job", &scan.to_string());
        let ask = ask.header("accept", "x".repeat(3_000));
        assert_eq!(ask.ok(&emulator).await.status, 200);
    }
    assert_eq!(numbers(&emulator), [9, 10]);
    assert_eq!(emulator.log().scans().len(), 2);
    assert_eq!(emulator.log().totals().scans_billed, 10);
}

#[tokio::test]
async fn no_moment_of_the_clock_makes_a_service_fail() {
    let emulator = Emulator::builder().servers(1).start().await.unwrap();
    let keys = emulator.credentials();
    let extremes = [
        i64::MIN,
        i64::MIN + 1,
        -62_135_596_800_000,
        -1,
        0,
        i64::MAX - 1,
        i64::MAX,
    ];
    for now in extremes {
        for offset in extremes {
            let clock = json!({ "now_ms": now, "offset_ms": offset });
            control(&emulator, "POST", "clock", &clock).await;
            let token = token(&emulator).await;
            create(&emulator, "https://a.example.com")
                .ok(&emulator)
                .await;
            for ask in [
                summary(&keys, &token, DAY_QUERY),
                details(&keys, &token, "1"),
                details(&keys, &token, "9000000000000000"),
                details(&keys, &token, &i64::MAX.to_string()),
                wsc(&emulator, "GET", "/api/v1/jobs?limit=1000&page=1", ""),
                wsc(&emulator, "GET", "/api/v1/jobs/10002/report", ""),
                abnormal(&keys, "targetDate=9999-12-31&os=1"),
                abnormal(&keys, "targetDate=0001-01-01&os=1"),
                Ask::new(
                    "GET",
                    "/latest/meta-data/iam/security-credentials/test-emulator-role",
                ),
            ] {
                let status = ask.ok(&emulator).await.status;
                assert!((200..500).contains(&status), "{status} at {now}, {offset}");
            }
        }
    }
}

#[tokio::test]
async fn the_banner_holds_what_a_shell_needs() {
    let emulator = emulator().await;
    let banner = emulator.banner();
    let text = banner.to_string();
    let app_id = &banner.integrity_app_id;
    assert!(
        text.contains(&format!("export APP_ID={app_id}\n")),
        "{text}"
    );
    assert!(
        text.lines()
            .all(|line| line.starts_with("export ") || line.starts_with("# "))
    );
    for (name, value) in &banner.environment {
        assert!(text.contains(&format!("export {name}={value}\n")), "{text}");
    }
    let read = token_info(&banner.integrity_app_id, &banner.integrity_token)
        .ok(&emulator)
        .await;
    assert_eq!(read.status, 200);
    assert!(!format!("{banner:?} {emulator:?}").contains("secret"));
}

/// Secrets of every kind in every place, right and wrong, plain and encoded: none is shown.
#[tokio::test(start_paused = true)]
async fn no_secret_is_in_the_log() {
    const MARK: &str = "MARKED/SECRET+key=";
    let emulator = Emulator::builder()
        .clock(noon())
        .past_jobs(0)
        .credentials(|keys| {
            keys.nhn_secret_access_key = format!("{MARK}1");
            keys.ssc_appkey = "MARKED-SECRET-appkey".to_owned();
            keys.appguard_appkey = "MARKED-SECRET-appkey-2".to_owned();
            keys.ncp_secret_key = format!("{MARK}3");
        })
        .start()
        .await
        .unwrap();
    let keys = emulator.credentials();
    let bearer = token(&emulator).await;
    let integrity =
        emulator.issue_integrity_token(&keys.integrity_app_id, IntegrityVerdict::genuine());
    let mut scan: Value = serde_json::from_str(&common::scan_of("https://a.example.com")).unwrap();
    scan["Headers"] = json!({ "Cookie": format!("SESSION={MARK}"), "Authorization": MARK });
    let percent = "%4DARKED%2FSECRET%2Bkey%3D";
    let mut revoke = token_request(&keys).body(format!("token={bearer}"));
    revoke.target = "/oauth2/token/revoke".to_owned();
    let signed = wsc(
        &emulator,
        "GET",
        &format!("/api/v1/jobs?limit=1&page=1&x={percent}"),
        "",
    );
    let asks = [
        token_request(&keys),
        token_request(&keys).header("authorization", format!("Basic {}", STANDARD.encode(MARK))),
        summary(&keys, &bearer, DAY_QUERY),
        summary(
            &keys,
            MARK,
            &format!("{DAY_QUERY}&token={percent}&{percent}=1"),
        ),
        details(&keys, &bearer, percent),
        abnormal(&keys, "targetDate=2025-06-17&os=1"),
        abnormal(&keys, "targetDate=2025-06-17&os=1").header("x-tc-authentication-id", MARK),
        token_info(&keys.integrity_app_id, &integrity),
        token_info(&keys.integrity_app_id, &integrity),
        token_info(percent, MARK),
        wsc(&emulator, "PUT", "/api/v1/job", &scan.to_string()),
        wsc(
            &emulator,
            "PUT",
            "/api/v1/job",
            &format!("{{\"StartUrl\":\"{MARK}\"}}"),
        ),
        signed.clone(),
        signed.clone().header("x-ncp-apigw-signature-v2", MARK),
        signed.clone().header("x-ncp-iam-access-key", MARK),
        signed.header("x-ncp-apigw-timestamp", MARK),
        Ask::new("GET", format!("/{percent}/MARKED-SECRET")).header("cookie", MARK),
        Ask::new("GET", "/V1.0/AppKeys/MARKED-SECRET/x").header("x-anything", MARK),
        Ask::new("MARKED", "/"),
        revoke,
    ];
    let mut shown = String::new();
    for fault in [
        None,
        Some(Fault::ResetBeforeRead),
        Some(Fault::TruncatedBody),
    ] {
        if let Some(fault) = fault {
            emulator.faults().clear().unwrap();
            emulator.faults().add(FaultRule::new(fault));
        }
        for ask in &asks {
            let _ = ask.send(&emulator).await;
        }
    }
    emulator.faults().clear().unwrap();
    for path in ["requests", "state", "faults", "clock", "seed"] {
        shown += &control(&emulator, "GET", path, &Value::Null)
            .await
            .to_string();
    }
    let log = emulator.log();
    shown += &format!(
        "{emulator:?} {log:?} {:?} {:?}",
        log.requests(),
        log.scans()
    );
    shown += &format!("{:?} {:?} {:?}", emulator.faults(), emulator.clock(), keys);
    assert!(log.requests().len() > 50, "the log holds what was asked");
    let basic = STANDARD.encode(format!("{}:{MARK}1", keys.nhn_user_access_key_id));
    for secret in [
        "MARKED",
        "SECRET+key",
        "SECRET%2Bkey",
        "ARKED%2F",
        &basic,
        &STANDARD.encode(MARK)[..20],
        &bearer,
        &integrity,
        integrity.rsplit('.').next().unwrap(),
    ] {
        assert!(!shown.contains(secret), "{secret} is in {shown}");
    }
}
