//! The token service: its exact requests, its answers, and how its errors look from a call.
#![cfg(feature = "nhn-token")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

use std::sync::Arc;
use std::time::Duration;

use auth_core::{
    AccessToken, SigningErrorKind, SystemClock, TokenIssuer, TokenSigner, UserAccessKey,
};
use http::{Method, StatusCode};
use httpmock::{Mock, MockServer};
use serde::Deserialize;
use serde_json::{Value, json};
use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader};
use transport_core::http::TransportErrorKind;
use transport_core::testing::FakeTransport;
use transport_core::{
    ApiClient, CallError, CallOptions, CallRequest, ClientOptions, Effect, ErrorKind,
    NhnGatewayCode, OauthClient, OauthCode, Operation, TokioSleep, Vendor,
};

const ID: &str = "EXAMPLE-ID/+1";
const SECRET: &str = "EXAMPLE:SECRET&=%";

fn options() -> ClientOptions {
    ClientOptions::new().with_call_options(CallOptions::new().with_max_attempts(1))
}

fn client(server: &MockServer) -> OauthClient {
    let endpoint = server.base_url().parse().unwrap();
    OauthClient::new(endpoint, &UserAccessKey::new(ID, SECRET), &options()).unwrap()
}

async fn answers<'a>(server: &'a MockServer, path: &str, status: u16, body: &str) -> Mock<'a> {
    server
        .mock_async(|when, then| {
            when.path(path);
            then.status(status).body(body);
        })
        .await
}

const CREATE: &str = "/oauth2/token/create";
const REVOKE: &str = "/oauth2/token/revoke";

#[tokio::test]
async fn a_token_is_asked_for_exactly_as_documented() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            when.method("POST")
                .path(CREATE)
                .header("content-type", "application/x-www-form-urlencoded")
                // Id and secret as they are, without form-encoding first.
                .header(
                    "authorization",
                    "Basic RVhBTVBMRS1JRC8rMTpFWEFNUExFOlNFQ1JFVCY9JQ==",
                )
                .body("grant_type=client_credentials");
            then.status(200).json_body(json!({
                "grant_type": "client_credentials",
                "access_token": "test-secret-token",
                "token_type": "Bearer",
                "expires_in": 86_400
            }));
        })
        .await;
    let issued = client(&server).create().await.unwrap();
    mock.assert_async().await;
    assert_eq!(issued.token.expose(), "test-secret-token");
    assert_eq!(issued.ttl, Duration::from_secs(86_400));
}

#[tokio::test]
async fn the_documented_example_is_read() {
    let server = MockServer::start_async().await;
    let example = test_support::fixture("nhn-oauth", "create.response.json");
    let expected: Value = serde_json::from_str(&example).unwrap();
    answers(&server, CREATE, 200, &example).await;
    let issued = client(&server).create().await.unwrap();
    assert_eq!(expected["access_token"], issued.token.expose());
}

#[tokio::test]
async fn a_token_is_used_whatever_stands_beside_it() {
    let ttl = |value: &str| format!(r#""expires_in":{value}"#);
    for (beside, seconds) in [
        (ttl("86400"), 86_400),
        (ttl(r#""86400""#), 86_400),
        (ttl(r#""86400.0""#), 86_400),
        (ttl("3600.5"), 3_600),
        (ttl("60.999"), 60),
        (ttl("30"), 30),
        (ttl("86401"), 86_400),
        (ttl("18446744073709551615"), 86_400),
        (ttl("1e30"), 86_400),
        (ttl("1e999"), 86_400),
        (ttl("0"), 60),
        (ttl("0.5"), 60),
        (ttl("-1"), 60),
        (ttl("-1e30"), 60),
        (ttl("null"), 60),
        (ttl(r#""""#), 60),
        (ttl(r#""a day""#), 60),
        (ttl(r#""inf""#), 60),
        (ttl(r#""NaN""#), 60),
        (ttl("true"), 60),
        (ttl("[86400]"), 60),
        (ttl(r#"{"seconds":86400}"#), 60),
        (r#""expiresIn":86400"#.to_owned(), 60),
        (format!(r#"{},"expires_in":120"#, ttl("60")), 120),
        (format!(r#"{},"header":null"#, ttl("120")), 120),
        (
            format!(r#"{},"header":{{"isSuccessful":"yes"}}"#, ttl("120")),
            120,
        ),
        (
            format!(r#"{},"token_type":[1],"grant_type":7"#, ttl("120")),
            120,
        ),
    ] {
        let body = format!(r#"{{"access_token":"test-secret-token",{beside}}}"#);
        let fake = FakeTransport::new().respond_json(200, body);
        let issued = issuer(fake).create().await.unwrap();
        assert_eq!(issued.token.expose(), "test-secret-token");
        assert_eq!(issued.ttl.as_secs(), seconds, "{beside}");
    }
}

#[tokio::test]
async fn an_answer_without_a_token_is_none() {
    for body in [
        "{}",
        r#"{"expires_in":1}"#,
        r#"{"access_token":" ","expires_in":1}"#,
        r#"{"access_token":null,"expires_in":1}"#,
        r#"{"access_token":{"test-secret":1},"expires_in":1}"#,
        "",
        "test-secret",
    ] {
        let server = MockServer::start_async().await;
        answers(&server, CREATE, 200, body).await;
        let error = client(&server).create().await.unwrap_err();
        assert_eq!(
            error.kind(),
            ErrorKind::UnreadableResponse,
            "{body}: {error}"
        );
    }
}

#[tokio::test]
async fn both_shapes_of_errors_are_read_under_any_status() {
    for status in [200, 400, 401] {
        let server = MockServer::start_async().await;
        let body = r#"{"error":"invalid_client","error_description":"Unknown\u001b key"}"#;
        answers(&server, CREATE, status, body).await;
        let error = client(&server).create().await.unwrap_err();
        assert_eq!(error.code(), Some(OauthCode::InvalidClient));
        assert!(error.is_auth() && !error.is_retryable());
        assert_eq!(
            error.to_string(),
            format!(
                "token create: rejected with invalid_client (HTTP {status}): Unknown key; check \
                 NHN_CLOUD_USER_ACCESS_KEY_ID and NHN_CLOUD_SECRET_ACCESS_KEY in the console's API security settings"
            )
        );
    }
    let server = MockServer::start_async().await;
    let body =
        r#"{"header":{"isSuccessful":false,"resultCode":-6,"resultMessage":"no permission"}}"#;
    answers(&server, CREATE, 200, body).await;
    let error = client(&server).create().await.unwrap_err();
    assert_eq!(
        error.code(),
        Some(OauthCode::Gateway(NhnGatewayCode::NoPermission))
    );
    assert_eq!(error.message(), "no permission");
}

#[tokio::test]
async fn a_word_that_nobody_documents_cannot_write_to_a_terminal() {
    let server = MockServer::start_async().await;
    answers(&server, CREATE, 400, r#"{"error":"odd\u001b[31m\n word"}"#).await;
    let error = client(&server).create().await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("rejected with odd [31m word (HTTP 400)"),
        "{error}"
    );
}

#[tokio::test]
async fn a_token_is_revoked_as_documented_and_the_empty_answer_is_a_success() {
    for body in [
        "",
        " \n",
        r#"{"header":{"isSuccessful":true,"resultCode":0}}"#,
    ] {
        let server = MockServer::start_async().await;
        let mock = server
            .mock_async(|when, then| {
                when.method("POST")
                    .path(REVOKE)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .header_exists("authorization")
                    .body("token=test-secret%2F%2B%3D%26token");
                then.status(200).body(body);
            })
            .await;
        let token = AccessToken::new("test-secret/+=&token");
        client(&server).revoke(&token).await.unwrap();
        mock.assert_async().await;
    }
}

#[tokio::test]
async fn a_refused_revocation_is_told_without_the_token() {
    let token = AccessToken::new("test-secret/+=&token");
    for (status, body) in [
        (
            200,
            r#"{"header":{"isSuccessful":false,"resultCode":80007,"resultMessage":"test-secret/+=&token"}}"#,
        ),
        (
            400,
            r#"{"error":"invalid_request","error_description":"test-secret%2F%2B%3D%26token"}"#,
        ),
        (200, "test-secret/+=&token"),
    ] {
        let server = MockServer::start_async().await;
        answers(&server, REVOKE, status, body).await;
        let issuer: &dyn TokenIssuer = &client(&server);
        let error = issuer.revoke(&token).await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            shown.starts_with("the token was not revoked: token revoke: "),
            "{shown}"
        );
        assert!(
            !shown.contains("token test-secret") && !shown.contains("+=&"),
            "{shown}"
        );
        assert!(!shown.contains("%2F"), "{shown}");
    }
}

#[tokio::test]
async fn an_issuers_error_is_of_the_kind_that_the_client_met() {
    let refusal = r#"{"error":"invalid_client"}"#;
    for (fake, kind) in [
        (
            FakeTransport::new().respond_json(401, refusal),
            SigningErrorKind::Rejected,
        ),
        (
            FakeTransport::new().respond_json(503, "<html>"),
            SigningErrorKind::Unreadable,
        ),
        (
            FakeTransport::new().respond_json(302, ""),
            SigningErrorKind::Unreadable,
        ),
        (
            FakeTransport::new().fail(TransportErrorKind::Connect),
            SigningErrorKind::Unavailable,
        ),
        (
            FakeTransport::new().fail(TransportErrorKind::Interrupted),
            SigningErrorKind::Unavailable,
        ),
        (
            FakeTransport::new().fail(TransportErrorKind::TooLarge),
            SigningErrorKind::Unreadable,
        ),
        (
            FakeTransport::new().fail(TransportErrorKind::Configuration),
            SigningErrorKind::NotConfigured,
        ),
    ] {
        let issuer = issuer(fake);
        let error = issuer.issue().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(
            error
                .to_string()
                .starts_with("no token was issued: token create: "),
            "{error}"
        );
    }
}

fn issuer(fake: FakeTransport) -> OauthClient {
    issuer_with(fake, options())
}

fn issuer_with(fake: FakeTransport, options: ClientOptions) -> OauthClient {
    let key = UserAccessKey::new("EXAMPLE-ID", "EXAMPLE-SECRET");
    let options = options.with_transport(Arc::new(fake));
    OauthClient::new("http://127.0.0.1:1".parse().unwrap(), &key, &options).unwrap()
}

#[test]
fn a_key_that_cannot_be_one_makes_no_client() {
    for bad in ["", " ", "EXAMPLE\nBROKEN", "\r\n"] {
        for (id, secret, variable) in [
            (bad, SECRET, "NHN_CLOUD_USER_ACCESS_KEY_ID"),
            (ID, bad, "NHN_CLOUD_SECRET_ACCESS_KEY"),
        ] {
            let endpoint = "http://127.0.0.1:1".parse().unwrap();
            let key = UserAccessKey::new(id, secret);
            let error = OauthClient::new(endpoint, &key, &options()).unwrap_err();
            assert!(error.to_string().contains(variable), "{error}");
        }
    }
}

#[derive(Debug, Deserialize)]
struct Done {
    header: NhnHeader,
}

impl ApiResponse for Done {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.error_body()
    }
}

/// A call of a service whose token service is that.
async fn called(token_service: FakeTransport) -> (CallError, Arc<FakeTransport>) {
    called_by(issuer(token_service)).await
}

async fn called_by(issuer: OauthClient) -> (CallError, Arc<FakeTransport>) {
    let signer = TokenSigner::new(
        Arc::new(issuer),
        Arc::new(SystemClock),
        Arc::new(TokioSleep),
    );
    let service = Arc::new(FakeTransport::new());
    let options = ClientOptions::new().with_transport(service.clone());
    let caller = ApiClient::new(
        "http://127.0.0.1:2".parse().unwrap(),
        Arc::new(signer),
        &options,
    )
    .unwrap();
    let operation = Operation {
        name: "summary",
        method: Method::GET,
        effect: Effect::Read,
        vendor: Vendor::Nhn,
        codes: &[],
    };
    let error = caller
        .call::<Done>(&operation, CallRequest::new().path("/"))
        .await
        .unwrap_err();
    (error, service)
}

#[tokio::test]
async fn a_call_that_got_no_token_says_what_the_token_service_said() {
    let fake = FakeTransport::new().respond_json(
        401,
        r#"{"error":"invalid_client","error_description":"No such key"}"#,
    );
    let (error, service) = called(fake).await;
    assert_eq!(
        (error.kind(), service.sent().len()),
        (ErrorKind::Rejected, 0)
    );
    assert!(error.is_auth() && !error.is_retryable() && !error.outcome_unknown());
    assert_eq!(
        (error.status(), error.token_service_code()),
        (Some(StatusCode::UNAUTHORIZED), Some("invalid_client"))
    );
    assert_eq!((error.code(), error.attempts()), (None, 1));
    assert_eq!(
        error.to_string(),
        "summary: no token was issued: token create: rejected with invalid_client (HTTP 401): \
         No such key; check NHN_CLOUD_USER_ACCESS_KEY_ID and NHN_CLOUD_SECRET_ACCESS_KEY in the \
         console's API security settings"
    );
}

#[tokio::test(start_paused = true)]
async fn what_the_token_service_met_is_told_to_programs_and_once_in_the_line() {
    let refusal =
        r#"{"header":{"isSuccessful":false,"resultCode":5030001,"resultMessage":"busy"}}"#;
    let fake = || {
        (0..3).fold(FakeTransport::new(), |fake, _| {
            fake.respond_json(503, refusal)
        })
    };
    let options = options().with_call_options(CallOptions::new().with_max_attempts(3));
    let (error, service) = called_by(issuer_with(fake(), options.clone())).await;
    assert_eq!(service.sent().len(), 0);
    assert_eq!(
        (error.status(), error.token_service_code(), error.attempts()),
        (Some(StatusCode::SERVICE_UNAVAILABLE), Some("5030001"), 3)
    );
    let line = error.to_string();
    assert_eq!(line.matches("attempts").count(), 1, "{line}");
    assert_eq!(line.matches("HTTP 503").count(), 1, "{line}");

    let issuer: &dyn TokenIssuer = &issuer_with(fake(), options);
    let error = issuer.issue().await.unwrap_err();
    let failure = error.token_service().unwrap();
    assert_eq!(
        (failure.status, failure.code.as_deref(), failure.attempts),
        (Some(StatusCode::SERVICE_UNAVAILABLE), Some("5030001"), 3)
    );
}

#[tokio::test]
async fn a_call_that_got_no_token_for_now_may_be_repeated() {
    let header = |code: i64| {
        format!(r#"{{"header":{{"isSuccessful":false,"resultCode":{code},"resultMessage":"m"}}}}"#)
    };
    for (fake, kind, throttled) in [
        (
            FakeTransport::new().respond_json(429, header(4_291_000)),
            ErrorKind::Rejected,
            true,
        ),
        (
            FakeTransport::new().respond_json(503, header(5_030_001)),
            ErrorKind::Rejected,
            false,
        ),
        (
            FakeTransport::new().respond_json(502, "<html>"),
            ErrorKind::UnreadableResponse,
            false,
        ),
        (
            FakeTransport::new().fail(TransportErrorKind::Connect),
            ErrorKind::Connection,
            false,
        ),
    ] {
        let (error, service) = called(fake).await;
        assert_eq!(
            (error.kind(), error.is_throttled()),
            (kind, throttled),
            "{error}"
        );
        assert!(error.is_retryable() && !error.is_auth(), "{error}");
        assert_eq!((service.sent().len(), error.attempts()), (0, 1));
    }
}
