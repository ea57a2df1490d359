//! Every public type, with a marked secret where it can hold one.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use auth_core::{
    AccessToken, Appkey, ConfigureFileSource, CredentialChain, Environment, EnvironmentSource,
    FixedEnvironment, FoundCredentials, IssuedToken, ManualClock, MetadataSource,
    NcpCredentialSource as _, NcpSigner, NcpSigningKey, Secret, ServerRoleSource, Signer,
    SigningError, SigningErrorKind, StaticHeaderSigner, SystemClock, SystemEnvironment,
    TokenIssuer, TokenSigner, UnsignedSigner, parse_configure,
};
use bytes::Bytes;
use http::{Method, Request, Response};
use korea_cloud_security::{ncp_wsc, nhn_appguard, nhn_integrity, nhn_ssc};
use reliability::{last_month, start_of_time};
use serde_json::json;
use test_support::{
    ACCESS_TOKEN, APPGUARD_APPKEY, LOGIN_INFO, NCP_ACCESS_KEY, NCP_SECRET_KEY, NHN_KEY_ID,
    NHN_SECRET_KEY, PROXY_PASSWORD, SCAN_COOKIE, SSC_APPKEY, fixture, virtual_runtime,
};
use transport_core::envelope::ApiResponse as _;
use transport_core::http::{SendOptions, Transport as _};
use transport_core::testing::FakeTransport;
use transport_core::{
    ApiClient, CallRequest, ClientOptions, Effect, Endpoint, HttpMetadataSource, Operation,
    Settings, Vendor,
};

use crate::rig::{Rig, integrity_token, ncp_credentials, scan, shown, user_access_key};
use crate::shelf::Shelf;

/// Types that hold words and numbers of ours or of the contract, and no text from outside.
pub const WITHOUT_TEXT: &[&str] = &[
    // These show what a service said, or pass it on while it is read.
    "Extra",
    "FieldName",
    "NhnHeader",
    "Object",
    "Page",
    "Rows",
    "Strict",
    // These hold none.
    "DetailsQuery",
    "ItemStream",
    "SkippedRecord",
    "Unidentified",
    "AppGuardCode",
    "CallOptions",
    "CheckResult",
    "ConfigProblem",
    "ConnectionReuse",
    "Detection",
    "Effect",
    "EpochMillis",
    "ErrorKind",
    "OnExpired",
    "OnForeignRejection",
    "OnUnknownFlag",
    "Flag",
    "IdText",
    "IdType",
    "InspectionId",
    "InspectionKind",
    "InspectionStandard",
    "IntegrityChecked",
    "InvalidKey",
    "JobStatus",
    "Language",
    "NcpGatewayCode",
    "NhnGatewayCode",
    "NotUnicode",
    "OnNull",
    "OperatingSystem",
    "Os",
    "PageInfo",
    "OnRejected",
    "ResultButton",
    "RetryClass",
    "RiskLevels",
    "SearchType",
    "SendOptions",
    "Severity",
    "CredentialVersion",
    "SigningErrorKind",
    "Speed",
    "SystemJitter",
    "TokioSleep",
    "TunnelResponse",
    "TransportErrorKind",
    "UserAgent",
    "WscCode",
    "Zone",
];

fn environment() -> FixedEnvironment {
    let file = format!(
        "[DEFAULT]\nncloud_access_key_id={}\nncloud_secret_access_key={}\n",
        NCP_ACCESS_KEY.text, NCP_SECRET_KEY.text
    );
    FixedEnvironment::new()
        .with_home("/home/user")
        .with_file("/home/user/.ncloud/configure", file)
        .with_var("NCLOUD_ACCESS_KEY_ID", NCP_ACCESS_KEY.text)
        .with_var("NCLOUD_SECRET_ACCESS_KEY", NCP_SECRET_KEY.text)
        .with_var("NHN_CLOUD_USER_ACCESS_KEY_ID", NHN_KEY_ID.text)
        .with_var("NHN_CLOUD_SECRET_ACCESS_KEY", NHN_SECRET_KEY.text)
        .with_var("NHN_CLOUD_SSC_APPKEY", SSC_APPKEY.text)
        .with_var("NHN_CLOUD_APPGUARD_APPKEY", APPGUARD_APPKEY.text)
        .with_var("http_proxy", proxy_url())
}

pub fn proxy_url() -> String {
    format!("http://proxy-user:{}@127.0.0.1:9", PROXY_PASSWORD.text)
}

#[derive(Debug)]
struct Issuer;

#[async_trait]
impl TokenIssuer for Issuer {
    async fn issue(&self) -> Result<IssuedToken, SigningError> {
        let token = AccessToken::new(ACCESS_TOKEN.text);
        Ok(IssuedToken::new(token, Duration::from_secs(60)))
    }

    async fn revoke(&self, _: &AccessToken) -> Result<(), SigningError> {
        Err(SigningError::new(SigningErrorKind::Unavailable, "down"))
    }
}

/// A metadata service that answers this for the role.
#[derive(Debug)]
struct Role(String);

#[async_trait]
impl MetadataSource for Role {
    async fn get(&self, path: &str) -> Result<Option<String>, SigningError> {
        Ok(Some(if path.ends_with('/') {
            "role".to_owned()
        } else {
            self.0.clone()
        }))
    }
}

pub async fn auth_core(shelf: &mut Shelf) {
    shelf.put(&Secret::new(NHN_SECRET_KEY.text));
    shelf.put(&user_access_key());
    shelf.put(&AccessToken::new(ACCESS_TOKEN.text));
    shelf.put(&Appkey::new(SSC_APPKEY.text));
    shelf.put(&integrity_token());
    shelf.put(&ncp_credentials());
    shelf.put(&environment());
    shelf.put(&SystemEnvironment);
    shelf.put(&SystemClock);
    shelf.put(&ManualClock::at(SystemTime::UNIX_EPOCH));

    let shared: Arc<dyn Environment> = Arc::new(environment());
    let home = std::path::Path::new("/home/user/.ncloud/configure");
    let file = parse_configure(shared.read_file(home).unwrap());
    shelf.put(&file);
    shelf.put(&file.profiles()[0]);
    shelf.put(&EnvironmentSource::new(shared.clone()));
    shelf.put(&ConfigureFileSource::new(shared.clone(), Some("other")));
    let found = EnvironmentSource::new(shared.clone()).credentials().await;
    let found: FoundCredentials = found.unwrap().unwrap();
    shelf.put(&found);
    shelf.read("a source", found.source());
    roles(shelf).await;
    let chain = CredentialChain::official(shared, None, Arc::new(Role(String::new())));
    shelf.read("the chain's description", &chain.description());
    shelf.put(&chain);

    let mut parts = Request::new(()).into_parts().0;
    parts.uri = "https://service.example.com/api?a=b".parse().unwrap();
    let key = NcpSigningKey::new(&ncp_credentials()).unwrap();
    let clock = Arc::new(ManualClock::at(SystemTime::UNIX_EPOCH));
    let sleep = virtual_runtime(start_of_time()).sleep;
    shelf.put(&integrity_token().authorization().unwrap());
    let keyed = StaticHeaderSigner::user_access_key(&user_access_key()).unwrap();
    let basic = StaticHeaderSigner::basic(&user_access_key()).unwrap();
    let token = TokenSigner::new(Arc::new(Issuer), clock.clone(), sleep.clone());
    let fixed = NcpSigner::new(&ncp_credentials()).unwrap();
    let sourced = NcpSigner::from_source(Arc::new(chain), clock, sleep);
    let signers: [&dyn Signer; 5] = [&keyed, &basic, &token, &fixed, &sourced];
    for signer in signers {
        signer
            .sign(&mut parts, SystemTime::UNIX_EPOCH)
            .await
            .unwrap();
        // What a library that logs requests would show.
        shelf.put(&parts.headers);
        shelf.put(&parts);
    }
    shelf.put(&key.headers(&Method::GET, "/", 1_700_000_000_000).unwrap());
    shelf.put(&key);
    shelf.put(&keyed);
    shelf.put(&basic);
    shelf.put(&fixed);
    shelf.put(&sourced);
    shelf.put(&UnsignedSigner);
    shelf.put(&Issuer.issue().await.unwrap());
    shelf.put(&auth_core::TokenServiceFailure::default());
    shelf.read(
        "an error of a signer",
        &shown(&token.revoke().await.unwrap_err()),
    );
    shelf.put(&token);
    unusable(shelf);
}

/// What the metadata service may answer, and what is said of it.
async fn roles(shelf: &mut Shelf) {
    let keys = |code: &str, message: &str| {
        json!({
            "AccessKeyId": NCP_ACCESS_KEY.text, "SecretAccessKey": NCP_SECRET_KEY.text,
            "Code": code, "Message": message,
        })
        .to_string()
    };
    let repeats = format!(
        "no such key {} {}",
        NCP_SECRET_KEY.text, NCP_ACCESS_KEY.text
    );
    for answer in [
        keys("Success", ""),
        keys("Failed", &repeats),
        keys(&repeats, "no"),
        format!("{{\"SecretAccessKey\": [\"{}\"]}}", NCP_SECRET_KEY.text),
        format!("{{\"SecretAccessKey\": \"{}\"", NCP_SECRET_KEY.text),
        json!({ "SecretAccessKey": NCP_SECRET_KEY.text }).to_string(),
        NCP_SECRET_KEY.text.to_owned(),
    ] {
        let source = ServerRoleSource::new(Arc::new(Role(answer)));
        match source.credentials().await {
            Ok(found) => shelf.put(&found),
            Err(error) => {
                shelf.put(&error);
                shelf.read("an error of the server role", &shown(&error));
            }
        }
    }
    // Its own Debug is the test's, and shows what it holds.
    shelf.put(&ServerRoleSource::new(Arc::new(Role(String::new()))));
}

/// Secrets that cannot be used are refused without being shown.
fn unusable(shelf: &mut Shelf) {
    let broken = format!("{}\n", NHN_SECRET_KEY.text);
    let key = auth_core::UserAccessKey::new(NHN_KEY_ID.text, broken.as_str());
    let colon = auth_core::UserAccessKey::new(format!("{}:", NHN_KEY_ID.text), "x");
    let ncp = auth_core::NcpCredentials::new(format!("{}\n", NCP_ACCESS_KEY.text), "x");
    let token = auth_core::IntegrityToken::new(broken);
    for error in [
        StaticHeaderSigner::user_access_key(&key).unwrap_err(),
        StaticHeaderSigner::basic(&colon).unwrap_err(),
        NcpSigner::new(&ncp).unwrap_err(),
        token.authorization().unwrap_err(),
    ] {
        shelf.read("an error of an unusable secret", &shown(&error));
    }
}

pub async fn transport_core(shelf: &mut Shelf) {
    let options = ClientOptions::new()
        .with_runtime(virtual_runtime(start_of_time()))
        .with_proxy(proxy_url());
    shelf.put(&options);
    shelf.put(options.runtime());
    let transport = options.transport().unwrap();
    shelf.put_as("transport-core::ReqwestTransport", &*transport);
    shelf.put(&transport.proxy_for(&endpoint()).unwrap().unwrap());
    let bad_proxy = options
        .clone()
        .with_proxy(format!("http://:{}@", PROXY_PASSWORD.text));
    if let Err(error) = bad_proxy.transport() {
        shelf.read("an error of a proxy's URL", &shown(&error));
        shelf.put(&error);
    }
    endpoints(shelf);

    let operation = Operation {
        name: "operation",
        method: Method::GET,
        effect: Effect::Read,
        vendor: Vendor::Nhn,
        codes: &[],
    };
    shelf.put(&operation);
    let request = CallRequest::new()
        .path("/path")
        .secret_segment("appkey", SSC_APPKEY.text)
        .form(&[("token", ACCESS_TOKEN.text)])
        .secret(ACCESS_TOKEN.text);
    shelf.put(&request);

    let repeated = format!("{} {}", ACCESS_TOKEN.text, SSC_APPKEY.text);
    let fake = Arc::new(FakeTransport::new().respond(Response::new(Bytes::from(repeated))));
    let with_fake = options.clone().with_transport(fake.clone());
    let signer = Arc::new(NcpSigner::new(&ncp_credentials()).unwrap());
    let caller = ApiClient::new(endpoint(), signer, &with_fake).unwrap();
    let call = caller.call::<ncp_wsc::JobPage>(&operation, request);
    let error = call.await.unwrap_err();
    shelf.read("an error of a call", &shown(&error));
    shelf.put(&error);
    shelf.put(&nhn_ssc::Error::from(error.clone()));
    shelf.put(&ncp_wsc::Error::from(error.clone()));
    shelf.put(&nhn_appguard::Error::from(error.clone()));
    shelf.put(&nhn_integrity::Error::from(error.clone()));
    shelf.put(&transport_core::OauthError::from(error));
    shelf.put(&caller);
    shelf.put(&fake.sent()[0]);
    shelf.put(&*fake);
    let failure = fake.send(Request::new(Bytes::new()), SendOptions::default());
    shelf.put(&failure.await.unwrap_err());

    let settings = Settings::from_environment(Arc::new(environment()));
    shelf.put(&settings);
    shelf.put(&HttpMetadataSource::from_environment(&environment()).unwrap());
    shelf.put(&Rig::new(&endpoint(), &options).oauth);
    shelf.put(&transport_core::OAUTH);
    shelf.put(&Vendor::Nhn);
    shelf.put(&transport_core::NhnGatewayCode::TABLE[0]);
    let body = json!({ "password": test_support::URL_PASSWORD.text }).to_string();
    shelf.put(&serde_json::from_str::<transport_core::wire::RawJson>(&body).unwrap());
    shelf.put(&transport_core::testing::FakeResponse::json(200, "{}").with_header("a", "b"));
    shelf.put(&transport_core::builder::ClientConfig {
        appkey: Some(Appkey::new(SSC_APPKEY.text)),
        user_access_key: Some(user_access_key()),
        credentials: Some(ncp_credentials()),
        ..Default::default()
    });
    // These hold what a service said, which is taken clean before it becomes an error.
    shelf.put(&transport_core::RawCode::Absent);
    shelf.put(&transport_core::redact::Redactor::of([ACCESS_TOKEN.text]));
    let refused = br#"{"header":{"isSuccessful":false,"resultCode":1,"resultMessage":""}}"#;
    let page = nhn_ssc::SummaryPage::decode(refused).unwrap();
    shelf.put(&page.error_body().unwrap());
    shelf.put(&transport_core::OauthCode::InvalidClient);
}

fn endpoint() -> Endpoint {
    "https://service.example.com".parse().unwrap()
}

/// An endpoint with a password is refused, and the password is not repeated.
fn endpoints(shelf: &mut Shelf) {
    let password = test_support::URL_PASSWORD.text;
    for url in [
        format!("https://user:{password}@service.example.com"),
        format!("https://{password}@service.example.com"),
        format!("https://service.example.com?key={password}"),
        format!("https://service.example.com#{password}"),
        format!("user:{password}@service.example.com"),
        format!("http://user:{password}@127.0.0.1"),
        format!("http://user:{password}@service.example.com:port"),
        format!("ftp://user:{password}@service.example.com"),
    ] {
        let error = url.parse::<Endpoint>().unwrap_err();
        shelf.read("an error of an endpoint", &shown(&error));
        let named = FixedEnvironment::new()
            .with_var("KCSEC_ENDPOINT_URL", url.as_str())
            .with_var("NCLOUD_METADATA_API_ENDPOINT", url.as_str());
        let settings = Settings::from_environment(Arc::new(named.clone()));
        let error = settings.endpoint(&transport_core::OAUTH).unwrap_err();
        shelf.read("an error of a named endpoint", &shown(&error));
        let error = HttpMetadataSource::from_environment(&named).unwrap_err();
        shelf.read(
            "an error of the metadata service's endpoint",
            &shown(&error),
        );
    }
    shelf.put(&endpoint());
    shelf.put("https://".parse::<Endpoint>().as_ref().unwrap_err());
}

pub async fn services(shelf: &mut Shelf) {
    let options = ClientOptions::new()
        .with_runtime(virtual_runtime(start_of_time()))
        .with_proxy(proxy_url())
        .with_transport(Arc::new(FakeTransport::new()));
    let rig = Rig::new(&endpoint(), &options);
    ssc(shelf, &rig, &options);
    wsc(shelf, &rig, &options).await;
    appguard(shelf, &rig, &options);
    integrity(shelf, &rig, &options);
}

fn ssc(shelf: &mut Shelf, rig: &Rig, options: &ClientOptions) {
    let builder = nhn_ssc::Client::builder()
        .with_appkey(Appkey::new(SSC_APPKEY.text))
        .with_user_access_key(user_access_key())
        .with_options(options.clone());
    shelf.put(&builder);
    shelf.put(&rig.ssc);
    shelf.put(&last_month());
    let page = fixture("nhn-ssc", "summary.response.json");
    let page = nhn_ssc::SummaryPage::decode(page.as_bytes()).unwrap();
    shelf.put(&page.inspections()[0]);
    shelf.put(page.inspections()[0].execution_time.as_ref().unwrap());
    shelf.put(&page);
    let item: nhn_ssc::CheckItem = serde_json::from_value(json!({"resultId": "U-01"})).unwrap();
    shelf.put(&nhn_ssc::InspectionDetails::new(1, Ok(vec![item.clone()])));
    shelf.put(&item);
    let error = nhn_ssc::Error::new(transport_core::ErrorKind::Configuration, "details", "no");
    shelf.put(&nhn_ssc::InspectionDetails::new(1, Err(error)));
    shelf.put(&nhn_ssc::ErrorCode::from_number(1));
}

async fn wsc(shelf: &mut Shelf, rig: &Rig, options: &ClientOptions) {
    let builder = ncp_wsc::Client::builder()
        .with_credentials(ncp_credentials())
        .with_options(options.clone());
    shelf.put(&builder);
    shelf.put(&rig.wsc);
    shelf.put(&scan("debug"));
    // A line of the wrong form must not make a name of what is a value.
    for (name, value) in [
        (format!("JSESSIONID={}", SCAN_COOKIE.text), "x".to_owned()),
        (format!("Cookie: {}", SCAN_COOKIE.text), "x".to_owned()),
        ("Cookie".to_owned(), format!("{}\u{7}", SCAN_COOKIE.text)),
    ] {
        let wrong = scan("wrong").with_header(name, value);
        let error = wrong.validate().unwrap_err();
        shelf.read("an error of a scan's headers", &shown(&error));
        shelf.put(&wrong);
    }
    let report = json!({"Login_Info": LOGIN_INFO.text, "Memo": "m"});
    let report = ncp_wsc::Report::decode(report.to_string().as_bytes()).unwrap();
    assert_eq!(
        report.login_info.as_ref().unwrap().expose(),
        LOGIN_INFO.text
    );
    shelf.read("a written report", &serde_json::to_string(&report).unwrap());
    shelf.put(&report);
    shelf.put(&*report);
    shelf.put(report.login_info.as_ref().unwrap());
    // Other forms than the documented text are secrets too.
    for other in [json!([LOGIN_INFO.text]), json!({"cookie": LOGIN_INFO.text})] {
        let report = json!({"Login_Info": other, "Details": LOGIN_INFO.text});
        let report = ncp_wsc::Report::decode(report.to_string().as_bytes()).unwrap();
        shelf.read("a written report", &serde_json::to_string(&report).unwrap());
        shelf.put(&report);
    }
    // Nobody documents what createJob answers; it may repeat what it was sent.
    let created = json!({
        "returnCode": "0", "resources": {
            "instanceNo": 7,
            "request": {"StartUrl": "https://a.example.com", "Headers": {"Cookie": SCAN_COOKIE.text}},
            "headers": [SCAN_COOKIE.text],
            "login_info": LOGIN_INFO.text,
        },
    });
    let created = ncp_wsc::CreatedJob::decode(created.to_string().as_bytes()).unwrap();
    assert!(created.id.is_some());
    shelf.read("a written job", &serde_json::to_string(&created).unwrap());
    shelf.put(&created);
    shelf.put(&ncp_wsc::JobRef::from(&created));
    let done = json!({"returnCode": "0"}).to_string();
    shelf.put(&ncp_wsc::Acknowledgement::decode(done.as_bytes()).unwrap());

    let jobs = json!({"record_data": [{"instanceNo": 1}]}).to_string();
    let page = ncp_wsc::JobPage::decode(jobs.as_bytes()).unwrap();
    let job = page.jobs()[0].clone();
    shelf.put(&page);
    shelf.put(&job);
    shelf.put(&job.id);
    shelf.put(&ncp_wsc::DateText::from("2025-06-17"));
    shelf.put(&ncp_wsc::Period::from("a ~ b"));
    shelf.put(&ncp_wsc::VulnItems::all());
    shelf.put(&ncp_wsc::JobsQuery::new());
    shelf.put(&ncp_wsc::SearchQuery::everything());
    shelf.put(&ncp_wsc::Reconcile::new());
    let wait = rig.wsc.wait(&job.id);
    shelf.put(&wait);
    let mut events = wait.events();
    let event = events.next().await.unwrap().unwrap();
    let ncp_wsc::WaitEvent::Progress(progress) = &event else {
        panic!("a poll that failed ended the wait: {event:?}")
    };
    shelf.put(progress);
    shelf.put(&event);
    shelf.put(&ncp_wsc::WaitError::Failed(Box::new(job)));
    shelf.put(&ncp_wsc::ErrorCode::from_number(1));
}

fn appguard(shelf: &mut Shelf, rig: &Rig, options: &ClientOptions) {
    let builder = nhn_appguard::Client::builder()
        .with_appkey(Appkey::new(APPGUARD_APPKEY.text))
        .with_user_access_key(user_access_key())
        .with_options(options.clone());
    shelf.put(&builder);
    shelf.put(&rig.appguard);
    let days = rig.appguard.available_days().unwrap();
    let day = *days.start();
    shelf.put(&nhn_appguard::AbnormalStatusQuery::new(
        day,
        nhn_appguard::Os::Ios,
    ));
    shelf.put(&nhn_appguard::AbnormalStatusRange::new(
        days,
        nhn_appguard::Os::Ios,
    ));
    let report = json!({"data": [{"abnormalId": "device", "total": 1}]});
    let report: nhn_appguard::AbnormalReport = serde_json::from_value(report).unwrap();
    shelf.put(&report.entries[0]);
    shelf.put(&report.totals());
    shelf.put(&nhn_appguard::DayReport::new(day, Ok(report.clone())));
    shelf.put(&report);
    shelf.put(&nhn_appguard::ErrorCode::from_number(1));
}

fn integrity(shelf: &mut Shelf, rig: &Rig, options: &ClientOptions) {
    shelf.put(&nhn_integrity::Client::builder().with_options(options.clone()));
    shelf.put(&rig.integrity);
    shelf.put(&nhn_integrity::Policy::new());
    let mut info = nhn_integrity::TokenInfo::default();
    info.app_id = Some("another app".to_owned());
    info.integrity_info = Some(nhn_integrity::IntegrityInfo::default());
    info.integrity_result = Some(nhn_integrity::IntegrityResult::default());
    shelf.put(info.integrity_info.as_ref().unwrap());
    shelf.put(info.integrity_result.as_ref().unwrap());
    let verdict = nhn_integrity::Policy::new().evaluate("app", Ok(info.clone()), start_of_time());
    let nhn_integrity::Verdict::Deny(reasons) = &verdict else {
        panic!("another app is denied: {verdict:?}")
    };
    shelf.put(&reasons.as_slice()[0]);
    shelf.put(reasons);
    shelf.put(&verdict);
    shelf.put(&info);
    shelf.put(&nhn_integrity::ErrorCode::from_number(1));
}
