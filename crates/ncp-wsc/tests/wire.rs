//! Layer 2: the exact request of every operation, and every documented answer and error.
#![allow(clippy::unwrap_used)]

mod common;

use common::client_at;
use httpmock::prelude::*;
use ncp_wsc::{
    CallOptions, Client, ClientOptions, CreateJob, ErrorCode, ErrorKind, JobId, JobStatus,
    JobsQuery, NcpGatewayCode, Reconcile, SearchQuery, Speed, UserAgent, VulnItems, WscCode,
};
use serde_json::json;
use test_support::{fixture, fixture_json};

fn client(server: &MockServer) -> Client {
    client_at(&server.base_url()).build().unwrap()
}

/// A client that repeats nothing.
fn client_once(server: &MockServer) -> Client {
    let options = ClientOptions::new().with_call_options(CallOptions::new().with_max_attempts(1));
    client_at(&server.base_url())
        .with_options(options)
        .build()
        .unwrap()
}

/// What every request to this service carries.
fn signed(when: httpmock::When) -> httpmock::When {
    when.header("content-type", "application/json")
        .header("accept", "application/json")
        .header("x-ncp-iam-access-key", "EXAMPLE_ACCESS_KEY")
        .header_matches("x-ncp-apigw-timestamp", r"^\d{13}$")
        .header_matches("x-ncp-apigw-signature-v2", r"^[A-Za-z0-9+/]{43}=$")
        .header_matches("user-agent", r"^korea-cloud-security/\d")
}

fn scan() -> CreateJob {
    CreateJob::new("https://www.ncloud.com").with_user_agent(UserAgent::Android)
}

#[tokio::test]
async fn get_jobs_always_sends_limit_and_page() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            signed(when.method(GET).path("/api/v1/jobs"))
                .is_true(|request| request.uri().query() == Some("limit=20&page=1"));
            then.status(200)
                .json_body(json!({"total_cnt": 0, "record_data": []}));
        })
        .await;
    let page = client(&server).get_jobs(&JobsQuery::new()).await.unwrap();
    mock.assert_async().await;
    assert!(page.jobs().is_empty());
}

#[tokio::test]
async fn search_jobs_always_sends_its_five_fields() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            signed(when.method(POST).path("/api/v1/jobs/search")).json_body(json!({
                "searchType": "memo", "searchKeyword": "메모 \"x\"", "statusCode": 91,
                "limit": 5, "page": 3,
            }));
            then.status(200)
                .json_body(json!({"returnCode": "0", "resources": {"record_data": []}}));
        })
        .await;
    let query = SearchQuery::by_memo("메모 \"x\"")
        .with_status(JobStatus::Cancelled)
        .with_limit(5)
        .with_page(3);
    client(&server).search_jobs(&query).await.unwrap();
    mock.assert_async().await;
}

#[tokio::test]
async fn cancel_and_stop_name_the_job_in_the_path() {
    let server = MockServer::start_async().await;
    let mut mocks = Vec::new();
    for verb in ["cancel", "stop"] {
        let mock = server
            .mock_async(|when, then| {
                signed(
                    when.method("PATCH")
                        .path(format!("/api/v1/jobs/1234/{verb}")),
                )
                .body("");
                then.status(200)
                    .body(fixture("ncp-wsc", &format!("{verb}-job.response.json")));
            })
            .await;
        mocks.push(mock);
    }
    let (client, id) = (client(&server), JobId::from(1234));
    assert_eq!(
        client.cancel_job(&id).await.unwrap().return_code.as_deref(),
        Some("0")
    );
    assert_eq!(
        client.stop_job(&id).await.unwrap().return_code.as_deref(),
        Some("0")
    );
    for mock in mocks {
        mock.assert_async().await;
    }
}

#[tokio::test]
async fn get_report_names_the_job_in_the_path() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            signed(when.method(GET).path("/api/v1/jobs/1234/report"))
                .is_true(|request| request.uri().query().is_none());
            then.status(200)
                .json_body(json!({"Memo": "x", "Details": {"a": 1}}));
        })
        .await;
    let report = client(&server).get_report(&JobId::from(1234)).await;
    let report = report.unwrap();
    assert_eq!(report.details.as_ref().unwrap().redacted(), r#"{"a":1}"#);
    mock.assert_async().await;
}

#[tokio::test]
async fn create_job_sends_the_documented_body() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            signed(when.method(PUT).path("/api/v1/job"))
                .json_body(fixture_json("ncp-wsc", "create-job.request.json"));
            then.status(200).json_body(json!({
                "returnCode": "0", "returnDesc": "Request Success", "returnMessage": "Success",
                "resources": {"instanceNo": 77},
            }));
        })
        .await;
    let request = scan()
        .with_exclude_url("https://www.ncloud.com/events")
        .with_exclude_url("https://www.ncloud.com/product/security/webSecurityChecker")
        .with_memo("H1 security audit")
        .with_rescan_of("1234111231");
    let created = client(&server).create_job(&request).await.unwrap();
    mock.assert_async().await;
    assert_eq!(created.id, Some(JobId::from(77)));
    assert!(!created.is_reconciled);
}

#[tokio::test]
async fn create_job_sends_headers_and_an_empty_exclude_list() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            signed(when.method(PUT).path("/api/v1/job")).json_body(json!({
                "StartUrl": "https://www.ncloud.com", "ExcludeUrl": [],
                "Headers": {"Cookie": "JSESSIONID=test-secret-cookie"},
                "VulnItems": ["ALL"], "UserAgent": "Android", "Speed": "1",
            }));
            then.status(200)
                .body(fixture("ncp-wsc", "cancel-job.response.json"));
        })
        .await;
    let request = scan().with_header("Cookie", "JSESSIONID=test-secret-cookie");
    let created = client(&server).create_job(&request).await.unwrap();
    mock.assert_async().await;
    assert_eq!(created.id, None);
    assert_eq!(created.resources.unwrap().redacted(), "null");
}

#[tokio::test]
async fn forbidden_input_never_leaves_and_names_the_field() {
    let server = MockServer::start_async().await;
    let anything = server
        .mock_async(|when, then| {
            when.any_request();
            then.status(500);
        })
        .await;
    let client = client(&server);
    let items = |items| {
        CreateJob::new("https://www.ncloud.com")
            .with_vuln_items(items)
            .with_user_agent(UserAgent::PcIe)
    };
    let url = |url| CreateJob::new(url).with_user_agent(UserAgent::PcIe);
    let agent = CreateJob::new("https://www.ncloud.com").with_user_agent(UserAgent::from(" "));
    let refused = [
        (url("ftp://www.ncloud.com"), "StartUrl"),
        (url("www.ncloud.com"), "StartUrl"),
        (scan().with_exclude_url("/events"), "ExcludeUrl"),
        (items(VulnItems::only([""; 0])), "VulnItems"),
        (items(VulnItems::only(["XSS", " "])), "VulnItems"),
        (agent, "UserAgent"),
        (url("https://localhost:8080"), "StartUrl"),
        (url("http://169.254.169.254/latest"), "StartUrl"),
        (url("http://foo:-80/"), "StartUrl"),
        (items(VulnItems::only(["xss"])), "VulnItems"),
        (items(VulnItems::only(["XSS,SQLI"])), "VulnItems"),
        (scan().with_rescan_of("7 8"), "MasterInstanceNo"),
        (
            scan().with_reconcile(Reconcile::with_idempotency_key(" ")),
            "Memo",
        ),
        (scan().with_rescan_of(""), "MasterInstanceNo"),
        (scan().with_header("Bad Name", "test-secret-1"), "Headers"),
        (
            scan().with_header("Cookie", "test-secret-1\r\nX: y"),
            "Headers",
        ),
        (
            scan()
                .with_header("Cookie", "test-secret-1")
                .with_header("cookie", "test-secret-2"),
            "Headers",
        ),
    ];
    for (request, field) in refused {
        let error = client.create_job(&request).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (ErrorKind::InvalidInput, Some(field))
        );
        let text = error.to_string();
        assert!(text.starts_with(&format!("createJob: {field} ")), "{text}");
        assert!(!text.contains("test-secret"), "{text}");
    }
    for id in ["", ".", ".."] {
        let error = client.get_report(&JobId::from(id)).await.unwrap_err();
        assert_eq!(error.field(), Some("instanceId"));
    }
    let query = JobsQuery::new();
    for (query, field) in [(query.with_limit(0), "limit"), (query.with_page(0), "page")] {
        assert_eq!(
            client.get_jobs(&query).await.unwrap_err().field(),
            Some(field)
        );
    }
    let search = SearchQuery::everything().with_page(0);
    assert_eq!(
        client.search_jobs(&search).await.unwrap_err().field(),
        Some("page")
    );
    anything.assert_calls_async(0).await;
    // Where it is allowed, it is sent.
    let local = url("http://localhost:8080").with_allow_private_target(true);
    assert!(
        client
            .create_job(&local)
            .await
            .unwrap_err()
            .outcome_unknown()
    );
    anything.assert_calls_async(1).await;
}

#[test]
fn speed_and_status_are_read_from_text_or_name_their_field() {
    assert_eq!("3".parse::<Speed>().unwrap(), Speed::Fast);
    for bad in ["4", "0", "fast", "", "1\u{1b}[2J"] {
        let error = bad.parse::<Speed>().unwrap_err();
        assert_eq!(error.field(), Some("Speed"));
        assert!(!error.to_string().contains('\u{1b}'));
    }
    assert_eq!("93".parse::<JobStatus>().unwrap(), JobStatus::Stopped);
    assert_eq!("77".parse::<JobStatus>().unwrap(), JobStatus::Other(77));
    let error = "done".parse::<JobStatus>().unwrap_err();
    assert_eq!(error.field(), Some("statusCode"));
    for status in JobStatus::DOCUMENTED {
        assert_eq!(JobStatus::from(status.code()), *status);
    }
}

#[tokio::test]
async fn every_documented_service_code_has_a_name_in_every_shape() {
    let server = MockServer::start_async().await;
    let client = client_once(&server);
    let contract = fixture_json("ncp-wsc", "contract.json");
    let errors = contract["errors"].as_array().unwrap();
    assert_eq!(errors.len(), WscCode::DOCUMENTED.len());
    for error in errors {
        let number = error["code"].as_i64().unwrap();
        if number == 0 {
            continue;
        }
        let message = error["message"].as_str().unwrap();
        let status = error["status"].as_u64().unwrap() as u16;
        let bare = json!({"errorCode": number, "message": message});
        let shapes = [
            (status, json!({"error": bare})),
            (200, json!({"error": bare})),
            (
                200,
                json!({"error": {"errorCode": number.to_string(), "message": message}}),
            ),
            (status, bare),
            (
                200,
                json!({"returnCode": number.to_string(), "returnMessage": message, "resources": null}),
            ),
        ];
        for (status, body) in shapes {
            let mock = server
                .mock_async(|when, then| {
                    when.any_request();
                    then.status(status).json_body(body.clone());
                })
                .await;
            let refused = client.get_jobs(&JobsQuery::new()).await.unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::Rejected, "{body}");
            let Some(ErrorCode::Service(code)) = refused.code() else {
                panic!("{body}: {refused}")
            };
            assert!(!matches!(code, WscCode::Unknown(_)), "{body}");
            assert_eq!(code.number(), number);
            assert_eq!(code.documented_message(), message);
            assert_eq!(refused.message(), message);
            assert_eq!(
                refused.is_retryable(),
                matches!(number, 901 | 160_441),
                "{number}"
            );
            assert_eq!(refused.is_auth(), matches!(number, 169_201 | 169_202));
            mock.delete_async().await;
        }
    }
}

/// The contract's table: HTTP status, code, and whether a call that is safe, or one that bills, is
/// repeated.
const GATEWAY: [(u16, i64, bool, bool); 11] = [
    (400, 100, false, false),
    (401, 200, false, false),
    (401, 210, false, false),
    (404, 300, false, false),
    (429, 400, false, false),
    (429, 410, true, true),
    (429, 420, true, true),
    (413, 430, false, false),
    (503, 500, true, false),
    (504, 510, true, false),
    (500, 900, true, false),
];

#[tokio::test]
async fn every_documented_gateway_code_has_a_name_and_its_retry_class() {
    let server = MockServer::start_async().await;
    let client = client_once(&server);
    assert_eq!(GATEWAY.len(), NcpGatewayCode::DOCUMENTED.len());
    for (status, number, safe, billed) in GATEWAY {
        let mock = server
            .mock_async(|when, then| {
                when.any_request();
                then.status(status).json_body(json!({"error": {
                    "errorCode": number.to_string(), "message": "m", "details": "d",
                }}));
            })
            .await;
        let reading = client.get_jobs(&JobsQuery::new()).await.unwrap_err();
        let creating = client.create_job(&scan()).await.unwrap_err();
        for error in [&reading, &creating] {
            let Some(ErrorCode::Gateway(code)) = error.code() else {
                panic!("{number}: {error}")
            };
            assert_eq!(code.number(), number);
            assert_eq!(error.is_throttled(), status == 429);
            assert_eq!(error.is_auth(), matches!(number, 200 | 210));
        }
        assert_eq!(
            (reading.is_retryable(), creating.is_retryable()),
            (safe, billed),
            "{number}"
        );
        // What the gateway refused before the service was not billed; behind it nobody knows.
        assert_eq!(
            creating.outcome_unknown(),
            matches!(number, 500 | 510 | 900),
            "{number}"
        );
        mock.delete_async().await;
    }
}

#[tokio::test]
async fn an_unknown_code_keeps_its_number() {
    let server = MockServer::start_async().await;
    let client = client_once(&server);
    let mock = server
        .mock_async(|when, then| {
            when.any_request();
            then.status(400)
                .json_body(json!({"error": {"errorCode": 424_242, "message": "new"}}));
        })
        .await;
    let error = client.get_jobs(&JobsQuery::new()).await.unwrap_err();
    assert_eq!(error.code(), Some(ErrorCode::Unknown(424_242)));
    assert_eq!(error.code().unwrap().number(), Some(424_242));
    mock.delete_async().await;
}

#[tokio::test]
async fn a_billed_call_is_not_retried_where_a_reading_one_is() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            when.any_request();
            then.status(503)
                .body(fixture("ncp-wsc", "cancel-job.error.json"));
        })
        .await;
    let client = client(&server);
    let error = client.create_job(&scan()).await.unwrap_err();
    assert!(error.outcome_unknown() && !error.is_retryable(), "{error}");
    mock.assert_calls_async(1).await;
}

#[tokio::test]
async fn a_page_of_a_proxy_is_an_unreadable_answer() {
    let server = MockServer::start_async().await;
    server
        .mock_async(|when, then| {
            when.any_request();
            then.status(200)
                .header("content-type", "text/html")
                .body("<html><body>sign in</body></html>");
        })
        .await;
    let client = client(&server);
    let error = client.get_jobs(&JobsQuery::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnreadableResponse);
    let error = client.cancel_job(&JobId::from(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnreadableResponse);
    let error = client.create_job(&scan()).await.unwrap_err();
    assert!(error.outcome_unknown());
}

#[tokio::test]
async fn a_url_with_a_password_is_refused_before_it_is_billed_and_not_repeated() {
    let server = MockServer::start_async().await;
    let everything = server
        .mock_async(|when, then| {
            when.any_request();
            then.status(200);
        })
        .await;
    let with_password = "https://user:test-secret-password@www.ncloud.com";
    let scan = |url: &str| CreateJob::new(url).with_user_agent(UserAgent::Android);
    for (request, field) in [
        (scan(with_password), "StartUrl"),
        (
            scan("https://www.ncloud.com").with_exclude_url(with_password),
            "ExcludeUrl",
        ),
    ] {
        let checked = request.validate().unwrap_err();
        let debug = format!("{request:?}");
        let error = client_once(&server).create_job(&request).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (ErrorKind::InvalidInput, Some(field))
        );
        for text in [error.to_string(), format!("{error:?} {checked}"), debug] {
            assert!(!text.contains("test-secret"), "{text}");
        }
    }
    everything.assert_calls_async(0).await;
}

#[tokio::test]
async fn a_header_that_the_service_repeats_is_taken_out_of_the_message() {
    let server = MockServer::start_async().await;
    server
        .mock_async(|when, then| {
            when.any_request();
            then.status(400).json_body(json!({"error": {
                "errorCode": 160_351,
                "message": "no login with test-secret-cookie / Bearer test-secret-bearer",
            }}));
        })
        .await;
    let request = CreateJob::new("https://www.ncloud.com")
        .with_user_agent(UserAgent::Android)
        .with_header("Cookie", "JSESSIONID=test-secret-cookie; theme=1")
        .with_header("Authorization", "Bearer test-secret-bearer");
    let debug = format!("{request:?}");
    let error = client_once(&server).create_job(&request).await.unwrap_err();
    for text in [error.to_string(), format!("{error:?}"), debug] {
        assert!(!text.contains("test-secret"), "{text}");
    }
    assert_eq!(
        error.code(),
        Some(ErrorCode::Service(WscCode::LoginCheckFail))
    );
}
