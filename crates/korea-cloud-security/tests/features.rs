//! What each feature pulls in, as cargo itself resolves it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const SERVICES: [&str; 4] = ["nhn-ssc", "ncp-wsc", "nhn-appguard", "nhn-integrity"];

/// The names of the crates that this crate builds on with these features; `None` outside the
/// workspace, whose lock file makes the answer the same everywhere.
fn tree(features: &str) -> Option<BTreeSet<String>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !here.join("../../Cargo.lock").exists() {
        eprintln!("skipped: this is not the workspace");
        return None;
    }
    let output = Command::new(env!("CARGO"))
        .current_dir(here)
        .args(["tree", "--locked", "--offline", "--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}"])
        .args(["--no-default-features", "--features", features])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let tree = String::from_utf8(output.stdout).unwrap();
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    Some(names.map(str::to_owned).collect())
}

#[test]
fn one_service_pulls_in_no_other_no_server_and_no_command_line() {
    for service in SERVICES {
        let Some(crates) = tree(&format!("{service},rustls")) else {
            return;
        };
        assert!(crates.contains(service), "{service}: {crates:?}");
        let others = SERVICES.into_iter().filter(|other| *other != service);
        let foreign = [
            "axum",
            "clap",
            "korea-cloud-security-emulator",
            "native-tls",
        ];
        for unwanted in others.chain(foreign) {
            assert!(!crates.contains(unwanted), "{service} pulls in {unwanted}");
        }
    }
}

#[test]
fn only_web_security_checker_pulls_in_the_hmac() {
    for service in SERVICES {
        let Some(crates) = tree(&format!("{service},rustls")) else {
            return;
        };
        for signing in ["hmac", "sha2"] {
            let is_there = crates.contains(signing);
            assert_eq!(is_there, service == "ncp-wsc", "{service}: {signing}");
        }
    }
}

#[test]
fn the_default_is_all_four_services_without_the_emulator() {
    let Some(crates) = tree("default") else {
        return;
    };
    for service in SERVICES {
        assert!(crates.contains(service), "{service}: {crates:?}");
    }
    assert!(crates.contains("rustls"));
    for unwanted in ["axum", "clap", "korea-cloud-security-emulator"] {
        assert!(
            !crates.contains(unwanted),
            "the default pulls in {unwanted}"
        );
    }
}

#[test]
fn the_emulator_comes_by_its_feature_alone() {
    let Some(crates) = tree("emulator") else {
        return;
    };
    assert!(crates.contains("korea-cloud-security-emulator"));
    for service in SERVICES {
        assert!(!crates.contains(service), "the emulator pulls in {service}");
    }
}

#[test]
fn the_findings_come_by_their_feature_alone() {
    let (Some(with), Some(default)) = (tree("findings"), tree("default")) else {
        return;
    };
    assert!(with.contains("korea-cloud-security-findings"));
    assert!(!default.contains("korea-cloud-security-findings"));
    for service in SERVICES {
        assert!(!with.contains(service), "findings pulls in {service}");
    }
}
