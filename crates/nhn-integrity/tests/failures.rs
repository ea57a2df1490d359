//! What a verdict is when the token was not read: a player must not be able to choose doubt, and
//! the network must not count against them.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use common::{APP, TOKEN, client_over, token};
use nhn_integrity::testing::{FakeTransport, TransportErrorKind};
use nhn_integrity::{
    ErrorCode, ErrorKind, IntegrityToken, NhnGatewayCode, OnForeignRejection, OnRejected, Policy,
    Reason, Verdict,
};
use serde_json::json;
use test_support::fixture;

async fn verify(fake: FakeTransport, policy: &Policy) -> Verdict {
    client_over(Arc::new(fake))
        .verify(APP, token(), policy)
        .await
}

fn rejecting(status: u16, code: i64) -> FakeTransport {
    let header = json!({"isSuccessful": false, "resultCode": code, "resultMessage": "사유"});
    // As often as a call that may be repeated asks.
    (0..3).fold(FakeTransport::new(), |fake, _| {
        fake.respond_json(status, json!({ "header": header }).to_string())
    })
}

#[tokio::test]
async fn the_example_is_denied_for_what_it_says() {
    let fake = FakeTransport::new()
        .respond_json(200, fixture("nhn-integrity", "token-info.response.json"));
    let verdict = verify(fake, &Policy::new()).await;
    assert_eq!(
        verdict.to_string(),
        "deny: rootingDetected is true, emulatorDetected is true, debugDetected is true, \
         untrustedEnv is true"
    );
}

#[tokio::test]
async fn a_rejected_token_is_denied_unless_the_policy_doubts_it() {
    let cases = [
        (401, 4_012_001),
        (401, 4_012_002),
        (401, 4_012_003),
        (401, 80_007), // a JWT or a token
        (401, 40_199),
        (404, 40_499),
        (403, 40_399),
        (400, 40_099),
        (410, 41_099),
        (200, -1), // nobody documents them
        (400, 4_000_007),
        (400, 400),
        (400, 501), // parameters, of which the token is the only one of the player's
    ];
    for (status, code) in cases {
        let verdict = verify(rejecting(status, code), &Policy::new()).await;
        assert!(verdict.is_deny(), "{status} {code}: {verdict}");
        let [
            Reason::TokenRejected {
                code: Some(found),
                status: Some(http),
            },
        ] = verdict.reasons()
        else {
            panic!("{status} {code}: {verdict}");
        };
        assert_eq!((found.number(), http.as_u16()), (Some(code), status));
        assert!(verdict.error().is_some() && verdict.token_info().is_none());

        let doubting = Policy::new().with_on_rejected(OnRejected::Indeterminate);
        let doubted = verify(rejecting(status, code), &doubting).await;
        assert!(doubted.is_indeterminate(), "{status} {code}: {doubted}");
        assert_eq!(doubted.reasons(), verdict.reasons());
    }
}

#[tokio::test]
async fn a_malformed_token_is_denied_without_a_call() {
    let fake = Arc::new(FakeTransport::new());
    let client = client_over(fake.clone());
    let bad = [
        " ",
        "a b",
        "a\nb",
        "토큰",
        "a\"b",
        "<script>",
        "a;b",
        "a,b",
        "{}",
        "=",
        "a=b",
        "%41",
        "a\0b",
        &"t".repeat(100_000),
    ];
    for doubting in [
        Policy::new(),
        Policy::new().with_on_rejected(OnRejected::Indeterminate),
    ] {
        for bad in bad {
            let verdict = client
                .verify(APP, IntegrityToken::new(bad), &doubting)
                .await;
            assert!(verdict.is_deny(), "{bad:?}: {verdict}");
            assert_eq!(verdict.reasons(), [Reason::MalformedToken]);
        }
    }
    assert!(fake.sent().is_empty());
}

#[tokio::test]
async fn what_the_caller_passed_wrongly_counts_against_nobody() {
    let fake = Arc::new(FakeTransport::new());
    let client = client_over(fake.clone());
    for mistake in ["", "Bearer abc", "bearer abc", " BEARER abc", "Bearer "] {
        let verdict = client
            .verify(APP, IntegrityToken::new(mistake), &Policy::new())
            .await;
        assert!(verdict.is_indeterminate(), "{mistake:?}: {verdict}");
        assert_eq!(verdict.reasons(), [Reason::NotSent]);
        assert_eq!(verdict.error().unwrap().kind(), ErrorKind::InvalidInput);
    }
    assert!(fake.sent().is_empty());
}

#[tokio::test]
async fn a_page_of_something_in_front_of_the_service_follows_the_policy() {
    for (status, body) in [
        (403, "<html>Request blocked</html>"),
        (400, "Bad Request"),
        (406, r#"{"message": "blocked by rule 942100"}"#),
        (404, ""),
    ] {
        let fake = || FakeTransport::new().respond_json(status, body);
        let verdict = verify(fake(), &Policy::new()).await;
        let [Reason::ForeignRejection { status: found }] = verdict.reasons() else {
            panic!("{status}: {verdict}");
        };
        assert!(
            verdict.is_indeterminate() && found.as_u16() == status,
            "{verdict}"
        );
        let strict = Policy::new().with_on_foreign_rejection(OnForeignRejection::Deny);
        assert!(verify(fake(), &strict).await.is_deny(), "{status}");
    }
    // A service that fails stays in doubt, whatever the policy.
    let strict = Policy::new().with_on_foreign_rejection(OnForeignRejection::Deny);
    for status in [500, 502, 503] {
        let verdict = verify(FakeTransport::new().respond_json(status, "<html>"), &strict).await;
        assert!(verdict.is_indeterminate(), "{status}: {verdict}");
    }
}

#[tokio::test]
async fn what_decides_nothing_costs_nothing() {
    for header in [
        r#"{"isSuccessful":true,"resultCode":"OK","resultMessage":"SUCCESS"}"#,
        r#"{"isSuccessful":true,"resultCode":{},"resultMessage":{"a":1}}"#,
        r#"{"isSuccessful":true}"#,
    ] {
        let example = fixture("nhn-integrity", "token-info.response.json");
        let mut body: serde_json::Value = serde_json::from_str(&example).unwrap();
        body["header"] = serde_json::from_str(header).unwrap();
        let fake = FakeTransport::new().respond_json(200, body.to_string());
        let verdict = verify(fake, &Policy::new()).await;
        assert!(
            verdict.is_deny() && verdict.reasons().len() == 4,
            "{header}: {verdict}"
        );
    }
}

#[tokio::test]
async fn white_space_around_a_token_is_left_out() {
    let info = r#"{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":""},"body":{}}"#;
    for around in ["{}\n", "{}\r\n", " {}", "\t{} \n"] {
        let fake = Arc::new(FakeTransport::new().respond_json(200, info));
        let token = IntegrityToken::new(around.replace("{}", TOKEN));
        client_over(fake.clone())
            .token_info(APP, token)
            .await
            .unwrap();
        let sent = fake.sent();
        assert_eq!(
            sent[0].headers["authorization"].to_str().unwrap(),
            format!("Bearer {TOKEN}"),
            "{around:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_but_the_token_counts_against_a_player() {
    let setup = |code| Reason::SetupRejected {
        code: ErrorCode::from_number(code),
    };
    let cases = [
        (FakeTransport::new(), Reason::Unreachable),
        (
            FakeTransport::new().fail(TransportErrorKind::Configuration),
            Reason::NotSent,
        ),
        (
            FakeTransport::new().fail(TransportErrorKind::Interrupted),
            Reason::ResponseLost,
        ),
        (
            FakeTransport::new().fail(TransportErrorKind::TooLarge),
            Reason::ResponseLost,
        ),
        (
            FakeTransport::new().respond_json(200, "{}"),
            Reason::ResponseLost,
        ),
        (
            FakeTransport::new().respond_json(200, "<html>login</html>"),
            Reason::ResponseLost,
        ),
        (
            FakeTransport::new().respond_json(302, ""),
            Reason::ResponseLost,
        ),
        (rejecting(401, 5_012_001), Reason::ResponseLost),
        (rejecting(500, 500), Reason::ResponseLost),
        (rejecting(503, 5_030_001), Reason::ResponseLost),
        (rejecting(504, 5_040_001), Reason::ResponseLost),
        (rejecting(500, 599), Reason::ResponseLost),
        (rejecting(429, 4_291_000), Reason::Throttled),
        (rejecting(429, 4_291_001), Reason::Throttled),
        (rejecting(400, 4_000_003), setup(4_000_003)),
        (rejecting(401, 4_011_007), setup(4_011_007)),
        (rejecting(403, 4_031_007), setup(4_031_007)),
        (rejecting(403, 4_031_012), setup(4_031_012)),
        (rejecting(404, 4_041_007), setup(4_041_007)),
        (rejecting(403, -6), setup(-6)),
    ];
    for (fake, expected) in cases {
        let verdict = verify(fake, &Policy::new()).await;
        assert!(verdict.is_indeterminate(), "{expected:?}: {verdict}");
        assert_eq!(verdict.reasons(), [expected]);
        assert!(verdict.error().is_some());
        let line = verdict.to_string();
        assert!(!line.contains('\n') && !line.contains(TOKEN), "{line}");
    }
    let client = client_over(Arc::new(FakeTransport::new()));
    let verdict = client.verify("..", token(), &Policy::new()).await;
    assert_eq!(
        (verdict.is_indeterminate(), verdict.reasons()),
        (true, &[Reason::NotSent][..])
    );
}

/// A code that joins the gateway's must be sorted: into the set-up's, or into the token's.
#[tokio::test(start_paused = true)]
async fn every_code_of_the_gateway_is_sorted() {
    let mut sorted = String::new();
    for code in NhnGatewayCode::DOCUMENTED {
        let verdict = verify(rejecting(400, code.number()), &Policy::new()).await;
        let outcome = if verdict.is_deny() {
            "deny"
        } else {
            "indeterminate"
        };
        sorted += &format!("{code}: {outcome}, {}\n", verdict.reasons()[0]);
    }
    insta::assert_snapshot!(sorted);
}

#[tokio::test]
async fn a_verdict_is_one_line_with_nothing_twice() {
    let verdict = verify(rejecting(401, 4_012_001), &Policy::new()).await;
    assert_eq!(
        verdict.to_string(),
        "deny: the service rejected the token: token-info: rejected with 4012001 TokenInvalid \
         (HTTP 401): 사유; the token is expired, consumed or not genuine: get a new one from the app"
    );
}
