//! An error is one line: which call, what happened, what to do next; nothing twice.

use http::HeaderValue;
use transport_core::{CallError, ErrorKind, RawCode};

use crate::unreadable::{Error, answered, page};

fn header(code: i64, message: &str) -> String {
    format!(
        r#"{{"header":{{"isSuccessful":false,"resultCode":{code},"resultMessage":"{message}"}}}}"#
    )
}

async fn refused(status: u16, code: i64, message: &str) -> Error {
    answered(page(status, None, header(code, message)))
        .await
        .unwrap_err()
}

#[tokio::test]
async fn a_refusal_names_code_status_message_and_the_next_step() {
    for (error, expected) in [
        (
            refused(400, 4_000_007, "limit must be a number").await,
            "read: rejected with 4000007 RequestValidation (HTTP 400): limit must be a number",
        ),
        (
            refused(429, 4_291_000, "Too Many\\r\\nRequests").await,
            "read: rejected with 4291000 RateLimited (HTTP 429): Too Many Requests; slow down and try again later",
        ),
        (
            refused(401, 80_007, "").await,
            "read: rejected with 80007 TokenExpired (HTTP 401); check the credentials and what they are permitted to do",
        ),
        (
            refused(200, 77, "odd").await,
            "read: rejected with 77 (HTTP 200): odd",
        ),
    ] {
        assert_eq!(error.to_string(), expected);
        assert!(std::error::Error::source(&error).is_none());
    }
}

#[tokio::test]
async fn the_questions_have_their_answers() {
    let error = refused(429, 4_291_001, "Usage quota exceeded.").await;
    assert_eq!(error.kind(), ErrorKind::Rejected);
    assert_eq!(error.operation(), "read");
    assert_eq!(error.code(), Some(&RawCode::Number(4_291_001)));
    assert_eq!(error.message(), "Usage quota exceeded.");
    assert_eq!(error.status().unwrap(), 429);
    assert_eq!(
        (error.request_id(), error.field(), error.attempts()),
        (None, None, 1)
    );
    assert!(error.is_throttled() && !error.is_retryable() && !error.is_auth());
    assert!(!error.outcome_unknown() && !error.is_timeout());
}

#[tokio::test]
async fn a_code_that_nobody_knows_is_judged_by_its_status() {
    for (status, auth, throttled, retryable) in [
        (401, true, false, false),
        (403, true, false, false),
        (429, false, true, true),
        (500, false, false, true),
        (400, false, false, false),
    ] {
        let error = refused(status, 987_654, "").await;
        let met = (error.is_auth(), error.is_throttled(), error.is_retryable());
        assert_eq!(met, (auth, throttled, retryable), "{status}");
    }
}

#[tokio::test]
async fn the_requests_id_is_kept_whatever_the_gateway_calls_it() {
    for name in ["x-nhn-request-id", "x-ncp-trace-id", "x-request-id"] {
        let mut answer = page(500, None, header(5_020_001, ""));
        let id = HeaderValue::from_static("0f2a-9c");
        answer.headers_mut().insert(name, id);
        let error = answered(answer).await.unwrap_err();
        assert_eq!(error.request_id(), Some("0f2a-9c"));
        assert!(error.to_string().ends_with(", request 0f2a-9c"), "{error}");
    }
    let mut answer = page(500, None, "");
    let endless = HeaderValue::from_str(&"9".repeat(5_000)).unwrap();
    answer.headers_mut().insert("x-request-id", endless);
    let error = answered(answer).await.unwrap_err();
    assert!(error.request_id().unwrap().len() < 110);
}

#[test]
fn what_is_refused_before_it_is_sent_names_the_field() {
    let error: CallError =
        CallError::invalid_input("getJobs", "limit", "is 0; the range is 1 to 1000");
    assert_eq!(
        error.to_string(),
        "getJobs: limit is 0; the range is 1 to 1000"
    );
    assert_eq!(
        (error.kind(), error.field()),
        (ErrorKind::InvalidInput, Some("limit"))
    );
    assert_eq!(error.attempts(), 0);
    assert!(error.kind().is_usage() && !error.outcome_unknown());

    let error: CallError = CallError::configuration("getJobs", "no key is set");
    assert_eq!(error.to_string(), "getJobs: no key is set");
    let advised = error.with_remediation("set NCLOUD_ACCESS_KEY_ID").clone();
    assert_eq!(
        advised.to_string(),
        "getJobs: no key is set; set NCLOUD_ACCESS_KEY_ID"
    );
}

#[tokio::test]
async fn an_error_fits_into_a_result_and_can_be_sent() {
    fn assert_sendable<T: Send + Sync + Clone + std::error::Error + 'static>(_: &T) {}
    let error = refused(400, 1, "").await;
    assert_sendable(&error);
    assert_eq!(size_of_val(&error), size_of::<usize>());
}
