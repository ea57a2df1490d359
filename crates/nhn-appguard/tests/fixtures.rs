//! Layer 1: the vendor's examples decode, and encoding them again loses no documented field.
#![allow(clippy::unwrap_used)]

use nhn_appguard::{Abnormal, AbnormalReport, Detection, Totals};
use serde_json::{Value, json};
use test_support::{fixture, fixture_json, lost_fields};

const EXAMPLES: [&str; 2] = [
    "abnormal-status.response.android.json",
    "abnormal-status.response.ios.json",
];

#[test]
fn the_examples_are_read_whole() {
    for name in EXAMPLES {
        let report: AbnormalReport = serde_json::from_str(&fixture("nhn-appguard", name)).unwrap();
        insta::assert_debug_snapshot!(name, report);

        let documented = json!({"data": fixture_json("nhn-appguard", name)["data"].take()});
        let again = serde_json::to_value(&report).unwrap();
        assert_eq!(lost_fields(&documented, &again), [""; 0]);
        assert_eq!(lost_fields(&again, &documented), [""; 0]);
    }
}

#[test]
fn every_documented_counter_is_a_detection() {
    let contract = fixture_json("nhn-appguard", "contract.json");
    let documented: Vec<&str> = contract["operations"][0]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|field| field["name"].as_str()?.strip_prefix("data[]."))
        .filter(|name| name.ends_with("Count"))
        .collect();
    let ours: Vec<&str> = Detection::DOCUMENTED
        .iter()
        .map(Detection::as_str)
        .collect();
    assert_eq!(ours, documented);
}

fn entry(value: Value) -> Abnormal {
    serde_json::from_value(value).unwrap()
}

#[test]
fn the_id_comes_under_two_names_as_text_or_number() {
    for (value, id) in [
        (json!({"abnormalId": "기기-1"}), "기기-1"),
        (
            json!({"abnormalId": 18_446_744_073_709_551_615_u64}),
            "18446744073709551615",
        ),
        (json!({"abnormalId": -5}), "-5"),
        (json!({"id": "former"}), "former"),
        (json!({"id": 1, "abnormalId": "today"}), "today"),
        (json!({"abnormalId": null, "id": "former"}), "former"),
    ] {
        assert_eq!(entry(value).abnormal_id.as_deref(), Some(id));
    }
}

#[test]
fn one_bad_entry_never_costs_the_day() {
    let bad = json!([
        {"total": 1, "cheatCount": 1},
        {"abnormalId": null, "total": 1, "cheatCount": 1.0},
        {"abnormalId": {"a": 1}, "total": 1, "cheatCount": "1"},
        {"abnormalId": [1], "total": 1, "cheatCount": 1, "hookCount": -1},
        {"abnormalId": true, "total": 1, "cheatCount": 1, "hookCount": "many"},
        {"abnormalId": 1.5, "total": 1, "cheatCount": 1, "hookCount": [], "blackCount": 1.5},
    ]);
    let entries = bad.as_array().unwrap().len();
    let report: AbnormalReport = serde_json::from_value(json!({"data": bad})).unwrap();
    assert!(report.entries.iter().all(|entry| {
        let read = (entry.abnormal_id.as_ref(), entry.total, entry.cheat_count);
        read == (None, Some(1), Some(1)) && entry.counts().count() == 1
    }));
    assert_eq!(report.totals().get(&Detection::Cheat), Some(entries as u64));
    let again = serde_json::to_value(&report.entries[0]).unwrap();
    assert_eq!(again, bad[0]);
}

#[test]
fn detections_of_tomorrow_are_counted_and_written_back() {
    let value = json!({
        "abnormalId": "a", "total": "12", "cheatCount": "3", "hookCount": null,
        "deepfakeCount": 4, "overlayCount": "5",
    });
    let read = entry(value.clone());
    assert_eq!(
        (read.total, read.cheat_count, read.hook_count),
        (Some(12), Some(3), None)
    );
    assert_eq!(read.count(&Detection::from("deepfakeCount")), Some(4));
    assert_eq!(read.count(&Detection::from("overlayCount")), Some(5));
    let mut documented = value;
    documented.as_object_mut().unwrap().remove("hookCount");
    let again = serde_json::to_value(&read).unwrap();
    assert_eq!(lost_fields(&documented, &again), [""; 0]);
}

#[test]
fn whatever_else_comes_is_passed_over() {
    let read = entry(json!({
        "abnormalId": "a", "note": "5", "list": [1, {"a": 2}], "map": {"b": 3}, "flag": true,
        "nothing": null, "negative": -1, "fraction": 1.5, "text": "x", "cheatCount": 1,
    }));
    assert_eq!(read.other_counts.len(), 0, "{read:?}");
    assert_eq!(read.cheat_count, Some(1));
}

#[test]
fn a_day_without_detections_is_empty_and_one_without_its_list_is_unreadable() {
    for empty in [json!({"data": []}), json!({"data": null})] {
        let report: AbnormalReport = serde_json::from_value(empty).unwrap();
        assert_eq!(report, AbnormalReport::default());
    }
    let error = serde_json::from_value::<AbnormalReport>(json!({})).unwrap_err();
    assert!(error.to_string().contains("data"), "{error}");
}

#[test]
fn totals_add_up_what_was_sent_and_nothing_else() {
    let mut totals = Totals::default();
    for name in EXAMPLES {
        totals.add(&serde_json::from_str(&fixture("nhn-appguard", name)).unwrap());
    }
    totals.extend(&[
        entry(json!({"abnormalId": "a", "total": 1, "deepfakeCount": 1})),
        entry(json!({"abnormalId": "a", "deepfakeCount": u64::MAX, "rootingCount": 0})),
    ]);
    insta::assert_json_snapshot!(totals);
    assert_eq!((totals.entries(), totals.total()), (4, Some(19)));
    assert_eq!(totals.get(&Detection::Cheat), Some(2));
    assert_eq!(totals.get(&Detection::Other("nothing".into())), None);
    let names: Vec<String> = totals.iter().map(|(what, _)| what.to_string()).collect();
    assert_eq!(names.last().unwrap(), "deepfakeCount");
    assert_eq!(names.len(), Detection::DOCUMENTED.len() + 1);
}
