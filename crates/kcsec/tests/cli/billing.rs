//! The commands of docs/billing.md, run three times against the emulator: one scan is billed.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::support::{World, done};
use korea_cloud_security::emulator::JobPace;

/// The commands of a code block's lines that begin so.
fn commands(page: &str, heading: &str, prefix: &str) -> Vec<String> {
    let section = page.split(heading).nth(1).unwrap();
    let block = section.split("```").nth(1).unwrap();
    let lines = block.lines().map(str::trim);
    let commands = lines.filter_map(|line| line.strip_prefix(prefix));
    commands.map(str::to_owned).collect()
}

#[test]
fn the_ci_examples_bill_one_scan_however_often_they_run() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/billing.md");
    let page = fs::read_to_string(page).unwrap();
    for (heading, prefix) in [("## GitHub Actions", "- run: "), ("## GitLab CI", "- ")] {
        let commands = commands(&page, heading, prefix);
        assert_eq!(commands.len(), 4, "{commands:?}");
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
            let created = example(&world, &commands[0]).json();
            assert_eq!(created["joined"], attempt > 0, "{heading}");
            let id = created["instanceNo"].to_string();
            let fill = |command: &str| command.replace("\"$(jq -r .instanceNo scan.json)\"", &id);
            example(&world, &fill(&commands[1]));
            let report = example(&world, &fill(&commands[2])).json();
            // What the last line reads.
            assert!(commands[3].contains(".Classify_byRisk_Level.High"));
            assert!(
                report["Classify_byRisk_Level"]["High"].is_u64(),
                "{heading}"
            );
        }
        assert_eq!(world.emulator.log().scans().len(), 1, "{heading}");
    }
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
    done(&mut world.kcsec(&filled)).expect(0)
}
