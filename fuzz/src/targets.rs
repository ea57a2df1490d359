//! One function a target: it reads any bytes as one thing that comes from outside.
//!
//! The workspace's tests include this file too, for a short run with every `cargo test`.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use auth_core::{
    AccessToken, Appkey, IntegrityToken, ManualClock, MetadataSource, NcpCredentialSource as _,
    NcpCredentials, ServerRoleSource, SigningError, Sleep, UserAccessKey, parse_configure,
};
use bytes::Bytes;
use futures_util::FutureExt as _;
use http::{Response, StatusCode, header};
use ncp_wsc::{CreateJob, JobId, JobsQuery, SearchQuery};
use nhn_appguard::{AbnormalStatusQuery, Os};
use nhn_integrity::Policy;
use nhn_ssc::SummaryQuery;
use serde::Serialize;
use serde::de::DeserializeOwned;
use transport_core::envelope::ApiResponse;
use transport_core::testing::FakeTransport;
use transport_core::{
    CallOptions, ClientOptions, Endpoint, OauthClient, Runtime, SystemJitter, Vendor,
    parse_http_date, parse_retry_after,
};

/// Reads bytes; a panic is a finding.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: &[(&str, Target)] = &[
    ("abnormal_status", abnormal_status),
    ("cancel_job", cancel_job),
    ("configure", configure),
    ("create_job", create_job),
    ("details", details),
    ("endpoint", endpoint),
    ("get_jobs", get_jobs),
    ("get_report", get_report),
    ("http_date", http_date),
    ("oauth_create", oauth_create),
    ("oauth_revoke", oauth_revoke),
    ("refusals", refusals),
    ("retry_after", retry_after),
    ("search_jobs", search_jobs),
    ("server_role", server_role),
    ("stop_job", stop_job),
    ("summary", summary),
    ("token_info", token_info),
];

const NOW: Duration = Duration::from_secs(1_768_446_000);

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + NOW
}

/// A model comes out as it went in, once it has been written: values under secret names are
/// redacted then.
fn model<T>(value: &T)
where
    T: Serialize + DeserializeOwned,
{
    let written = serde_json::to_string(value).expect("a model can be written");
    let again: T = serde_json::from_str(&written).expect("what a model wrote can be read");
    let rewritten = serde_json::to_string(&again).expect("a model can be written again");
    assert_eq!(written, rewritten);
}

/// Decodes the body of a 2xx answer.
fn decoded<A: ApiResponse>(body: &[u8]) -> Option<A> {
    let answer = A::decode(body).ok()?;
    let _ = answer.error_body();
    Some(answer)
}

/// Never over: with everything at hand no call waits.
#[derive(Debug)]
struct NoSleep;

impl Sleep for NoSleep {
    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(std::future::pending())
    }
}

/// A client's options whose one answer has this head, by the first two bytes, and the rest as body.
fn answering(data: &[u8]) -> ClientOptions {
    let (head, body) = data.split_at(data.len().min(2));
    let status = match head.first().map_or(0, |byte| byte % 8) {
        0..=2 => StatusCode::OK,
        3 => StatusCode::BAD_REQUEST,
        4 => StatusCode::UNAUTHORIZED,
        5 => StatusCode::TOO_MANY_REQUESTS,
        6 => StatusCode::BAD_GATEWAY,
        _ => StatusCode::FOUND,
    };
    let mut answer = Response::new(Bytes::copy_from_slice(body));
    *answer.status_mut() = status;
    let names = [header::CONTENT_TYPE, header::RETRY_AFTER, header::DATE];
    if let Some(name) = names.get(usize::from(head.get(1).map_or(0, |byte| byte % 8))) {
        let line = body.split(|byte| *byte == b'\n').next().unwrap_or_default();
        if let Ok(value) = http::HeaderValue::from_bytes(line) {
            answer.headers_mut().insert(name, value);
        }
    }
    ClientOptions::new()
        .with_transport(Arc::new(FakeTransport::new().respond(answer)))
        .with_call_options(CallOptions::new().with_max_attempts(1))
        .with_runtime(Runtime {
            clock: Arc::new(ManualClock::at(now())),
            sleep: Arc::new(NoSleep),
            jitter: Arc::new(SystemJitter),
        })
}

fn somewhere() -> Endpoint {
    "https://service.example.com".parse().expect("a URL")
}

/// Makes the call, which has everything at hand, and looks at how it ended.
fn ended<T: Debug, E: std::error::Error>(call: impl Future<Output = Result<T, E>>) {
    let Some(result) = call.now_or_never() else {
        panic!("the call waits for something");
    };
    if let Err(error) = result {
        let line = error.to_string();
        assert!(
            !line.contains(|c: char| c.is_control()) && line.chars().count() < 2_000,
            "not a line to show: {line:?}"
        );
        let _ = format!("{error:?}");
    }
}

fn ssc(data: &[u8]) -> nhn_ssc::Client {
    nhn_ssc::Client::builder()
        .with_appkey(Appkey::new("EXAMPLE_APPKEY"))
        .with_signer(Arc::new(auth_core::UnsignedSigner))
        .with_endpoint(somewhere())
        .with_options(answering(data))
        .build()
        .expect("a client")
}

fn wsc(data: &[u8]) -> ncp_wsc::Client {
    ncp_wsc::Client::builder()
        .with_credentials(NcpCredentials::new(
            "EXAMPLE_ACCESS_KEY",
            "EXAMPLE_SECRET_KEY",
        ))
        .with_endpoint(somewhere())
        .with_options(answering(data))
        .build()
        .expect("a client")
}

fn oauth(data: &[u8]) -> OauthClient {
    let key = UserAccessKey::new("EXAMPLE_ID", "EXAMPLE_SECRET");
    OauthClient::new(somewhere(), &key, &answering(data)).expect("a client")
}

/// Server Security Check: a page of inspections.
pub fn summary(data: &[u8]) {
    if let Some(page) = decoded::<nhn_ssc::SummaryPage>(data) {
        model(&page);
    }
    let to = chrono::DateTime::<chrono::Utc>::from(now()).fixed_offset();
    let query = SummaryQuery::new("KR1", to, to);
    ended(ssc(data).summary(&query));
}

/// Server Security Check: the checked items of an inspection.
pub fn details(data: &[u8]) {
    if let Ok(item) = serde_json::from_slice::<nhn_ssc::CheckItem>(data) {
        let _ = item.remediation_lines().count();
        model(&item);
    }
    ended(ssc(data).details(1));
}

/// Web Security Checker: a page of jobs.
pub fn get_jobs(data: &[u8]) {
    if let Some(page) = decoded::<ncp_wsc::JobPage>(data) {
        for job in page.jobs() {
            let _ = (
                job.is_finished(),
                job.start_date.as_ref().map(|date| date.parsed()),
            );
        }
        model(&page);
    }
    ended(wsc(data).get_jobs(&JobsQuery::new()));
}

/// Web Security Checker: a page of jobs that match.
pub fn search_jobs(data: &[u8]) {
    ended(wsc(data).search_jobs(&SearchQuery::everything()));
}

/// Web Security Checker: the answer to a cancellation.
pub fn cancel_job(data: &[u8]) {
    if let Some(done) = decoded::<ncp_wsc::Acknowledgement>(data) {
        model(&done);
    }
    ended(wsc(data).cancel_job(&JobId::from(1)));
}

/// Web Security Checker: the answer to a stop.
pub fn stop_job(data: &[u8]) {
    ended(wsc(data).stop_job(&JobId::from(1)));
}

/// Web Security Checker: a report.
pub fn get_report(data: &[u8]) {
    if let Some(report) = decoded::<ncp_wsc::Report>(data) {
        let _ = report.vulnerability_names().count();
        let _ = report.scan_time.as_ref().map(|period| period.parsed());
        model(&report);
    }
    ended(wsc(data).get_report(&JobId::from(1)));
}

/// Web Security Checker: the answer to a creation.
pub fn create_job(data: &[u8]) {
    if let Some(created) = decoded::<ncp_wsc::CreatedJob>(data) {
        model(&created);
    }
    let job = CreateJob::new("https://www.example.com");
    ended(wsc(data).create_job(&job));
}

/// AppGuard: who was detected on a day.
pub fn abnormal_status(data: &[u8]) {
    if let Ok(report) = serde_json::from_slice::<nhn_appguard::AbnormalReport>(data) {
        let _ = report.totals().iter().count();
        model(&report);
    }
    let client = nhn_appguard::Client::builder()
        .with_appkey(Appkey::new("EXAMPLE_APPKEY"))
        .with_user_access_key(UserAccessKey::new("EXAMPLE_ID", "EXAMPLE_SECRET"))
        .with_endpoint(somewhere())
        .with_options(answering(data))
        .build()
        .expect("a client");
    let days = client.available_days().expect("a sane clock");
    ended(client.abnormal_status(&AbnormalStatusQuery::new(*days.end(), Os::Android)));
}

/// Integrity verification: what is known of a token, and the verdict on it.
pub fn token_info(data: &[u8]) {
    if let Ok(info) = serde_json::from_slice::<nhn_integrity::TokenInfo>(data) {
        let verdict = Policy::new().evaluate("EXAMPLE_APP_ID", Ok(info.clone()), now());
        let _ = verdict.to_string();
        model(&info);
    }
    let client = nhn_integrity::Client::builder()
        .with_endpoint(somewhere())
        .with_options(answering(data))
        .build()
        .expect("a client");
    ended(client.token_info("EXAMPLE_APP_ID", IntegrityToken::new("EXAMPLE_TOKEN")));
}

/// Token service: an issued token.
pub fn oauth_create(data: &[u8]) {
    ended(oauth(data).create());
}

/// Token service: the answer to a revocation.
pub fn oauth_revoke(data: &[u8]) {
    ended(oauth(data).revoke(&AccessToken::new("EXAMPLE_TOKEN")));
}

/// The three envelopes' errors.
pub fn refusals(data: &[u8]) {
    for vendor in [Vendor::Nhn, Vendor::Ncp, Vendor::NhnToken] {
        let _ = vendor.error_body(data);
    }
}

/// `~/.ncloud/configure`.
pub fn configure(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let file = parse_configure(text.as_bytes());
    let _ = file.profile(None);
    for profile in file.profiles() {
        let found = file.profile(Some(profile.name())).expect("it is listed");
        assert_eq!(found, profile);
        for key in [profile.access_key(), profile.secret_key()]
            .into_iter()
            .flatten()
        {
            assert!(!key.is_blank() && text.contains(key.expose()));
        }
    }
}

/// The header `Retry-After`.
pub fn retry_after(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = parse_retry_after(&text, now());
    let _ = parse_retry_after(&text, SystemTime::UNIX_EPOCH);
}

/// The header `Date`.
pub fn http_date(data: &[u8]) {
    if let Some(date) = parse_http_date(&String::from_utf8_lossy(data)) {
        assert!(date > SystemTime::UNIX_EPOCH, "nobody's clock: {date:?}");
    }
}

/// An endpoint's URL: what is accepted is canonical, has no password and is safe to send keys to.
pub fn endpoint(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = Endpoint::allowing_plain_http(&text);
    if let Ok(endpoint) = text.parse::<Endpoint>() {
        assert!(endpoint.as_str().starts_with("https://") || endpoint.is_loopback());
        assert!(!endpoint.origin().contains('@'), "{endpoint}");
        assert_eq!(
            endpoint.as_str().parse::<Endpoint>().as_ref(),
            Ok(&endpoint)
        );
    }
}

/// The metadata service: the roles and their keys, both from the same bytes.
pub fn server_role(data: &[u8]) {
    #[derive(Debug)]
    struct Fixed(String);

    #[async_trait]
    impl MetadataSource for Fixed {
        async fn get(&self, _: &str) -> Result<Option<String>, SigningError> {
            Ok(Some(self.0.clone()))
        }
    }

    let source = ServerRoleSource::new(Arc::new(Fixed(String::from_utf8_lossy(data).into())));
    if let Some(Err(error)) = source.credentials().now_or_never() {
        assert!(!error.to_string().contains(char::is_control), "{error:?}");
    }
}
