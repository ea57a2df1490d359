//! Layer 2: the exact request, and every documented answer and error.
#![allow(clippy::unwrap_used)]

mod common;

use common::{APPKEY, KEY_ID, SECRET, client_at, day};
use httpmock::prelude::*;
use nhn_appguard::{
    AbnormalStatusQuery, AppGuardCode, ErrorCode, ErrorKind, IdType, NhnGatewayCode, Os,
};
use serde_json::json;
use test_support::{fixture, fixture_json};

#[tokio::test]
async fn the_request_is_the_documented_one() {
    let server = MockServer::start_async().await;
    for (query, line, example) in [
        (
            AbnormalStatusQuery::new(day("2025-06-16"), Os::Android),
            "targetType=0&targetDate=2025-06-16&os=1",
            "abnormal-status.response.android.json",
        ),
        (
            AbnormalStatusQuery::new(day("2025-03-19"), Os::Ios).with_id_type(IdType::User),
            "targetType=1&targetDate=2025-03-19&os=2",
            "abnormal-status.response.ios.json",
        ),
    ] {
        let mock = server
            .mock_async(|when, then| {
                when.method(GET)
                    .path(format!("/v1.0/appkeys/{APPKEY}/dashboard/abnormal-status"))
                    .is_true(move |request| request.uri().query() == Some(line))
                    .header("x-tc-authentication-id", KEY_ID)
                    .header("x-tc-authentication-secret", SECRET)
                    .header("content-type", "application/json")
                    .header("accept", "application/json")
                    .header_missing("authorization")
                    .header_missing("referer")
                    .header_missing("content-length");
                then.status(200).body(fixture("nhn-appguard", example));
            })
            .await;
        let client = client_at(&server.base_url()).build().unwrap();
        let report = client.abnormal_status(&query).await.unwrap();
        mock.assert_async().await;
        mock.delete_async().await;
        assert_eq!(report.entries.len(), 1);
    }
}

#[tokio::test]
async fn days_out_of_range_never_leave_and_name_the_field() {
    let server = MockServer::start_async().await;
    let anything = server
        .mock_async(|when, then| {
            when.any_request();
            then.status(500);
        })
        .await;
    let client = client_at(&server.base_url()).build().unwrap();
    for date in ["2025-06-17", "2025-06-18", "2025-03-18", "1970-01-01"] {
        let query = AbnormalStatusQuery::new(day(date), Os::Android);
        let error = client.abnormal_status(&query).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (ErrorKind::InvalidInput, Some("targetDate"))
        );
        assert_eq!(
            error.to_string(),
            format!(
                "abnormal-status: targetDate is {date}; the range is 2025-03-19 to 2025-06-16, \
                 90 days ago to yesterday in Korea (UTC+9)"
            )
        );
    }
    anything.assert_calls_async(0).await;
    let days = client.available_days().unwrap();
    assert_eq!(
        (*days.start(), *days.end()),
        (day("2025-03-19"), day("2025-06-16"))
    );
}

/// What one day's call ends in when the service answers that.
async fn refused(status: u16, code: serde_json::Value) -> nhn_appguard::Error {
    let header = json!({"isSuccessful": false, "resultCode": code, "resultMessage": "사유"});
    let body = json!({ "header": header }).to_string();
    let fake = transport_core::testing::FakeTransport::new().respond_json(status, body);
    let options = common::options_at(common::noon())
        .with_transport(std::sync::Arc::new(fake))
        .with_call_options(nhn_appguard::CallOptions::new().with_max_attempts(1));
    let client = client_at("http://127.0.0.1:9")
        .with_options(options)
        .build()
        .unwrap();
    let query = AbnormalStatusQuery::new(day("2025-06-16"), Os::Android);
    client.abnormal_status(&query).await.unwrap_err()
}

#[tokio::test]
async fn every_documented_code_of_the_service_has_a_name_and_is_final() {
    let contract = fixture_json("nhn-appguard", "contract.json");
    let documented: Vec<i64> = contract["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["code"].as_i64().unwrap())
        .collect();
    let ours: Vec<i64> = AppGuardCode::DOCUMENTED
        .iter()
        .map(|code| code.number())
        .collect();
    assert_eq!(ours, documented);
    for code in AppGuardCode::DOCUMENTED {
        // The page does not say which HTTP status they come with.
        for status in [200, 400, 401] {
            let error = refused(status, json!(code.number())).await;
            assert_eq!(error.kind(), ErrorKind::Rejected);
            assert_eq!(error.code(), Some(ErrorCode::Service(*code)));
            assert_eq!((error.message(), error.attempts()), ("사유", 1));
            assert_eq!(error.is_auth(), *code != AppGuardCode::InvalidParameter);
            assert!(!error.is_retryable());
        }
    }
}

#[tokio::test]
async fn every_code_of_the_gateway_has_a_name_and_others_keep_their_number() {
    for code in NhnGatewayCode::DOCUMENTED {
        let error = refused(400, json!(code.number())).await;
        assert_eq!(error.code(), Some(ErrorCode::Gateway(*code)));
    }
    let error = refused(400, json!("4999999")).await;
    assert_eq!(error.code(), Some(ErrorCode::Unknown(4_999_999)));
    assert!(!error.is_auth() && !error.is_retryable());
}

#[tokio::test]
async fn a_refused_key_says_which_setting_to_look_at_and_shows_none() {
    let error = refused(401, json!(4_010_008)).await;
    let line = error.to_string();
    assert!(
        line.contains("4010008 InvalidSecretAccessKey (HTTP 401)"),
        "{line}"
    );
    assert!(line.contains("NHN_CLOUD_SECRET_ACCESS_KEY"), "{line}");
    for secret in [APPKEY, KEY_ID, SECRET] {
        assert!(!format!("{line} {error:?}").contains(secret), "{line}");
    }
}

#[tokio::test]
async fn a_day_that_cannot_be_read_is_no_empty_day() {
    let server = MockServer::start_async().await;
    let header = json!({"isSuccessful": true, "resultCode": 1, "resultMessage": "Request success"});
    for body in [
        json!({"header": header}).to_string(),
        json!({"data": []}).to_string(),
        "<html>maintenance</html>".to_owned(),
        String::new(),
    ] {
        let mock = server
            .mock_async(|when, then| {
                when.any_request();
                then.status(200).body(&body);
            })
            .await;
        let query = AbnormalStatusQuery::new(day("2025-06-16"), Os::Android);
        let client = client_at(&server.base_url()).build().unwrap();
        let error = client.abnormal_status(&query).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnreadableResponse, "{body}");
        mock.delete_async().await;
    }
}
