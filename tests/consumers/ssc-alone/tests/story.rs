//! The program against the emulator.
#![allow(clippy::unwrap_used, missing_docs)]

use std::process::Command;

use korea_cloud_security_emulator::Emulator;

// The emulator responds on one thread while the other waits for the process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_crate_alone_lists_inspections_and_their_items() {
    let emulator = Emulator::builder().servers(7).start().await.unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_consumer-ssc-alone"))
        .arg("2025-06-17")
        .env_clear()
        .envs(emulator.vars())
        .output()
        .unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{output:?}"
    );
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.matches(" items\n").count(), 7, "{said}");
}
