//! `kcsec wsc`: jobs, a billed scan from the question to the report.

use std::fs;
use std::time::Duration;

use crate::support::{Done, World, bare, done, with_input};
use korea_cloud_security::emulator::{Fault, FaultRule, JobPace, Operation};

const CREATE: &str = "wsc create --url https://shop.example.com";

/// A world whose scans take a moment each phase.
fn quick() -> World {
    let moment = Duration::from_millis(5);
    World::with(|builder| {
        builder.job_pace(JobPace {
            waiting: moment,
            collecting: moment,
            queued: moment,
            scanning: moment,
            stopping: moment,
        })
    })
}

/// A world whose scans never start by themselves.
fn slow() -> World {
    World::with(|builder| {
        builder.job_pace(JobPace {
            waiting: Duration::from_secs(3_600),
            ..JobPace::default()
        })
    })
}

#[test]
fn lists_are_read_in_every_format_also_with_a_wrong_clock() {
    // Months off: the signature is refused once, and the clock's offset learned.
    let world = World::long_ago();
    for format in ["table", "json", "ndjson", "csv"] {
        let done = world
            .run(&format!("wsc jobs --limit 2 --output {format} --lang ko"))
            .expect(0);
        insta::assert_snapshot!(format!("jobs_{format}"), done.stdout);
        assert!(done.stderr.contains("24건 중 2건"), "{done:?}");
    }
    assert!(world.emulator.log().reached(Operation::GetJobs) > 4);
}

#[test]
fn search_narrows_by_url_memo_and_status() {
    let world = World::new();
    let count = |args: &str| {
        let done = world
            .run(&format!("wsc search --output ndjson --all {args}"))
            .expect(0);
        done.stdout.lines().count()
    };
    assert_eq!(count(""), 24);
    let by_url = count("--url staging");
    assert!(by_url > 0 && by_url < 24);
    assert_eq!(count("--url nowhere.example.org"), 0);
    assert_eq!(
        count("--status 4")
            + count("--status 5")
            + count("--status 91")
            + count("--status 93")
            + count("--status 15"),
        24
    );
    assert_eq!(
        world
            .run("wsc jobs --output ndjson --all")
            .expect(0)
            .stdout
            .lines()
            .count(),
        24
    );
}

#[test]
fn a_billed_scan_is_not_created_without_a_yes() {
    let world = World::new();
    let refused = world.run(CREATE).expect(2);
    assert!(refused.error_line().contains("--yes"), "{refused:?}");
    // Somebody who types into a pipe was not asked on a terminal.
    let piped = with_input(&mut world.kcsec(CREATE), "y\n").expect(2);
    assert!(piped.error_line().contains("--yes"), "{piped:?}");
    assert_eq!(world.emulator.log().reached(Operation::CreateJob), 0);
}

#[test]
fn with_yes_it_says_what_is_billed_and_creates_one_scan() {
    let world = World::new();
    let headers = world.home().join("headers");
    fs::write(&headers, "Cookie: SESSION=test-secret-cookie\n").unwrap();
    let args = "--exclude https://shop.example.com/a --item XSS --item SQL --user-agent Android --speed 3 --memo 배포 --yes --output json --lang ko";
    let mut command = world.kcsec(&format!("{CREATE} {args} --header-file"));
    let created = done(command.arg(&headers)).expect(0);
    let job = created.json();
    assert!(job["instanceNo"].is_u64());
    for shown in [
        job["reconcileTag"].as_str().unwrap(),
        "shop.example.com/a",
        "XSS, SQL",
        "Android",
        "3 (빠르게)",
        "배포",
        "Cookie",
        "과금",
    ] {
        assert!(created.stderr.contains(shown), "{shown}: {created:?}");
    }
    assert!(!format!("{created:?}").contains("test-secret-cookie"));
    assert_eq!(world.emulator.log().scans().len(), 1);
}

#[test]
fn an_item_that_nobody_documents_is_noted_before_it_is_billed() {
    let world = World::new();
    let created = world.run(&format!("{CREATE} --item XSS --item NOSUCH --yes"));
    assert_eq!(
        created.stderr.matches("is unknown").count(),
        1,
        "{created:?}"
    );
    let note = created.stderr.find("'NOSUCH' is unknown");
    assert!(
        note < created.stderr.find("About to create a billed scan"),
        "{created:?}"
    );
}

#[test]
fn notes_are_in_the_users_language() {
    let world = World::new();
    for (number, lang) in ["ko", "ja"].into_iter().enumerate() {
        let create = format!("{CREATE}/{number} --yes --lang {lang}");
        let created = world.run(&create).expect(0).stderr;
        // Refused, after what is said about them.
        let unknown = world.run(&format!("{create} --item NOSUCH --user-agent Foo"));
        let unknown = unknown.expect(3).stderr;
        // Errors stay in English.
        let notes = created.lines().chain(unknown.lines());
        for line in notes.filter(|line| !line.starts_with("kcsec: ")) {
            let is_translated = line.chars().any(|letter| {
                matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '가'..='힣')
            });
            assert!(is_translated, "{lang}: {line}");
        }
    }
    let read = "integrity token-info --app-id 00000000-0000-4000-8000-000000000001 --emulator";
    let read = done(&mut bare(&format!("{read} --lang ko"))).expect(0);
    assert!(read.stderr.starts_with("토큰이 없어"), "{read:?}");
}

#[test]
fn an_emulator_of_this_call_is_not_said_to_be_followed() {
    let created = done(&mut bare(&format!("{CREATE} --yes --emulator"))).expect(0);
    assert!(!created.stderr.contains("kcsec wsc wait"), "{created:?}");
    assert!(created.stderr.contains("kcsec emulator"), "{created:?}");
}

#[test]
fn one_job_is_one_job() {
    let world = World::new();
    let created = world.run(&format!("{CREATE} --yes --memo only-this --output json -q"));
    assert_eq!(created.status, 0);
    let found = world.run("wsc search --memo only-this").expect(0);
    assert!(found.stderr.ends_with("1 job\n"), "{found:?}");
}

#[test]
fn stopping_what_does_not_run_points_to_cancelling() {
    let world = slow();
    let job = world
        .run(&format!("{CREATE} --yes --output json -q"))
        .expect(0)
        .json();
    let stopped = world
        .run(&format!("wsc stop {} -q", job["instanceNo"]))
        .expect(3);
    assert!(stopped.error_line().contains("cancel it"), "{stopped:?}");
}

#[test]
fn headers_come_from_standard_input_too_and_then_nobody_can_be_asked() {
    let world = World::new();
    let from_stdin = format!("{CREATE} --header-file -");
    let headers = "Cookie: SESSION=test-secret-cookie\n";
    let refused = with_input(&mut world.kcsec(&from_stdin), headers).expect(2);
    assert!(
        refused.error_line().contains("standard input"),
        "{refused:?}"
    );
    let created = with_input(&mut world.kcsec(&format!("{from_stdin} --yes -q")), headers);
    let created = created.expect(0);
    // Said before it is sent, also with -q: it finds the scan whatever becomes of the process.
    assert!(
        created.stderr.starts_with("createJob: reconcile tag kcs")
            && created.stderr.lines().count() == 1,
        "{created:?}"
    );
    let bad = with_input(
        &mut world.kcsec(&format!("{from_stdin} --yes")),
        "test-secret\n",
    )
    .expect(2);
    assert!(bad.error_line().contains("line 1"), "{bad:?}");
    assert!(!format!("{bad:?}").contains("test-secret"));
    assert_eq!(world.emulator.log().scans().len(), 1);
}

#[test]
fn a_header_file_without_a_header_creates_no_scan() {
    let world = World::new();
    let create = format!("{CREATE} --yes --header-file");
    for nothing in ["", "\n \n"] {
        let refused = with_input(&mut world.kcsec(&format!("{create} -")), nothing).expect(2);
        assert!(
            refused.error_line().contains("holds no header"),
            "{refused:?}"
        );
        let file = world.home().join("headers");
        fs::write(&file, nothing).unwrap();
        let refused = done(world.kcsec(&create).arg(&file)).expect(2);
        assert!(
            refused.error_line().contains("holds no header"),
            "{refused:?}"
        );
    }
    assert_eq!(world.emulator.log().reached(Operation::CreateJob), 0);
}

#[test]
fn a_scan_is_followed_to_its_report() {
    let world = quick();
    let finished = world
        .run(&format!("{CREATE} --yes --wait --output json"))
        .expect(0);
    let job = finished.json();
    assert_eq!(job["result_button"], "report", "{finished:?}");
    let id = &job["instanceNo"];

    let report = world
        .run(&format!("wsc report {id} --output json"))
        .expect(0)
        .json();
    assert_eq!(report["Target_Info"], "https://shop.example.com");
    for format in ["table", "ndjson", "csv"] {
        let report = world
            .run(&format!("wsc report {id} --output {format}"))
            .expect(0);
        assert!(report.stdout.contains("shop.example.com"), "{report:?}");
    }
    let waited = world.run(&format!("wsc wait {id} --output csv")).expect(0);
    assert!(waited.stdout.contains(&id.to_string()));
    assert_eq!(world.emulator.log().scans().len(), 1);
}

/// A scan whose report counts so many of each level, and what `create --wait` makes of it.
fn judged(levels: &str, args: &str) -> Done {
    let world = quick();
    let counts = Fault::set_raw("/Classify_byRisk_Level", levels);
    world
        .emulator
        .faults()
        .add(FaultRule::new(counts).on(Operation::GetReport));
    let done = world.run(&format!("{CREATE} --yes --wait -o json {args}"));
    // Whatever the gate says, the job is named for a script, and one scan is billed.
    assert!(done.json()["instanceNo"].is_u64(), "{done:?}");
    assert_eq!(world.emulator.log().scans().len(), 1);
    done
}

#[test]
fn the_gate_on_a_new_scan_goes_by_the_reports_counts() {
    for (levels, fail_on, status) in [
        (r#"{"Total":2,"High":2,"Medium":0,"Low":0}"#, "high", 1),
        (r#"{"Total":0,"High":0,"Medium":0,"Low":0}"#, "low", 0),
        (r#"{"Total":3,"High":0,"Medium":3,"Low":0}"#, "high", 0),
        (r#"{"Total":3,"High":0,"Medium":3,"Low":0}"#, "medium", 1),
        (
            r#"{"Total":"1","High":"0","Medium":"0","Low":"1"}"#,
            "medium",
            0,
        ),
        (
            r#"{"Total":"1","High":"0","Medium":"0","Low":"1"}"#,
            "LOW",
            1,
        ),
        // What no level holds may be of any severity.
        (r#"{"Total":1,"High":0,"Medium":0,"Low":0}"#, "high", 1),
    ] {
        let done = judged(levels, &format!("--fail-on {fail_on}")).expect(status);
        let told = ["the gate passed", "the gate failed"][status as usize];
        assert!(done.stderr.contains(told), "{levels}: {done:?}");
        // The rows are not those that the report counts.
        assert!(done.stderr.contains("own counts"), "{levels}: {done:?}");
        judged(levels, "").expect(0);
    }
}

#[test]
fn a_new_scan_that_cannot_be_judged_is_no_pass() {
    // Without counts and rows nothing says what was scanned.
    let world = quick();
    let empty = Fault::Response {
        status: 200,
        headers: Vec::new(),
        body: r#"{"Target_Info":"https://shop.example.com"}"#.into(),
        executed: true,
    };
    world
        .emulator
        .faults()
        .add(FaultRule::new(empty).on(Operation::GetReport));
    let create = format!("{CREATE} --yes --wait -o json --fail-on high");
    let unjudged = world.run(&create).expect(1);
    assert!(unjudged.stderr.contains("0 inspected"), "{unjudged:?}");

    let world = quick();
    let down = Fault::ResetBeforeRead;
    world
        .emulator
        .faults()
        .add(FaultRule::new(down).on(Operation::GetReport));
    let unread = world.run(&create).expect(4);
    let id = unread.json()["instanceNo"].to_string();
    for told in [
        "could not judge",
        "billed",
        &format!("kcsec wsc report {id}"),
    ] {
        assert!(unread.stderr.contains(told), "{told}: {unread:?}");
    }

    let alone = world
        .run(&format!("{CREATE} --yes --fail-on high"))
        .expect(2);
    assert!(alone.stderr.contains("--wait"), "{alone:?}");
    assert_eq!(world.emulator.log().scans().len(), 1);
}

#[test]
fn a_report_of_a_scan_without_a_login_tells_of_none() {
    let world = quick();
    let create = format!("{CREATE} --yes --wait --output json -q");
    let job = world.run(&create).expect(0).json();
    for format in ["table", "json", "ndjson", "csv"] {
        let report = format!("wsc report {} --output {format}", job["instanceNo"]);
        let report = world.run(&report).expect(0);
        assert!(!format!("{report:?}").contains("redacted"), "{report:?}");
        assert!(!report.stderr.contains("--show-secrets"), "{report:?}");
    }
}

#[test]
fn a_reports_cookies_are_shown_on_request_only() {
    let world = quick();
    let create = format!("{CREATE} --header-file - --yes --wait --output json -q");
    let job = with_input(&mut world.kcsec(&create), "Cookie: SESSION=1\n")
        .expect(0)
        .json();
    for format in ["table", "json", "ndjson", "csv"] {
        let report = format!("wsc report {} --output {format} -q", job["instanceNo"]);
        let hidden = world.run(&report).expect(0);
        assert!(hidden.stdout.contains("[redacted]"), "{hidden:?}");
        let shown = world.run(&format!("{report} --show-secrets")).expect(0);
        assert!(!shown.stdout.contains("[redacted]"), "{shown:?}");
    }
}

#[test]
fn a_job_is_cancelled_and_its_wait_fails_as_a_check() {
    let world = slow();
    let job = world
        .run(&format!("{CREATE} --yes --output json -q"))
        .expect(0)
        .json();
    let id = &job["instanceNo"];
    let cancelled = world
        .run(&format!("wsc cancel {id} --output json"))
        .expect(0)
        .json();
    assert_eq!(cancelled["returnCode"], "0");
    let waited = world.run(&format!("wsc wait {id} -q")).expect(1);
    assert!(waited.error_line().contains("cancelled"), "{waited:?}");
    assert!(waited.stdout.contains(&id.to_string()));
}

#[test]
fn a_wait_ends_with_its_time_and_the_job_goes_on() {
    let world = slow();
    let job = world
        .run(&format!("{CREATE} --yes --output json -q"))
        .expect(0)
        .json();
    let waited = world
        .run(&format!(
            "wsc wait {} --wait-timeout 0.05 -q --output json",
            job["instanceNo"]
        ))
        .expect(6);
    assert!(waited.error_line().contains("goes on"), "{waited:?}");
    assert_eq!(waited.json()["instanceNo"], job["instanceNo"], "{waited:?}");
    let created = world
        .run(&format!(
            "{CREATE}/another --yes -q --wait --wait-timeout 0.05 --output json"
        ))
        .expect(6);
    assert!(created.json()["instanceNo"].is_u64(), "{created:?}");
}

#[test]
fn a_lost_answer_is_settled_by_looking_the_scan_up() {
    let world = World::new();
    let lost = Fault::ResetAfterRead { executed: true };
    world
        .emulator
        .faults()
        .add(FaultRule::new(lost).on(Operation::CreateJob).times(1));
    let created = world
        .run(&format!("{CREATE} --yes --output json"))
        .expect(0);
    assert!(created.json()["instanceNo"].is_u64());
    assert_eq!(world.emulator.log().scans().len(), 1);
    assert_eq!(world.emulator.log().reached(Operation::CreateJob), 1);
}

#[test]
fn what_became_of_a_scan_may_stay_unknown() {
    let world = World::new();
    let lost = Fault::ResetAfterRead { executed: false };
    world
        .emulator
        .faults()
        .add(FaultRule::new(lost).on(Operation::CreateJob));
    let unknown = world
        .run(&format!("{CREATE} --yes --timeout 0.5 -q"))
        .expect(5);
    assert!(
        unknown.error_line_of_a_creation().contains("kcs"),
        "{unknown:?}"
    );
    assert_eq!(world.emulator.log().reached(Operation::CreateJob), 1);
}

#[test]
fn no_control_character_of_a_vendor_reaches_the_output() {
    let world = World::new();
    let memo = "=1+1 \u{1b}[31m빨강\u{9b}2J\u{202e}txt\u{7f}";
    let mut create = world.kcsec(&format!("{CREATE} --yes --output json"));
    let created = done(create.args(["--memo", memo])).expect(0);
    assert!(!created.stderr.contains('\u{1b}'), "{created:?}");
    for format in ["table", "json", "ndjson", "csv"] {
        let list = world
            .run(&format!("wsc jobs --limit 1 --output {format}"))
            .expect(0);
        let unsafe_ones: Vec<char> = list
            .stdout
            .chars()
            .filter(|c| (c.is_control() && *c != '\n') || (*c == '\u{202e}' && format != "csv"))
            .collect();
        assert!(unsafe_ones.is_empty(), "{format}: {unsafe_ones:?}");
        assert!(list.stdout.contains("빨강"), "{format}: {list:?}");
        match format {
            // Escaped, so that nothing is lost.
            "json" => {
                let read = list.json()[0]["memo"].as_str().unwrap().to_owned();
                assert!(read.ends_with(memo), "{read:?}");
            }
            // For programs, as it is.
            "csv" => assert!(list.stdout.contains("=1+1"), "{list:?}"),
            _ => {}
        }
    }
}

/// A world whose scans are finished at once.
fn three_attempts(world: &World, args: &str) -> Vec<serde_json::Value> {
    let create = format!("{CREATE} --yes --idempotency-key deploy-1 --output json {args}");
    (0..3)
        .map(|_| world.run(&create).expect(0).json())
        .collect()
}

#[test]
fn three_attempts_with_one_key_bill_one_scan() {
    for (world, args) in [(slow(), ""), (quick(), ""), (quick(), "--wait")] {
        let jobs = three_attempts(&world, args);
        assert_eq!(world.emulator.log().scans().len(), 1);
        for (attempt, job) in jobs.iter().enumerate() {
            assert_eq!(job["instanceNo"], jobs[0]["instanceNo"]);
            assert_eq!(job["joined"], attempt > 0, "{job}");
        }
        let again = world.run(&format!("{CREATE} --yes -q --idempotency-key deploy-1"));
        assert!(again.expect(0).stderr.contains("joined the existing job"));
        // Another key is another scan.
        let other = "wsc create --url https://www.example.com --yes --idempotency-key deploy-10";
        world.run(other).expect(0);
        assert_eq!(world.emulator.log().scans().len(), 2);
    }
}

#[test]
fn a_key_names_one_deployment() {
    let world = slow();
    three_attempts(&world, "");
    let other_url = "wsc create --url https://www.example.com --yes -q --idempotency-key deploy-1";
    let refused = world.run(other_url).expect(2);
    assert!(
        refused
            .error_line_of_a_creation()
            .contains("scans another URL"),
        "{refused:?}"
    );
    let id = world.emulator.log().scans()[0].instance_no;
    world.run(&format!("wsc cancel {id}")).expect(0);
    let create = format!("{CREATE} --yes -q --idempotency-key deploy-1");
    let failed = world.run(&create).expect(1);
    assert!(
        failed.error_line_of_a_creation().contains("was cancelled"),
        "{failed:?}"
    );
    assert_eq!(world.emulator.log().scans().len(), 1);
    world.run(&format!("{create} --retry-failed")).expect(0);
    assert_eq!(world.emulator.log().scans().len(), 2);
    // The new one is joined, whatever became of the old one.
    world.run(&create).expect(0);
    assert_eq!(world.emulator.log().scans().len(), 2);
}

#[test]
fn without_a_look_up_nothing_is_created() {
    let world = World::new();
    for operation in [Operation::SearchJobs, Operation::GetJobs] {
        let down = Fault::Error {
            status: 500,
            code: 900,
            message: "x".to_owned(),
            envelope: korea_cloud_security::emulator::Envelope::NcpString,
            executed: false,
        };
        world
            .emulator
            .faults()
            .add(FaultRule::new(down).on(operation));
    }
    let create = format!("{CREATE} --yes -q --max-attempts 1 --idempotency-key deploy-1");
    let failed = world.run(&create).expect(4);
    assert!(
        failed
            .error_line_of_a_creation()
            .contains("nothing was created"),
        "{failed:?}"
    );
    assert_eq!(world.emulator.log().reached(Operation::CreateJob), 0);
}

#[test]
fn what_cannot_be_scanned_is_rejected_before_anybody_is_asked() {
    let world = World::new();
    for (args, told) in [
        (
            "--url http://localhost:8080 --yes",
            "--allow-private-target",
        ),
        ("--url http://192.168.0.7/ --yes", "--allow-private-target"),
        ("--url http://intranet/ --yes", "--allow-private-target"),
        ("--url http://foo:-80/ --yes", "--url"),
        ("--url http://[www.example.com]/ --yes", "--url"),
        ("--url https://a.example.com --item xss --yes", "\"XSS\""),
        ("--url https://a.example.com --item XSS,SQLI --yes", "comma"),
    ] {
        let rejected = world.run(&format!("wsc create {args}")).expect(2);
        assert!(rejected.error_line().contains(told), "{told}: {rejected:?}");
        assert!(!rejected.stderr.contains("About to create"), "{rejected:?}");
    }
    assert_eq!(world.emulator.log().reached(Operation::CreateJob), 0);
    let allowed = "wsc create --url http://localhost:8080 --yes --allow-private-target";
    world.run(allowed).expect(0);
}

#[test]
fn a_dry_run_shows_the_request_and_sends_nothing() {
    let world = World::new();
    let headers = world.home().join("headers");
    fs::write(&headers, "Cookie: SESSION=test-secret-cookie\n").unwrap();
    let args = "--dry-run --idempotency-key deploy-1 --memo 메모 --output json --header-file";
    let shown = done(world.kcsec(&format!("{CREATE} {args}")).arg(&headers)).expect(0);
    let request = shown.json();
    assert_eq!(request["scansBilled"], 1);
    assert_eq!(request["body"]["StartUrl"], "https://shop.example.com");
    assert_eq!(request["body"]["Headers"]["Cookie"], "[redacted]");
    let memo = request["body"]["Memo"].as_str().unwrap();
    assert!(
        memo.starts_with("kcs") && memo.ends_with(" deploy-1 메모"),
        "{memo}"
    );
    assert!(!format!("{shown:?}").contains("test-secret"), "{shown:?}");
    let log = world.emulator.log();
    assert_eq!(
        log.reached(Operation::CreateJob) + log.reached(Operation::SearchJobs),
        0
    );
}

#[test]
fn a_response_that_repeats_the_request_shows_none_of_its_secrets() {
    let secret = "test-secret-cookie";
    for body in [
        r#"{"returnCode":"0","resources":{"instanceNo":10025,"requestBody":"{\"Headers\":{\"Cookie\":\"S=test-secret-cookie\"}}"}}"#,
        r#"{"returnCode":"0","resources":{"instanceNo":10025,"header":[{"name":"Cookie","value":"S=test-secret-cookie"}]}}"#,
        r#"{"returnCode":"0","resources":{"instanceNo":10025,"cookies":["test-secret-cookie"],"x":"S%3Dtest-secret-cookie"}}"#,
        r#"{"returnCode":"0","resources":{"instanceNo":10025,"curl":"curl -H 'Cookie: S=test-secret-cookie'"}}"#,
        r#"{"returnCode":"0","echo":"test-secret-cookie","resources":1}"#,
    ] {
        for format in ["json", "ndjson", "csv", "table"] {
            let world = World::new();
            let headers = world.home().join("headers");
            fs::write(&headers, format!("Cookie: S={secret}\n")).unwrap();
            let response = Fault::Response {
                status: 200,
                headers: Vec::new(),
                body: body.into(),
                executed: true,
            };
            world
                .emulator
                .faults()
                .add(FaultRule::new(response).on(Operation::CreateJob));
            let create = format!("{CREATE} --yes --output {format} --header-file");
            let created = done(world.kcsec(&create).arg(&headers)).expect(0);
            assert!(
                !format!("{created:?}").contains("test-secret"),
                "{created:?}"
            );
        }
    }
}

#[test]
fn a_time_up_is_6_and_an_outage_is_told_twice() {
    let world = slow();
    let id = world
        .run(&format!("{CREATE} --yes --output json"))
        .expect(0)
        .json()["instanceNo"]
        .clone();
    let waited = world
        .run(&format!("wsc wait {id} --wait-timeout 0.2 -q"))
        .expect(6);
    assert!(waited.error_line().contains("wait again"), "{waited:?}");
    let down = Fault::Html {
        status: 503,
        executed: false,
    };
    world
        .emulator
        .faults()
        .add(FaultRule::new(down).on(Operation::GetJobs).times(1));
    let waited = world
        .run(&format!("wsc wait {id} --wait-timeout 2.5"))
        .expect(6);
    assert!(waited.stderr.contains("the wait goes on"), "{waited:?}");
    assert!(waited.stderr.contains("can be polled again"), "{waited:?}");
    world.run("wsc wait 'x y'").expect(2);
}

#[test]
fn who_may_not_scan_is_told_the_policy_and_the_subscription() {
    let world = World::new();
    for (code, status) in [(210, 401), (169_201, 400)] {
        for lang in ["en", "ko"] {
            let error = Fault::Error {
                status,
                code,
                message: "x".to_owned(),
                envelope: korea_cloud_security::emulator::Envelope::NcpString,
                executed: false,
            };
            let rule = FaultRule::new(error).on(Operation::GetJobs).times(1);
            world.emulator.faults().add(rule);
            let told = world
                .run(&format!("wsc jobs --lang {lang}"))
                .expect(3)
                .stderr;
            assert!(told.contains("NCP_WEB_SECURITY_CHECKER_MANAGER"), "{told}");
            let subscribe = if lang == "ko" { "신청" } else { "subscribe" };
            assert!(told.contains(subscribe), "{told}");
        }
    }
}
