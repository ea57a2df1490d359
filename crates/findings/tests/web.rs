//! Findings of web scans, whatever their reports look like inside.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use korea_cloud_security_findings::{Check, Inspection, Service, Status, web_scan};
use serde_json::{Value, json};

fn scan(report: &Value) -> (Inspection, Vec<Check>) {
    web_scan(
        Inspection::new(Service::Wsc, "shop.example.com", "10025"),
        report,
    )
}

/// Each row as `check severity url parameter count`.
fn rows(report: &Value) -> Vec<String> {
    let (_, checks) = scan(report);
    let rows = checks.iter().map(|check| {
        assert_eq!(check.status, Status::Fail);
        let (check_id, severity) = (&check.item.check, check.item.severity);
        let location = check.location.replace('\u{1f}', " ");
        let count = check
            .count
            .map(|count| count.to_string())
            .unwrap_or_default();
        format!("{check_id} {severity} {location} {count}")
            .trim_end()
            .to_owned()
    });
    rows.collect()
}

#[test]
fn rows_are_found_wherever_a_place_is_named() {
    let cases = [
        (
            json!({"XSS": [{"url": "/a", "risk": "High", "parameter": "q"}]}),
            vec!["XSS high /a q"],
        ),
        (
            json!({"urls": 12, "items": {"XSS": [{"URL": "/a", "Risk": "medium"}]}}),
            vec!["XSS medium /a"],
        ),
        (
            json!([{"uri": "/a", "name": "CSRF", "level": "하"}]),
            vec!["CSRF low /a"],
        ),
        (
            json!({"x": {"Path": "/a", "title": "T", "severity": "상"}}),
            vec!["T high /a"],
        ),
        (
            json!({"x": {"path": "/a", "Vulnerability": "V", "severity": "critical"}}),
            vec!["V unknown /a"],
        ),
        (
            json!({"a": {"b": {"c": {"d": {"e": {"url": "/5"}}}}}}),
            vec!["e unknown /5"],
        ),
        (
            json!({"a": {"b": {"c": {"d": {"e": {"f": {"url": "/6"}}}}}}}),
            vec!["f unknown /6"],
        ),
        (
            json!({"a": {"b": {"c": {"d": {"e": {"f": {"g": {"url": "/7"}}}}}}}}),
            vec![],
        ),
        (
            json!({"x": {"url": "/a", "inner": {"url": "/b"}}}),
            vec!["x unknown /a", "inner unknown /b"],
        ),
        (
            json!({"x": {"url": 3}, "y": {"url": " "}, "z": [null, "url"]}),
            vec![],
        ),
        (json!(null), vec![]),
        (json!("text"), vec![]),
    ];
    for (details, expected) in cases {
        assert_eq!(rows(&json!({ "Details": details })), expected, "{details}");
    }
}

#[test]
fn without_places_there_is_a_row_for_each_kind_and_without_these_for_each_level() {
    let levels = json!({"Total": "6", "High": 1, "Medium": 0, "Low": 5});
    let kinds = json!({"XSS": 2, "CSRF": "3", "none": 0, "odd": "x", "in": {"Total": 1}});
    let report = json!({"Classify_byRisk_Level": levels, "Classify_byRisk_Vulnerability": kinds});
    let mut found = rows(&report);
    found.sort();
    assert_eq!(
        found,
        ["CSRF unknown  3", "XSS unknown  2", "in unknown  1"]
    );
    let report = json!({ "Classify_byRisk_Level": levels });
    assert_eq!(rows(&report), ["High high  1", "Low low  5"]);
    let (inspection, _) = scan(&report);
    assert_eq!(
        (inspection.check_count, inspection.high, inspection.low),
        (Some(6), Some(1), Some(5))
    );
    assert!(inspection.mismatch);
    assert_eq!(rows(&json!({})), Vec::<String>::new());
    assert_eq!(scan(&json!({})).0.check_count, None);
}

#[test]
fn rows_that_do_not_agree_with_the_counts_are_a_mismatch() {
    let details = json!({"XSS": [{"url": "/a", "risk": "High"}, {"url": "/b", "risk": "Low"}]});
    for (levels, mismatch) in [
        (json!({"Total": 2, "High": 1, "Medium": 0, "Low": 1}), false),
        (json!({"Total": 3, "High": 1, "Medium": 0, "Low": 1}), true),
        (json!({"Total": 2, "High": 2, "Medium": 0, "Low": 0}), true),
        (json!({"Total": 2}), false),
        (json!({"High": 1, "Low": 1}), false),
        (json!(null), false),
    ] {
        let report = json!({"Classify_byRisk_Level": levels, "Details": details});
        assert_eq!(scan(&report).0.mismatch, mismatch, "{levels}");
    }
}

#[test]
fn the_time_is_the_end_of_the_scan_in_korea_and_the_advice_is_kept() {
    for (text, expected) in [
        (
            "2026/11/25 09:00:00~2026/11/25 09:40:00",
            Some("2026-11-25T00:40:00+00:00"),
        ),
        (
            "2026/11/25 09:00:00 ~ 2026/11/26 00:10:00",
            Some("2026-11-25T15:10:00+00:00"),
        ),
        ("soon", None),
        ("2026/11/25 09:00:00~", None),
    ] {
        let time = scan(&json!({ "Scan_Time": text })).0.checked_at;
        assert_eq!(time, expected.map(|text| text.parse().unwrap()), "{text}");
    }
    let (inspection, checks) = scan(&json!({
        "Details": {"XSS": [{"url": "/a"}]}, "Recommendation": {"XSS": "이스케이프"}
    }));
    assert_eq!(checks[0].item.how.as_deref(), Some("이스케이프"));
    assert_eq!((inspection.kind.as_str(), inspection.items), ("WEB", 1));
}
