//! Every exit status, each with its one clear line.

use crate::support::{Done, World, bare, done, with_input};
use korea_cloud_security::emulator::{Fault, FaultRule, Operation};

const SUMMARY: &str = "ssc summary --region KR1 --from 2025-06-16 --to 2025-06-16";

fn with_fault(fault: Fault, operation: Operation, args: &str) -> Done {
    let world = World::new();
    world
        .emulator
        .faults()
        .add(FaultRule::new(fault).on(operation));
    world.run(args)
}

#[test]
fn wrong_usage_is_2() {
    let world = World::new();
    for args in [
        "ssc summary --region KR1 --from 2025-06-31 --to 2025-07-01",
        "ssc summary --region KR1 --from 2025-06-17 --to 2025-06-16",
        "ssc summary --from 2025-06-16 --to 2025-06-16",
        "ssc summary --region KR1 --from 2025-06-16 --to 2025-06-16 --limit 1001",
        "ssc summary --region KR1 --from 2025-06-16 --to 2025-06-16 --limit 0",
        "ssc summary --region KR1 --from 2025-06-16 --to 2025-06-16 --page 2 --all",
        "ssc summary --region KR1 --from 2025-06-16 --to 2025-06-16 --standard X",
        "ssc details",
        "wsc create --url shop.example.com --yes",
        "wsc create --url https://a.example.com --speed 4 --yes",
        "wsc create --url https://a.example.com --exclude nothing --yes",
        "wsc create --url https://a.example.com --wait-timeout 5 --yes",
        "wsc create --url https://user:test-secret@a.example.com --yes",
        "wsc create --url https://a.example.com --exclude https://user@a.example.com/b --yes",
        "demo --output json",
        "emulator --output table --port 0",
        "completions bash --output csv",
        "wsc create --url https://a.example.com --header-file /nonexistent/file --yes",
        "wsc report ..",
        "wsc search --url a --memo b",
        "appguard abnormal --date today --os ios",
        "appguard abnormal --date 2020-01-01 --os ios",
        "appguard abnormal --date yesterday --os windows",
        "integrity token-info --app-id app --token-file /nonexistent/file",
        "integrity token-info --app-id app",
        "token revoke",
        "wsc jobs --zone moon",
        "wsc jobs --endpoint-url http://example.com",
        "wsc jobs --timeout 0",
        "wsc jobs --max-attempts 0",
        "wsc jobs --emulator --endpoint-url http://127.0.0.1:1",
        "--endpoint-url http://127.0.0.1:1 wsc jobs --emulator",
        "wsc jobs --profile nobody",
        "jobs",
        "",
    ] {
        let done = world.run(args).expect(2);
        assert_eq!(done.stdout, "", "{args}");
        assert!(!done.stderr.is_empty(), "{args}");
        assert!(!done.stderr.contains("test-secret"), "{done:?}");
    }
    assert_eq!(world.emulator.log().requests().len(), 0, "nothing was sent");
}

#[test]
fn missing_settings_are_2_and_named() {
    for (args, named) in [
        (SUMMARY, "NHN_CLOUD_SSC_APPKEY"),
        (
            "appguard abnormal --date yesterday --os ios",
            "NHN_CLOUD_APPGUARD_APPKEY",
        ),
        ("token issue", "NHN_CLOUD_USER_ACCESS_KEY_ID"),
        ("wsc jobs", "NCLOUD_ACCESS_KEY_ID"),
    ] {
        let done = done(&mut bare(args)).expect(2);
        assert!(done.error_line().contains(named), "{done:?}");
    }
    let world = World::new();
    let gov = done(
        world
            .kcsec(&format!("{SUMMARY} --zone gov"))
            .env_remove("KCSEC_ENDPOINT_URL"),
    );
    assert!(
        gov.expect(2)
            .error_line()
            .contains("KCSEC_ENDPOINT_URL_NHN_SSC")
    );
    let zone = done(
        world
            .kcsec("wsc jobs")
            .env("KCSEC_ZONE", "moon")
            .env_remove("KCSEC_ENDPOINT_URL"),
    );
    assert!(zone.expect(2).error_line().contains("KCSEC_ZONE"));
}

#[test]
fn the_zone_has_the_same_spellings_as_an_option_and_in_the_environment() {
    let world = World::new();
    for spelling in ["GOV", "Fin", " public "] {
        let mut option = world.kcsec("wsc jobs -q --limit 1 --zone");
        done(option.arg(spelling)).expect(0);
        let mut variable = world.kcsec("wsc jobs -q --limit 1");
        done(variable.env("KCSEC_ZONE", spelling)).expect(0);
    }
}

#[test]
fn a_refusal_is_3_with_code_and_message() {
    let world = World::new();
    let wrong = |args: &str, name: &str| {
        let done = done(world.kcsec(args).env(name, "test-secret-wrong")).expect(3);
        assert!(!done.stderr.contains("test-secret-wrong"), "{done:?}");
        done
    };
    let oauth = wrong(SUMMARY, "NHN_CLOUD_SECRET_ACCESS_KEY");
    assert!(oauth.error_line().contains("invalid_client"), "{oauth:?}");
    let appguard = "appguard abnormal --date yesterday --os ios";
    let key = wrong(appguard, "NHN_CLOUD_SECRET_ACCESS_KEY");
    assert!(key.error_line().contains("4010008"), "{key:?}");
    let appkey = wrong(appguard, "NHN_CLOUD_APPGUARD_APPKEY");
    assert!(appkey.error_line().contains("4010001"), "{appkey:?}");
    let naver = wrong("wsc jobs", "NCLOUD_SECRET_ACCESS_KEY");
    assert!(naver.error_line().contains("200"), "{naver:?}");
    assert!(
        naver.error_line().contains("NCLOUD_SECRET_ACCESS_KEY"),
        "{naver:?}"
    );
    let appkey = wrong(SUMMARY, "NHN_CLOUD_SSC_APPKEY");
    assert!(
        appkey.error_line().contains("NHN_CLOUD_SSC_APPKEY"),
        "{appkey:?}"
    );

    for unknown in [
        "wsc report 99999999",
        "wsc cancel 99999999",
        "wsc stop 99999999",
    ] {
        let done = world.run(&format!("{unknown} --max-attempts 1")).expect(3);
        assert!(done.error_line().contains("901"), "{done:?}");
    }
    world.run("ssc details 999999999").expect(3);
    let token = with_input(
        &mut world.kcsec("integrity token-info --app-id app"),
        "no-token",
    );
    assert!(token.expect(3).error_line().contains("4012003"));
    let revoked = with_input(
        &mut world.kcsec("token revoke --output json"),
        "no-such-token",
    );
    assert!(matches!(revoked.status, 0 | 3), "{revoked:?}");
}

#[test]
fn the_network_and_unreadable_answers_are_4() {
    let world = World::new();
    let dead = world.emulator.dead_url().unwrap();
    for args in [
        SUMMARY,
        "wsc jobs",
        "appguard abnormal --date yesterday --os ios",
        "token issue",
    ] {
        let done = world
            .run(&format!("{args} --endpoint-url {dead} --max-attempts 1"))
            .expect(4);
        assert!(done.error_line().contains("connect"), "{done:?}");
    }
    for fault in [
        Fault::Html {
            status: 200,
            executed: false,
        },
        Fault::EmptyBody {
            status: 200,
            executed: false,
        },
        Fault::TruncatedBody,
        Fault::Redirect {
            status: 302,
            location: "http://127.0.0.1:1/".into(),
        },
        Fault::LargeResponse {
            bytes: 17 << 20,
            declared: true,
        },
        Fault::ResetAfterRead { executed: false },
    ] {
        let shown = format!("{fault:?}");
        let done = with_fault(
            fault,
            Operation::Summary,
            &format!("{SUMMARY} --max-attempts 1"),
        );
        assert_eq!(done.status, 4, "{shown}: {done:?}");
        let line = done.error_line();
        if shown.starts_with("LargeResponse") {
            assert!(line.contains("narrow the query"), "{line}");
        }
        assert_eq!(done.stdout, "", "{shown}");
    }
}

#[test]
fn a_call_ends_with_its_timeout_as_4() {
    let stall = Fault::StallBeforeHeaders {
        milliseconds: None,
        executed: false,
    };
    let done = with_fault(
        stall,
        Operation::Summary,
        &format!("{SUMMARY} --timeout 0.2"),
    )
    .expect(4);
    assert!(done.error_line().contains("summary"), "{done:?}");
}

#[test]
fn a_lost_answer_to_a_one_shot_read_is_5() {
    let world = World::new();
    let fault = Fault::ResetAfterRead { executed: true };
    world
        .emulator
        .faults()
        .add(FaultRule::new(fault).on(Operation::TokenInfo));
    let banner = world.emulator.banner();
    let args = format!("integrity token-info --app-id {}", banner.integrity_app_id);
    let done = with_input(&mut world.kcsec(&args), &banner.integrity_token).expect(5);
    assert!(done.error_line().contains("consumed"), "{done:?}");
    assert_eq!(world.emulator.log().reached(Operation::TokenInfo), 1);
}
