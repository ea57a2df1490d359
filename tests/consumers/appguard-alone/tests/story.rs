//! The program against the emulator.
#![allow(clippy::unwrap_used, missing_docs)]

use std::process::Command;

use korea_cloud_security_emulator::Emulator;

// The emulator responds on one thread while the other waits for the process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_crate_alone_counts_the_detections_of_yesterday() {
    let emulator = Emulator::builder().start().await.unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_consumer-appguard-alone"))
        .env_clear()
        .envs(emulator.vars())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("cheatCount: "), "{said}");
}
