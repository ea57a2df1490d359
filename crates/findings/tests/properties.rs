//! What holds for any findings.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use common::{day, inspection, run, state_in_memory};
use korea_cloud_security_findings::{
    Check, Class, Comparison, GateOptions, JudgeOptions, Judged, Judgement, Severity,
    SnapshotContent, SnapshotName, SnapshotReader, Status, fingerprint, normalize,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// Any text, with those that break formats among it.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z]-[0-9]{1,3}",
        any::<String>(),
        Just("=cmd|' /C calc'!A0".to_owned()),
        Just("]]><script>alert(1)</script>\u{0}\u{1b}[31m\u{202e}".to_owned()),
        Just("| `a` @everyone #1 \r\n\t\"quoted\", ','".to_owned()),
    ]
}

fn code() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(Some("X".to_owned())),
        Just(Some("O".to_owned())),
        Just(Some(" X ".to_owned())),
        Just(None),
        text().prop_map(Some),
    ]
}

prop_compose! {
    fn check()(id in proptest::option::of(text()), level in proptest::option::of("[HMLZ]"),
               result in code(), item in proptest::option::of(text()),
               how in proptest::option::of(text()), location in prop_oneof![Just(String::new()), text()])
        -> Check {
        let mut check = Check::from_codes(id.as_deref(), level.as_deref(), result.as_deref());
        check.item.item = item;
        check.item.how = how;
        check.location = location;
        check
    }
}

fn content(day: &'static str) -> impl Strategy<Value = SnapshotContent> {
    vec((text(), vec(check(), 0..12)), 0..5).prop_map(move |servers| {
        let mut content = SnapshotContent::new(run(day));
        for (index, (server, checks)) in servers.into_iter().enumerate() {
            let inspection = inspection(&server, index as u64, day);
            content.inspections.push((inspection, checks));
        }
        content
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_snapshot_compared_with_itself_has_no_change(content in content("2026-11-25")) {
        let state = state_in_memory(content);
        let comparison = Comparison::new(state.clone(), &state).unwrap();
        let judged = Judged::compared(state, comparison, JudgeOptions::new(day("2026-11-25")));
        for change in judged.changes() {
            // What failed still fails, what is unknown is still unknown: nothing else.
            prop_assert!(matches!(change.class, Class::Still | Class::Unknown));
            let (old, new) = (change.previous.unwrap(), change.current.unwrap());
            prop_assert_eq!(old.status, new.status);
        }
        prop_assert!(judged.gone_servers().is_empty() && judged.new_servers().is_empty());
    }

    #[test]
    fn counts_add_up(old in content("2026-05-25"), new in content("2026-11-25")) {
        let (old, new) = (state_in_memory(old), state_in_memory(new));
        let rows = new.row_count();
        let old_failed = old.rows().filter(|row| row.status == Status::Fail).count() as u64;
        let comparison = Comparison::new(old, &new).unwrap();
        let mut options = JudgeOptions::new(day("2026-11-25"));
        options.gate = Some(GateOptions::default());
        let judged = Judged::compared(new, comparison, options);

        let all = judged.totals().all;
        prop_assert_eq!(all.checks, rows as u64);
        prop_assert_eq!(judged.rows().count(), rows);
        prop_assert_eq!(all.checks, all.passed + all.failed + all.unknown + all.not_applicable);
        prop_assert_eq!(all.failed, all.failed_by_severity.iter().sum::<u64>());
        let of = |judgement| judged.rows().filter(|row| row.judgement == judgement).count() as u64;
        prop_assert_eq!(all.passed, of(Judgement::Passed));
        prop_assert_eq!(all.failed, of(Judgement::Counted) + of(Judgement::BelowThreshold)
            + of(Judgement::Known) + of(Judgement::Accepted));
        prop_assert_eq!(judged.gate().unwrap().counted, of(Judgement::Counted));
        for counts in [
            judged.servers().map(|server| server.counts).fold([0; 3], add),
            judged.items().map(|item| item.counts).fold([0; 3], add),
            judged.totals().groups.iter().map(|group| group.counts).fold([0; 3], add),
        ] {
            prop_assert_eq!(counts, [all.checks, all.failed, all.unknown]);
        }

        let counts = judged.change_counts().unwrap();
        let by_class: u64 = Class::ALL.iter().map(|class| counts.of(*class)).sum();
        prop_assert_eq!(by_class, judged.changes().len() as u64);
        let failed = judged.changes().filter(|change| change.counts_as_failed()).count() as u64;
        prop_assert_eq!(failed, counts.failed_now());
        // Every failure of the earlier state is accounted for, and gone is not fixed.
        let before = judged.changes().filter(|change| {
            change.previous.is_some_and(|side| side.status == Status::Fail)
        });
        prop_assert_eq!(before.count() as u64, old_failed);
        for change in judged.changes().filter(|change| change.class == Class::Fixed) {
            prop_assert_eq!(change.current.unwrap().status, Status::Pass);
        }
    }

    #[test]
    fn any_text_comes_back_from_a_snapshot(content in content("2026-11-25")) {
        let folder = tempfile::tempdir().unwrap();
        let name = SnapshotName::inspections(&content.run);
        let mut expected: Vec<_> = content
            .inspections
            .iter()
            .flat_map(|(inspection, checks)| {
                checks.iter().map(|check| {
                    (inspection.server.clone(), check.item.check.clone(), check.item.item.clone(),
                     check.location.clone(), check.status)
                })
            })
            .collect();
        let written = content.save(folder.path(), &name).unwrap();
        let mut reader = SnapshotReader::open(&written.path).unwrap();
        let mut found = Vec::new();
        while let Some(record) = reader.next_record().unwrap() {
            if let korea_cloud_security_findings::Record::Finding(row) = record {
                found.push((row.server.into_owned(), row.check.into_owned(),
                            row.item.map(|text| text.into_owned()), row.location.into_owned(),
                            row.status));
            }
        }
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_fingerprint_is_32_hex_digits_and_does_not_see_spelling(
        server in text(), item in text(), location in text()
    ) {
        let inspection = inspection(&server, 1, "2026-11-25");
        let mut check = korea_cloud_security_findings::Item::new("U-01", Severity::High);
        check.item = Some(item.clone());
        let one = fingerprint(&inspection, &check, &location);
        check.item = Some(format!(" {}·", normalize(&item)));
        prop_assert_eq!(one.len(), 32);
        prop_assert!(one.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
        prop_assert_eq!(fingerprint(&inspection, &check, &location), one);
    }
}

fn add(sum: [u64; 3], counts: korea_cloud_security_findings::Counts) -> [u64; 3] {
    [
        sum[0] + counts.checks,
        sum[1] + counts.failed,
        sum[2] + counts.unknown,
    ]
}
