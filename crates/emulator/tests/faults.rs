//! Every fault, seen from the wire, and what the service really did.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use std::io;
use std::time::Duration;

use common::{Ask, Client, NOON, create, noon, token, token_info, wsc};
use korea_cloud_security_emulator::{
    Emulator, Envelope, Fault, FaultRule, IntegrityVerdict, Operation, RetryAfter,
};
use serde_json::{Value, json};
use tokio::time::{Instant, timeout};

const SITE: &str = "https://shop.example.com";

async fn with(fault: Fault) -> Emulator {
    let rule = FaultRule::new(fault).on(Operation::CreateJob).times(1);
    Emulator::builder()
        .clock(noon())
        .past_jobs(0)
        .fault(rule)
        .start()
        .await
        .unwrap()
}

/// How many scans were billed, how many requests were read.
fn done(emulator: &Emulator) -> (u64, u64) {
    (
        emulator.log().totals().scans_billed,
        emulator.log().reached(Operation::CreateJob),
    )
}

/// Waits until the emulator has let go of every connection.
async fn nobody_is_left(emulator: &Emulator) {
    let left = async {
        while emulator.faults().open_connections() > 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(Duration::from_secs(60), left)
        .await
        .expect("no connection is left behind");
}

fn is_reset(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ConnectionReset
}

#[tokio::test(start_paused = true)]
async fn latency_only_takes_time() {
    let emulator = with(Fault::Latency {
        milliseconds: 1_500,
    })
    .await;
    let before = Instant::now();
    assert_eq!(create(&emulator, SITE).ok(&emulator).await.status, 200);
    assert!(before.elapsed() >= Duration::from_millis(1_500));
    assert_eq!(done(&emulator), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_client_that_leaves_early_is_billed_all_the_same() {
    let emulator = with(Fault::Latency {
        milliseconds: 60_000,
    })
    .await;
    let ask = create(&emulator, SITE);
    assert!(
        timeout(Duration::from_secs(1), ask.send(&emulator))
            .await
            .is_err()
    );
    assert_eq!(done(&emulator), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_stall_before_the_headers_has_no_end_or_one() {
    for executed in [false, true] {
        let emulator = with(Fault::StallBeforeHeaders {
            milliseconds: None,
            executed,
        })
        .await;
        let ask = create(&emulator, SITE);
        assert!(
            timeout(Duration::from_secs(3_600), ask.send(&emulator))
                .await
                .is_err()
        );
        assert_eq!(done(&emulator), (u64::from(executed), 1));

        let stall = Fault::StallBeforeHeaders {
            milliseconds: Some(9_000),
            executed,
        };
        let emulator = with(stall).await;
        let before = Instant::now();
        let reply = create(&emulator, SITE).send(&emulator).await;
        assert!(before.elapsed() >= Duration::from_secs(9));
        assert_eq!(reply.is_ok(), executed);
        assert_eq!(done(&emulator), (u64::from(executed), 1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_stall_in_the_body_comes_after_half_of_it() {
    let emulator = with(Fault::StallInBody { milliseconds: None }).await;
    let mut client = Client::connect(&emulator).await.unwrap();
    client
        .write(create(&emulator, SITE).text().as_bytes())
        .await
        .unwrap();
    let (status, headers) = client.head().await.unwrap();
    let length: usize = headers["content-length"].parse().unwrap();
    assert!(
        timeout(Duration::from_secs(3_600), client.rest())
            .await
            .is_err()
    );
    assert_eq!((status, client.buffer.len()), (200, length / 2));
    assert_eq!(done(&emulator), (1, 1));
    drop(client);
    nobody_is_left(&emulator).await;

    let emulator = with(Fault::StallInBody {
        milliseconds: Some(7_000),
    })
    .await;
    let before = Instant::now();
    let reply = create(&emulator, SITE).ok(&emulator).await;
    assert!(before.elapsed() >= Duration::from_secs(7));
    assert_eq!(reply.json()["returnCode"], "0");
}

#[tokio::test(start_paused = true)]
async fn a_refused_connection_is_refused_and_pooled_ones_are_cut() {
    let emulator = Emulator::builder().start().await.unwrap();
    let mut pooled = Client::connect(&emulator).await.unwrap();
    pooled.send(&Ask::new("GET", "/")).await.unwrap();
    let rule = emulator
        .faults()
        .add(Fault::ConnectionRefused { milliseconds: None });
    let refused = Client::connect(&emulator).await.err().unwrap();
    assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
    assert!(!pooled.more().await.unwrap());
    assert!(emulator.faults().remove(rule));
    assert_eq!(Ask::new("GET", "/").ok(&emulator).await.status, 404);

    emulator.faults().add(Fault::ConnectionRefused {
        milliseconds: Some(5_000),
    });
    assert!(Client::connect(&emulator).await.is_err());
    tokio::time::sleep(Duration::from_millis(5_001)).await;
    assert_eq!(Ask::new("GET", "/").ok(&emulator).await.status, 404);
    assert!(emulator.faults().rules().is_empty());
}

#[tokio::test]
async fn a_dead_url_refuses() {
    let emulator = Emulator::builder().start().await.unwrap();
    let url = emulator.dead_url().unwrap();
    let address = url.strip_prefix("http://").unwrap();
    let refused = tokio::net::TcpStream::connect(address).await.unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_cut_unread_did_not_reach_the_service() {
    let emulator = with(Fault::ResetBeforeRead).await;
    let mut client = Client::connect(&emulator).await.unwrap();
    // On a fresh connection or a pooled one; other calls pass.
    let list = wsc(&emulator, "GET", "/api/v1/jobs?limit=1&page=1", "");
    assert_eq!(client.send(&list).await.unwrap().status, 200);
    let error = client.send(&create(&emulator, SITE)).await.unwrap_err();
    assert!(is_reset(&error), "{error}");
    assert_eq!(done(&emulator), (0, 0));
    let record = emulator.log().requests().pop().unwrap();
    assert_eq!(
        (record.fault, record.status),
        (Some("reset-before-read"), None)
    );
    assert_eq!(create(&emulator, SITE).ok(&emulator).await.status, 200);
}

#[tokio::test(start_paused = true)]
async fn a_reset_says_nothing_about_the_bill() {
    for executed in [false, true] {
        let emulator = with(Fault::ResetAfterRead { executed }).await;
        let error = create(&emulator, SITE).send(&emulator).await.unwrap_err();
        assert!(is_reset(&error), "{error}");
        assert_eq!(done(&emulator), (u64::from(executed), 1));
        assert_eq!(emulator.log().requests()[0].executed, executed);
    }
    let emulator = with(Fault::ResetAfterHeaders).await;
    let mut client = Client::connect(&emulator).await.unwrap();
    client
        .write(create(&emulator, SITE).text().as_bytes())
        .await
        .unwrap();
    assert_eq!(client.head().await.unwrap().0, 200);
    assert!(is_reset(&client.rest().await.unwrap_err()));
    assert!(client.buffer.is_empty());
    assert_eq!(done(&emulator), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn bodies_end_early_or_late() {
    for (fault, promised_less_sent) in [
        (Fault::TruncatedBody, None),
        (Fault::WrongContentLength { off_by: 64 }, Some(64)),
        (Fault::WrongContentLength { off_by: -8 }, Some(-8)),
    ] {
        let emulator = with(fault).await;
        let mut client = Client::connect(&emulator).await.unwrap();
        client
            .write(create(&emulator, SITE).text().as_bytes())
            .await
            .unwrap();
        let (_, headers) = client.head().await.unwrap();
        let promised: i64 = headers["content-length"].parse().unwrap();
        let ended = timeout(Duration::from_secs(60), client.rest()).await;
        let sent = i64::try_from(client.buffer.len()).unwrap();
        match promised_less_sent {
            None => assert_eq!(sent, promised / 2),
            Some(off_by) => assert_eq!(promised - sent, off_by),
        }
        // What is too much stays on a connection that is still open.
        assert_eq!(ended.is_err(), promised_less_sent == Some(-8));
        assert_eq!(done(&emulator), (1, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn other_answers_in_the_place_of_the_services() {
    let text = |text: &str| Some(RetryAfter::Text(text.to_owned()));
    let too_many = |retry_after| Fault::TooManyRequests { retry_after };
    let date = "Wed, 18 Jun 2025 03:00:30 GMT";
    for (fault, status, header, value) in [
        (
            Fault::Html {
                status: 502,
                executed: false,
            },
            502,
            "content-type",
            "text/html",
        ),
        (
            Fault::EmptyBody {
                status: 200,
                executed: false,
            },
            200,
            "content-length",
            "0",
        ),
        (
            too_many(Some(RetryAfter::Seconds(-5))),
            429,
            "retry-after",
            "-5",
        ),
        (
            too_many(Some(RetryAfter::Date(30))),
            429,
            "retry-after",
            date,
        ),
        (too_many(text("soon")), 429, "retry-after", "soon"),
        (
            Fault::Redirect {
                status: 307,
                location: "https://elsewhere.invalid/".to_owned(),
            },
            307,
            "location",
            "https://elsewhere.invalid/",
        ),
    ] {
        let emulator = with(fault.clone()).await;
        let reply = create(&emulator, SITE).ok(&emulator).await;
        assert_eq!(reply.status, status, "{fault:?}");
        assert_eq!(reply.headers[header], value, "{fault:?}");
        assert_eq!(done(&emulator), (0, 1), "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn errors_come_in_every_shape() {
    let shapes = [
        (Envelope::NhnHeader, "/header/resultCode", json!(901)),
        (Envelope::Rfc6749, "/error", json!("invalid_client")),
        (Envelope::NcpNumber, "/error/errorCode", json!(901)),
        (Envelope::NcpString, "/error/errorCode", json!("901")),
        (Envelope::NcpBare, "/errorCode", json!(901)),
        (Envelope::NcpReturnCode, "/returnCode", json!("901")),
    ];
    for (envelope, pointer, code) in shapes {
        for executed in [false, true] {
            let message = "API Call Fail".to_owned();
            let fault = Fault::Error {
                status: 504,
                code: 901,
                message,
                envelope,
                executed,
            };
            let emulator = with(fault).await;
            let reply = create(&emulator, SITE).ok(&emulator).await;
            assert_eq!(
                (reply.status, reply.json().pointer(pointer)),
                (504, Some(&code))
            );
            assert_eq!(done(&emulator), (u64::from(executed), 1));
        }
    }
    for operation in Operation::DOCUMENTED {
        for fault in Fault::documented_errors(operation) {
            assert!(!fault.executes(), "{operation}: {fault:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_kept_connection_is_not_kept() {
    for reset in [false, true] {
        let emulator = with(Fault::CloseAfterResponse { reset }).await;
        let mut client = Client::connect(&emulator).await.unwrap();
        let reply = client.send(&create(&emulator, SITE)).await.unwrap();
        assert_eq!(reply.status, 200);
        assert!(!reply.headers.contains_key("connection"));
        assert_eq!(client.more().await.is_err(), reset);
        assert!(client.send(&create(&emulator, SITE)).await.is_err());
        assert_eq!(done(&emulator), (1, 1));
    }
}

#[tokio::test]
async fn a_large_answer_is_streamed() {
    for declared in [false, true] {
        let emulator = with(Fault::LargeResponse {
            bytes: 100_000_000,
            declared,
        })
        .await;
        let mut client = Client::connect(&emulator).await.unwrap();
        client
            .write(create(&emulator, SITE).text().as_bytes())
            .await
            .unwrap();
        let (_, headers) = client.head().await.unwrap();
        let length = headers
            .get("content-length")
            .map(|text| text.parse().unwrap());
        assert_eq!(
            length.is_some_and(|length: u64| length > 100_000_000),
            declared
        );
        let mut read = 0;
        while read < 20_000_000 {
            assert!(client.more().await.unwrap());
            read += client.buffer.len();
            client.buffer.clear();
        }
    }
    let emulator = with(Fault::LargeResponse {
        bytes: 50_000,
        declared: true,
    })
    .await;
    let reply = create(&emulator, SITE).ok(&emulator).await;
    assert_eq!(
        (reply.body[0], &reply.json()["returnCode"]),
        (b' ', &json!("0"))
    );
}

#[tokio::test]
async fn a_bomb_is_small_on_the_wire() {
    let emulator = with(Fault::GzipBomb { bytes: 1 << 30 }).await;
    let reply = create(&emulator, SITE).ok(&emulator).await;
    assert_eq!(reply.headers["content-encoding"], "gzip");
    assert!(reply.body.len() < 1_100_000, "{}", reply.body.len());
}

#[tokio::test]
async fn answers_change_their_looks() {
    let emulator = Emulator::builder().clock(noon()).start().await.unwrap();
    let list = async || {
        let ask = wsc(&emulator, "GET", "/api/v1/jobs?limit=2&page=1", "");
        ask.ok(&emulator).await.json()
    };
    let plain = list().await;
    for fault in [
        Fault::Wrapped,
        Fault::NumbersAsStrings,
        Fault::UnknownFields,
    ] {
        emulator
            .faults()
            .add(FaultRule::new(fault).on(Operation::GetJobs));
    }
    let changed = list().await;
    assert_eq!(
        changed["resources"]["total_cnt"],
        plain["total_cnt"].to_string()
    );
    assert!(changed["resources"]["record_data"][0]["internalUseOnly"].is_object());
    emulator.faults().clear().unwrap();
    emulator.faults().add(Fault::Nulls {
        fields: vec!["memo".to_owned()],
    });
    let nulls = list().await;
    assert_eq!(nulls["record_data"][0]["memo"], Value::Null);
    assert_eq!(
        nulls["record_data"][0]["status"],
        plain["record_data"][0]["status"]
    );
}

#[tokio::test]
async fn a_token_can_end_under_the_call_that_brings_it() {
    let emulator = Emulator::builder().clock(noon()).start().await.unwrap();
    let keys = emulator.credentials();
    let token = token(&emulator).await;
    emulator.faults().add(
        FaultRule::new(Fault::ExpireToken)
            .on(Operation::Summary)
            .times(1),
    );
    let ask = common::summary(&keys, &token, common::DAY_QUERY);
    assert_eq!(ask.ok(&emulator).await.status, 401);
    assert_eq!(ask.ok(&emulator).await.status, 401);
    assert_eq!(emulator.live_tokens(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_wrong_clock_refuses_and_says_the_time() {
    let emulator = with(Fault::ClockOffset {
        milliseconds: 600_000,
    })
    .await;
    let refused = create(&emulator, SITE).ok(&emulator).await;
    assert_eq!(refused.json()["error"]["errorCode"], "200");
    assert_eq!(refused.headers["date"], "Wed, 18 Jun 2025 03:10:00 GMT");
    assert_eq!(create(&emulator, SITE).ok(&emulator).await.status, 200);
    emulator.clock().set_offset_ms(-172_800_000);
    let keys = emulator.credentials();
    let mut ask = create(&emulator, "https://www.example.com");
    assert_eq!(ask.ok(&emulator).await.status, 200);
    ask = ask.signed(&keys, NOON);
    assert_eq!(ask.ok(&emulator).await.status, 401);
}

#[tokio::test]
async fn a_consumed_token_is_gone_though_nobody_read_it() {
    for executed in [false, true] {
        let fault = FaultRule::new(Fault::ResetAfterRead { executed }).on(Operation::TokenInfo);
        let emulator = Emulator::builder()
            .fault(fault.times(1))
            .start()
            .await
            .unwrap();
        let app = emulator.credentials().integrity_app_id;
        let token = emulator.issue_integrity_token(&app, IntegrityVerdict::genuine());
        assert!(token_info(&app, &token).send(&emulator).await.is_err());
        assert_eq!(emulator.log().integrity_reads(&token), u64::from(executed));
        let second = token_info(&app, &token).ok(&emulator).await;
        assert_eq!(second.status, if executed { 401 } else { 200 });
    }
}

#[tokio::test]
async fn idle_connections_can_be_cut_from_outside() {
    let emulator = Emulator::builder().start().await.unwrap();
    for reset in [false, true] {
        let mut client = Client::connect(&emulator).await.unwrap();
        client.send(&Ask::new("GET", "/")).await.unwrap();
        assert_eq!(emulator.faults().open_connections(), 1);
        emulator.faults().close_connections(reset);
        assert_eq!(client.more().await.is_err(), reset);
        nobody_is_left(&emulator).await;
    }
    assert_eq!(emulator.log().totals().connections, 2);
}

#[tokio::test]
async fn dropping_the_emulator_frees_its_port() {
    let emulator = Emulator::builder().start().await.unwrap();
    let addr = emulator.addr();
    let mut client = Client::connect(&emulator).await.unwrap();
    client.send(&Ask::new("GET", "/")).await.unwrap();
    drop(emulator);
    assert!(!client.more().await.unwrap_or(false));
    assert!(tokio::net::TcpStream::connect(addr).await.is_err());
}

#[tokio::test]
async fn every_fault_of_the_catalogue_lets_the_next_call_pass() {
    for (name, fault) in Fault::catalogue() {
        let emulator = Emulator::builder()
            .clock(noon())
            .past_jobs(0)
            .start()
            .await
            .unwrap();
        let endless = matches!(
            fault,
            Fault::StallBeforeHeaders { .. }
                | Fault::StallInBody { .. }
                | Fault::WrongContentLength { .. }
                | Fault::LargeResponse { .. }
                | Fault::ConnectionRefused { .. }
                | Fault::Latency { .. }
        );
        if endless {
            continue;
        }
        let executes = fault.executes();
        let token_or_clock = matches!(fault, Fault::ClockOffset { .. });
        emulator
            .faults()
            .add(FaultRule::new(fault).on(Operation::CreateJob).times(1));
        let _ = create(&emulator, SITE).send(&emulator).await;
        let billed = emulator.log().totals().scans_billed;
        assert_eq!(billed, u64::from(executes && !token_or_clock), "{name}");
        assert_eq!(emulator.log().totals().faults, 1, "{name}");
        let next = create(&emulator, "https://next.example.com")
            .ok(&emulator)
            .await;
        assert_eq!(next.status, 200, "{name}");
    }
}

/// Two thousand creations through faults of every kind: what the log says adds up.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_adds_up_under_random_faults() {
    let reset = |executed| FaultRule::new(Fault::ResetAfterRead { executed }).probability(0.02);
    let emulator = std::sync::Arc::new(
        Emulator::builder()
            .past_jobs(0)
            .fault(FaultRule::new(Fault::ResetBeforeRead).probability(0.02))
            .fault(reset(false))
            .fault(reset(true))
            .fault(FaultRule::new(Fault::CloseAfterResponse { reset: true }).probability(0.02))
            .start()
            .await
            .unwrap(),
    );
    let callers: Vec<_> = (0..20)
        .map(|caller| {
            let emulator = std::sync::Arc::clone(&emulator);
            tokio::spawn(async move {
                let mut client = Client::connect(&emulator).await.unwrap();
                let mut told = 0;
                for number in 0..100 {
                    let ask = create(
                        &emulator,
                        &format!("https://c{caller}.example.com/{number}"),
                    );
                    match client.send(&ask).await {
                        Ok(reply) => told += u64::from(reply.status == 200),
                        Err(_) => client = Client::connect(&emulator).await.unwrap(),
                    }
                }
                told
            })
        })
        .collect();
    let mut told = 0;
    for caller in callers {
        told += caller.await.unwrap();
    }
    let log = emulator.log();
    let scans = log.scans();
    let hidden = |record: &&korea_cloud_security_emulator::RequestRecord| {
        record.executed && record.status.is_none()
    };
    let requests = log.requests();
    assert_eq!(
        requests.len(),
        usize::try_from(log.totals().faults).unwrap() + told_plainly(&log)
    );
    assert_eq!(
        scans.len() as u64,
        told + requests.iter().filter(hidden).count() as u64
    );
    assert_eq!(log.executed(Operation::CreateJob), scans.len() as u64);
    let urls: std::collections::BTreeSet<_> = scans.iter().map(|scan| &scan.start_url).collect();
    assert_eq!(urls.len(), scans.len());
    assert!(scans.len() as u64 > told, "some bills were never heard of");
    assert!(
        requests
            .iter()
            .any(|record| record.fault == Some("reset-before-read"))
    );
}

fn told_plainly(log: &korea_cloud_security_emulator::Log) -> usize {
    log.requests()
        .iter()
        .filter(|record| record.fault.is_none())
        .count()
}
