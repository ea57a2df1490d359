//! The commands of docs/billing.md, run three times against the emulator: one scan is billed.

use crate::support::{World, bare, commands, done, repository};
use korea_cloud_security::emulator::JobPace;

use std::time::Duration;

#[test]
fn the_ci_examples_bill_one_scan_however_often_they_run() {
    let page = repository("docs/billing.md");
    for heading in ["## GitHub Actions", "## GitLab CI"] {
        let section = page.split(heading).nth(1).unwrap();
        let commands = commands(section.split("```").nth(1).unwrap());
        let [create, report] = commands.as_slice() else {
            panic!("{commands:?}");
        };
        let moment = Duration::from_millis(5);
        let world = World::with(|builder| {
            builder.job_pace(JobPace {
                waiting: moment,
                collecting: moment,
                queued: moment,
                scanning: moment,
                stopping: moment,
            })
        });
        for attempt in 0..3 {
            let created = example(&world, create);
            let job = created.json();
            assert_eq!(job["joined"], attempt > 0, "{heading}");
            let id = job["instanceNo"].to_string();
            let report = report.replace("\"$(jq -r .instanceNo scan.json)\"", &id);
            let report = example(&world, &report).expect(0).json();
            let high = report["Classify_byRisk_Level"]["High"].as_u64().unwrap();
            created.expect(i32::from(high > 0));
        }
        assert_eq!(world.emulator.log().scans().len(), 1, "{heading}");
    }
}

#[test]
fn nobody_is_asked_about_a_scan_that_no_key_can_create() {
    let world = World::new();
    for key in ["", "test key", "\u{feff}test-key"] {
        let args = "wsc create --url https://shop.example.com --yes";
        let done = done(world.kcsec(args).env("NCLOUD_ACCESS_KEY_ID", key)).expect(2);
        assert!(!done.stderr.contains("About to create"), "{done:?}");
        assert!(done.stderr.contains("NCLOUD_ACCESS_KEY_ID"), "{done:?}");
        assert!(done.stderr.contains("kcsec configure"), "{done:?}");
    }
    let mut none = bare("wsc create --url https://shop.example.com --yes");
    let done = done(none.env("KCSEC_ENDPOINT_URL", world.emulator.url())).expect(2);
    assert!(!done.stderr.contains("About to create"), "{done:?}");
}

fn example(world: &World, command: &str) -> crate::support::Done {
    let arguments = command.strip_prefix("kcsec ").unwrap();
    let (arguments, _) = arguments.split_once(" > ").unwrap_or((arguments, ""));
    let filled = ["$GITHUB_SHA", "$CI_COMMIT_SHA"]
        .iter()
        .fold(arguments.replace('"', ""), |text, variable| {
            text.replace(variable, "0123abcd")
        });
    let filled = filled
        .replace("$GITHUB_REF_NAME", "v1")
        .replace("$CI_COMMIT_REF_NAME", "v1");
    done(&mut world.kcsec(&filled))
}
