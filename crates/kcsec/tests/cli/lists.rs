//! Lists are whole, or say so: in the data, on standard error and by the status.

use korea_cloud_security::emulator::{Change, Fault, FaultRule, Operation};
use serde_json::{Value, json};

use crate::support::{Done, World};

const SUMMARY: &str = "ssc summary --region KR1 --from 2025-06-16 --to 2025-06-16";
const DETAILS: &str = "ssc details --region KR1 --from 2025-06-16 --to 2025-06-16";

fn world(rules: impl IntoIterator<Item = FaultRule>) -> World {
    let world = World::with(|builder| builder.servers(3).past_jobs(45));
    for rule in rules {
        world.emulator.faults().add(rule);
    }
    world
}

fn rows(done: &Done) -> usize {
    done.json().as_array().unwrap().len()
}

#[test]
fn programs_read_every_page_of_jobs_unless_they_ask_for_one() {
    let world = world([]);
    for command in ["wsc jobs", "wsc search"] {
        let all = world.run(&format!("{command} --output json -q")).expect(0);
        assert_eq!((rows(&all), all.stderr.as_str()), (45, ""), "{command}");
        for page in ["--limit 20", "--page 1"] {
            let one = world
                .run(&format!("{command} {page} --output json -q"))
                .expect(0);
            assert_eq!(rows(&one), 20, "{command} {page}");
            assert!(one.error_line().contains("20 of 45"), "{one:?}");
        }
        let table = world.run(&format!("{command} -q")).expect(0);
        assert!(table.error_line().contains("20 of 45"), "{table:?}");
    }
}

#[test]
fn a_record_without_identity_costs_itself_and_the_status() {
    let job = |at: &str| {
        let rule = FaultRule::new(Fault::rewrite(at, Change::Set(Value::Null)));
        rule.when("page", 1)
    };
    for (rule, command, left) in [
        (job("/record_data/1"), "wsc jobs", 44),
        (job("/record_data/1/instanceNo"), "wsc search", 44),
        (job("/record_data/1"), "wsc jobs --limit 20", 19),
        (job("/record_data/1"), "wsc search --page 1", 19),
        (job("/results/1"), SUMMARY, 2),
        (
            FaultRule::new(Fault::rewrite("/results/1", Change::Set(json!(5))))
                .on(Operation::Details)
                .times(1),
            DETAILS,
            0,
        ),
    ] {
        let world = world([rule]);
        let done = world.run(&format!("{command} --output json -q")).expect(4);
        assert!(left == 0 || rows(&done) == left, "{command}: {done:?}");
        let told = ["skipped", "is not an object"];
        assert!(
            told.iter().any(|words| done.stderr.contains(words)),
            "{done:?}"
        );
    }
}

#[test]
fn an_incomplete_list_ends_with_4_unless_it_is_allowed() {
    let jobs = || FaultRule::new(Fault::rewrite("/total_cnt", Change::Set(json!(50))));
    let inspections = || FaultRule::new(Fault::rewrite("/page/totalCount", Change::Set(json!(50))));
    for (rule, command, found) in [
        (jobs(), "wsc jobs --output json", 45),
        (jobs(), "wsc search --output json", 45),
        (inspections(), &format!("{SUMMARY} --output json"), 3),
    ] {
        let world = world([rule]);
        let failed = world.run(&format!("{command} -q")).expect(4);
        assert_eq!(rows(&failed), found);
        assert!(
            failed.error_line().contains("--allow-incomplete"),
            "{failed:?}"
        );
        let allowed = world
            .run(&format!("{command} -q --allow-incomplete"))
            .expect(0);
        assert_eq!(rows(&allowed), found);
        assert!(
            allowed.error_line().contains(&format!("{found} of 50")),
            "{allowed:?}"
        );
    }
    let details = world([inspections()]);
    let failed = details
        .run(&format!("{DETAILS} --output json -q"))
        .expect(4);
    assert!(
        rows(&failed) > 3 && failed.error_line().contains("3 of 50"),
        "{failed:?}"
    );
    let allowed = details.run(&format!("{DETAILS} --output json -q --allow-incomplete"));
    assert_eq!(rows(&allowed.expect(0)), rows(&failed));
}

#[test]
fn nothing_in_a_region_is_a_warning_that_names_it() {
    let world = world([]);
    for command in [
        "ssc summary --region kr9 --from 2025-06-16 --to 2025-06-16",
        "ssc summary --region kr9 --from 2025-06-16 --to 2025-06-16 --output json",
        "ssc details --region kr9 --from 2025-06-16 --to 2025-06-16 --output csv",
    ] {
        let done = world.run(&format!("{command} -q")).expect(0);
        assert!(done.error_line().contains("KR9"), "{done:?}");
    }
}
