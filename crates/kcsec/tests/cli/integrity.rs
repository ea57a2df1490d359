//! `kcsec integrity verify`: the verdict, its exit status, and what is said of the token.

use crate::support::{Done, World, bare, done, with_input};
use korea_cloud_security::emulator::{Fault, FaultRule, IntegrityVerdict, Operation};

/// A verdict on a new token of this kind.
fn verify(world: &World, of: IntegrityVerdict, options: &str) -> Done {
    let app = world.emulator.credentials().integrity_app_id;
    let token = world.emulator.issue_integrity_token(&app, of);
    verify_token(world, &token, options)
}

fn verify_token(world: &World, token: &str, options: &str) -> Done {
    let app = world.emulator.credentials().integrity_app_id;
    let args = format!("integrity verify --app-id {app} {options}");
    let done = with_input(&mut world.kcsec(&args), token);
    assert!(
        token.len() < 5 || !format!("{done:?}").contains(token),
        "the token is not repeated"
    );
    done
}

#[test]
fn each_policy_option_decides_what_it_says() {
    let world = World::new();
    let genuine = IntegrityVerdict::genuine;
    let tampered = IntegrityVerdict::tampered;
    let unchecked = IntegrityVerdict::unchecked;
    let mut rooted = genuine();
    rooted.rooting_detected = Some(true);
    let mut other_hash = genuine();
    other_hash.code_hash_match = false;
    for (of, options, status, verdict, reasons) in [
        (genuine(), "", 0, "allow", &[][..]),
        (
            tampered(),
            "",
            1,
            "deny",
            &["signature_mismatch", "flag_detected", "flag_detected"],
        ),
        (rooted, "", 1, "deny", &["flag_detected"]),
        (rooted, "--allow ROOTINGDETECTED", 0, "allow", &[]),
        (
            tampered(),
            "--allow rootingDetected,hookingDetected",
            1,
            "deny",
            &["signature_mismatch"],
        ),
        (other_hash, "", 0, "allow", &[]),
        (
            other_hash,
            "--require-code-hash",
            1,
            "deny",
            &["code_hash_mismatch"],
        ),
        (unchecked(), "", 5, "indeterminate", &["missing"; 5]),
        (unchecked(), "--on-null Deny", 1, "deny", &["missing"; 5]),
        (unchecked(), "--on-null ignore", 0, "allow", &[]),
        (
            unchecked(),
            "--allow rootingDetected --allow emulatorDetected --allow debugDetected --allow hookingDetected --allow untrustedEnv",
            0,
            "allow",
            &[],
        ),
    ] {
        let done = verify(&world, of, &format!("{options} --json")).expect(status);
        let json = done.json();
        assert_eq!(json["verdict"], verdict, "{options}: {json}");
        assert_eq!(json["consumed"], true, "{options}: {json}");
        let found: Vec<_> = json["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .map(|reason| reason["reason"].as_str().unwrap())
            .collect();
        assert_eq!(found, reasons, "{options}: {json}");
        assert!(json["tokenInfo"]["integrityResult"].is_object(), "{json}");
    }
}

#[test]
fn an_unknown_flag_is_told_and_denies_only_when_asked() {
    let flag = "/body/integrityResult/integrityChecked/deviceBanned";
    for (options, status) in [("", 0), ("--on-unknown-flag deny", 1)] {
        let world = World::new();
        let rule = FaultRule::new(Fault::set(flag, true)).on(Operation::TokenInfo);
        world.emulator.faults().add(rule);
        let done = verify(
            &world,
            IntegrityVerdict::genuine(),
            &format!("{options} --json"),
        );
        let json = done.expect(status).json();
        assert_eq!(json["unknownFlags"], serde_json::json!(["deviceBanned"]));
    }
}

#[test]
fn what_is_not_known_tells_whether_the_token_may_be_consumed() {
    let lost = Fault::ResetAfterRead { executed: true };
    let throttled = Fault::TooManyRequests { retry_after: None };
    for (fault, options, status, consumed) in [
        (Some(lost), "", 5, None),
        (Some(throttled), "", 4, Some(false)),
        (None, "--endpoint-url http://127.0.0.1:1", 4, Some(false)),
    ] {
        let world = World::new();
        if let Some(fault) = fault {
            let rule = FaultRule::new(fault).on(Operation::TokenInfo);
            world.emulator.faults().add(rule);
        }
        let options = format!("--max-attempts 1 --json {options}");
        let done = verify(&world, IntegrityVerdict::genuine(), &options).expect(status);
        let json = done.json();
        assert_eq!(json["verdict"], "indeterminate", "{json}");
        assert_eq!(json["consumed"].as_bool(), consumed, "{json}");
        assert!(done.error_line().contains("token-info"), "{done:?}");
    }
}

#[test]
fn a_token_is_denied_the_second_time_and_when_it_is_no_token() {
    let world = World::new();
    let app = world.emulator.credentials().integrity_app_id;
    let token = world
        .emulator
        .issue_integrity_token(&app, IntegrityVerdict::genuine());
    verify_token(&world, &token, "").expect(0);
    let second = verify_token(&world, &token, "--json").expect(1).json();
    assert_eq!(second["reasons"][0]["reason"], "token_rejected");

    // Whatever an app sends: it must not be able to choose another outcome.
    let long = "t".repeat(300_000);
    for malformed in ["<test-token>", "two words", "two\nlines", "토큰 둘", &long] {
        let denied = verify_token(&world, malformed, "--json").expect(1).json();
        assert_eq!(denied["reasons"][0]["reason"], "malformed_token");
        assert_eq!(denied["consumed"], false);
    }
    let file = world.home().join("token");
    std::fs::write(&file, b"test-token-\xff").unwrap();
    let args = format!("--token-file {} --json", file.display());
    let denied = verify_token(&world, "", &args).expect(1).json();
    assert_eq!(denied["reasons"][0]["reason"], "malformed_token");

    // The caller's mistakes are no verdict on anyone.
    for nothing in ["", " \n", "Bearer test-token"] {
        let done = verify_token(&world, nothing, "").expect(2);
        assert_eq!(done.stdout, "");
    }
}

#[test]
fn a_verdict_reads_well_in_korean() {
    let world = World::new();
    let done = verify(&world, IntegrityVerdict::tampered(), "--lang ko").expect(1);
    let mut lines = done.stdout.lines();
    let verdict = lines.next().unwrap();
    assert!(
        verdict.starts_with("판정") && verdict.ends_with("거부"),
        "{verdict}"
    );
    let why = "앱 서명이 등록된 것과 다릅니다, rootingDetected 탐지, hookingDetected 탐지";
    assert!(lines.next().unwrap().ends_with(why), "{done:?}");
}

#[test]
fn the_emulators_own_token_stands_in_where_none_is_given() {
    let app = "00000000-0000-4000-8000-000000000001";
    let args = format!("integrity verify --app-id {app} --emulator --json");
    let done = done(&mut bare(&args)).expect(0);
    assert_eq!(done.json()["verdict"], "allow");
}
