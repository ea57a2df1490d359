//! Which inspections make the state of a folder at a time.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::path::Path;

use common::{checks, content, day, inspection, results, save, time};
use korea_cloud_security_findings::{
    Inspection, Service, SnapshotContent, SnapshotName, State, StateError, StateOptions, Status,
    Unread, end_of_korea_day, latest_inspections, snapshots_in,
};

fn at(folder: &Path, as_of: Option<&str>) -> State {
    let mut options = StateOptions::default();
    options.as_of = as_of.map(|text| end_of_korea_day(day(text)));
    State::load(&snapshots_in(folder).unwrap(), &options).unwrap()
}

fn statuses(state: &State) -> Vec<String> {
    let rows = results(state).into_iter();
    rows.map(|(server, check, status)| format!("{server} {check} {status}"))
        .collect()
}

#[test]
fn the_latest_inspection_of_each_target_is_its_state() {
    let folder = tempfile::tempdir().unwrap();
    save(
        content("2026-01-01", &[("a", &["U-01 H X"]), ("b", &["U-01 H X"])]),
        folder.path(),
    );
    save(
        content("2026-02-01", &[("a", &["U-01 H O"])]),
        folder.path(),
    );
    assert_eq!(
        statuses(&at(folder.path(), None)),
        ["a U-01 pass", "b U-01 fail"]
    );
    let january = at(folder.path(), Some("2026-01-31"));
    assert_eq!(statuses(&january), ["a U-01 fail", "b U-01 fail"]);
    assert_eq!(january.snapshots().len(), 1);
    let none = at(folder.path(), Some("2025-12-31"));
    assert_eq!(none.row_count(), 0);
    assert!(none.snapshots().is_empty());

    // Other kinds, standards, regions and projects are targets of their own.
    type Change = fn(&mut SnapshotContent, &mut Inspection);
    let changes: [Change; 4] = [
        |_, inspection| inspection.kind = "WAS".to_owned(),
        |_, inspection| inspection.standard = "F".to_owned(),
        |content, _| content.run.region = "KR2".to_owned(),
        |content, _| content.run.project = "other".to_owned(),
    ];
    for (index, change) in changes.into_iter().enumerate() {
        let mut other = content("2026-03-01", &[]);
        let mut inspection = inspection("a", 900 + index as u64, "2026-03-01");
        change(&mut other, &mut inspection);
        other.inspections.push((inspection, checks(&["U-01 H ?"])));
        save(other, folder.path());
    }
    assert_eq!(at(folder.path(), None).inspections().len(), 6);
}

#[test]
fn of_two_inspections_at_one_time_the_larger_number_counts() {
    let folder = tempfile::tempdir().unwrap();
    let mut content = content("2026-01-01", &[]);
    content.run.latest_only = false;
    for (number, result) in [(9, "X"), (10, "O"), (8, "?")] {
        let row = format!("U-01 H {result}");
        let inspection = inspection("a", number, "2026-01-01");
        content
            .inspections
            .push((inspection, checks(&[row.as_str()])));
    }
    save(content, folder.path());
    assert_eq!(statuses(&at(folder.path(), None)), ["a U-01 pass"]);

    let list = [(9, "2026-01-01"), (10, "2026-01-01"), (11, "2025-12-31")];
    let list = list
        .map(|(number, day)| inspection("a", number, day))
        .to_vec();
    let mut undated = inspection("a", 99, "2026-01-01");
    undated.checked_at = None;
    let (kept, shared) = latest_inspections([list, vec![undated]].concat());
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].inspection.as_str(), shared.len()), ("10", 0));
}

#[test]
fn a_name_that_two_servers_share_is_said() {
    let mut windows = inspection("a", 2, "2026-01-02");
    windows.os = Some("Windows".to_owned());
    let (kept, shared) = latest_inspections(vec![inspection("a", 1, "2026-01-01"), windows]);
    assert_eq!((kept.len(), shared.len()), (1, 1));
    assert_eq!(shared[0].os, ["Linux", "Windows"]);
}

#[test]
fn what_was_collected_twice_is_as_it_was_read_last() {
    let folder = tempfile::tempdir().unwrap();
    for (hour, result) in [("12", "X"), ("13", "O")] {
        let row = format!("U-01 H {result}");
        let mut content = content("2026-01-01", &[("a", &[row.as_str()])]);
        content.run.collected_at = time(&format!("2026-01-01T{hour}:00:00+09:00"));
        save(content, folder.path());
    }
    let mut paths = snapshots_in(folder.path()).unwrap();
    for _ in 0..2 {
        let state = State::load(&paths, &StateOptions::default()).unwrap();
        assert_eq!(statuses(&state), ["a U-01 pass"]);
        paths.reverse();
    }
}

/// A later run whose range holds the last inspection of a server, and that did not find it.
#[test]
fn a_server_that_is_gone_is_not_in_the_state() {
    for (from, complete, is_gone) in [
        (Some("2025-06-01"), true, true),
        (Some("2025-06-01"), false, false),
        (Some("2026-01-02"), true, false),
        (None, true, false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        save(
            content("2026-01-01", &[("a", &["U-01 H X"]), ("b", &["U-01 H X"])]),
            folder.path(),
        );
        let mut later = content("2026-02-01", &[("a", &["U-01 H O"])]);
        later.run.from = from.map(|day| time(&format!("{day}T00:00:00+09:00")));
        later.complete = complete;
        save(later, folder.path());
        let state = at(folder.path(), None);
        assert_eq!(
            state.inspections().len() == 1,
            is_gone,
            "{from:?} {complete}"
        );
        assert_eq!(at(folder.path(), Some("2026-01-31")).inspections().len(), 2);
    }
}

#[test]
fn what_could_not_be_read_is_open_until_a_later_run_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = content("2026-01-01", &[("a", &["U-01 H O"])]);
    first.unread.push(Unread::new("5", "b"));
    save(first, folder.path());
    assert!(!at(folder.path(), None).is_complete());
    // Another server does not help.
    save(
        content("2026-01-02", &[("a", &["U-01 H O"])]),
        folder.path(),
    );
    let state = at(folder.path(), None);
    assert_eq!(
        (state.is_complete(), state.unread()[0].server.as_str()),
        (false, "b")
    );
    save(
        content("2026-01-03", &[("b", &["U-01 H O"])]),
        folder.path(),
    );
    let state = at(folder.path(), None);
    assert!(state.is_complete());
    assert!(!at(folder.path(), Some("2026-01-02")).is_complete());

    let folder = tempfile::tempdir().unwrap();
    let mut vague = content("2026-01-01", &[("a", &["U-01 H O"])]);
    vague.complete = false;
    save(vague, folder.path());
    assert!(!at(folder.path(), None).is_complete());
    let mut other = content("2026-01-02", &[("a", &["U-01 H O"])]);
    other.run.standard = Some("M".to_owned());
    save(other, folder.path());
    assert!(!at(folder.path(), None).is_complete());
    save(
        content("2026-01-03", &[("a", &["U-01 H O"])]),
        folder.path(),
    );
    assert!(at(folder.path(), None).is_complete());
}

#[test]
fn several_services_want_a_choice() {
    let folder = tempfile::tempdir().unwrap();
    save(
        content("2026-01-01", &[("a", &["U-01 H O"])]),
        folder.path(),
    );
    let mut web = content("2026-01-01", &[]);
    web.run.service = Service::Wsc;
    let name = SnapshotName::web_scan(&web.run, "7");
    web.save(folder.path(), &name).unwrap();
    let paths = snapshots_in(folder.path()).unwrap();
    let error = State::load(&paths, &StateOptions::default()).unwrap_err();
    assert_eq!(
        error,
        StateError::SeveralServices(Service::Ssc, Service::Wsc)
    );
    let mut options = StateOptions::default();
    options.service = Some(Service::Ssc);
    let state = State::load(&paths, &options).unwrap();
    assert_eq!(results(&state)[0].2, Status::Pass);
    options.service = Some(Service::AppGuard);
    let nothing = State::load(&paths, &options).unwrap_err().to_string();
    assert_eq!(
        nothing,
        "there is no snapshot of appguard; there are snapshots of ssc, wsc"
    );
    let nothing = State::load(&[], &options).unwrap_err().to_string();
    assert_eq!(
        nothing,
        "there is no snapshot of appguard, nor of another service"
    );
    let nothing = State::load(&[], &StateOptions::default()).unwrap_err();
    assert_eq!(nothing.to_string(), "there is no snapshot");
}

/// One cut file makes the state of a folder unknown: it could be the one with the failure.
#[test]
fn a_folder_with_a_cut_file_has_no_state() {
    let folder = tempfile::tempdir().unwrap();
    save(
        content("2026-01-01", &[("a", &["U-01 H O"])]),
        folder.path(),
    );
    let path = save(
        content("2026-01-02", &[("a", &["U-01 H X"])]),
        folder.path(),
    );
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 10]).unwrap();
    let paths = snapshots_in(folder.path()).unwrap();
    let error = State::load(&paths, &StateOptions::default()).unwrap_err();
    assert!(
        error.to_string().contains("service=ssc/date=2026-01-02/"),
        "{error}"
    );
}
