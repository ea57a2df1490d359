//! Layer 3: whole stories over a real socket; the emulator's log is the judge.
#![allow(clippy::unwrap_used)]

mod common;
#[expect(dead_code, reason = "an example's main is not called here")]
#[path = "../examples/login.rs"]
mod login;

use std::time::Duration;

use common::{APP, in_time, options};
use korea_cloud_security_emulator::{Emulator, Fault, FaultRule, IntegrityVerdict, Operation};
use nhn_integrity::{CallOptions, Client, Flag, IntegrityToken, OnNull, Policy, Reason, Verdict};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Where it is the same time as for the client.
async fn emulator() -> Emulator {
    Emulator::builder().clock(in_time()).start().await.unwrap()
}

fn client(emulator: &Emulator) -> Client {
    Client::builder()
        .with_endpoint(emulator.url().parse().unwrap())
        .with_options(options())
        .build()
        .unwrap()
}

async fn verify(emulator: &Emulator, token: &str, policy: &Policy) -> Verdict {
    client(emulator)
        .verify(APP, IntegrityToken::new(token), policy)
        .await
}

#[tokio::test]
async fn a_genuine_app_is_let_in_once() {
    let emulator = emulator().await;
    let token = emulator.issue_integrity_token(APP, IntegrityVerdict::genuine());
    let first = verify(&emulator, &token, &Policy::new()).await;
    assert!(first.is_allow(), "{first}");
    let expires = first.token_info().unwrap().expire_at.unwrap();
    assert!(expires.to_date_time().unwrap() > chrono::DateTime::<chrono::Utc>::from(in_time()));

    let second = verify(&emulator, &token, &Policy::new()).await;
    assert!(second.is_deny(), "{second}");
    assert!(matches!(second.reasons(), [Reason::TokenRejected { .. }]));
    assert_eq!(emulator.log().integrity_reads(&token), 1);
    assert_eq!(emulator.log().reached(Operation::TokenInfo), 2);
}

#[tokio::test]
async fn expired_foreign_and_forged_tokens_are_denied() {
    let emulator = emulator().await;
    let genuine = IntegrityVerdict::genuine();
    let expired = emulator.issue_integrity_token(APP, genuine);
    let foreign = emulator.issue_integrity_token("another-app", genuine);
    emulator.clock().advance(Duration::from_secs(3_600));
    for token in [&*expired, &*foreign, "test-secret.forged.token"] {
        let verdict = verify(&emulator, token, &Policy::new()).await;
        assert!(verdict.is_deny(), "{verdict}");
        assert!(
            !format!("{verdict} {verdict:?}").contains(token),
            "{verdict}"
        );
    }
    assert_eq!(emulator.log().totals().integrity_consumed, 0);
}

/// This machine's clock is a day ahead of the service's, which still takes the token.
#[tokio::test]
async fn a_clock_that_is_ahead_denies_no_genuine_player() {
    let emulator = emulator().await;
    emulator
        .clock()
        .set(in_time() - Duration::from_secs(86_400));
    let token = emulator.issue_integrity_token(APP, IntegrityVerdict::genuine());
    let verdict = verify(&emulator, &token, &Policy::new()).await;
    assert!(
        verdict.is_indeterminate() && matches!(verdict.reasons(), [Reason::Expired { .. }]),
        "{verdict}"
    );
    let token = emulator.issue_integrity_token(APP, IntegrityVerdict::genuine());
    let lenient = Policy::new().with_leeway(Duration::from_secs(86_400));
    assert!(verify(&emulator, &token, &lenient).await.is_allow());
}

#[tokio::test]
async fn a_tampered_app_is_denied_and_an_unchecked_one_is_up_to_the_policy() {
    let emulator = emulator().await;
    let tampered = emulator.issue_integrity_token(APP, IntegrityVerdict::tampered());
    let verdict = verify(&emulator, &tampered, &Policy::new()).await;
    assert_eq!(
        verdict.reasons(),
        [
            Reason::SignatureMismatch,
            Reason::Detected(Flag::RootingDetected),
            Reason::Detected(Flag::HookingDetected),
        ]
    );
    let unchecked = emulator.issue_integrity_token(APP, IntegrityVerdict::unchecked());
    let verdict = verify(&emulator, &unchecked, &Policy::new()).await;
    assert!(
        verdict.is_indeterminate() && verdict.reasons().len() == 5,
        "{verdict}"
    );
    let unchecked = emulator.issue_integrity_token(APP, IntegrityVerdict::unchecked());
    let ignoring = Policy::new().with_on_null(OnNull::Ignore);
    assert!(verify(&emulator, &unchecked, &ignoring).await.is_allow());
}

#[tokio::test]
async fn a_lost_answer_is_told_and_the_token_is_not_read_again() {
    let emulator = emulator().await;
    for (fault, reads) in [
        (Fault::ResetAfterRead { executed: true }, 1),
        (Fault::ResetAfterRead { executed: false }, 0),
        (Fault::ResetAfterHeaders, 1),
        (Fault::TruncatedBody, 1),
        (
            Fault::Html {
                status: 200,
                executed: true,
            },
            1,
        ),
        (
            Fault::EmptyBody {
                status: 502,
                executed: false,
            },
            0,
        ),
    ] {
        let token = emulator.issue_integrity_token(APP, IntegrityVerdict::genuine());
        emulator.log().clear();
        emulator
            .faults()
            .add(FaultRule::new(fault.clone()).times(1));
        let verdict = verify(&emulator, &token, &Policy::new()).await;
        assert!(verdict.is_indeterminate(), "{fault:?}: {verdict}");
        assert_eq!(verdict.reasons(), [Reason::ResponseLost], "{fault:?}");
        assert!(verdict.error().unwrap().outcome_unknown());
        assert_eq!(emulator.log().reached(Operation::TokenInfo), 1, "{fault:?}");
        assert_eq!(emulator.log().integrity_reads(&token), reads, "{fault:?}");
    }
}

#[tokio::test]
async fn a_service_that_is_not_there_counts_against_nobody() {
    let emulator = emulator().await;
    let token = emulator.issue_integrity_token(APP, IntegrityVerdict::genuine());
    let unreachable = Client::builder()
        .with_endpoint(emulator.dead_url().unwrap().parse().unwrap())
        .with_options(options())
        .build()
        .unwrap()
        .with_call_options(CallOptions::new().with_max_attempts(1));
    let verdict = unreachable
        .verify(APP, IntegrityToken::new(&*token), &Policy::new())
        .await;
    assert!(verdict.is_indeterminate(), "{verdict}");
    assert_eq!(verdict.reasons(), [Reason::Unreachable]);
    // Nothing was read, so the token still works.
    assert!(verify(&emulator, &token, &Policy::new()).await.is_allow());
}

#[tokio::test]
async fn the_login_server_lets_in_denies_and_counts() {
    let emulator = emulator().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = login::router(&client(&emulator), APP.to_owned());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let send = async |head: &str, body: &str| {
        let mut connection = TcpStream::connect(address).await.unwrap();
        let request = format!(
            "{head} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut response = String::new();
        connection.read_to_string(&mut response).await.unwrap();
        response
    };
    for (of, status) in [
        (IntegrityVerdict::genuine(), "200"),
        (IntegrityVerdict::tampered(), "403"),
        (IntegrityVerdict::unchecked(), "503"),
    ] {
        let token = emulator.issue_integrity_token(APP, of);
        let body = format!(r#"{{"player":"p1","token":"{token}"}}"#);
        let response = send("POST /login", &body).await;
        assert!(
            response.starts_with(&format!("HTTP/1.1 {status}")),
            "{response}"
        );
    }
    let metrics = send("GET /metrics", "").await;
    for labels in [
        r#"{verdict="allow",reason=""} 1"#,
        r#"{verdict="deny",reason="signature_mismatch"} 1"#,
        r#"{verdict="indeterminate",reason="missing"} 1"#,
    ] {
        assert!(metrics.contains(labels), "{metrics}");
    }
}
