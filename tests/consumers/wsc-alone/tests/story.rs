//! The program against the emulator.
#![allow(clippy::unwrap_used, missing_docs)]

use std::process::Command;
use std::time::Duration;

use korea_cloud_security_emulator::{Emulator, JobPace, Operation};

// The emulator responds on one thread while the other waits for the process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_crate_alone_scans_and_pays_once_for_a_key() {
    let at_once = JobPace {
        waiting: Duration::ZERO,
        collecting: Duration::ZERO,
        queued: Duration::ZERO,
        scanning: Duration::ZERO,
        stopping: Duration::ZERO,
    };
    let builder = Emulator::builder().job_pace(at_once);
    let emulator = builder.start().await.unwrap();
    let scan = || {
        let output = Command::new(env!("CARGO_BIN_EXE_consumer-wsc-alone"))
            .args(["https://shop.example.com", "deploy-2025-06-17"])
            .env_clear()
            .envs(emulator.vars())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let found = scan();
    assert!(
        found.starts_with("Some(RiskLevels { total: Some("),
        "{found}"
    );
    assert_eq!(scan(), found);
    assert_eq!(emulator.log().executed(Operation::CreateJob), 1);
}
