//! Snapshot files: what is written, what is read, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::io::{Read, Write};
use std::path::Path;

use common::{checks, content, inspection, run, save, time};
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use korea_cloud_security_findings::{
    Detection, Record, Run, Service, SnapshotContent, SnapshotError, SnapshotName, SnapshotReader,
    State, StateError, StateOptions, Status, Unread, snapshots_in,
};
use sha2::{Digest, Sha256};

const TWO: &[(&str, &[&str])] = &[
    ("web-02", &["U-01 H X root", "U-02 M O 암호"]),
    (
        "web-01",
        &["U-01 H X root", "U-02 M X 암호", "U-03 L Z 잠금"],
    ),
];

fn text(path: &Path) -> String {
    let mut text = String::new();
    let file = std::fs::File::open(path).unwrap();
    MultiGzDecoder::new(file).read_to_string(&mut text).unwrap();
    text
}

fn gz(text: &str) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap()
}

fn read(bytes: &[u8]) -> Result<usize, SnapshotError> {
    let mut reader = SnapshotReader::new("a.ndjson.gz", bytes)?;
    let mut records = 0;
    while reader.next_record()?.is_some() {
        records += 1;
    }
    reader.finish()?;
    Ok(records)
}

#[test]
fn a_snapshot_is_read_back_as_it_was_written_and_lies_as_a_hive_partition() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(content("2026-11-25", TWO), folder.path());
    let relative = path.strip_prefix(folder.path()).unwrap();
    assert_eq!(
        relative.to_str().unwrap(),
        "service=ssc/date=2026-11-25/KR1-default-20261125T030000Z.ndjson.gz"
    );
    assert_eq!(
        snapshots_in(folder.path()).unwrap(),
        std::slice::from_ref(&path)
    );

    let lines: Vec<String> = text(&path).lines().map(str::to_owned).collect();
    let kinds: Vec<String> = lines
        .iter()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            value["record"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(
        kinds.join(" "),
        "run item item item inspection finding finding finding inspection finding finding end"
    );
    assert!(lines[0].contains("\"schema\":\"kcsec.snapshot/1\""));
    // The remediation stands once, whatever the number of servers.
    assert_eq!(text(&path).matches("설정 변경").count(), 3);

    let mut reader = SnapshotReader::open(&path).unwrap();
    assert_eq!(reader.run(), &run("2026-11-25"));
    let mut seen = Vec::new();
    while let Some(record) = reader.next_record().unwrap() {
        if let Record::Finding(finding) = record {
            let raw = finding.status_raw.unwrap_or_default();
            seen.push(format!(
                "{} {} {} {raw}",
                finding.server, finding.check, finding.status
            ));
        }
    }
    assert_eq!(
        seen,
        [
            "web-01 U-01 fail ",
            "web-01 U-02 fail ",
            "web-01 U-03 unknown Z",
            "web-02 U-01 fail ",
            "web-02 U-02 pass "
        ]
    );
    let info = reader.finish().unwrap();
    assert!(info.end.complete);
    assert_eq!(
        (info.end.inspections, info.end.findings, info.end.weak),
        (2, 5, 3)
    );
    let hash = Sha256::digest(std::fs::read(&path).unwrap());
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(info.sha256, hash);
}

#[test]
fn equal_input_gives_equal_bytes_in_whatever_order_it_comes() {
    let bytes = |servers: &[(&str, &[&str])], turn: bool| {
        let folder = tempfile::tempdir().unwrap();
        let mut content = content("2026-11-25", servers);
        if turn {
            content.inspections.reverse();
        }
        std::fs::read(save(content, folder.path())).unwrap()
    };
    assert_eq!(bytes(TWO, false), bytes(TWO, true));
    assert_ne!(bytes(TWO, false), bytes(&TWO[..1], false));
}

#[test]
fn a_snapshot_is_never_overwritten_and_the_project_stands_in_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let first = save(content("2026-11-25", TWO), folder.path());
    let bytes = std::fs::read(&first).unwrap();
    let second = save(content("2026-11-25", &TWO[..1]), folder.path());
    assert!(
        second
            .to_str()
            .unwrap()
            .ends_with("KR1-default-20261125T030000Z-2.ndjson.gz")
    );
    assert_eq!(std::fs::read(&first).unwrap(), bytes);

    let mut content = content("2026-11-25", TWO);
    content.run.project = "결제/운영 ../x".to_owned();
    content.run.standard = Some("M".to_owned());
    content.run.kind = Some("OS".to_owned());
    let path = save(content, folder.path());
    let name = path.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, "KR1-M-OS-결제_운영____x-20261125T030000Z.ndjson.gz");
    assert_eq!(snapshots_in(folder.path()).unwrap().len(), 3);
    let hidden = std::fs::read_dir(path.parent().unwrap()).unwrap();
    assert_eq!(hidden.count(), 3, "nothing unfinished is left");
}

#[test]
fn a_web_scan_has_one_name_on_every_day_and_a_day_of_appguard_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::new(Service::Wsc, time("2026-11-25T12:00:00+09:00"));
    let name = SnapshotName::web_scan(&run, "10025");
    assert!(name.existing(folder.path()).unwrap().is_empty());
    SnapshotContent::new(run.clone())
        .save(folder.path(), &name)
        .unwrap();
    run.collected_at = time("2026-11-27T12:00:00+09:00");
    assert_eq!(
        SnapshotName::web_scan(&run, "10025")
            .existing(folder.path())
            .unwrap()
            .len(),
        1
    );
    run.project = "other".to_owned();
    assert!(
        SnapshotName::web_scan(&run, "10025")
            .existing(folder.path())
            .unwrap()
            .is_empty()
    );

    let run = Run::new(Service::AppGuard, time("2026-11-25T12:00:00+09:00"));
    let mut content = SnapshotContent::new(run.clone());
    let mut detection = Detection::new("2026-11-24".parse().unwrap(), "android", "device", "D1");
    detection.total = 3;
    detection.counts.insert("rootingCount".to_owned(), 3);
    content.detections.push(detection.clone());
    let of =
        |date: &str| SnapshotName::detections(&run, date.parse().unwrap(), "android", "device");
    let written = content.save(folder.path(), &of("2026-11-24")).unwrap();
    assert!(
        written
            .path
            .ends_with("service=appguard/date=2026-11-24/android-device.ndjson.gz")
    );
    assert_eq!(of("2026-11-24").existing(folder.path()).unwrap().len(), 1);
    assert!(of("2026-11-23").existing(folder.path()).unwrap().is_empty());
    let mut reader = SnapshotReader::open(&written.path).unwrap();
    assert_eq!(
        reader.next_record().unwrap(),
        Some(Record::Detection(detection))
    );
    let error = State::load(&[written.path], &StateOptions::default()).unwrap_err();
    assert_eq!(error, StateError::NoFindings(Service::AppGuard));
}

/// At whatever byte a file ends early, no reader takes it for whole.
#[test]
fn a_cut_snapshot_is_refused_wherever_it_is_cut() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(content("2026-11-25", TWO), folder.path());
    let whole = std::fs::read(&path).unwrap();
    assert!(read(&whole).is_ok());
    for length in 0..whole.len() {
        let cut = read(&whole[..length]);
        assert!(cut.is_err(), "{length} bytes of {}", whole.len());
    }
    // And so is one whose text was cut between two lines and packed again.
    let text = text(&path);
    let lines: Vec<&str> = text.lines().collect();
    for kept in 0..lines.len() {
        let bytes = gz(&(lines[..kept].join("\n") + "\n"));
        let error = read(&bytes).unwrap_err();
        let first = kept == 0;
        let is_cut = matches!(error, SnapshotError::Cut { .. });
        assert!(is_cut || first, "{kept} lines: {error}");
    }
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let error = State::load(&[path], &StateOptions::default()).unwrap_err();
    assert!(error.to_string().contains("cut"), "{error}");
}

#[test]
fn a_snapshot_that_was_changed_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(content("2026-11-25", TWO), folder.path());
    let text = text(&path);
    let lines: Vec<&str> = text.lines().collect();
    let without = |index: usize| {
        let mut lines = lines.clone();
        lines.remove(index);
        lines.join("\n") + "\n"
    };
    let cases = [
        (
            text.replacen("\"status\":\"fail\"", "\"status\":\"pass\"", 1),
            "3 failed findings",
        ),
        (without(1), "the item of the check \"U-01\" is missing"),
        (without(3), "the item of the check \"U-03\" is missing"),
        // Another edition's check of that id is another item.
        (
            text.replacen("\"item\":\"암호\"", "\"item\":\"잠금\"", 1),
            "the item of the check \"U-02\" is missing",
        ),
        (without(5), "5 findings are stated, 4 are there"),
        (without(4), "2 inspections are stated, 1 are there"),
        (
            text.clone() + lines[5] + "\n",
            "a line after the last record",
        ),
        (
            text.replacen("\"record\":\"item\"", "\"record\":\"run\"", 1),
            "a second run record",
        ),
        (without(0), "the first record is not a run"),
        (
            text.replacen(lines[4], &format!("{}\n{}", lines[4], lines[4]), 1),
            "is there twice",
        ),
        (
            text.replacen("\"items\":3", "\"items\":2", 1),
            "has not the findings",
        ),
        (
            text.replacen("{\"record\":\"finding\"", "{\"record\":\"finding\",", 1),
            "cannot be read",
        ),
    ];
    for (changed, message) in cases {
        assert_ne!(changed, text);
        let error = read(&gz(&changed)).unwrap_err().to_string();
        assert!(error.contains(message), "{message}: {error}");
        assert!(error.starts_with("a.ndjson.gz: line "), "{error}");
    }
    // An item may stand anywhere before the end.
    let late = without(1).replacen(
        "{\"record\":\"end\"",
        &format!("{}\n{{\"record\":\"end\"", lines[1]),
        1,
    );
    assert_eq!(read(&gz(&late)).unwrap(), lines.len() - 2);
    let mut broken = std::fs::read(&path).unwrap();
    let middle = broken.len() / 2;
    broken[middle] ^= 0x10;
    assert!(read(&broken).is_err(), "the checksum tells");
    assert!(read(b"plain text").is_err());
    assert!(read(b"").is_err());
    let missing = SnapshotReader::open("no-such-file".as_ref()).unwrap_err();
    assert!(matches!(missing, SnapshotError::Read { .. }));
}

#[test]
fn what_later_versions_add_is_skipped_and_a_later_major_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(content("2026-11-25", TWO), folder.path());
    let text = text(&path);
    let extended = text
        .replacen("kcsec.snapshot/1", "kcsec.snapshot/1.4", 1)
        .replace(
            "\"record\":\"finding\",",
            "\"record\":\"finding\",\"new\":{\"check\":[1]},",
        )
        .replacen(
            "{\"record\":\"end\"",
            "{\"record\":\"note\",\"x\":1}\n{\"record\":\"end\"",
            1,
        );
    assert_eq!(read(&gz(&extended)), read(&gz(&text)));
    for schema in ["kcsec.snapshot/2", "kcsec.snapshot/10", "other/1", "1", ""] {
        let later = text.replacen("kcsec.snapshot/1", schema, 1);
        let error = read(&gz(&later)).unwrap_err();
        assert!(matches!(error, SnapshotError::Schema { .. }), "{error}");
    }
}

#[test]
fn counts_that_disagree_are_marked_and_what_is_unread_makes_a_run_incomplete() {
    let folder = tempfile::tempdir().unwrap();
    let mut content = content("2026-11-25", &[]);
    let mut one = inspection("web-01", 1, "2026-11-25");
    one.check_count = Some(65);
    let mut two = inspection("web-02", 2, "2026-11-25");
    (two.check_count, two.weak_count) = (Some(1), Some(1));
    content.inspections = vec![(one, checks(&["U-01 H X"])), (two, checks(&["U-01 H X"]))];
    content.unread.push(Unread::new("3", "web-03"));
    let path = save(content, folder.path());
    let state = State::load(&[path], &StateOptions::default()).unwrap();
    let marks: Vec<bool> = state.inspections().map(|one| one.mismatch).collect();
    assert_eq!(marks, [true, false]);
    assert!(!state.is_complete());
    assert_eq!(state.unread()[0].server, "web-03");
    assert!(!state.snapshots()[0].end.complete);
    assert!(state.rows().all(|row| row.status == Status::Fail));
}

#[test]
fn the_same_bytes_are_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let first = save(content("2026-11-25", TWO), folder.path());
    assert_eq!(save(content("2026-11-25", TWO), folder.path()), first);
    assert_eq!(snapshots_in(folder.path()).unwrap(), [first]);
}
