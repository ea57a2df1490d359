//! Layer 3: whole stories against the emulator, over a real socket, in virtual time.
#![allow(clippy::unwrap_used)]

mod common;
#[expect(dead_code, reason = "an example's main is not called here")]
#[path = "../examples/nightly_export.rs"]
mod nightly_export;

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use common::korea;
use korea_cloud_security_emulator::{Emulator, Fault, FaultRule, Operation};
use nhn_ssc::{
    Appkey, Client, ClientBuilder, ClientOptions, DetailsQuery, ErrorCode, InspectionStandard,
    Language, Settings, Severity, SummaryQuery, UserAccessKey,
};
use test_support::virtual_runtime;

fn start() -> SystemTime {
    korea("2026-01-15T12:00:00").into()
}

async fn emulator(servers: u32) -> Emulator {
    Emulator::builder()
        .clock(start())
        .servers(servers)
        .start()
        .await
        .unwrap()
}

fn builder(emulator: &Emulator) -> ClientBuilder {
    let keys = emulator.credentials();
    Client::builder()
        .with_appkey(Appkey::new(keys.ssc_appkey))
        .with_user_access_key(UserAccessKey::new(
            keys.nhn_user_access_key_id,
            keys.nhn_secret_access_key,
        ))
        .with_endpoint(emulator.url().parse().unwrap())
        .with_oauth_endpoint(emulator.url().parse().unwrap())
        .with_options(ClientOptions::new().with_runtime(virtual_runtime(start())))
}

fn last_quarter() -> SummaryQuery {
    SummaryQuery::new(
        "KR1",
        korea("2025-10-15T00:00:00"),
        korea("2026-01-15T11:59:59"),
    )
}

#[tokio::test(start_paused = true)]
async fn from_the_summary_to_the_weak_items_in_three_languages() {
    let emulator = emulator(5).await;
    let client = builder(&emulator).build().unwrap();
    let inspections: Vec<_> = client
        .summary_stream(&last_quarter())
        .try_collect()
        .await
        .unwrap();
    assert!(!inspections.is_empty());
    let worst = inspections
        .iter()
        .max_by_key(|inspection| inspection.weak_count)
        .unwrap();

    let mut names = Vec::new();
    for (language, high) in [
        (Language::Korean, "상"),
        (Language::English, "High"),
        (Language::Japanese, "高"),
    ] {
        let items = client
            .details(DetailsQuery::new(&worst.id).with_language(language))
            .await
            .unwrap();
        let weak = items.iter().filter(|item| item.failed()).count() as u64;
        assert_eq!(
            (Some(items.len() as u64), Some(weak)),
            (worst.check_count, worst.weak_count)
        );
        let item = items
            .iter()
            .find(|item| item.severity == Some(Severity::High))
            .unwrap();
        assert!(
            item.severity_name
                .as_deref()
                .unwrap()
                .eq_ignore_ascii_case(high)
        );
        names.push(item.item_name.clone());
    }
    names.dedup();
    assert_eq!(names.len(), 3, "each language has names of its own");
}

#[tokio::test(start_paused = true)]
async fn a_hundred_thousand_inspections_come_each_once() {
    let emulator = emulator(2_000).await;
    let client = builder(&emulator).build().unwrap();
    let found = client
        .summary_stream(&last_quarter())
        .try_collect()
        .await
        .unwrap();
    let ids: std::collections::HashSet<_> = found.iter().map(|found| &found.id).collect();
    assert_eq!(ids.len(), found.len());
    assert!(found.len() >= 100_000, "{}", found.len());
}

#[tokio::test(start_paused = true)]
async fn one_token_serves_all_calls_until_it_expires() {
    let emulator = emulator(3).await;
    let client = builder(&emulator).build().unwrap();
    for hours in [0, 1, 24] {
        tokio::time::sleep(Duration::from_secs(hours * 3_600)).await;
        client
            .summary(&SummaryQuery::new(
                "KR1",
                korea("2026-01-14T00:00:00"),
                korea("2026-01-14T23:59:59"),
            ))
            .await
            .unwrap();
    }
    assert_eq!(emulator.log().totals().tokens_issued, 2);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_was_revoked_is_followed_by_another() {
    let emulator = emulator(3).await;
    let client = builder(&emulator).build().unwrap();
    client.revoke_token().await.unwrap();
    assert_eq!(
        emulator.log().reached(Operation::Revoke),
        0,
        "there was none"
    );
    for issued in [1, 2] {
        client.details(1).await.unwrap();
        assert_eq!(emulator.log().totals().tokens_issued, issued);
        client.clone().revoke_token().await.unwrap();
        assert_eq!(emulator.log().reached(Operation::Revoke), issued);
    }

    let own = builder(&emulator)
        .with_signer(std::sync::Arc::new(nhn_ssc::testing::UnsignedSigner))
        .build()
        .unwrap();
    let error = own.revoke_token().await.unwrap_err();
    assert_eq!(error.kind(), auth_core::SigningErrorKind::NotConfigured);
}

#[tokio::test(start_paused = true)]
async fn the_standard_narrows_the_list() {
    let emulator = emulator(40).await;
    let client = builder(&emulator).build().unwrap();
    let query = last_quarter().with_standard(InspectionStandard::FinancialInfrastructure);
    let found: Vec<_> = client.summary_stream(&query).try_collect().await.unwrap();
    assert!(!found.is_empty());
    assert!(found.iter().all(|inspection| {
        inspection.standard == Some(InspectionStandard::FinancialInfrastructure)
    }));
}

#[tokio::test(start_paused = true)]
async fn an_unknown_inspection_and_a_wrong_appkey_are_refused_without_a_repeat() {
    let emulator = emulator(3).await;
    let client = builder(&emulator).build().unwrap();
    let error = client.details(u64::MAX / 2).await.unwrap_err();
    assert_eq!((error.attempts(), error.is_retryable()), (1, false));
    assert!(error.to_string().contains("; check the id"), "{error}");
    assert_eq!(emulator.log().reached(Operation::Details), 1);

    let wrong = builder(&emulator)
        .with_appkey(Appkey::new("EXAMPLE_WRONG_APPKEY"))
        .build()
        .unwrap();
    let error = wrong.details(1).await.unwrap_err();
    assert!(
        !error.to_string().contains("EXAMPLE_WRONG_APPKEY"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_wrong_key_is_told_by_status_and_code_and_a_blank_one_makes_no_client() {
    let emulator = emulator(3).await;
    let with_key = |id: &str, secret: &str| {
        builder(&emulator)
            .with_user_access_key(UserAccessKey::new(id, secret))
            .build()
    };
    let client = with_key("EXAMPLE_WRONG_ID", "EXAMPLE_WRONG_SECRET").unwrap();
    let error = client.details(1).await.unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.token_service_code()),
        (401, Some("invalid_client"))
    );
    assert!(error.is_auth() && error.code().is_none(), "{error}");
    assert!(error.to_string().contains("token create: "), "{error}");

    for bad in ["", " ", "EXAMPLE\nBROKEN"] {
        for built in [with_key(bad, "EXAMPLE_SECRET"), with_key("EXAMPLE_ID", bad)] {
            let error = built.unwrap_err().to_string();
            assert!(
                error.contains("NHN_CLOUD_") && !error.contains("EXAMPLE"),
                "{error}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_raw_form_of_the_token_is_a_switch() {
    let raw = Emulator::builder()
        .clock(start())
        .accept_raw_token(true)
        .start()
        .await
        .unwrap();
    let query = SummaryQuery::new(
        "KR1",
        korea("2026-01-14T00:00:00"),
        korea("2026-01-14T23:59:59"),
    );
    builder(&raw)
        .with_raw_token()
        .build()
        .unwrap()
        .summary(&query)
        .await
        .unwrap();

    let strict = emulator(3).await;
    let error = builder(&strict)
        .with_raw_token()
        .build()
        .unwrap()
        .summary(&query)
        .await
        .unwrap_err();
    assert!(error.is_auth());
    assert!(matches!(error.code(), Some(ErrorCode::Gateway(_))));
    let other_form = "KCSEC_NHN_TOKEN_FORM=bearer sends it as 'Bearer {token}'";
    assert!(error.to_string().contains(other_form), "{error}");

    // The same by a setting.
    let mut vars = raw.vars();
    vars.push(("KCSEC_NHN_TOKEN_FORM", "raw".to_owned()));
    let client = Client::from_settings(Settings::from_vars(vars));
    client.unwrap().summary(&query).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_nightly_export_writes_each_check_and_counts_what_is_unread() {
    let emulator = emulator(3).await;
    let client = builder(&emulator).build().unwrap();
    let query = SummaryQuery::days("KR1", "2026-01-14", "2026-01-14").unwrap();

    let mut lines = Vec::new();
    let unread = nightly_export::export(&client, &query, &mut lines).await;
    assert_eq!(unread.unwrap(), 0);
    let lines: Vec<serde_json::Value> = serde_json::Deserializer::from_slice(&lines)
        .into_iter()
        .collect::<Result<_, _>>()
        .unwrap();
    let server = |line: &serde_json::Value| line["inspection"]["instanceName"].to_string();
    let servers: BTreeSet<String> = lines.iter().map(server).collect();
    assert!(servers.len() > 1 && lines.len() > servers.len() * 10);
    assert!(
        lines
            .iter()
            .all(|line| line["check"]["resultCode"].is_string())
    );

    let lost = FaultRule::new(Fault::Html {
        status: 404,
        executed: false,
    });
    emulator.faults().add(lost.on(Operation::Details).times(1));
    let unread = nightly_export::export(&client, &query, Vec::new()).await;
    assert_eq!(unread.unwrap(), 1);
}
