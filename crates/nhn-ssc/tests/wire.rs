//! Layer 2: the exact request of every operation, and every documented answer and error.
#![allow(clippy::unwrap_used)]

mod common;

use common::{APPKEY, client_at, korea, one_day};
use httpmock::prelude::*;
use nhn_ssc::{
    CallOptions, ClientOptions, DetailsQuery, ErrorCode, ErrorKind, InspectionKind,
    InspectionStandard, Language, NhnGatewayCode, SummaryQuery,
};
use serde_json::json;
use test_support::fixture;

#[tokio::test]
async fn summary_sends_every_parameter_encoded() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            when.method(GET)
                .path(format!(
                    "/ssc/v1.0/appKey/{APPKEY}/inspection_result/summary"
                ))
                .query_param("regionCode", "KR1")
                .query_param("from", "2025-06-17T00:00:00+09:00")
                .query_param("to", "2025-06-17T23:59:59+09:00")
                .query_param("language", "EN")
                .query_param("page", "2")
                .query_param("limit", "1000")
                .query_param("kind", "OS")
                .query_param("bss", "F")
                .header("accept", "application/json")
                .header_matches("user-agent", r"^korea-cloud-security/\d");
            then.status(200)
                .body(fixture("nhn-ssc", "summary.response.json"));
        })
        .await;
    let query = one_day()
        .with_language(Language::English)
        .with_page(2)
        .with_limit(1_000)
        .with_kind(InspectionKind::Os)
        .with_standard(InspectionStandard::FinancialInfrastructure);
    let page = client_at(&server.base_url())
        .build()
        .unwrap()
        .summary(&query)
        .await
        .unwrap();
    mock.assert_async().await;
    assert_eq!(page.inspections().len(), 2);
    assert_eq!(page.page_info().total_count, Some(2));
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            when.method(GET).is_true(|request| {
                let query = request.uri().query().unwrap_or_default().to_owned();
                query
                    == "regionCode=KR1&from=2025-06-17T00%3A00%3A00%2B09%3A00\
                        &to=2025-06-17T23%3A59%3A59%2B09%3A00"
            });
            then.status(200)
                .body(fixture("nhn-ssc", "summary.response.json"));
        })
        .await;
    client_at(&server.base_url())
        .build()
        .unwrap()
        .summary(&one_day())
        .await
        .unwrap();
    mock.assert_async().await;
}

#[tokio::test]
async fn details_names_the_inspection_in_the_path() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            when.method(GET)
                .path(format!(
                    "/ssc/v1.0/appKey/{APPKEY}/inspection_result/details/42"
                ))
                .query_param("language", "JA");
            then.status(200)
                .body(fixture("nhn-ssc", "details.response.json"));
        })
        .await;
    let client = client_at(&server.base_url()).build().unwrap();
    let items = client
        .details(DetailsQuery::new(42).with_language(Language::Japanese))
        .await
        .unwrap();
    mock.assert_async().await;
    assert_eq!(items.len(), 5);
    assert_eq!(items.iter().filter(|item| item.failed()).count(), 3);
}

#[tokio::test]
async fn forbidden_queries_never_leave_and_name_the_field() {
    let server = MockServer::start_async().await;
    let anything = server.mock_async(|when, then| {
        when.any_request();
        then.status(500);
    });
    let anything = anything.await;
    let client = client_at(&server.base_url()).build().unwrap();
    let swapped = SummaryQuery::new(
        "KR1",
        korea("2025-06-18T00:00:00"),
        korea("2025-06-17T00:00:00"),
    );
    let too_long = SummaryQuery::new(
        "KR1",
        korea("2025-06-01T00:00:00"),
        korea("2025-07-11T00:00:00"),
    );
    for (query, field) in [
        (swapped, "from"),
        (too_long, "to"),
        (one_day().with_limit(1_001), "limit"),
        (one_day().with_limit(0), "limit"),
        (one_day().with_page(0), "page"),
        (
            SummaryQuery::new(
                " ",
                korea("2025-06-17T00:00:00"),
                korea("2025-06-17T00:00:01"),
            ),
            "regionCode",
        ),
        (
            SummaryQuery::days("KR-1", "2025-06-17", "2025-06-17").unwrap(),
            "regionCode",
        ),
        (
            SummaryQuery::new(
                "KR1",
                chrono::DateTime::<chrono::Utc>::MIN_UTC
                    .with_timezone(&chrono::FixedOffset::west_opt(86_399).unwrap()),
                chrono::DateTime::<chrono::Utc>::MAX_UTC
                    .with_timezone(&chrono::FixedOffset::east_opt(86_399).unwrap()),
            ),
            "from",
        ),
    ] {
        let error = client.summary(&query).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (ErrorKind::InvalidInput, Some(field))
        );
        assert!(
            error.to_string().starts_with(&format!("summary: {field} ")),
            "{error}"
        );
    }
    for id in ["", " ", "1 2", "1\n1", &"1".repeat(65)] {
        let error = client.details(id).await.unwrap_err();
        let (kind, field) = (error.kind(), error.field());
        assert_eq!(
            (kind, field),
            (ErrorKind::InvalidInput, Some("usageStasNo")),
            "{id:?}"
        );
    }
    anything.assert_calls_async(0).await;
}

#[test]
fn days_are_whole_days_in_korea() {
    let query = SummaryQuery::days("kr1", "2025-06-17", "2025-06-18").unwrap();
    assert_eq!(query.region(), "KR1");
    assert_eq!(query.from(), korea("2025-06-17T00:00:00"));
    assert_eq!(query.to(), korea("2025-06-18T23:59:59"));
    for bad in ["", "yesterday", "2025-02-30", "2025-6-17T00", "99999-01-01"] {
        let error = SummaryQuery::days("KR1", "2025-01-01", bad).unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (ErrorKind::InvalidInput, Some("to"))
        );
    }
}

#[test]
fn queries_are_written_under_the_vendors_names() {
    let query = one_day().with_standard(InspectionStandard::FinancialInfrastructure);
    assert_eq!(
        serde_json::to_value(&query).unwrap(),
        json!({
            "regionCode": "KR1", "from": "2025-06-17T00:00:00+09:00",
            "to": "2025-06-17T23:59:59+09:00", "language": null, "page": null, "limit": null,
            "kind": null, "bss": "F",
        })
    );
}

#[tokio::test]
async fn every_documented_code_has_a_name() {
    let server = MockServer::start_async().await;
    let options = ClientOptions::new().with_call_options(CallOptions::new().with_max_attempts(1));
    let client = client_at(&server.base_url())
        .with_options(options)
        .build()
        .unwrap();
    for (status, number) in documented_codes() {
        let mock = server
            .mock_async(|when, then| {
                when.any_request();
                then.status(status).json_body(json!({"header": {
                    "isSuccessful": false, "resultCode": number, "resultMessage": "사유"
                }}));
            })
            .await;
        let error = client.details(1).await.unwrap_err();
        let code = error.code().unwrap();
        assert_eq!(error.kind(), ErrorKind::Rejected);
        assert_eq!((code.number(), error.message()), (Some(number), "사유"));
        assert!(
            matches!(code, ErrorCode::Gateway(_)),
            "{number} has no name"
        );
        mock.delete_async().await;
    }
}

/// The codes that the gateway's page documents, and those met on the framework behind it.
fn documented_codes() -> Vec<(u16, i64)> {
    let contract = test_support::fixture_json("nhn-gateway", "contract.json");
    let mut codes: Vec<(u16, i64)> = contract["errors"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|error| {
            let code = error["code"]
                .as_i64()
                .or_else(|| error["code"].as_str()?.parse().ok())?;
            Some((error["status"].as_u64().unwrap_or(400) as u16, code))
        })
        .collect();
    assert!(codes.len() > 20, "the gateway's contract lists its codes");
    codes.extend([
        (401, 80007),
        (403, -6),
        (403, -8),
        (500, 500),
        (400, 1000),
        (400, 1201),
    ]);
    codes.extend([400, 501, 502, 503, 504, 505].map(|code| (400, code)));
    codes
}

#[tokio::test]
async fn http_200_is_no_success_if_the_header_says_otherwise() {
    let server = MockServer::start_async().await;
    server
        .mock_async(|when, then| {
            when.any_request();
            then.status(200).body(
                r#"{"header":{"isSuccessful":false,"resultCode":"-6","resultMessage":"NO"}}"#,
            );
        })
        .await;
    let error = client_at(&server.base_url())
        .build()
        .unwrap()
        .summary(&one_day())
        .await
        .unwrap_err();
    assert_eq!(
        error.code(),
        Some(ErrorCode::Gateway(NhnGatewayCode::NoPermission))
    );
    assert!(error.is_auth() && !error.is_retryable());
}
