//! Layer 2: the exact request, what is never sent, and what is never sent twice.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;
use std::time::Duration;

use common::{APP, TOKEN, client_at, client_over, token};
use httpmock::prelude::*;
use nhn_integrity::testing::{FakeResponse, FakeTransport, TransportErrorKind};
use nhn_integrity::{
    CallOptions, ClientOptions, ErrorCode, ErrorKind, IntegrityToken, NhnGatewayCode,
};
use serde_json::json;
use test_support::fixture;
use transport_core::http::ConnectionReuse;

fn example() -> String {
    fixture("nhn-integrity", "token-info.response.json")
}

#[tokio::test]
async fn the_request_is_the_documented_one() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            when.method(GET)
                .path(format!("/integrity-api/v1.0/client/apps/{APP}/token-info"))
                .is_true(|request| request.uri().query().is_none())
                .header("authorization", format!("Bearer {TOKEN}"))
                .header("accept", "application/json")
                .header_missing("referer")
                .header_missing("content-length");
            then.status(200).body(example());
        })
        .await;
    let client = client_at(&server.base_url()).build().unwrap();
    let info = client.token_info(APP, token()).await.unwrap();
    mock.assert_async().await;
    assert_eq!(info.app_id.as_deref(), Some(APP));
}

#[tokio::test]
async fn an_app_id_cannot_leave_its_segment() {
    let fake = Arc::new(FakeTransport::new().respond_json(200, example()));
    let client = client_over(fake.clone());
    client.token_info("a/../b?c#d%2F가", token()).await.unwrap();
    assert_eq!(
        fake.sent()[0].uri.path(),
        "/integrity-api/v1.0/client/apps/a%2F..%2Fb%3Fc%23d%252F%EA%B0%80/token-info"
    );
    for refused in ["", ".", ".."] {
        let error = client.token_info(refused, token()).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (ErrorKind::InvalidInput, Some("appId"))
        );
    }
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test]
async fn what_is_no_token_is_never_sent_nor_shown() {
    let fake = Arc::new(FakeTransport::new());
    let client = client_over(fake.clone());
    let longest = 8 * 1024;
    for bad in [
        "  ".to_owned(),
        format!("{TOKEN}\r\nX-Evil: 1"),
        "test-secret-토큰".to_owned(),
        "test-secret two words".to_owned(),
        "t".repeat(longest + 1),
    ] {
        let error = client
            .token_info(APP, IntegrityToken::new(bad))
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (ErrorKind::InvalidInput, Some("Authorization"))
        );
        assert!(!error.outcome_unknown());
        assert!(
            !format!("{error} {error:?}").contains("test-secret"),
            "{error}"
        );
    }
    assert!(fake.sent().is_empty());
    let error = client
        .token_info(APP, IntegrityToken::new("t".repeat(longest)))
        .await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Connection);
}

#[tokio::test]
async fn a_token_rides_on_a_connection_that_is_not_about_to_close() {
    let fake = Arc::new(FakeTransport::new().respond_json(200, example()));
    client_over(fake.clone())
        .token_info(APP, token())
        .await
        .unwrap();
    assert_eq!(
        fake.sent()[0].options.connection_reuse,
        ConnectionReuse::Recent
    );
}

#[tokio::test(start_paused = true)]
async fn only_a_call_that_was_not_received_is_repeated() {
    let fake = Arc::new(
        FakeTransport::new()
            .fail(TransportErrorKind::Connect)
            .respond_json(200, example()),
    );
    client_over(fake.clone())
        .token_info(APP, token())
        .await
        .unwrap();
    assert_eq!(fake.sent().len(), 2);

    for kind in [
        TransportErrorKind::Interrupted,
        TransportErrorKind::TooLarge,
    ] {
        let fake = Arc::new(FakeTransport::new().fail(kind).respond_json(200, example()));
        let error = client_over(fake.clone())
            .token_info(APP, token())
            .await
            .unwrap_err();
        assert!(error.outcome_unknown() && !error.is_retryable(), "{error}");
        assert!(error.to_string().contains("get a new one"), "{error}");
        assert_eq!(fake.sent().len(), 1);
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_leaves_the_outcome_unknown() {
    let header = json!({"isSuccessful": true, "resultCode": 0, "resultMessage": "SUCCESS"});
    for body in [
        String::new(),
        "<html>maintenance</html>".to_owned(),
        json!({"header": header}).to_string(),
        json!({"header": header, "body": null}).to_string(),
        json!({"body": {"appId": APP}}).to_string(),
        example()[..200].to_owned(),
    ] {
        let fake = Arc::new(FakeTransport::new().respond_json(200, body.clone()));
        let error = client_over(fake.clone())
            .token_info(APP, token())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnreadableResponse, "{body}");
        assert!(error.outcome_unknown(), "{body}");
        assert_eq!(fake.sent().len(), 1);
    }
}

/// The gateway's date is hours off: elsewhere that is worth signing again, here a token must not
/// go out twice.
#[tokio::test]
async fn no_refusal_of_a_token_sends_it_again() {
    let codes = [4_012_001, 4_012_002, 4_012_003, 80_007, 4_999_999];
    for code in codes.map(Some).into_iter().chain([None]) {
        let body = json!({"header": {
            "isSuccessful": false, "resultCode": code, "resultMessage": format!("no: {TOKEN}")
        }});
        let mut answer = http::Response::new(bytes::Bytes::from(body.to_string()));
        *answer.status_mut() = http::StatusCode::UNAUTHORIZED;
        let date = http::HeaderValue::from_static("Fri, 14 Nov 2025 01:00:00 GMT");
        answer.headers_mut().insert(http::header::DATE, date);
        let fake = Arc::new(
            FakeTransport::new()
                .respond(answer)
                .respond_json(200, example()),
        );
        let error = client_over(fake.clone())
            .token_info(APP, token())
            .await
            .unwrap_err();
        assert_eq!(fake.sent().len(), 1, "{code:?} sent the token again");
        assert_eq!(error.kind(), ErrorKind::Rejected);
        assert_eq!(error.code().and_then(|code| code.number()), code);
        assert!(error.is_auth() || code == Some(4_999_999), "{error}");
        // What nobody documents leaves open whether the token is used up.
        let documented = code.is_some_and(|code| code != 4_999_999);
        assert_eq!(error.outcome_unknown(), !documented, "{error}");
        assert!(!error.is_retryable(), "{error}");
        assert!(!format!("{error} {error:?}").contains(TOKEN), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn every_code_of_the_gateway_has_a_name_and_a_known_end() {
    for code in NhnGatewayCode::DOCUMENTED {
        let body = json!({"header": {
            "isSuccessful": false, "resultCode": code.number(), "resultMessage": ""
        }})
        .to_string();
        // Refused for the rate, it may go out again; three answers are enough for any.
        let status = match code {
            NhnGatewayCode::RateLimited => 429,
            _ => 400,
        };
        let fake = (0..3).fold(FakeTransport::new(), |fake, _| {
            fake.respond_json(status, body.clone())
        });
        let fake = Arc::new(fake);
        let error = client_over(fake.clone())
            .token_info(APP, token())
            .await
            .unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::Gateway(*code)));
        let calls = if *code == NhnGatewayCode::RateLimited {
            3
        } else {
            1
        };
        assert_eq!(fake.sent().len(), calls, "{code}");
        let behind_the_gateway = matches!(
            code,
            NhnGatewayCode::JwksUnavailable
                | NhnGatewayCode::JwksFormat
                | NhnGatewayCode::UpstreamBadGateway
                | NhnGatewayCode::PreCallFailed
                | NhnGatewayCode::UpstreamUnavailable
                | NhnGatewayCode::UpstreamTimeout
                | NhnGatewayCode::FrameworkSystem
                | NhnGatewayCode::FrameworkServerFailure
        );
        assert_eq!(error.outcome_unknown(), behind_the_gateway, "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn silence_ends_in_time_and_is_not_asked_again() {
    let silent = Arc::new(FakeTransport::from_fn(|_| FakeResponse::never()));
    let options = ClientOptions::new()
        .with_runtime(test_support::virtual_runtime(common::in_time()))
        .with_transport(silent.clone());
    let client = client_at("http://127.0.0.1:9")
        .with_options(options)
        .build()
        .unwrap();
    for (options, seconds) in [
        (CallOptions::new(), 65),
        (CallOptions::new().with_timeout(Duration::from_secs(3)), 3),
    ] {
        let start = tokio::time::Instant::now();
        let client = client.with_call_options(options);
        let error = client.token_info(APP, token()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.outcome_unknown(), "{error}");
        assert_eq!(start.elapsed().as_secs(), seconds);
    }
    assert_eq!(silent.sent().len(), 2);
}
