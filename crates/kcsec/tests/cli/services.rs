//! `kcsec appguard`, `integrity`, `token`, `doctor` and `demo`.

use std::fs;

use crate::support::{Done, World, bare, done, spawn, with_input};
use korea_cloud_security::emulator::{IntegrityVerdict, Operation};

#[test]
fn yesterdays_abnormal_devices_and_users_in_every_format() {
    let world = World::new();
    for os in ["android", "ios"] {
        for id_type in ["device", "user"] {
            let args = format!("appguard abnormal --date yesterday --os {os} --id-type {id_type}");
            let entries = world.run(&format!("{args} --output json")).expect(0).json();
            let entries = entries.as_array().unwrap();
            assert!(entries.iter().all(|entry| entry["abnormalId"].is_string()));
            let ndjson = world
                .run(&format!("{args} --output ndjson"))
                .expect(0)
                .stdout;
            assert_eq!(ndjson.lines().count(), entries.len());
            let csv = world.run(&format!("{args} --output csv")).expect(0).stdout;
            assert!(csv.starts_with("abnormalId,total,cheatCount,"), "{csv}");
            assert_eq!(csv.lines().count(), entries.len() + 1);
            let only = if os == "ios" {
                "jailbreakCount"
            } else {
                "rootingCount"
            };
            assert!(csv.lines().next().unwrap().contains(only), "{csv}");
            let table = world.run(&format!("{args} --lang ko")).expect(0).stdout;
            assert!(table.contains("탐지 내용"), "{table}");
            let id = entries[0]["abnormalId"].as_str().unwrap();
            for format in ["table", "json", "ndjson", "csv"] {
                let masked = world.run(&format!("{args} --mask-ids --output {format}"));
                let masked = format!("{:?}", masked.expect(0));
                assert!(!masked.contains(id) && masked.contains(&format!("{}…", &id[..4])));
            }
        }
    }
}

#[test]
fn a_token_is_read_once_and_refused_the_second_time() {
    let world = World::new();
    let app = world.emulator.credentials().integrity_app_id;
    let read = format!("integrity token-info --app-id {app}");
    for format in ["table", "json", "ndjson", "csv"] {
        let token = world
            .emulator
            .issue_integrity_token(&app, IntegrityVerdict::tampered());
        let mut command = world.kcsec(&format!("{read} --output {format}"));
        let first = with_input(&mut command, &format!("{token}\n")).expect(0);
        assert!(first.stdout.contains(&app), "{first:?}");
        let second = with_input(&mut command, &token).expect(3);
        assert!(second.error_line().contains("4012003"), "{second:?}");
        assert_eq!(second.stdout, "");
        assert!(!format!("{first:?}{second:?}").contains(&token));
    }
    let file = world.home().join("token");
    let token = world
        .emulator
        .issue_integrity_token(&app, IntegrityVerdict::genuine());
    fs::write(&file, token).unwrap();
    let mut command = world.kcsec(&format!("{read} --output json --token-file"));
    let info = done(command.arg(&file)).expect(0).json();
    assert_eq!(
        info["integrityResult"]["integrityChecked"]["rootingDetected"],
        false
    );
}

#[test]
fn what_a_token_does_not_state_is_told_too() {
    let world = World::new();
    let app = world.emulator.credentials().integrity_app_id;
    let token = world
        .emulator
        .issue_integrity_token(&app, IntegrityVerdict::unchecked());
    let mut read = world.kcsec(&format!(
        "integrity token-info --app-id {app} --lang en --output table"
    ));
    let table = with_input(&mut read, &token).expect(0).stdout;
    for flag in [
        "Rooting detected",
        "Emulator detected",
        "Debugger detected",
        "Hooking detected",
        "Untrusted environment",
    ] {
        let line = table.lines().find(|line| line.starts_with(flag));
        assert!(
            line.is_some_and(|line| line.ends_with("not stated")),
            "{flag}: {table}"
        );
    }
    for matched in ["Code hash matches", "Signature matches"] {
        assert!(table.contains(matched), "{table}");
    }
}

#[test]
fn a_token_is_issued_unseen_shown_on_request_and_revoked() {
    let world = World::new();
    for format in ["table", "json", "ndjson", "csv"] {
        let unseen = world
            .run(&format!("token issue --output {format}"))
            .expect(0);
        assert!(unseen.stdout.contains("86400") && !unseen.stdout.contains("access_token"));
    }
    let shown = world.run("token issue --show").expect(0).stdout;
    let json = world
        .run("token issue --show --output json")
        .expect(0)
        .json();
    assert_eq!(json["expires_in"], 86_400);
    assert!(shown.trim().len() > 20 && !shown.trim().contains(' '));
    let alive = world.emulator.live_tokens();
    with_input(&mut world.kcsec("token revoke"), &shown).expect(0);
    assert_eq!(world.emulator.live_tokens(), alive - 1);
    assert_eq!(world.emulator.log().reached(Operation::Revoke), 1);
}

#[test]
fn doctor_finds_what_is_there_and_shows_no_secret() {
    let world = World::new();
    let healthy = world.run("doctor --output json").expect(0);
    assert!(
        healthy.json().as_array().unwrap().iter().all(|check| {
            // AppGuard has no small read: it is tried out by --deep only.
            let result = match check["check"].as_str().unwrap() {
                "AppGuard Appkey" => "found",
                _ => "ok",
            };
            check["result"] == result
        }),
        "{healthy:?}"
    );
    let log = world.emulator.log();
    assert_eq!(log.reached(Operation::GetJobs), 1);
    let issued = log.reached(Operation::Create);
    assert_eq!(log.reached(Operation::Revoke), issued, "nothing is left");
    let keys = world.emulator.credentials();
    for secret in [
        keys.nhn_secret_access_key,
        keys.ssc_appkey,
        keys.appguard_appkey,
        keys.ncp_secret_key,
    ] {
        assert!(!format!("{healthy:?}").contains(&secret), "{healthy:?}");
    }
    done(&mut bare("doctor --emulator")).expect(0);
}

#[test]
fn doctor_tries_keys_out_and_does_not_blame_them_for_the_network() {
    let world = World::new();
    let result_of = |done: &Done, name: &str| {
        let checks = done.json();
        let mut checks = checks.as_array().unwrap().iter();
        checks.find(|check| check["check"] == name).unwrap()["result"].clone()
    };
    for (variable, check) in [
        ("NHN_CLOUD_SECRET_ACCESS_KEY", "NHN Cloud User Access Key"),
        ("NCLOUD_SECRET_ACCESS_KEY", "NAVER Cloud keys"),
    ] {
        let mut doctor = world.kcsec("doctor --output json");
        let wrong = done(doctor.env(variable, "test-secret-wrong")).expect(1);
        assert_eq!(result_of(&wrong, check), "failed", "{wrong:?}");
        assert!(wrong.stdout.contains(variable), "{wrong:?}");
        assert!(!format!("{wrong:?}").contains("test-secret-wrong"));
    }
    let dead = world.emulator.dead_url().unwrap();
    let unreached = world
        .run(&format!("doctor --output json --endpoint-url {dead}"))
        .expect(1);
    for check in ["NHN Cloud User Access Key", "NAVER Cloud keys"] {
        assert_eq!(result_of(&unreached, check), "found", "{unreached:?}");
    }
    assert_eq!(world.emulator.log().reached(Operation::CreateJob), 0);
}

#[test]
fn doctor_fails_on_a_dead_host_a_wrong_clock_and_half_a_pair() {
    let world = World::new();
    let dead = world.emulator.dead_url().unwrap();
    done(
        world
            .kcsec("doctor")
            .env("KCSEC_ENDPOINT_URL_NHN_SSC", &dead),
    )
    .expect(1);
    world.emulator.clock().set_offset_ms(600_000);
    let clock = world.run("doctor --output json").expect(1);
    assert!(clock.stdout.contains("clock +600 s"), "{clock:?}");
    let checks = clock.json();
    let offsets = checks
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|check| check["clock_offset_seconds"].as_i64());
    // A second may pass meanwhile.
    assert!(offsets.clone().count() == 5 && offsets.into_iter().all(|s| (599..=601).contains(&s)));
    world.emulator.clock().set_offset_ms(0);
    done(world.kcsec("doctor").env_remove("NCLOUD_SECRET_ACCESS_KEY")).expect(1);
    done(
        world
            .kcsec("doctor")
            .env_remove("NHN_CLOUD_SECRET_ACCESS_KEY"),
    )
    .expect(1);
    // The zone is judged as by every other command, also where an endpoint is set.
    let mut moon = world.kcsec("doctor --output json");
    let moon = done(moon.env("KCSEC_ZONE", "moon")).expect(1);
    assert_eq!(moon.json()[0]["result"], "failed", "{moon:?}");
    for (zone, option) in [("GOV", ""), (" Fin ", ""), ("moon", "--zone GOV")] {
        let mut fine = world.kcsec(&format!("doctor --output json {option}"));
        let fine = done(fine.env("KCSEC_ZONE", zone)).expect(0);
        assert_eq!(fine.json()[0]["result"], "ok", "{fine:?}");
    }
    // Not set at all is no fault while something else is.
    done(world.kcsec("doctor").env_remove("NHN_CLOUD_SSC_APPKEY")).expect(0);
    let nothing =
        done(bare("doctor --output json").env("KCSEC_ENDPOINT_URL", world.emulator.url()))
            .expect(1);
    let naver = nothing
        .json()
        .as_array()
        .unwrap()
        .iter()
        .any(|check| check["check"] == "NAVER Cloud keys" && check["result"] == "not-set");
    assert!(naver, "{nothing:?}");
}

/// Whoever uses the other services only may not reach the host of integrity verification at all.
#[test]
fn doctor_fails_on_the_integrity_host_only_where_it_may_be_used() {
    let world = World::new();
    let dead = world.emulator.dead_url().unwrap();
    let doctor = || {
        let mut doctor = world.kcsec("doctor --output json");
        doctor.env("KCSEC_ENDPOINT_URL", &dead);
        for service in ["NHN_OAUTH", "NHN_SSC", "NHN_APPGUARD", "NCP_WSC"] {
            let variable = format!("KCSEC_ENDPOINT_URL_{service}");
            doctor.env(variable, world.emulator.url());
        }
        doctor
    };
    let result = |done: Done| {
        let checks = done.json();
        let mut checks = checks.as_array().unwrap().iter();
        let is_host = |check: &str| check.starts_with("host of") && check.contains("integrity");
        let host = checks.find(|check| is_host(check["check"].as_str().unwrap()));
        host.unwrap()["result"].clone()
    };
    assert_eq!(result(done(&mut doctor()).expect(1)), "failed");
    let mut without = doctor();
    without.env_remove("NHN_CLOUD_APPGUARD_APPKEY");
    assert_eq!(result(done(&mut without).expect(0)), "not-set");
    without.env("KCSEC_ENDPOINT_URL_NHN_INTEGRITY", &dead);
    assert_eq!(result(done(&mut without).expect(1)), "failed");
}

#[test]
fn the_demo_needs_nothing_and_shows_all_four_services() {
    let languages = ["ko", "en", "ja"];
    let folder = tempfile::tempdir().unwrap();
    let demos = languages.map(|lang| {
        let mut demo = bare(&format!("demo --lang {lang}"));
        spawn(demo.env("TMPDIR", folder.path()))
    });
    for (lang, demo) in languages.into_iter().zip(demos) {
        let demo = Done::from(demo.wait_with_output().unwrap()).expect(0);
        for shown in [
            "Server Security Check",
            "Web Security Checker",
            "AppGuard",
            "4012003",
            "https://shop.example.com",
            folder.path().to_str().unwrap(),
            "report.html",
        ] {
            assert!(demo.stdout.contains(shown), "{lang} {shown}: {demo:?}");
        }
        assert!(!demo.stdout.contains('\u{1b}'), "no colours off a terminal");
        assert!(
            demo.stdout
                .contains(&format!("$ kcsec --lang {lang} --emulator ssc summary")),
            "{demo:?}"
        );
        let excerpt = match lang {
            "ko" => "20건 중 처음 5건",
            "en" => "first 5 of 20",
            _ => "20件中、最初の5件",
        };
        assert!(demo.stdout.contains(excerpt), "{demo:?}");
        // It is chosen by its severe weaknesses, which may not be the most.
        let worst = match lang {
            "ko" => "\n가장 취약한 서버\n",
            "en" => "worst server",
            _ => "最も脆弱なサーバー",
        };
        assert!(demo.stdout.contains(worst), "{demo:?}");
        // What the command prints that the scene names.
        let issue = done(&mut bare(&format!("token issue --emulator --lang {lang}"))).expect(0);
        assert!(demo.stdout.contains(&issue.stdout), "{demo:?}");
        assert!(demo.stdout.contains(&issue.stderr), "{demo:?}");
    }
}

#[test]
fn every_command_works_with_an_emulator_of_its_own() {
    for command in [
        "ssc summary --region KR1 --from yesterday --to today",
        "wsc jobs",
        "appguard abnormal --date yesterday --os ios",
        "integrity token-info --app-id 00000000-0000-4000-8000-000000000001",
        "token issue",
        "doctor",
    ] {
        done(&mut bare(&format!("--emulator {command}"))).expect(0);
        done(&mut bare(&format!("{command} --emulator --output json")))
            .expect(0)
            .json();
    }
}

#[test]
fn a_profile_holds_the_settings_of_all_services() {
    let world = World::new();
    let file = world.home().join(".config/kcsec/config.toml");
    let environment: std::collections::BTreeMap<_, _> =
        world.emulator.banner().environment.into_iter().collect();
    let lines = format!(
        "nhn_access_key_id = {}\nnhn_secret_access_key = {}\nssc_appkey = {}\nendpoint_url = {}\nregion = KR1\nlanguage = ko\n",
        environment["NHN_CLOUD_USER_ACCESS_KEY_ID"],
        environment["NHN_CLOUD_SECRET_ACCESS_KEY"],
        environment["NHN_CLOUD_SSC_APPKEY"],
        environment["KCSEC_ENDPOINT_URL"],
    );
    let home = |args: &str| {
        let mut command = bare(args);
        command.env("HOME", world.home());
        command
    };
    let saved = with_input(&mut home("configure --profile team"), &lines).expect(0);
    assert!(saved.stderr.contains("[team]"), "{saved:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "for its owner alone");
    }
    let summary = "ssc summary --region KR1 --from yesterday --to yesterday --output ndjson";
    let listed = done(&mut home(&format!("{summary} --profile team"))).expect(0);
    assert!(
        listed.stderr.contains("점검"),
        "the profile's language: {listed:?}"
    );

    let shown = done(&mut home("configure list --profile team --output json")).expect(0);
    assert!(
        shown.stdout.contains("[set]") && shown.stdout.contains("config.toml"),
        "{shown:?}"
    );
    assert!(
        !shown
            .stdout
            .contains(environment["NHN_CLOUD_SECRET_ACCESS_KEY"].as_str())
    );

    let unknown = done(&mut home(&format!("{summary} --profile teem"))).expect(2);
    assert!(
        unknown.error_line().contains("there are team"),
        "{unknown:?}"
    );
    done(&mut home(summary)).expect(2);
}
