//! What is signed is what is sent: the emulator, which computes each signature by itself from the
//! bytes that arrive, accepts every request of this client.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod support;

use std::time::{Duration, SystemTime};

use auth_core::validate_key;
use korea_cloud_security::ncp_wsc::{
    Client, CreateJob, Error, ErrorCode, JobId, JobsQuery, NcpCredentials, NcpGatewayCode,
    SearchQuery, SearchType, VulnItems,
};
use korea_cloud_security_emulator::Emulator;
use proptest::collection::vec;
use proptest::prelude::{Strategy as _, any, prop_assert, prop_assert_eq, prop_oneof};
use proptest::test_runner::TestCaseResult;
use reliability::{Lab, start_of_time};
use support::{check, nasty_text};
use test_support::virtual_runtime;
use transport_core::ClientOptions;

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap()
}

/// Whether the gateway let the call through, whatever the service then said.
fn assert_verified<T>(result: Result<T, Error>) -> TestCaseResult {
    if let Err(error) = result {
        let is_refused = matches!(
            error.code(),
            Some(ErrorCode::Gateway(
                NcpGatewayCode::AuthenticationFailed | NcpGatewayCode::PermissionDenied
            ))
        );
        prop_assert!(!is_refused && !error.is_auth(), "{error}");
        // Nothing else may keep a call from the service either.
        prop_assert!(error.code().is_some() || error.field().is_some(), "{error}");
    }
    Ok(())
}

#[test]
fn any_keyword_is_signed_sent_and_found() {
    let runtime = runtime();
    let lab = runtime.block_on(Lab::new());
    let search_type = any::<u8>().prop_map(|number| match number % 3 {
        0 => SearchType::Url,
        1 => SearchType::Memo,
        _ => SearchType::Everything,
    });
    check(
        300,
        (nasty_text(), search_type, 1..u32::MAX),
        |(keyword, search_type, page)| {
            let query = SearchQuery::new(search_type, keyword).with_page(page);
            let found = runtime.block_on(lab.wsc.search_jobs(&query));
            prop_assert!(found.is_ok(), "{}", found.unwrap_err());
            let list = runtime.block_on(lab.wsc.get_jobs(&JobsQuery::new().with_page(page)));
            assert_verified(list)
        },
    );
}

#[test]
fn any_id_is_signed_as_it_is_sent() {
    let runtime = runtime();
    let lab = runtime.block_on(Lab::new());
    check(300, nasty_text(), |id| {
        runtime.block_on(async {
            let id = JobId::from(id);
            assert_verified(lab.wsc.cancel_job(&id).await)?;
            assert_verified(lab.wsc.stop_job(&id).await)?;
            assert_verified(lab.wsc.get_report(&id).await)
        })
    });
}

#[test]
fn any_body_is_signed_and_comes_out_as_it_went_in() {
    let runtime = runtime();
    let lab = runtime.block_on(Lab::new());
    let headers = vec(nasty_text(), 0..3);
    let inputs = (nasty_text(), nasty_text(), headers, nasty_text());
    let count = std::cell::Cell::new(0_u32);
    check(200, inputs, |(memo, path, headers, item)| {
        let number = count.replace(count.get() + 1);
        let mut job = CreateJob::new(format!(
            "https://site-{number}.example.com/{}",
            printable(&path).replace('\\', "/")
        ))
        .with_vuln_items(VulnItems::only([format!("item {}", item.replace(',', ""))]))
        .with_memo(memo.as_str());
        for (place, value) in headers.into_iter().enumerate() {
            job = job.with_header(format!("X-Header-{place}"), printable(&value));
        }
        let created = runtime.block_on(lab.wsc.create_job(&job));
        prop_assert!(created.is_ok(), "{}", created.unwrap_err());
        let scans = lab.emulator.log().scans();
        let scan = scans.last().unwrap();
        prop_assert_eq!(&scan.memo, &memo);
        prop_assert_eq!(Some(JobId::from(scan.instance_no)), created.unwrap().id);
        let query = SearchQuery::by_memo(memo.as_str()).with_limit(1);
        let found = runtime.block_on(lab.wsc.search_jobs(&query)).unwrap();
        // The newest comes first.
        prop_assert_eq!(found.jobs()[0].memo.as_ref(), Some(&memo));
        Ok(())
    });
}

/// Without what a URL or a header's value cannot hold, which is refused before it is sent.
fn printable(text: &str) -> String {
    let unfit = |c: char| c.is_control() || c.is_whitespace();
    text.replace(unfit, "")
}

/// Makes one call with this pair against an emulator that knows it.
fn call_with(access_key: &str, secret_key: &str, now: SystemTime) -> TestCaseResult {
    runtime().block_on(async {
        let keys = (access_key.to_owned(), secret_key.to_owned());
        let emulator = Emulator::builder()
            .past_jobs(1)
            .servers(1)
            .clock(now)
            .credentials(move |known| (known.ncp_access_key, known.ncp_secret_key) = keys)
            .start()
            .await
            .unwrap();
        let client = Client::builder()
            .with_credentials(NcpCredentials::new(access_key, secret_key))
            .with_endpoint(emulator.url().parse().unwrap())
            .with_options(ClientOptions::new().with_runtime(virtual_runtime(now)))
            .build();
        let client = match client {
            Ok(client) => client,
            Err(error) => {
                let can_be = |key: &str| validate_key(key).is_ok();
                prop_assert!(
                    !(can_be(access_key) && can_be(secret_key)),
                    "rejected: {error}"
                );
                return Ok(());
            }
        };
        let jobs = client.get_jobs(&JobsQuery::new()).await;
        prop_assert!(jobs.is_ok(), "{}", jobs.unwrap_err());
        Ok(())
    })
}

#[test]
fn any_secret_key_signs() {
    let key = "[!-~]{1,40}";
    check(
        60,
        (key, prop_oneof![key.prop_map(String::from), nasty_text()]),
        |(access_key, secret_key)| call_with(&access_key, &secret_key, start_of_time()),
    );
}

#[test]
fn any_moment_signs() {
    // Up to the year 2200, in milliseconds.
    check(60, 0..7_258_118_400_000_u64, |millis| {
        let now = SystemTime::UNIX_EPOCH + Duration::from_millis(millis);
        call_with("EXAMPLE_ACCESS_KEY", "EXAMPLE_SECRET_KEY", now)
    });
}
