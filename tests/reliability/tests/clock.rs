//! A machine whose clock is wrong works after one refused call.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use korea_cloud_security::ncp_wsc::JobsQuery;
use korea_cloud_security_emulator::Operation;
use reliability::{Call, Lab, LabOptions, scan_of, start_of_time};
use test_support::virtual_runtime;

const MINUTE: i64 = 60;
const DAY: i64 = 86_400;

/// A lab whose clients' clock is off by so many seconds.
async fn lab_with_clock_off_by(seconds: i64) -> Lab {
    let wrong = match u64::try_from(seconds) {
        Ok(ahead) => start_of_time() + Duration::from_secs(ahead),
        Err(_) => start_of_time() - Duration::from_secs(seconds.unsigned_abs()),
    };
    Lab::with(
        LabOptions::default().client(move |options| options.with_runtime(virtual_runtime(wrong))),
    )
    .await
}

#[tokio::test(start_paused = true)]
async fn a_clock_wrong_by_minutes_or_days_costs_one_refused_call() {
    for seconds in [6 * MINUTE, -6 * MINUTE, 3 * DAY, -3 * DAY, -50 * 365 * DAY] {
        let lab = lab_with_clock_off_by(seconds).await;
        for _ in 0..3 {
            lab.wsc.get_jobs(&JobsQuery::new()).await.unwrap();
        }
        assert_eq!(
            lab.emulator.log().reached(Operation::GetJobs),
            4,
            "{seconds} s"
        );
        let learned = lab.wsc.clock_offset_millis() / 1_000;
        assert!(
            (learned + seconds).abs() <= 1,
            "{seconds} s: learned {learned} s"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_billed_call_with_a_wrong_clock_bills_once() {
    let lab = lab_with_clock_off_by(10 * MINUTE).await;
    lab.wsc.create_job(&scan_of("clock")).await.unwrap();
    let log = lab.emulator.log();
    assert_eq!(
        (log.reached(Operation::CreateJob), log.totals().scans_billed),
        (2, 1)
    );
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_right_while_the_client_runs_is_learned_again() {
    let lab = lab_with_clock_off_by(0).await;
    lab.wsc.get_jobs(&JobsQuery::new()).await.unwrap();
    lab.emulator.clock().set_offset_ms(10 * MINUTE * 1_000);
    lab.wsc.get_jobs(&JobsQuery::new()).await.unwrap();
    lab.emulator.clock().set_offset_ms(0);
    lab.wsc.get_jobs(&JobsQuery::new()).await.unwrap();
    assert_eq!(lab.emulator.log().reached(Operation::GetJobs), 5);
}

#[tokio::test(start_paused = true)]
async fn wrong_keys_are_not_taken_for_a_wrong_clock() {
    use korea_cloud_security::ncp_wsc::{Client, NcpCredentials};

    let lab = Lab::new().await;
    let client = Client::builder()
        .with_credentials(NcpCredentials::new(
            lab.emulator.credentials().ncp_access_key.as_str(),
            "EXAMPLE_WRONG_SECRET_KEY",
        ))
        .with_endpoint(lab.emulator.url().parse().unwrap())
        .with_options(
            transport_core::ClientOptions::new().with_runtime(virtual_runtime(start_of_time())),
        )
        .build()
        .unwrap();
    let error = client.get_jobs(&JobsQuery::new()).await.unwrap_err();
    assert!(error.is_auth());
    assert_eq!(
        (
            error.attempts(),
            lab.emulator.log().reached(Operation::GetJobs)
        ),
        (1, 1)
    );
}

#[tokio::test(start_paused = true)]
async fn with_the_correction_switched_off_the_refusal_is_the_answer() {
    let wrong = start_of_time() + Duration::from_secs(600);
    let lab = Lab::with(LabOptions::default().client(move |options| {
        options
            .with_runtime(virtual_runtime(wrong))
            .without_clock_correction()
    }))
    .await;
    let prepared = lab.prepare(Call::GetJobs).await;
    let ending = lab.run(Call::GetJobs, prepared).await;
    assert!(!ending.is_success());
    assert_eq!(lab.emulator.log().reached(Operation::GetJobs), 1);
}
