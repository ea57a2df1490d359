//! The program against the emulator.
#![allow(clippy::unwrap_used, missing_docs)]

use std::process::Command;

use korea_cloud_security_emulator::Emulator;

// The emulator responds on one thread while the other waits for the process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_crate_alone_decides_and_a_token_works_once() {
    let emulator = Emulator::builder().start().await.unwrap();
    let banner = emulator.banner();
    let (app, token) = (banner.integrity_app_id, banner.integrity_token);
    let decide = |token: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_consumer-integrity-alone"))
            .args([&*app, token])
            .env_clear()
            .envs(emulator.vars())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(decide(&token), "welcome\n");
    assert!(decide(&token).starts_with("denied: the service rejected the token"));
    assert!(decide("no token\n!").starts_with("denied: the token is malformed"));
    assert!(decide("").starts_with("try again: nothing was sent"));
}
