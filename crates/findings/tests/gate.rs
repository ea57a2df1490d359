//! The gate: every reason, and everything that is never clean.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use common::{checks, content, day, inspection, run, state, state_of, time};
use korea_cloud_security_findings::{
    Comparison, GateOptions, GateReason, GateResult, GateVerdict, Inspection, JudgeOptions, Judged,
    Judgement, Register, RegisterRules, Run, Service, Severity, State, StateBuilder, Unread,
    web_scan, write_gate,
};

const TODAY: &str = "2026-11-25";

type Change = fn(&mut GateOptions);
const DEFAULT: Change = |_| {};

fn options(change: Change) -> JudgeOptions {
    let mut gate = GateOptions::default();
    change(&mut gate);
    let mut options = JudgeOptions::new(day(TODAY));
    options.gate = Some(gate);
    options
}

fn gate(state: State, change: Change) -> GateResult {
    Judged::new(state, options(change)).gate().unwrap().clone()
}

fn one(rows: &[&str]) -> State {
    state(TODAY, &[("web-01", rows)])
}

#[test]
fn what_counts_by_severity_result_and_limit() {
    let rows: &[&str] = &[
        "A H X", "B M X", "C L X", "D Z X", "E H O", "F H ?", "G L ?",
    ];
    let cases: &[(Change, u64, bool)] = &[
        (DEFAULT, 2, false),
        (|gate| gate.fail_on = Severity::Medium, 3, false),
        (|gate| gate.fail_on = Severity::Low, 4, false),
        (|gate| gate.strict = true, 3, false),
        (
            |gate| {
                gate.strict = true;
                gate.fail_on = Severity::Low;
            },
            6,
            false,
        ),
        (|gate| gate.max = 1, 2, false),
        (|gate| gate.max = 2, 2, true),
    ];
    for (index, (change, counted, passed)) in cases.iter().enumerate() {
        let judged = Judged::new(one(rows), options(*change));
        let gate = judged.gate().unwrap();
        assert_eq!(
            (gate.counted, gate.passed()),
            (*counted, *passed),
            "case {index}"
        );
        let rows = judged
            .rows()
            .filter(|row| row.judgement == Judgement::Counted);
        assert_eq!(rows.count() as u64, *counted, "case {index}");
        if !passed {
            let max = gate.options.max;
            assert_eq!(
                gate.reasons,
                [GateReason::TooMany {
                    counted: *counted,
                    max
                }]
            );
        }
    }
    assert!(gate(one(&["A H O", "B M X"]), DEFAULT).passed());
}

/// What is not there, not whole or not judged is never clean.
#[test]
fn nothing_that_was_not_judged_is_clean() {
    let empty = || {
        let mut builder = StateBuilder::new();
        builder.snapshot(run(TODAY), "a", "", Vec::new());
        builder.finish()
    };
    let few = |found, min| vec![GateReason::TooFewServers { found, min }];
    assert_eq!(gate(empty(), DEFAULT).reasons, few(0, 1), "no inspection");
    assert_eq!(
        gate(one(&[]), DEFAULT).reasons,
        few(0, 1),
        "an inspection without a check"
    );
    let unreadable = gate(one(&["A H ?"]), DEFAULT);
    assert_eq!(unreadable.reasons, few(0, 1), "no result that can be read");
    assert!(
        gate(empty(), |gate| gate.min_servers = 0).passed(),
        "asked for"
    );
    assert_eq!(
        gate(one(&["A H O"]), |gate| gate.min_servers = 2).reasons,
        few(1, 2)
    );
    assert!(gate(one(&["A H O", "B H Q"]), DEFAULT).passed());
    assert!(!gate(one(&["A H O", "B H Q"]), |gate| gate.strict = true).passed());

    let mut with_expected = options(DEFAULT);
    with_expected.expected = ["web-01", "web-02", "empty", "web-02"]
        .map(str::to_owned)
        .to_vec();
    let found = state(TODAY, &[("web-01", &["A H O"]), ("empty", &[])]);
    let judged = Judged::new(found, with_expected);
    assert_eq!(judged.missing_servers(), ["web-02", "empty"]);
    let reasons = &judged.gate().unwrap().reasons;
    assert_eq!(
        reasons,
        &[GateReason::MissingServers(
            judged.missing_servers().to_vec()
        )]
    );
    assert_eq!(judged.gate().unwrap().verdict, GateVerdict::Failed);

    let mut incomplete = content(TODAY, &[("web-01", &["A H O"])]);
    incomplete.unread.push(Unread::new("9", "web-09"));
    let result = gate(state_of(incomplete.clone()), DEFAULT);
    assert_eq!(result.verdict, GateVerdict::NotJudged);
    assert_eq!(result.reasons, [GateReason::Incomplete { unread: 1 }]);
    assert!(
        gate(state_of(incomplete.clone()), |gate| gate.allow_incomplete =
            true)
        .passed()
    );
    incomplete.unread.clear();
    incomplete.complete = false;
    assert_eq!(
        gate(state_of(incomplete), DEFAULT).verdict,
        GateVerdict::NotJudged
    );
}

#[test]
fn a_server_that_was_inspected_too_long_ago_fails() {
    let mut content = content(TODAY, &[]);
    let mut newer = inspection("both", 2, "2026-11-14");
    newer.kind = "WAS".to_owned();
    let mut undated = inspection("undated", 3, TODAY);
    undated.checked_at = None;
    let rows = checks(&["A H O"]);
    content.inspections = vec![
        (inspection("old", 1, "2026-11-14"), rows.clone()),
        (newer, rows.clone()),
        (inspection("both", 4, "2026-11-15"), rows.clone()),
        (undated, rows),
    ];
    let state = state_of(content);
    let result = gate(state.clone(), |gate| gate.max_age_days = Some(10));
    let names = ["old", "undated"].map(str::to_owned).to_vec();
    assert_eq!(result.reasons, [GateReason::TooOld(names)]);
    let judged = Judged::new(state.clone(), options(|gate| gate.max_age_days = Some(10)));
    let marked: Vec<&str> = judged
        .servers()
        .filter(|server| server.too_old)
        .map(|server| server.inspection.server.as_str())
        .collect();
    assert_eq!(marked, ["old", "undated"]);
    let result = gate(state, |gate| gate.max_age_days = Some(11));
    assert_eq!(
        result.reasons,
        [GateReason::TooOld(vec!["undated".to_owned()])]
    );
}

fn against(old: State, new: State, change: Change) -> GateResult {
    let comparison = Comparison::new(old, &new).unwrap();
    let judged = Judged::compared(new, comparison, options(change));
    judged.gate().unwrap().clone()
}

#[test]
fn with_a_baseline_only_what_is_not_known_counts() {
    let low: Change = |gate| gate.fail_on = Severity::Low;
    let strict: Change = |gate| gate.strict = true;
    // Before, now, how many count.
    let cases: &[(&str, &str, Change, u64)] = &[
        ("A H X", "A H X", DEFAULT, 0),
        ("A H O", "A H X", DEFAULT, 1),
        ("B H O", "A H X", DEFAULT, 1),
        ("A M X", "A H X", DEFAULT, 1),
        ("A H X", "A Z X", DEFAULT, 1),
        ("A Z X", "A H X", DEFAULT, 0),
        ("A H X", "A H ?", DEFAULT, 0),
        // What the baseline could not judge does not excuse a failure.
        ("A H ?", "A H X", DEFAULT, 1),
        ("A H X one", "A H X other", DEFAULT, 1),
        ("A H X", "A H O", DEFAULT, 0),
        ("A M X", "A L X", low, 0),
        ("A L X", "A M X", low, 1),
        ("A H O", "A H ?", strict, 1),
        ("A H ?", "A H ?", strict, 0),
        ("A H X", "A H ?", strict, 0),
    ];
    for (old, new, change, counted) in cases {
        let result = against(
            state("2026-05-25", &[("web-01", &[old, "Z H O"])]),
            one(&[new, "Z H O"]),
            *change,
        );
        assert_eq!(result.counted, *counted, "{old} → {new}");
        assert_eq!(result.passed(), *counted == 0, "{old} → {new}");
    }
    // A new server.
    let new = state(TODAY, &[("web-01", &["A H X"]), ("web-02", &["A H X"])]);
    let result = against(state("2026-05-25", &[("web-01", &["A H X"])]), new, DEFAULT);
    assert_eq!(result.counted, 1);
    // What the baseline did not ask for is not known either.
    let mut old = content("2026-05-25", &[("web-01", &["A H X"])]);
    old.run.standard = Some("M".to_owned());
    let mut new = content(TODAY, &[("web-01", &["A H X"])]);
    let mut other = inspection("web-01", 5, TODAY);
    other.standard = "F".to_owned();
    new.inspections.push((other, checks(&["SRV-001 H X"])));
    assert_eq!(against(state_of(old), state_of(new), DEFAULT).counted, 1);
}

fn register(location: &str) -> Register {
    let text = format!(
        "schema = \"kcsec.register/1\"\n[[entry]]\naction = \"accept\"\ncheck = [\"A\", \"XSS\"]\n\
         server = \"*\"\nreason = \"r\"\napprover = \"a\"\nuntil = 2026-12-31\n{location}\n"
    );
    Register::parse("r.toml", text.as_bytes(), &RegisterRules::new(day(TODAY))).unwrap()
}

#[test]
fn an_accepted_risk_does_not_count_until_it_is_over() {
    for (today, counted) in [("2026-12-31", 0), ("2027-01-01", 1)] {
        let mut options = options(DEFAULT);
        options.today = day(today);
        options.register = Some(register(""));
        let judged = Judged::new(one(&["A H X"]), options);
        assert_eq!(judged.gate().unwrap().counted, counted, "{today}");
    }
    let mut options = options(|gate| gate.strict = true);
    options.register = Some(register(""));
    let judged = Judged::new(one(&["A H ?", "B H O"]), options);
    assert!(judged.gate().unwrap().passed());
}

fn web(levels: &serde_json::Value, details: &serde_json::Value) -> State {
    let report = serde_json::json!({ "Classify_byRisk_Level": levels, "Details": details });
    let (inspection, rows) = web_scan(Inspection::new(Service::Wsc, "a.example.com", "1"), &report);
    let mut builder = StateBuilder::new();
    builder.inspection(inspection, rows);
    let run = Run::new(Service::Wsc, time("2026-11-25T12:00:00+09:00"));
    builder.snapshot(run, "1", "", Vec::new());
    builder.finish()
}

#[test]
fn a_web_scan_is_judged_by_its_counts_where_the_rows_do_not_agree() {
    use serde_json::json;
    let page = |risk: &str| json!({ "XSS": [{ "url": "https://a.example.com/x", "risk": risk }] });
    // Counts, details, whether the counts decide, what counts without and with the register.
    let cases = [
        (
            json!({"Total": 1, "High": 1, "Medium": 0, "Low": 0}),
            page("High"),
            false,
            1,
            0,
        ),
        (
            json!({"Total": 3, "High": 1, "Medium": 2, "Low": 0}),
            page("High"),
            true,
            1,
            1,
        ),
        // The rows say less than the documented counts.
        (
            json!({"Total": 1, "High": 1, "Medium": 0, "Low": 0}),
            page("Low"),
            true,
            1,
            1,
        ),
        (
            json!({"Total": 1, "High": 0, "Medium": 0, "Low": 1}),
            page("?"),
            true,
            0,
            0,
        ),
        (
            json!({"Total": "2", "High": "2", "Medium": "0", "Low": "0"}),
            json!({}),
            true,
            2,
            2,
        ),
        // Some that no level holds always count.
        (
            json!({"Total": 5, "High": 0, "Medium": 1, "Low": 1}),
            json!(null),
            true,
            3,
            3,
        ),
        (
            json!({"Total": 0, "High": 0, "Medium": 0, "Low": 0}),
            json!({}),
            false,
            0,
            0,
        ),
    ];
    for (levels, details, by_counts, without, with) in cases {
        let judged = Judged::new(web(&levels, &details), options(DEFAULT));
        let result = judged.gate().unwrap();
        assert_eq!(result.counted, without, "{levels}");
        assert_eq!(result.passed(), without == 0, "{levels}");
        assert_eq!(!result.by_counts.is_empty(), by_counts, "{levels}");
        let mut options = options(DEFAULT);
        options.register = Some(register("location = \"*\""));
        let judged = Judged::new(web(&levels, &details), options);
        assert_eq!(judged.gate().unwrap().counted, with, "{levels}");
    }
    // A report without counts and without rows says nothing.
    let nothing = gate(web(&json!(null), &json!(null)), DEFAULT);
    assert_eq!(
        nothing.reasons,
        [GateReason::TooFewServers { found: 0, min: 1 }]
    );
}

#[test]
fn the_json_of_a_gate_says_what_counted_and_why() {
    let mut options = options(|gate| gate.max_age_days = Some(1));
    options.expected = vec!["web-09".to_owned()];
    options.register = Some(register(""));
    let rows: &[&str] = &["A H X", "B H X", "C M X"];
    let mut content = content("2026-11-20", &[("web-01", rows)]);
    content.unread.push(Unread::new("9", "web-08"));
    let judged = Judged::new(state_of(content), options);
    let mut out = Vec::new();
    write_gate(&judged, &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(json["passed"], false);
    assert_eq!(json["verdict"], "not_judged");
    assert_eq!(
        json["reasons"],
        serde_json::json!(["weak", "coverage", "age", "incomplete"])
    );
    assert_eq!(json["counted"][0]["check"], "B");
    assert_eq!(json["accepted"][0]["entry"]["until"], "2026-12-31");
    assert_eq!(json["expired"], serde_json::json!([]));
    assert_eq!(json["counted_total"], 1);
    assert_eq!(json["snapshots"][0]["sha256"].as_str().unwrap().len(), 64);
}
