//! The soak of `examples/soak.rs`, small and in virtual time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use korea_cloud_security_emulator::Emulator;
use reliability::soak::{Plan, run};
use reliability::start_of_time;
use test_support::virtual_runtime;
use transport_core::ClientOptions;

#[tokio::test(start_paused = true)]
async fn nothing_is_lost_billed_twice_or_left_behind_under_load() {
    let emulator = Emulator::builder()
        .clock(start_of_time())
        .start()
        .await
        .unwrap();
    let banner = emulator.banner();
    let settings: Vec<_> = banner
        .environment
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    let plan = Plan {
        warm_up: 500,
        calls: 3_500,
        at_once: 100,
        faults: 0.03,
        seed: 7,
    };
    let options = ClientOptions::new().with_runtime(virtual_runtime(start_of_time()));
    let report = run(&plan, &settings, &banner.integrity_app_id, &options).await;
    assert!(
        report.problems().is_empty(),
        "{:#?}\n{report}",
        report.problems()
    );
    assert!(
        report.faults() > 50,
        "too few faults to show anything:\n{report}"
    );
    assert_eq!(emulator.faults().open_connections(), 0, "{report}");
}
