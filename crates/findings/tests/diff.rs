//! What becomes of a check between two states: every class, by table.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use common::{checks, content, day, inspection, run, save, state, state_of};
use korea_cloud_security_findings::{
    Class, CompareError, Comparison, JudgeOptions, Judged, Severity, SnapshotContent, State,
    StateOptions, Unread, end_of_korea_day, snapshots_in,
};

const OLD: &str = "2026-05-25";
const NEW: &str = "2026-11-25";

fn judged(old: State, new: State) -> Judged {
    let comparison = Comparison::new(old, &new).unwrap();
    Judged::compared(new, comparison, JudgeOptions::new(day(NEW)))
}

/// Each change as `class server check severity failed|-`.
fn changes(judged: &Judged) -> Vec<String> {
    let changes = judged.changes().map(|change| {
        let side = change.side().unwrap();
        let failed = if change.counts_as_failed() {
            "failed"
        } else {
            "-"
        };
        let (server, check) = (&side.inspection.server, &side.item.check);
        format!(
            "{} {server} {check} {} {failed}",
            change.class,
            change.severity()
        )
    });
    changes.collect()
}

#[test]
fn every_class_by_table() {
    // One check of a server that both sides have: before, now, what became of it.
    let cases: &[(&str, &str, Option<&str>)] = &[
        ("U-01 H O a", "U-01 H O a", None),
        (
            "U-01 H O a",
            "U-01 H X a",
            Some("new web-01 U-01 high failed"),
        ),
        (
            "U-01 H X a",
            "U-01 H X a",
            Some("still web-01 U-01 high failed"),
        ),
        ("U-01 H X a", "U-01 H O a", Some("fixed web-01 U-01 high -")),
        (
            "U-01 M X a",
            "U-01 H X a",
            Some("severity web-01 U-01 high failed"),
        ),
        (
            "U-01 H X a",
            "U-01 L X a",
            Some("severity web-01 U-01 low failed"),
        ),
        ("U-01 M O a", "U-01 H O a", None),
        (
            "U-01 H ? a",
            "U-01 H O a",
            Some("unknown web-01 U-01 high -"),
        ),
        (
            "U-01 H ? a",
            "U-01 H X a",
            Some("unknown web-01 U-01 high failed"),
        ),
        (
            "U-01 H ? a",
            "U-01 H ? a",
            Some("unknown web-01 U-01 high -"),
        ),
        (
            "U-01 H O a",
            "U-01 H ? a",
            Some("unknown web-01 U-01 high -"),
        ),
        // What failed and cannot be judged now still counts.
        (
            "U-01 H X a",
            "U-01 H ? a",
            Some("unknown web-01 U-01 high failed"),
        ),
        // The same id, another check: never fixed, never still.
        (
            "U-01 H X a",
            "U-01 H O b",
            Some("redefined web-01 U-01 high -"),
        ),
        (
            "U-01 H X a",
            "U-01 H X b",
            Some("redefined web-01 U-01 high failed"),
        ),
        (
            "U-01 H O a",
            "U-01 H X b",
            Some("redefined web-01 U-01 high failed"),
        ),
        (
            "U-01 H O a",
            "U-01 H O b",
            Some("redefined web-01 U-01 high -"),
        ),
        // The same text, spelled in another way.
        (
            "U-01 H X root 홈, 패스",
            "U-01 H X ROOT홈 패스.",
            Some("still web-01 U-01 high failed"),
        ),
        (
            "U-01 H O a",
            "U-02 H X a",
            Some("new_check web-01 U-02 high failed"),
        ),
        ("U-01 H O a", "U-02 H O a", None),
        (
            "U-01 H O a",
            "U-02 H ? a",
            Some("unknown web-01 U-02 high -"),
        ),
        (
            "U-01 H X a",
            "U-02 H O a",
            Some("gone_check web-01 U-01 high -"),
        ),
        (
            "U-01 H ? a",
            "U-02 H O a",
            Some("unknown web-01 U-01 high -"),
        ),
    ];
    for (old, new, expected) in cases {
        let judged = judged(
            state(OLD, &[("web-01", &[old])]),
            state(NEW, &[("web-01", &[new])]),
        );
        let expected: Vec<&str> = expected.iter().copied().collect();
        assert_eq!(changes(&judged), expected, "{old} → {new}");
        let counts = judged.change_counts().unwrap();
        let total: u64 = Class::ALL.iter().map(|class| counts.of(*class)).sum();
        assert_eq!(total, expected.len() as u64, "{old} → {new}");
        let failed = expected
            .iter()
            .filter(|line| line.ends_with(" failed"))
            .count();
        assert_eq!(counts.failed_now(), failed as u64, "{old} → {new}");
    }
}

#[test]
fn servers_that_come_and_go() {
    let old: &[(&str, &[&str])] = &[
        ("gone", &["U-01 H X a", "U-02 H O b", "U-03 H ? c"]),
        ("web-01", &["U-01 H X a"]),
    ];
    let new: &[(&str, &[&str])] = &[
        ("come", &["U-01 H X a", "U-02 H O b", "U-03 M ? c"]),
        ("web-01", &["U-01 H O a"]),
    ];
    let judged = judged(state(OLD, old), state(NEW, new));
    assert_eq!(
        changes(&judged),
        [
            "new_server come U-01 high failed",
            "unknown gone U-03 high -",
            "gone_server gone U-01 high -",
            "fixed web-01 U-01 high -",
            "unknown come U-03 medium -",
        ]
    );
    assert_eq!(judged.gone_servers(), ["gone"]);
    assert_eq!(judged.new_servers(), ["come"]);
    // Gone is never fixed: the rate is of what could be compared.
    assert_eq!(judged.change_counts().unwrap().fix_rate(), Some(1.0));
}

#[test]
fn the_rate_of_fixes_counts_what_cannot_be_judged_as_not_fixed() {
    let rate = |old: &[&str], new: &[&str]| {
        let judged = judged(state(OLD, &[("a", old)]), state(NEW, &[("a", new)]));
        judged.change_counts().unwrap().fix_rate()
    };
    assert_eq!(rate(&["U-1 H O"], &["U-1 H O"]), None);
    assert_eq!(rate(&["U-1 H X"], &["U-1 H O"]), Some(1.0));
    assert_eq!(
        rate(&["U-1 H X", "U-2 H X"], &["U-1 H O", "U-2 H X"]),
        Some(0.5)
    );
    assert_eq!(
        rate(&["U-1 H X", "U-2 H X"], &["U-1 H O", "U-2 H ?"]),
        Some(0.5)
    );
    assert_eq!(
        rate(&["U-1 H X", "U-2 H X"], &["U-1 H O", "U-2 L X"]),
        Some(0.5)
    );
    assert_eq!(rate(&["U-1 H X"], &["U-2 H O"]), None);
}

#[test]
fn changes_are_sorted_by_standard_severity_class_server_and_check() {
    let old: &[&str] = &["U-2 L O", "U-10 L O", "U-1 H X", "U-3 M O", "U-4 H O"];
    let new: &[&str] = &["U-2 L X", "U-10 L X", "U-1 H X", "U-3 M X", "U-4 H X"];
    let judged = judged(
        state(OLD, &[("web-10", old), ("web-2", old)]),
        state(NEW, &[("web-10", new), ("web-2", new)]),
    );
    let order: Vec<String> = changes(&judged)
        .iter()
        .map(|line| line.split(' ').take(3).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        order,
        [
            "new web-2 U-4",
            "new web-10 U-4",
            "still web-2 U-1",
            "still web-10 U-1",
            "new web-2 U-3",
            "new web-10 U-3",
            "new web-2 U-2",
            "new web-2 U-10",
            "new web-10 U-2",
            "new web-10 U-10",
        ]
    );
}

#[test]
fn only_what_both_sides_asked_for_is_compared() {
    type Change = fn(&mut SnapshotContent);
    let with = |day: &str, result: &str, change: Change| {
        let row = format!("U-01 H {result} a");
        let mut content = content(day, &[("web-01", &[row.as_str()])]);
        change(&mut content);
        state_of(content)
    };
    let same: Change = |_| {};
    let nothing_in_common: [(&str, Change); 5] = [
        ("project", |content| {
            content.run.project = "other".to_owned()
        }),
        ("region", |content| content.run.region = "KR2".to_owned()),
        ("standard", |content| {
            content.run.standard = Some("F".to_owned())
        }),
        ("kind", |content| content.run.kind = Some("WAS".to_owned())),
        ("service", |content| {
            content.run.service = korea_cloud_security_findings::Service::Wsc
        }),
    ];
    for (what, change) in nothing_in_common {
        let old = with(OLD, "X", |content| {
            content.run.standard = Some("M".to_owned());
            content.run.kind = Some("OS".to_owned());
        });
        let error = Comparison::new(old, &with(NEW, "O", change)).unwrap_err();
        assert_eq!(error, CompareError::NothingInCommon, "{what}");
    }
    // The earlier run asked for everything, this one for one standard: the other is not gone.
    let mut old = content(OLD, &[("web-01", &["U-01 H X a"])]);
    let mut was = inspection("web-01", 7, OLD);
    was.standard = "F".to_owned();
    old.inspections.push((was, checks(&["SRV-001 H X snmp"])));
    let new = with(NEW, "X", |content| {
        content.run.standard = Some("M".to_owned())
    });
    let compared = judged(state_of(old.clone()), new);
    assert_eq!(changes(&compared), ["still web-01 U-01 high failed"]);
    // And the other way round: what was not asked for before is neither new nor known.
    let old_m = with(OLD, "X", |content| {
        content.run.standard = Some("M".to_owned())
    });
    old.run = run(NEW);
    let compared = judged(old_m, state_of(old));
    assert_eq!(changes(&compared), ["still web-01 U-01 high failed"]);
    assert_eq!(compared.rows().filter(|row| row.class.is_none()).count(), 1);

    // Another kind of check of a known server is a new check of it, not a new server.
    let mut new = content(NEW, &[("web-01", &["U-01 H X a"])]);
    let mut was = inspection("web-01", 8, NEW);
    was.kind = "WAS".to_owned();
    new.inspections.push((was, checks(&["W-01 H X b"])));
    let old = with(OLD, "X", same);
    let compared = judged(old.clone(), state_of(new.clone()));
    let lines = changes(&compared);
    assert_eq!(
        lines,
        [
            "new_check web-01 W-01 high failed",
            "still web-01 U-01 high failed"
        ]
    );
    new.run = run(OLD);
    let compared = judged(state_of(new), with(NEW, "X", same));
    assert!(changes(&compared).contains(&"gone_check web-01 W-01 high -".to_owned()));
    assert!(compared.gone_servers().is_empty());
}

#[test]
fn snapshots_in_different_languages_are_not_compared() {
    let of = |day: &str, language: Option<&str>| {
        let mut content = content(day, &[("web-01", &["U-01 H X a"])]);
        content.run.language = language.map(str::to_owned);
        state_of(content)
    };
    let error = Comparison::new(of(OLD, Some("ko")), &of(NEW, Some("en"))).unwrap_err();
    assert_eq!(error, CompareError::Languages("en, ko".to_owned()));
    assert!(Comparison::new(of(OLD, Some("en")), &of(NEW, Some("en"))).is_ok());
    assert!(Comparison::new(of(OLD, None), &of(NEW, Some("ko"))).is_ok());
}

#[test]
fn a_failure_that_came_back_is_reopened() {
    // Results of one check, round by round; the last two rounds are compared.
    let cases: &[(&[&str], Class)] = &[
        (&["O", "O", "X"], Class::New),
        (&["X", "O", "X"], Class::Reopened),
        (&["X", "?", "O", "O", "X"], Class::Reopened),
        (&["?", "O", "X"], Class::New),
        (&["X", "X", "X"], Class::Still),
        (&["X b", "O", "X"], Class::New),
        (&["X", "O b", "X b"], Class::New),
    ];
    for (rounds, expected) in cases {
        let folder = tempfile::tempdir().unwrap();
        for (round, result) in rounds.iter().enumerate() {
            let day = format!("2026-0{}-01", round + 1);
            let row = match result.split_once(' ') {
                Some((result, text)) => format!("U-01 H {result} {text}"),
                None => format!("U-01 H {result} a"),
            };
            save(content(&day, &[("web-01", &[row.as_str()])]), folder.path());
        }
        let paths = snapshots_in(folder.path()).unwrap();
        let at = |round: usize| {
            let mut options = StateOptions::default();
            options.as_of = Some(end_of_korea_day(day(&format!("2026-0{round}-01"))));
            State::load(&paths, &options).unwrap()
        };
        let (old, new) = (at(rounds.len() - 1), at(rounds.len()));
        let mut comparison = Comparison::new(old, &new).unwrap();
        comparison.find_reopened(&new, &paths).unwrap();
        let judged = Judged::compared(new, comparison, JudgeOptions::new(day(NEW)));
        let classes: Vec<Class> = judged.changes().map(|change| change.class).collect();
        assert_eq!(classes, [*expected], "{rounds:?}");
    }
}

/// Between the two states that are compared a failure may come and go as well.
#[test]
fn a_failure_that_came_and_went_between_the_two_states_is_reopened() {
    for (between, expected) in [(["X", "O"], Class::Reopened), (["O", "X"], Class::New)] {
        let folder = tempfile::tempdir().unwrap();
        let results = ["O", between[0], between[1], "X"];
        for (round, result) in results.into_iter().enumerate() {
            let row = format!("U-01 H {result} a");
            let day = format!("2026-0{}-01", round + 1);
            save(content(&day, &[("web-01", &[row.as_str()])]), folder.path());
        }
        let paths = snapshots_in(folder.path()).unwrap();
        let old = State::load(&paths[..1], &StateOptions::default()).unwrap();
        let new = State::load(&paths, &StateOptions::default()).unwrap();
        let mut comparison = Comparison::new(old, &new).unwrap();
        comparison.find_reopened(&new, &paths).unwrap();
        let judged = Judged::compared(new, comparison, JudgeOptions::new(day(NEW)));
        assert_eq!(
            judged.changes().next().unwrap().class,
            expected,
            "{results:?}"
        );
    }
}

#[test]
fn one_id_twice_in_an_inspection_is_paired_by_its_text() {
    let old: &[&str] = &["? H ? a", "U-01 H X a", "U-01 H O b"];
    let new: &[&str] = &["? H ? a", "U-01 H X b", "U-01 H X a", "U-01 H X c"];
    let judged = judged(
        state(OLD, &[("web-01", old)]),
        state(NEW, &[("web-01", new)]),
    );
    let mut classes: Vec<String> = judged
        .rows()
        .map(|row| {
            let class = row.class.map_or("-", Class::as_str);
            format!(
                "{} {} {class}",
                row.item.check,
                row.item.item.as_deref().unwrap()
            )
        })
        .collect();
    classes.sort();
    assert_eq!(
        classes,
        [
            "? a unknown",
            "U-01 a still",
            "U-01 b new",
            "U-01 c new_check"
        ]
    );
    let counts = judged.change_counts().unwrap();
    assert_eq!(counts.get(Class::New, Severity::High), 1);
}

#[test]
fn what_could_not_be_read_is_neither_gone_nor_fixed() {
    let mut new = content(NEW, &[("web-01", &["U-01 H X a"])]);
    new.unread.push(Unread::new("9", "web-02"));
    let rows: &[&str] = &["U-01 H X a", "U-02 H O a"];
    let old = state(
        OLD,
        &[("web-01", &rows[..1]), ("web-02", rows), ("web-03", rows)],
    );
    let judged = judged(old, state_of(new));
    assert_eq!(
        changes(&judged),
        [
            "still web-01 U-01 high failed",
            "unknown web-02 U-01 high failed",
            "gone_server web-03 U-01 high -",
        ]
    );
    assert_eq!(judged.gone_servers(), ["web-03"]);
    assert_eq!(judged.change_counts().unwrap().fix_rate(), Some(0.0));
}
