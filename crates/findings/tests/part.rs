//! Runs that are interrupted, taken up again, and finished.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{checks, inspection, run, time};
use korea_cloud_security_findings::{
    PartialRun, Question, SnapshotReader, State, StateOptions, Unread, WriteError, snapshots_in,
};

fn question() -> Question {
    Question::new(run("2026-11-25"), None, None)
}

fn open(root: &Path) -> PartialRun {
    PartialRun::open(root, question(), true).unwrap()
}

fn add(part: &mut PartialRun, number: u64) {
    let server = format!("web-{number:02}");
    let rows = checks(&["U-01 H X root", "U-02 M O 암호", "U-03 L Z"]);
    part.add(inspection(&server, number, "2026-11-25"), &rows)
        .unwrap();
}

fn part_path(root: &Path) -> PathBuf {
    let mut files = fs::read_dir(root.join("service=ssc")).unwrap();
    let found = files.find_map(|entry| {
        let path = entry.unwrap().path();
        path.extension()
            .is_some_and(|end| end == "part")
            .then_some(path)
    });
    found.expect("a part")
}

#[test]
fn an_interrupted_run_is_taken_up_and_no_reader_sees_it_before_it_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut part = open(root);
    assert!(part.is_empty() && !part.is_resumed());
    add(&mut part, 2);
    add(&mut part, 1);
    drop(part);
    assert!(snapshots_in(root).unwrap().is_empty());

    // Asked later: the answer is still that of the first run's time.
    let mut later = question();
    later.run.collected_at = time("2026-11-26T11:59:59+09:00");
    later.run.to = Some(later.run.collected_at);
    let mut part = PartialRun::open(root, later, true).unwrap();
    assert!(part.is_resumed());
    assert_eq!(
        (part.len(), part.contains("1"), part.contains("3")),
        (2, true, false)
    );
    assert_eq!(part.run(), &run("2026-11-25"));
    add(&mut part, 1);
    add(&mut part, 3);
    assert_eq!(part.len(), 3);
    let written = part.finish(true, Vec::new()).unwrap();
    assert_eq!(
        (
            written.info.end.inspections,
            written.info.end.findings,
            written.info.end.weak
        ),
        (3, 9, 3)
    );
    assert_eq!(
        snapshots_in(root).unwrap(),
        std::slice::from_ref(&written.path)
    );
    assert_eq!(
        SnapshotReader::open(&written.path)
            .unwrap()
            .finish()
            .unwrap(),
        written.info
    );
    assert_eq!(
        fs::read_dir(root.join("service=ssc")).unwrap().count(),
        1,
        "no part is left"
    );

    // The same in one go gives the same bytes.
    let other = tempfile::tempdir().unwrap();
    let mut part = open(other.path());
    [3, 1, 2]
        .into_iter()
        .for_each(|number| add(&mut part, number));
    let again = part.finish(true, Vec::new()).unwrap();
    assert_eq!(
        fs::read(&again.path).unwrap(),
        fs::read(&written.path).unwrap()
    );
}

#[test]
fn another_question_an_old_part_or_no_resume_starts_over() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    type Case = (&'static str, fn(&mut Question), bool, bool);
    let cases: [Case; 9] = [
        ("the same", |_| {}, true, true),
        (
            "a later time",
            |q| q.run.collected_at = time("2026-11-26T11:00:00+09:00"),
            true,
            true,
        ),
        (
            "a day later",
            |q| q.run.collected_at = time("2026-11-26T12:00:00+09:00"),
            true,
            false,
        ),
        ("no resume", |_| {}, false, false),
        (
            "a standard",
            |q| q.run.standard = Some("F".to_owned()),
            true,
            false,
        ),
        (
            "a project",
            |q| q.run.project = "other".to_owned(),
            true,
            false,
        ),
        (
            "a language",
            |q| q.run.language = Some("en".to_owned()),
            true,
            false,
        ),
        (
            "a range",
            |q| q.asked_to = Some(time("2026-11-24T00:00:00+09:00")),
            true,
            false,
        ),
        (
            "every inspection",
            |q| q.run.latest_only = false,
            true,
            false,
        ),
    ];
    for (what, change, resume, is_resumed) in cases {
        let mut part = open(root);
        if part.is_empty() {
            add(&mut part, 1);
        }
        drop(part);
        let mut question = question();
        change(&mut question);
        let part = PartialRun::open(root, question, resume).unwrap();
        assert_eq!(part.is_resumed(), is_resumed, "{what}");
        assert_eq!(part.len(), usize::from(is_resumed), "{what}");
    }
}

#[test]
fn two_runs_of_one_question_do_not_meet() {
    let folder = tempfile::tempdir().unwrap();
    let part = open(folder.path());
    let error = PartialRun::open(folder.path(), question(), true).unwrap_err();
    assert!(matches!(error, WriteError::Locked { .. }), "{error}");
    drop(part);
    open(folder.path());
}

/// Killed at any byte, a part is taken up at its last whole inspection, and what comes of it is
/// the same file.
#[test]
fn a_part_that_was_cut_anywhere_is_taken_up_or_started_over() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut part = open(root);
    [1, 2, 3]
        .into_iter()
        .for_each(|number| add(&mut part, number));
    drop(part);
    let path = part_path(root);
    let whole = fs::read(&path).unwrap();
    let mut expected = None;
    for length in (0..=whole.len()).rev().step_by(101) {
        fs::write(&path, &whole[..length]).unwrap();
        let mut part = open(root);
        assert!(part.len() <= 3);
        for number in 1..=3 {
            assert!(length < whole.len() || part.contains(&number.to_string()));
            if !part.contains(&number.to_string()) {
                add(&mut part, number);
            }
        }
        let written = part.finish(true, Vec::new()).unwrap();
        let bytes = fs::read(&written.path).unwrap();
        assert_eq!(
            expected.get_or_insert_with(|| bytes.clone()),
            &bytes,
            "cut at {length}"
        );
        fs::remove_file(written.path).unwrap();
    }
}

#[test]
fn a_part_with_broken_lines_is_taken_up_before_them() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut part = open(root);
    [1, 2, 3]
        .into_iter()
        .for_each(|number| add(&mut part, number));
    drop(part);
    let path = part_path(root);
    let text = fs::read_to_string(&path).unwrap();
    // As after a crash of the machine: the length is there, the bytes are not.
    let middle = text.find("web-02").unwrap();
    let mut bytes = text.into_bytes();
    bytes[middle..middle + 300].fill(0);
    fs::write(&path, bytes).unwrap();
    assert_eq!(open(root).len(), 1);
}

#[test]
fn what_could_not_be_read_stands_in_the_snapshot() {
    let folder = tempfile::tempdir().unwrap();
    let mut part = open(folder.path());
    add(&mut part, 1);
    let mut unread = Unread::new("2", "web-02");
    unread.message = "the service is busy".to_owned();
    let written = part.finish(true, vec![unread.clone()]).unwrap();
    assert!(!written.info.end.complete);
    let state = State::load(&[written.path], &StateOptions::default()).unwrap();
    assert_eq!(
        (state.is_complete(), state.unread()),
        (false, &[unread][..])
    );

    let written = open(folder.path()).finish(false, Vec::new()).unwrap();
    let state = State::load(&[written.path], &StateOptions::default()).unwrap();
    assert!(!state.is_complete());
}

/// A folder that cannot be written to, as on a full disk, leaves no file that a reader takes.
#[test]
fn a_run_that_cannot_write_says_so_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("blocked");
    fs::write(&blocked, "a file where a folder is needed").unwrap();
    let error = PartialRun::open(&blocked, question(), true).unwrap_err();
    assert!(error.to_string().contains("cannot be written"), "{error}");

    let mut part = open(folder.path());
    add(&mut part, 1);
    fs::write(
        folder.path().join("service=ssc/date=2026-11-25"),
        "in the way",
    )
    .unwrap();
    part.finish(true, Vec::new()).unwrap_err();
    assert!(
        snapshots_in(&folder.path().join("service=ssc"))
            .unwrap()
            .is_empty()
    );
    assert_eq!(open(folder.path()).len(), 1, "the part is still there");
}
