//! Layer 3: whole stories against the emulator, over a real socket.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use korea_cloud_security_emulator::{Emulator, EmulatorBuilder, Fault, FaultRule, Operation};
use ncp_wsc::{
    Client, ClientOptions, CreateJob, ErrorCode, JobId, JobStatus, JobsQuery, NcpCredentials,
    NcpGatewayCode, Reconcile, SearchQuery, Settings, WaitError, WscCode,
};
use test_support::virtual_runtime;

#[expect(dead_code, reason = "an example's main is not called here")]
#[path = "../examples/scan_after_deploy.rs"]
mod scan_after_deploy;

/// An emulator and a client, both in virtual time.
async fn start(change: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder) -> (Emulator, Client) {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_118_400);
    let emulator = change(Emulator::builder().clock(now))
        .start()
        .await
        .unwrap();
    let keys = emulator.credentials();
    let client = Client::builder()
        .with_credentials(NcpCredentials::new(
            keys.ncp_access_key,
            keys.ncp_secret_key,
        ))
        .with_endpoint(emulator.url().parse().unwrap())
        .with_options(ClientOptions::new().with_runtime(virtual_runtime(now)))
        .build()
        .unwrap();
    (emulator, client)
}

fn scan(url: &str) -> CreateJob {
    CreateJob::new(url)
}

#[tokio::test(start_paused = true)]
async fn a_scan_from_its_creation_to_its_report() {
    let (emulator, client) = start(|builder| builder).await;
    let request = scan("https://shop.example.com/결제")
        .with_exclude_url("https://shop.example.com/결제/취소")
        .with_header("Cookie", "JSESSIONID=test-secret-cookie")
        .with_memo("배포 후 점검");
    let created = client.create_job(&request).await.unwrap();
    let id = created.id.unwrap();

    let job = client.wait(&id).await.unwrap();
    assert!(job.is_finished());
    assert_eq!(job.memo.as_deref(), Some("배포 후 점검"));
    assert!(job.start_date.unwrap().parsed().is_some());

    let report = client.get_report(&id).await.unwrap();
    assert_eq!(
        report.target_info.as_deref(),
        Some("https://shop.example.com/결제")
    );
    let (start, end) = report.scan_time.as_ref().unwrap().parsed().unwrap();
    assert!(start < end);
    assert!(!report.login_info.as_ref().unwrap().is_blank());
    assert!(!format!("{report:?}").contains("test-session"));
    assert_eq!(emulator.log().scans().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn cancelled_stopped_and_failed_scans_are_told_apart() {
    let (_emulator, client) = start(|builder| builder).await;
    let id = async |url| {
        let created = client.create_job(&scan(url)).await.unwrap();
        created.id.unwrap()
    };
    let cancelled = id("https://a.example.com").await;
    client.cancel_job(&cancelled).await.unwrap();
    let end = client.wait(&cancelled).await.unwrap_err();
    assert!(matches!(end, WaitError::Cancelled(_)), "{end}");
    // Once more: there is nothing to cancel any more.
    let error = client.cancel_job(&cancelled).await.unwrap_err();
    assert_eq!(
        error.code(),
        Some(ErrorCode::Service(WscCode::NothingToCancel))
    );

    let stopped = id("https://b.example.com").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    client.stop_job(&stopped).await.unwrap();
    let end = client.wait(&stopped).await.unwrap_err();
    assert!(matches!(end, WaitError::Stopped(_)), "{end}");

    for url in [
        "https://fail-scan.example.com",
        "https://fail-collect.example.com",
    ] {
        let failed = id(url).await;
        let end = client.wait(&failed).await.unwrap_err();
        assert!(matches!(end, WaitError::Failed(_)), "{end}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_pages_of_a_long_list_are_read_whole() {
    let (_emulator, client) = start(|builder| builder.past_jobs(107)).await;
    let query = JobsQuery::new().with_limit(10);
    let jobs: Vec<_> = client.get_jobs_stream(&query).try_collect().await.unwrap();
    assert_eq!(jobs.len(), 107);
    let search = SearchQuery::everything()
        .with_status(JobStatus::ScanCompleted)
        .with_limit(10);
    let done: Vec<_> = client
        .search_jobs_stream(&search)
        .try_collect()
        .await
        .unwrap();
    assert!(!done.is_empty() && done.iter().all(ncp_wsc::Job::is_finished));
    // The oldest one stands on the last page, and its report is too old.
    let oldest = jobs.last().unwrap();
    let found = client.find_job(&oldest.id).await.unwrap();
    assert_eq!(found.as_ref(), Some(oldest));
    let error = client.get_report(&oldest.id).await.unwrap_err();
    assert_eq!(
        error.code(),
        Some(ErrorCode::Service(WscCode::OpenPeriodExpired))
    );
    let end = client.wait(&oldest.id).await.unwrap_err();
    assert!(matches!(end, WaitError::Expired(_)), "{end}");
}

#[tokio::test(start_paused = true)]
async fn a_creation_that_is_cut_off_after_it_was_billed_is_found() {
    let (emulator, client) = start(|builder| builder).await;
    for fault in [
        Fault::ResetAfterRead { executed: true },
        Fault::ResetAfterHeaders,
        Fault::TruncatedBody,
        Fault::EmptyBody {
            status: 200,
            executed: true,
        },
        Fault::Html {
            status: 502,
            executed: true,
        },
    ] {
        emulator.faults().add(
            FaultRule::new(fault.clone())
                .on(Operation::CreateJob)
                .times(1),
        );
        let url = format!("https://x{}.example.com", emulator.log().scans().len());
        let request = scan(&url)
            .with_memo("점검")
            .with_reconcile(Reconcile::new());
        let created = client.create_job(&request).await.unwrap();
        assert!(created.is_reconciled, "{fault:?}");
        let billed = emulator.log().scans();
        let last = billed.last().unwrap();
        assert_eq!(created.id, Some(JobId::from(last.instance_no)));
        assert_eq!(
            last.memo,
            format!("{} 점검", created.reconcile_tag.unwrap())
        );
        assert_eq!(last.start_url, url, "one scan a call");
    }
    assert_eq!(emulator.log().scans().len(), 5);
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_the_id_is_made_up_for() {
    let (_emulator, client) = start(|builder| builder.fault(Fault::set("/resources", ()))).await;
    let request = scan("https://shop.example.com");
    let created = client.create_job(&request).await.unwrap();
    assert_eq!(created.id, None);
    let request = scan("https://www.example.com").with_reconcile(Reconcile::new());
    let created = client.create_job(&request).await.unwrap();
    assert!(client.wait(created.id.unwrap()).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_clock_ten_minutes_off_works_after_one_refused_call() {
    let (emulator, client) = start(|builder| builder).await;
    emulator.clock().set_offset_ms(600_000);
    client.get_jobs(&JobsQuery::new()).await.unwrap();
    assert_eq!(emulator.log().reached(Operation::GetJobs), 2);
    let off = client.clock_offset_millis();
    assert!((598_000..=602_000).contains(&off), "{off}");
    // The billed call needs no refusal of its own.
    client
        .create_job(&scan("https://shop.example.com"))
        .await
        .unwrap();
    assert_eq!(emulator.log().reached(Operation::CreateJob), 1);
}

#[tokio::test(start_paused = true)]
async fn errors_with_http_200_are_errors() {
    let (_emulator, client) = start(|builder| builder.service_errors_as_200(true)).await;
    let error = client.stop_job(1).await.unwrap_err();
    assert_eq!(error.code(), Some(ErrorCode::Service(WscCode::ApiCallFail)));
    let error = client
        .create_job(&scan("https://x.invalid"))
        .await
        .unwrap_err();
    assert_eq!(
        error.code(),
        Some(ErrorCode::Service(WscCode::AssetsCheckFail))
    );
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn settings_find_credentials_as_the_official_tools_do() {
    let emulator = Emulator::builder().start().await.unwrap();
    let keys = emulator.credentials();
    let file = format!(
        "[DEFAULT]\nncloud_access_key_id = {}\nncloud_secret_access_key = {}\n[other]\nncloud_access_key_id = nobody\nncloud_secret_access_key = test-secret-wrong=\n",
        keys.ncp_access_key, keys.ncp_secret_key
    );
    let environment = auth_core::FixedEnvironment::new()
        .with_home("/home/tester")
        .with_file("/home/tester/.ncloud/configure", file)
        .with_var("KCSEC_ENDPOINT_URL_NCP_WSC", emulator.url());
    let settings = Settings::from_environment(Arc::new(environment));
    let client = |settings: &Settings| Client::from_settings(settings.clone()).unwrap();
    client(&settings).get_jobs(&JobsQuery::new()).await.unwrap();

    let other = settings.with_profile("other");
    let error = client(&other)
        .get_jobs(&JobsQuery::new())
        .await
        .unwrap_err();
    assert_eq!(
        error.code(),
        Some(ErrorCode::Gateway(NcpGatewayCode::AuthenticationFailed))
    );
    assert!(!format!("{:?} {error:?} {error}", client(&other)).contains("test-secret"));
}

#[tokio::test]
async fn the_metadata_service_is_set_up_only_when_it_is_asked() {
    let emulator = Emulator::builder().start().await.unwrap();
    let keys = emulator.credentials();
    let broken = auth_core::FixedEnvironment::new()
        .with_var("NCLOUD_METADATA_API_ENDPOINT", "no URL")
        .with_var("KCSEC_ENDPOINT_URL_NCP_WSC", emulator.url());
    let client = |environment: auth_core::FixedEnvironment| {
        Client::from_settings(Settings::from_environment(Arc::new(environment))).unwrap()
    };
    let with_keys = broken
        .clone()
        .with_var("NCLOUD_ACCESS_KEY_ID", keys.ncp_access_key.clone())
        .with_var("NCLOUD_SECRET_ACCESS_KEY", keys.ncp_secret_key.clone());
    let found = client(with_keys).get_jobs(&JobsQuery::new()).await;
    found.unwrap();

    let error = client(broken)
        .get_jobs(&JobsQuery::new())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ncp_wsc::ErrorKind::Configuration);
    assert!(
        error.to_string().contains("NCLOUD_METADATA_API_ENDPOINT"),
        "{error}"
    );
}

#[test]
fn each_zone_has_its_host_and_credentials_are_required() {
    for (zone, host) in [
        (ncp_wsc::Zone::Public, "https://wsc.apigw.ntruss.com"),
        (ncp_wsc::Zone::Gov, "https://wsc.apigw.gov-ntruss.com"),
        (ncp_wsc::Zone::Fin, "https://wsc.apigw.fin-ntruss.com"),
    ] {
        let keys = NcpCredentials::new("EXAMPLE_ACCESS_KEY", "EXAMPLE_SECRET_KEY");
        let client = Client::builder()
            .with_credentials(keys)
            .with_zone(zone)
            .build();
        assert_eq!(client.unwrap().endpoint().as_str(), host);
    }
    let error = Client::builder().build().unwrap_err();
    assert!(error.to_string().contains("from_env"), "{error}");
    let blank = NcpCredentials::new("EXAMPLE_ACCESS_KEY", " ");
    assert!(Client::builder().with_credentials(blank).build().is_err());
}

#[tokio::test(start_paused = true)]
async fn the_example_scans_a_deployment_and_pays_once() {
    let (emulator, client) = start(|builder| builder).await;
    let url = "https://shop.example.com";
    let first = scan_after_deploy::scan(&client, url, "deploy-1")
        .await
        .unwrap();
    let again = scan_after_deploy::scan(&client, url, "deploy-1")
        .await
        .unwrap();
    assert!(first.high.is_some(), "{first:?}");
    assert_eq!(first.high, again.high);
    assert_eq!(emulator.log().scans().len(), 1);
}
