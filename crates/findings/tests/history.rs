//! The history of a folder: one point a day, each the state of all servers then.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use common::{content, day, generate, save, time};
use korea_cloud_security_findings::{
    Comparison, HistoryBy, HistoryOptions, HistoryPoint, JudgeOptions, Judged, Service, State,
    StateOptions, end_of_korea_day, snapshots_in, walk_history,
};

fn walk(folder: &std::path::Path, options: &HistoryOptions) -> Vec<HistoryPoint> {
    let mut points = Vec::new();
    let paths = snapshots_in(folder).unwrap();
    walk_history(&paths, options, |point| points.push(point)).unwrap();
    points
}

fn by(by: HistoryBy) -> HistoryOptions {
    let mut options = HistoryOptions::default();
    options.by = by;
    options
}

#[test]
fn each_day_has_the_state_of_all_servers() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    save(
        content(
            "2026-01-01",
            &[("a", &["U-01 H X", "U-02 L O"]), ("b", &["U-01 H X"])],
        ),
        root,
    );
    let mut evening = content("2026-01-01", &[("c", &["U-01 H ?"])]);
    evening.run.collected_at = time("2026-01-01T23:59:00+09:00");
    save(evening, root);
    save(
        content("2026-02-01", &[("a", &["U-01 H O", "U-02 L X"])]),
        root,
    );
    let points = walk(root, &HistoryOptions::default());
    let seen: Vec<String> = points
        .iter()
        .map(|point| {
            let (date, servers, counts) =
                (point.point.date, point.point.servers, point.point.counts);
            let groups = point.groups.iter();
            let groups: Vec<String> = groups
                .map(|group| {
                    format!(
                        "{} {}/{}",
                        group.name, group.counts.failed, group.counts.checks
                    )
                })
                .collect();
            format!(
                "{date} {servers} {}/{} {}",
                counts.failed,
                counts.checks,
                groups.join(" ")
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            "2026-01-01 3 2/4 high 2/3 low 0/1",
            "2026-02-01 3 2/4 high 1/3 low 1/1"
        ]
    );
    let mut range = by(HistoryBy::Server);
    range.from = Some(day("2026-02-01"));
    let points = walk(root, &range);
    let names: Vec<&str> = points[0]
        .groups
        .iter()
        .map(|group| group.name.as_str())
        .collect();
    assert_eq!((points.len(), names), (1, vec!["a", "b", "c"]));
    range.from = None;
    range.to = Some(day("2026-01-31"));
    assert_eq!(walk(root, &range).len(), 1);
    let checks = walk(root, &by(HistoryBy::Check));
    assert_eq!(checks[0].groups[0].name, "U-01 항목");
    assert_eq!(walk(root, &by(HistoryBy::Category))[0].groups.len(), 1);
    let mut web = HistoryOptions::default();
    web.service = Some(Service::Wsc);
    assert!(walk_history(&snapshots_in(root).unwrap(), &web, |_| {}).is_err());
}

/// Whatever a history is broken down by, its points are those of the states, and add up.
#[test]
fn a_history_agrees_with_the_states_it_walks_through() {
    let folder = tempfile::tempdir().unwrap();
    let paths = generate::write_history(folder.path(), 5, 6).unwrap();
    assert_eq!(paths.len(), 6);
    for mode in [
        HistoryBy::Severity,
        HistoryBy::Category,
        HistoryBy::Check,
        HistoryBy::Server,
    ] {
        let points = walk(folder.path(), &by(mode));
        assert_eq!(points.len(), 6);
        for point in points.iter().step_by(2) {
            let mut options = StateOptions::default();
            options.as_of = Some(end_of_korea_day(point.point.date));
            let state = State::load(&paths, &options).unwrap();
            let judged = Judged::new(state, JudgeOptions::new(point.point.date));
            let totals = judged.totals();
            assert_eq!(
                (totals.all, totals.score),
                (point.point.counts, point.point.score)
            );
            assert_eq!(totals.servers, point.point.servers);
            let failed: u64 = point.groups.iter().map(|group| group.counts.failed).sum();
            assert_eq!(failed, totals.all.failed);
        }
    }
    // The generator makes rounds that differ, so that comparisons have something to show.
    let load = |range: &[std::path::PathBuf]| State::load(range, &StateOptions::default()).unwrap();
    let new = load(&paths);
    let comparison = Comparison::new(load(&paths[..1]), &new).unwrap();
    let judged = Judged::compared(new, comparison, JudgeOptions::new(day("2026-11-25")));
    assert!(judged.changes().len() > 50);
}
