//! Days of AppGuard in a folder: which of them are read, which are missing.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::path::{Path, PathBuf};

use common::{day, time};
use korea_cloud_security_findings::output::{DetectionOptions, write_detections_html};
use korea_cloud_security_findings::{
    DayFilter, Detection, DetectionDays, Run, SnapshotContent, SnapshotError, SnapshotName,
    detection_files, snapshots_in,
};

/// Keeps a day that was read at a time, with one detection an id.
fn keep(folder: &Path, date: &str, os: &str, read_at: &str, ids: &[&str]) -> PathBuf {
    keep_as(folder, "default", date, os, read_at, ids, true)
}

fn keep_as(
    folder: &Path,
    project: &str,
    date: &str,
    os: &str,
    read_at: &str,
    ids: &[&str],
    complete: bool,
) -> PathBuf {
    let mut run = Run::detections(day(date), os, "device", time(read_at));
    project.clone_into(&mut run.project);
    let name = SnapshotName::detections(&run, day(date), os, "device");
    let mut content = SnapshotContent::new(run);
    content.complete = complete;
    content.detections.extend(ids.iter().map(|id| {
        let mut detection = Detection::new(day(date), os, "device", *id);
        detection.total = 1;
        detection
    }));
    content.save(folder, &name).unwrap().path
}

fn load(folder: &Path, filter: &DayFilter) -> DetectionDays {
    DetectionDays::load(&snapshots_in(folder).unwrap(), filter).unwrap()
}

fn ids(days: &DetectionDays) -> Vec<String> {
    let detections = days.iter().flat_map(|(_, day)| &day.detections);
    detections.map(|one| one.id.clone()).collect()
}

#[test]
fn a_day_that_was_read_twice_is_there_once_as_it_was_read_last() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let second = keep(
        folder,
        "2026-11-23",
        "android",
        "2026-11-25T09:00:00+09:00",
        &["A", "B"],
    );
    keep(
        folder,
        "2026-11-23",
        "android",
        "2026-11-24T09:00:00+09:00",
        &["A"],
    );
    keep(
        folder,
        "2026-11-23",
        "ios",
        "2026-11-24T09:00:00+09:00",
        &["C"],
    );
    let days = load(folder, &DayFilter::default());
    assert_eq!(ids(&days), ["A", "B", "C"]);
    assert_eq!(days.snapshots().count(), 2);
    let (files, unreadable) =
        detection_files(&snapshots_in(folder).unwrap(), &DayFilter::default());
    assert_eq!((files.len(), unreadable.len()), (2, 0));
    assert_eq!(files[0].path, second);
}

#[test]
fn days_without_detections_are_there_and_the_others_are_missing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let read_at = "2026-11-25T09:00:00+09:00";
    keep(folder, "2026-11-20", "android", read_at, &[]);
    keep_as(
        folder,
        "default",
        "2026-11-23",
        "android",
        read_at,
        &["A"],
        false,
    );
    keep(folder, "2026-11-24", "ios", read_at, &["B"]);
    let days = load(folder, &DayFilter::default());
    let coverage = days.coverage();
    let shown: Vec<_> = coverage
        .iter()
        .map(|one| {
            (
                one.scope.os.as_str(),
                one.here,
                one.days,
                one.missing.len(),
                one.incomplete.len(),
            )
        })
        .collect();
    // Of all of them the range is the same, so that it is told which one is behind.
    assert_eq!(shown, [("android", 2, 5, 3, 1), ("ios", 1, 5, 4, 0)]);
    assert_eq!(coverage[0].incomplete, [day("2026-11-23")]);

    let mut html = Vec::new();
    write_detections_html(&days, &DetectionOptions::default(), &mut html).unwrap();
    let html = String::from_utf8(html).unwrap();
    for said in [
        "Android · 기기: 기간 5일 중 2일만 있습니다",
        "iOS · 기기: 기간 5일 중 1일만 있습니다",
        "일부를 읽지 못한 날이 있습니다: 2026-11-23",
        "2026-11-21: –",
        "2026-11-20: 0",
    ] {
        assert!(html.contains(said), "{said}");
    }

    let mut filter = DayFilter::default();
    filter.from = Some(day("2026-11-01"));
    filter.to = Some(day("2026-11-20"));
    let days = load(folder, &filter);
    assert_eq!((days.coverage()[0].here, days.coverage()[0].days), (1, 20));
    filter.to = Some(day("2026-10-01"));
    assert!(load(folder, &filter).is_empty());
    assert!(load(folder, &filter).coverage().is_empty());
}

#[test]
fn projects_are_told_apart_also_where_their_files_have_one_name() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (project, id) in [("a/b", "A"), ("a_b", "B"), ("default", "C")] {
        let read_at = "2026-11-25T09:00:00+09:00";
        keep_as(folder, project, "2026-11-24", "ios", read_at, &[id], true);
    }
    let mut filter = DayFilter::default();
    assert_eq!(load(folder, &filter).projects().len(), 3);
    filter.projects = vec!["a/b".to_owned()];
    assert_eq!(ids(&load(folder, &filter)), ["A"]);
}

#[test]
fn a_cut_or_foreign_snapshot_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let file = keep(
        folder,
        "2026-11-24",
        "ios",
        "2026-11-25T09:00:00+09:00",
        &["A"],
    );
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() - 10]).unwrap();
    let paths = snapshots_in(folder).unwrap();
    let error = DetectionDays::load(&paths, &DayFilter::default()).unwrap_err();
    assert!(matches!(error, SnapshotError::Cut { .. }), "{error}");
    std::fs::write(&file, b"no gzip").unwrap();
    assert!(DetectionDays::load(&paths, &DayFilter::default()).is_err());
    let (files, unreadable) = detection_files(&paths, &DayFilter::default());
    assert_eq!((files.len(), unreadable.len()), (0, 1));

    // A run that does not say whose day it is.
    std::fs::remove_file(&file).unwrap();
    let mut run = Run::detections(
        day("2026-11-24"),
        "ios",
        "device",
        time("2026-11-25T09:00:00+09:00"),
    );
    let name = SnapshotName::detections(&run, day("2026-11-24"), "ios", "device");
    run.os = None;
    SnapshotContent::new(run).save(folder, &name).unwrap();
    let error = DetectionDays::load(&paths, &DayFilter::default()).unwrap_err();
    assert!(
        error.to_string().contains("does not say its day"),
        "{error}"
    );
}

/// Days of one scope: day, id and total.
fn summed(detections: &[(&str, &str, u64)]) -> DetectionDays {
    let mut by_day = std::collections::BTreeMap::<_, Vec<_>>::new();
    for (day, id, total) in detections {
        let mut detection = Detection::new(day.parse().unwrap(), "android", "device", *id);
        detection.total = *total;
        detection.counts.insert("cheatCount".to_owned(), *total);
        by_day.entry(detection.date).or_default().push(detection);
    }
    let mut days = DetectionDays::new();
    for (date, detections) in by_day {
        let read = "2026-11-25T09:00:00+09:00".parse().unwrap();
        days.add(Run::detections(date, "android", "device", read), detections);
    }
    days
}

#[test]
fn an_id_came_back_only_after_its_ban_would_have_ended() {
    let days = summed(&[
        ("2026-09-01", "A", 1),
        ("2026-10-01", "A", 2),
        ("2026-10-02", "A", 3),
        ("2026-09-01", "B", 9),
        ("2026-10-01", "B", 9),
    ]);
    let groups = days.groups();
    let returned = groups[0].returned(30);
    assert_eq!(returned.len(), 1);
    let one = &returned[0];
    assert_eq!((one.of.id, one.days_after, one.total_after), ("A", 1, 3));
    assert_eq!(one.back.to_string(), "2026-10-02");
    assert_eq!(groups[0].by_id()[0].id, "B");
    let counter = groups[0].by_detection()[0];
    assert_eq!((counter.name, counter.count), ("cheatCount", 24));
    assert_eq!((counter.days, counter.ids.len()), (3, 2));
}

#[test]
fn counts_beyond_all_numbers_do_not_wrap_around() {
    let most = u64::MAX;
    let days = summed(&[
        ("2026-09-01", "A", most),
        ("2026-09-01", "A", 1),
        ("2026-09-02", "A", most),
    ]);
    let groups = days.groups();
    assert_eq!(groups[0].total(), most);
    assert_eq!(groups[0].by_id()[0].total, most);
    assert_eq!(groups[0].by_detection()[0].count, most);
    assert_eq!(groups[0].by_day()[0].ids, 1);
}
