//! What each way of using these crates pulls in, as cargo itself resolves it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeSet;
use std::process::Command;

/// A user of our crates: what it gets, and what it must not.
struct Consumer {
    name: &'static str,
    gets: &'static [&'static str],
    spared: &'static [&'static str],
}

/// Servers, command lines, and what only tests need: for nobody.
const NOBODY: [&str; 8] = [
    "axum",
    "clap",
    "insta",
    "httpmock",
    "korea-cloud-security-emulator",
    "native-tls",
    "kcsec",
    "test-support",
];

const CONSUMERS: [Consumer; 3] = [
    Consumer {
        name: "consumer-one-feature",
        gets: &[
            "korea-cloud-security",
            "nhn-ssc",
            "transport-core",
            "rustls",
        ],
        spared: &["ncp-wsc", "nhn-appguard", "nhn-integrity", "hmac", "sha2"],
    },
    Consumer {
        name: "consumer-one-service",
        gets: &["ncp-wsc", "transport-core", "hmac", "sha2", "rustls"],
        spared: &[
            "korea-cloud-security",
            "nhn-ssc",
            "nhn-appguard",
            "nhn-integrity",
        ],
    },
    Consumer {
        name: "consumer-auth-core-alone",
        gets: &["auth-core", "ureq", "hmac", "sha2"],
        spared: &[
            "transport-core",
            "reqwest",
            "hyper",
            "tokio",
            "rustls",
            "chrono",
            "nhn-ssc",
            "ncp-wsc",
            "nhn-appguard",
            "nhn-integrity",
            "korea-cloud-security",
        ],
    },
];

/// Everything that the crate is built with.
fn tree(name: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["tree", "--locked", "--offline", "--package", name])
        .args(["--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let tree = String::from_utf8(output.stdout).unwrap();
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn every_consumer_gets_what_it_uses_and_nothing_else_of_ours() {
    for consumer in CONSUMERS {
        let crates = tree(consumer.name);
        for needed in consumer.gets {
            assert!(crates.contains(*needed), "{}: no {needed}", consumer.name);
        }
        for unwanted in consumer.spared.iter().chain(&NOBODY) {
            assert!(
                !crates.contains(*unwanted),
                "{} pulls in {unwanted}",
                consumer.name
            );
        }
    }
}

#[test]
fn the_signatures_alone_are_few_crates() {
    let crates = tree("consumer-auth-core-alone");
    assert!(crates.len() < 60, "{} crates: {crates:?}", crates.len());
}
