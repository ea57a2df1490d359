//! The token service, AppGuard, integrity and the metadata service over a real socket.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use common::{Ask, DAY_QUERY, abnormal, noon, summary, token, token_info, token_request, wsc};
use korea_cloud_security_emulator::{Emulator, Envelope, IntegrityVerdict, Operation};
use serde_json::{Value, json};

async fn emulator() -> Emulator {
    Emulator::builder().clock(noon()).start().await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_token_lives_its_time_and_can_be_revoked() {
    let emulator = Emulator::builder()
        .clock(noon())
        .token_lifetime(Duration::from_secs(60))
        .start()
        .await
        .unwrap();
    let keys = emulator.credentials();
    let created = token_request(&keys).ok(&emulator).await.json();
    assert_eq!(
        (&created["token_type"], &created["expires_in"]),
        (&json!("Bearer"), &json!(60))
    );
    let first = created["access_token"].as_str().unwrap();
    let second = token(&emulator).await;
    assert_ne!(first, second);
    let works = async |token: &str| summary(&keys, token, DAY_QUERY).ok(&emulator).await.status;
    assert_eq!((works(first).await, works(&second).await), (200, 200));
    let revoke = |account: usize, token: &str| {
        let mut ask = token_request(&emulator.account(account).unwrap());
        ask.target = "/oauth2/token/revoke".to_owned();
        ask.body(format!("token={token}"))
    };
    // Somebody else's token is not ours to revoke.
    assert_eq!(revoke(1, first).ok(&emulator).await.status, 200);
    assert_eq!(works(first).await, 200);
    let revoked = revoke(0, first).ok(&emulator).await;
    assert_eq!((revoked.status, revoked.body.len()), (200, 0));
    assert_eq!((works(first).await, works(&second).await), (401, 200));
    emulator.clock().advance(Duration::from_secs(59));
    assert_eq!(works(&second).await, 200);
    emulator.clock().advance(Duration::from_secs(1));
    assert_eq!(works(&second).await, 401);
    let totals = emulator.log().totals();
    assert_eq!((totals.tokens_issued, totals.tokens_revoked), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn the_token_service_is_strict() {
    let emulator = emulator().await;
    let good = token_request(&emulator.credentials());
    let mut other = good.clone();
    other.method = "GET";
    for (ask, status, error) in [
        (good.clone().without("authorization"), 401, "invalid_client"),
        (
            good.clone()
                .header("authorization", "Basic bm9ib2R5Om5vYm9keQ=="),
            401,
            "invalid_client",
        ),
        (
            good.clone().header("authorization", "Basic ?"),
            401,
            "invalid_client",
        ),
        (good.clone().without("content-type"), 400, "invalid_request"),
        (
            good.clone().header("content-type", "application/json"),
            400,
            "invalid_request",
        ),
        (good.clone().body(""), 400, "invalid_request"),
        (
            good.clone().body("grant_type=password"),
            400,
            "unsupported_grant_type",
        ),
    ] {
        let reply = ask.ok(&emulator).await;
        assert_eq!(
            (reply.status, reply.json()["error"].as_str()),
            (status, Some(error))
        );
    }
    assert_eq!(
        other.ok(&emulator).await.json()["header"]["resultCode"],
        4_041_007
    );
    assert_eq!(emulator.log().totals().tokens_issued, 0);

    let emulator = Emulator::builder()
        .oauth_errors(Envelope::NhnHeader)
        .start()
        .await
        .unwrap();
    let reply = good.without("authorization").ok(&emulator).await;
    assert_eq!(
        (reply.status, &reply.json()["header"]["isSuccessful"]),
        (401, &json!(false))
    );
}

#[tokio::test(start_paused = true)]
async fn appguard_knows_its_days_and_its_callers() {
    let emulator = emulator().await;
    let keys = emulator.credentials();
    let day = async |query: &str| abnormal(&keys, query).ok(&emulator).await.json();
    let android = day("targetDate=2025-06-17&os=1").await;
    assert_eq!(android["header"]["resultCode"], 1);
    let rows = android["data"].as_array().unwrap().clone();
    assert!(!rows.is_empty());
    for row in &rows {
        assert!(row["rootingCount"].is_u64() && row["jailbreakCount"].is_null());
        assert!(row["total"].as_u64().unwrap() > 0);
    }
    let ios = day("targetDate=2025-06-17&os=2&targetType=1").await;
    assert!(ios["data"][0]["jailbreakCount"].is_u64());
    assert!(
        ios["data"][0]["abnormalId"]
            .as_str()
            .unwrap()
            .starts_with("player-")
    );
    assert_eq!(day("targetDate=2025-06-17&os=1").await, android);
    assert_ne!(
        day("targetDate=2025-06-16&os=1").await["data"],
        android["data"]
    );
    assert_eq!(
        day("targetDate=2025-03-20&os=1").await["header"]["isSuccessful"],
        true
    );
    for wrong in [
        "targetDate=2025-06-18&os=1",
        "targetDate=2025-03-19&os=1",
        "targetDate=2025-6-17&os=1",
        "targetDate=2025-06-17",
        "targetDate=2025-06-17&os=3",
        "os=1",
        "targetDate=2025-06-17&os=1&targetType=2",
    ] {
        let reply = abnormal(&keys, wrong).ok(&emulator).await;
        let body = reply.json();
        assert_eq!(
            (reply.status, &body["header"]["resultCode"]),
            (400, &json!(4_000_001))
        );
    }
    let good = abnormal(&keys, "targetDate=2025-06-17&os=1");
    let other = emulator.account(1).unwrap();
    let stranger = good
        .clone()
        .header("x-tc-authentication-id", &other.nhn_user_access_key_id)
        .header("x-tc-authentication-secret", &other.nhn_secret_access_key);
    for (ask, code) in [
        (good.clone().without("x-tc-authentication-id"), 4_010_007),
        (
            good.clone().header("x-tc-authentication-id", "x"),
            4_010_007,
        ),
        (
            good.clone().header("x-tc-authentication-secret", "x"),
            4_010_008,
        ),
        (stranger, 4_010_001),
    ] {
        let reply = ask.ok(&emulator).await;
        assert_eq!(
            (reply.status, &reply.json()["header"]["resultCode"]),
            (401, &json!(code))
        );
    }
}

#[tokio::test(start_paused = true)]
async fn an_integrity_token_is_read_once() {
    let emulator = emulator().await;
    let app = emulator.credentials().integrity_app_id;
    let token = emulator.issue_integrity_token(&app, IntegrityVerdict::unchecked());
    let code = async |ask: Ask| ask.ok(&emulator).await.json()["header"]["resultCode"].clone();
    assert_eq!(code(token_info("another-app", &token)).await, 4_012_003);
    let good = token_info(&app, &token).ok(&emulator).await.json();
    assert_eq!(good["header"]["isSuccessful"], true);
    assert_eq!(good["body"]["appId"], app);
    assert_eq!(good["body"]["expireAt"], common::NOON + 600_000);
    let result = &good["body"]["integrityResult"];
    assert_eq!(result["codeHashMatch"], true);
    assert_eq!(result["integrityChecked"]["rootingDetected"], Value::Null);
    assert_eq!(code(token_info(&app, &token)).await, 4_012_003);
    assert_eq!(code(token_info(&app, "unknown")).await, 4_012_003);
    assert_eq!(
        code(token_info(&app, "x").without("authorization")).await,
        4_012_001
    );
    assert_eq!(
        code(token_info(&app, "x").header("authorization", "Basic x")).await,
        4_012_002
    );
    assert_eq!(emulator.log().integrity_reads(&token), 1);
    assert_eq!(emulator.log().totals().integrity_consumed, 1);
    let late = emulator.issue_integrity_token(&app, IntegrityVerdict::tampered());
    emulator.clock().advance(Duration::from_secs(600));
    assert_eq!(code(token_info(&app, &late)).await, 4_012_003);
    assert_eq!(emulator.log().integrity_reads(&late), 0);
}

#[tokio::test(start_paused = true)]
async fn a_server_role_lends_keys_that_work_for_a_while() {
    let emulator = emulator().await;
    let base = "/latest/meta-data/iam/security-credentials/";
    let names = Ask::new("GET", base).ok(&emulator).await.body;
    let role = String::from_utf8(names).unwrap().trim().to_owned();
    let lend = async || {
        Ask::new("GET", format!("{base}{role}"))
            .ok(&emulator)
            .await
            .json()
    };
    let lent = lend().await;
    assert_eq!(lent["Code"], "Success");
    assert!(
        lent["Expiration"]
            .as_str()
            .unwrap()
            .starts_with("2025-06-18T0")
    );
    let mut keys = emulator.credentials();
    keys.ncp_access_key = lent["AccessKeyId"].as_str().unwrap().to_owned();
    keys.ncp_secret_key = lent["SecretAccessKey"].as_str().unwrap().to_owned();
    let works = async || {
        let now = common::NOON + emulator.clock().offset_ms();
        let ask = wsc(&emulator, "GET", "/api/v1/jobs?limit=1&page=1", "");
        let stamp = ask
            .headers
            .iter()
            .find(|(name, _)| name.ends_with("timestamp"));
        let now = stamp.map_or(now, |(_, value)| value.parse().unwrap());
        ask.signed(&keys, now).ok(&emulator).await.status
    };
    assert_eq!(works().await, 200);
    emulator.clock().advance(Duration::from_secs(30 * 60));
    assert_ne!(lend().await["AccessKeyId"], lent["AccessKeyId"]);
    assert_eq!(works().await, 200);
    emulator.clock().advance(Duration::from_secs(31 * 60));
    assert_eq!(works().await, 401);
    assert_eq!(
        Ask::new("GET", format!("{base}other"))
            .ok(&emulator)
            .await
            .status,
        404
    );
}

#[tokio::test(start_paused = true)]
async fn the_date_follows_the_gateways_clock() {
    let emulator = emulator().await;
    let date = async || Ask::new("GET", "/").ok(&emulator).await.headers["date"].clone();
    assert_eq!(date().await, "Wed, 18 Jun 2025 03:00:00 GMT");
    emulator.clock().set_offset_ms(-86_400_000);
    assert_eq!(date().await, "Tue, 17 Jun 2025 03:00:00 GMT");
    assert_eq!(emulator.log().reached(Operation::Unknown), 2);
}

#[tokio::test(start_paused = true)]
async fn too_large_a_request_is_refused() {
    let emulator = emulator().await;
    let big = "x".repeat(10_000_001);
    let reply = wsc(&emulator, "PUT", "/api/v1/job", &big)
        .send(&emulator)
        .await;
    // The refusal may overtake the request, which then breaks off.
    if let Ok(reply) = reply {
        assert_eq!(
            (reply.status, &reply.json()["error"]["errorCode"]),
            (413, &json!("430"))
        );
    }
    assert_eq!(emulator.log().requests().pop().unwrap().status, Some(413));
}

#[tokio::test(start_paused = true)]
async fn authentication_schemes_have_no_case() {
    let emulator = Emulator::builder().clock(noon()).start().await.unwrap();
    let keys = emulator.credentials();
    let pair = format!(
        "{}:{}",
        keys.nhn_user_access_key_id, keys.nhn_secret_access_key
    );
    let basic = format!("basic {}", STANDARD.encode(pair));
    let issued = token_request(&keys).header("authorization", basic);
    let token = issued.ok(&emulator).await.json()["access_token"].clone();
    let token = token.as_str().unwrap();
    let ask = summary(&keys, token, DAY_QUERY);
    let ask = ask.header("x-nhn-authorization", format!("BEARER {token}"));
    assert_eq!(ask.ok(&emulator).await.status, 200);
    let app_id = &keys.integrity_app_id;
    let integrity = emulator.issue_integrity_token(app_id, IntegrityVerdict::genuine());
    let ask = token_info(app_id, &integrity);
    let ask = ask.header("authorization", format!("bearer {integrity}"));
    assert_eq!(ask.ok(&emulator).await.status, 200);
}
