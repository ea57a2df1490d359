//! A program with the signatures and another HTTP client, against the emulator.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::process::Command;

use korea_cloud_security_emulator::{Emulator, Operation};

// The emulator answers on one thread while the other waits for the process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signature_alone_is_enough() {
    let emulator = Emulator::builder().start().await.unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_consumer-auth-core-alone"))
        .env_clear()
        .envs(emulator.banner().environment)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.matches(r#""instanceNo":"#).count(), 5, "{said}");
    assert_eq!(emulator.log().executed(Operation::GetJobs), 1);
}
