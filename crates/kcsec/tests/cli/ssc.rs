//! `kcsec ssc` in every format, against an emulator with the same data every day.

use korea_cloud_security::emulator::Operation;

use crate::support::{World, done};

const DAY: &str = "ssc summary --region KR1 --from 2025-06-16 --to 2025-06-16";

#[test]
fn a_summary_looks_the_same_in_every_format_every_day() {
    let world = World::long_ago();
    for format in ["table", "json", "ndjson", "csv"] {
        let done = world.run(&format!("{DAY} --output {format}")).expect(0);
        insta::assert_snapshot!(format!("summary_{format}"), done.stdout);
        assert_eq!(done.stderr, "3 inspections\n");
    }
}

#[test]
fn details_look_the_same_in_every_language() {
    let world = World::long_ago();
    let id = first_id(&world);
    for lang in ["ko", "en", "ja"] {
        let done = world
            .run(&format!("ssc details {id} --failed-only --lang {lang}"))
            .expect(0);
        insta::assert_snapshot!(format!("details_{lang}"), done.stdout);
    }
}

fn first_id(world: &World) -> u64 {
    let summary = world.run(&format!("{DAY} --output json")).expect(0).json();
    summary[0]["usageStasNo"].as_u64().unwrap()
}

#[test]
fn options_of_every_command_stand_before_and_after_it() {
    let world = World::long_ago();
    let after = world
        .run(&format!("{DAY} --output csv --lang ja -q"))
        .expect(0);
    let before = world
        .run(&format!("--output csv --lang ja -q {DAY}"))
        .expect(0);
    let between = world
        .run("-q ssc --lang ja summary --region KR1 --from 2025-06-16 --to 2025-06-16 --output csv")
        .expect(0);
    assert_eq!(after.stdout, before.stdout);
    assert_eq!(after.stdout, between.stdout);
    assert_eq!(after.stderr, "");
}

#[test]
fn failed_only_leaves_out_what_passed() {
    let world = World::long_ago();
    let id = first_id(&world);
    let all = world
        .run(&format!("ssc details {id} --output json"))
        .expect(0)
        .json();
    let weak = world
        .run(&format!("ssc details {id} --output json --failed-only"))
        .expect(0)
        .json();
    let results = |value: &serde_json::Value| -> Vec<String> {
        let items = value.as_array().unwrap().iter();
        items
            .map(|item| item["resultCode"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(results(&all).contains(&"O".to_owned()));
    assert!(!results(&weak).is_empty() && results(&weak).iter().all(|result| result == "X"));
}

#[test]
fn one_inspection_that_fails_leaves_the_others_alone() {
    let world = World::long_ago();
    let id = first_id(&world);
    let done = world
        .run(&format!("ssc details {id} 999999999 --output ndjson -q"))
        .expect(4);
    assert!(
        done.stdout.ends_with("{\"unread\":[999999999]}\n"),
        "{done:?}"
    );
    assert!(done.stdout.lines().count() > 10);
    assert!(done.error_line().contains("999999999"), "{done:?}");
}

#[test]
fn a_range_of_any_length_needs_all() {
    let world = World::long_ago();
    let long = "ssc summary --region KR1 --from 2025-05-01 --to 2025-06-16";
    let refused = world.run(long).expect(2);
    assert!(refused.error_line().contains("--all"), "{refused:?}");
    assert_eq!(refused.stdout, "");

    let all = world
        .run(&format!("{long} --all --output ndjson --limit 7"))
        .expect(0);
    assert_eq!(all.stdout.lines().count(), 47 * 3, "{}", all.stderr);
}

#[test]
fn the_region_is_that_of_the_settings_unless_one_is_asked_for() {
    let world = World::long_ago();
    let run = |region: Option<&str>, args: &str| {
        let mut command = world.kcsec(args);
        command.envs(region.map(|region| ("KCSEC_REGION", region)));
        done(&mut command)
    };
    let range = "--from 2025-06-16 --to 2025-06-16 -o json";
    for command in ["ssc summary", "ssc details", "ssc collect"] {
        let set = run(Some("kr1"), &format!("{command} {range} -q")).expect(0);
        assert_ne!(set.json(), serde_json::json!([]), "{command}");
        let other = run(Some("KR1"), &format!("{command} {range} --region kr9"));
        assert!(other.stderr.contains("region KR9"), "{other:?}");
        for (region, told) in [
            (None, "KCSEC_REGION"),
            (Some(" "), "--region KR1"),
            (Some("KR-1"), "KCSEC_REGION: "),
        ] {
            let refused = run(region, &format!("{command} {range}")).expect(2);
            assert!(refused.error_line().contains(told), "{refused:?}");
        }
    }
    let profile = world.home().join("config.toml");
    std::fs::write(&profile, "[work]\nregion = \"KR1\"\n").unwrap();
    let mut command = world.kcsec(&format!("ssc summary --profile work {range} -q"));
    done(command.env("KCSEC_CONFIG", &profile)).expect(0);
}

#[test]
fn a_range_of_more_than_200_calls_wants_a_yes() {
    let world = World::long_ago();
    let years = "--region KR1 --from 2010-01-01 --to 2025-06-16 -o ndjson -q";
    for command in ["ssc summary", "ssc details"] {
        let refused = world.run(&format!("{command} {years}")).expect(2);
        assert!(refused.error_line().contains("404 calls"), "{refused:?}");
    }
    let lists = || world.emulator.log().reached(Operation::Summary);
    assert_eq!(lists(), 0);
    world.run(&format!("ssc summary {years} --yes")).expect(0);
    let called = lists();
    assert!((200..=404).contains(&called), "{called}");

    // 90 nights of 3 servers: the list is short, what it leads to is not.
    let nights = "ssc details --region KR1 --from 2025-03-20 --to 2025-06-16 -o ndjson -q";
    let refused = world.run(nights).expect(2);
    assert!(
        refused
            .error_line()
            .contains("calls; ask for less, or add --yes"),
        "{refused:?}"
    );
    assert_eq!(refused.stdout, "");
    // A collection runs where nobody can be asked.
    world
        .run("ssc collect --region KR1 --from 2010-01-01 -q")
        .expect(0);
}

#[test]
fn pages_and_filters_reach_the_service() {
    let world = World::with(|builder| builder.servers(25));
    let day = "ssc summary --region KR1 --from 2025-06-16 --to 2025-06-16 --output json";
    let page = |args: &str| world.run(&format!("{day} {args}")).expect(0);
    assert_eq!(page("").json().as_array().unwrap().len(), 25);
    assert_eq!(page("--limit 10").json().as_array().unwrap().len(), 10);
    assert!(page("--limit 10 -q").stderr.contains("10 of 25"));
    assert_eq!(
        page("--page 2 --limit 20").json().as_array().unwrap().len(),
        5
    );
    assert_eq!(page("--all").json().as_array().unwrap().len(), 25);
    let standard = page("--all --standard F").json();
    assert!(
        standard
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["bss"] == "F")
    );
    assert_eq!(page("--all --kind WAS").json(), serde_json::json!([]));
}

#[test]
fn texts_and_headings_are_in_one_language_with_and_without_an_option() {
    let world = World::long_ago();
    let id = world
        .run("ssc summary --region KR1 --from 2025-06-16 --to 2025-06-16 --output json -q")
        .expect(0)
        .json()[0]["usageStasNo"]
        .clone();
    for (locale, lang) in [
        ("ko_KR.UTF-8", "ko"),
        ("ja_JP.UTF-8", "ja"),
        ("en_US.UTF-8", "en"),
    ] {
        for format in ["table", "json"] {
            let details = format!("ssc details {id} --output {format}");
            let by_locale = done(world.kcsec(&details).env("LC_ALL", locale)).expect(0);
            let by_option = world.run(&format!("{details} --lang {lang}")).expect(0);
            assert_eq!(by_locale.stdout, by_option.stdout, "{locale} {format}");
        }
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let world = World::long_ago();
    let file = world.home().join("out.json");
    let out = |args: &str| done(world.kcsec(args).arg("--out").arg(&file));
    let written = out(&format!("{DAY} --json")).expect(0);
    assert_eq!(written.stdout, "");
    let first = std::fs::read_to_string(&file).unwrap();
    assert_eq!(world.run(&format!("{DAY} -o JSON")).expect(0).stdout, first);
    out("ssc details 999999999 --json").expect(3);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), first);
    assert_eq!(
        std::fs::read_dir(world.home()).unwrap().count(),
        1,
        "no temporary file is left"
    );
}

#[test]
fn colours_and_rules_are_what_the_terminal_can_show() {
    let world = World::long_ago();
    let coloured = world.run(&format!("{DAY} --color always")).expect(0);
    assert!(coloured.stdout.contains("\u{1b}["));
    let plain = done(world.kcsec(DAY).env("TERM", "dumb")).expect(0);
    assert!(!plain.stdout.contains("─"), "{plain:?}");
}
