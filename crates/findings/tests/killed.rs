//! A run that is killed, or whose disk is full, leaves nothing, a part, or a whole snapshot.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use common::{checks, inspection, run};
use korea_cloud_security_findings::{PartialRun, Question, SnapshotReader, snapshots_in};

const FOLDER: &str = "FINDINGS_TEST_FOLDER";
const SERVERS: u64 = 12;

/// The run that is killed: another process of this program. It says each step before it takes it.
#[test]
#[ignore = "it is the process that the others start"]
#[allow(
    clippy::disallowed_methods,
    reason = "the process that starts it says where to write"
)]
fn collect() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let say = |what: &str| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "step {what}").unwrap();
        out.flush().unwrap();
    };
    say("open");
    let question = Question::new(run("2026-11-25"), None, None);
    let mut part = PartialRun::open(folder.as_ref(), question, true).unwrap();
    for number in 1..=SERVERS {
        say("add");
        let rows: Vec<String> = (1..=70).map(|id| format!("U-{id} H X 항목 {id}")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let server = format!("web-{number:02}");
        part.add(inspection(&server, number, "2026-11-25"), &checks(&rows))
            .unwrap();
    }
    say("finish");
    part.finish(true, Vec::new()).unwrap();
    say("done");
}

fn start(folder: &Path, before: &str) -> Child {
    let this = std::env::current_exe().unwrap();
    let script = format!("{before} exec \"$0\" collect --exact --ignored --nocapture");
    Command::new("sh")
        .args(["-c", &script])
        .arg(this)
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// How many whole snapshots there are; every one that a reader sees has to be whole.
fn whole(folder: &Path) -> usize {
    let paths = snapshots_in(folder).unwrap();
    for path in &paths {
        let info = SnapshotReader::open(path).unwrap().finish().unwrap();
        assert!(info.end.complete);
        assert_eq!(
            (info.end.inspections, info.end.findings),
            (SERVERS, SERVERS * 70)
        );
    }
    paths.len()
}

#[test]
fn a_run_that_is_killed_at_any_step_leaves_nothing_a_part_or_a_whole_snapshot() {
    let folder = tempfile::tempdir().unwrap();
    let mut snapshots = 0;
    for round in 0..24_usize {
        let mut child = start(folder.path(), "");
        let steps = BufReader::new(child.stdout.take().unwrap()).lines();
        let steps = steps
            .map_while(Result::ok)
            .filter(|line| line.starts_with("step"));
        // Up to another step each time, and a little further.
        let wanted = 1 + round % (SERVERS as usize + 3);
        assert_eq!(steps.take(wanted).count(), wanted);
        for _ in 0..round * 40 {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let found = whole(folder.path());
        assert!(found >= snapshots, "a snapshot is gone");
        snapshots = found;
    }
    assert!(start(folder.path(), "").wait().unwrap().success());
    // All of them answered one question, so there is one answer.
    assert_eq!(whole(folder.path()), 1);
    // What the killed runs left under the names of unfinished files is gone as well.
    let day = folder.path().join("service=ssc/date=2026-11-25");
    let left = std::fs::read_dir(day).unwrap();
    assert_eq!(left.count(), 1);
}

/// Writing fails from a size on, as on a full disk; with room again, the run goes on.
#[test]
fn a_run_whose_disk_is_full_leaves_a_part_that_goes_on() {
    let mut was_resumed = false;
    for blocks in [0, 1, 64, 200, 400] {
        let folder = tempfile::tempdir().unwrap();
        // Without the signal, a write past the limit is an error.
        let mut child = start(folder.path(), &format!("trap '' XFSZ; ulimit -f {blocks};"));
        let failed = !child.wait().unwrap().success();
        assert_eq!(failed, whole(folder.path()) == 0, "{blocks}");
        if failed {
            let question = Question::new(run("2026-11-25"), None, None);
            let part = PartialRun::open(folder.path(), question, true).unwrap();
            was_resumed |= part.is_resumed();
            drop(part);
            assert!(start(folder.path(), "").wait().unwrap().success());
            assert_eq!(whole(folder.path()), 1);
        }
    }
    assert!(was_resumed);
}
