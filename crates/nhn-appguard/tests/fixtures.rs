//! Layer 1: the vendor's examples decode, and encoding them again loses no documented field.
#![allow(clippy::unwrap_used)]

use nhn_appguard::testing::FakeTransport;
use nhn_appguard::{Abnormal, AbnormalReport, AbnormalStatusQuery, Detection, Error, Os, Totals};
use serde_json::{Value, json};
use test_support::{fixture, fixture_json, lost_fields};

mod common;

/// What the client reads of that response.
fn read(body: impl Into<bytes::Bytes>) -> Result<AbnormalReport, Error> {
    let fake = FakeTransport::new().respond_json(200, body);
    let options = common::options_at(common::noon()).with_transport(std::sync::Arc::new(fake));
    let client = common::client_at("http://127.0.0.1:9").with_options(options);
    let query = AbnormalStatusQuery::yesterday(Os::Android);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    runtime
        .unwrap()
        .block_on(client.build().unwrap().abnormal_status(&query))
}

fn day_of(data: Value) -> Result<AbnormalReport, Error> {
    let header = json!({"isSuccessful": true, "resultCode": 1, "resultMessage": ""});
    read(json!({"header": header, "data": data}).to_string())
}

const EXAMPLES: [&str; 2] = [
    "abnormal-status.response.android.json",
    "abnormal-status.response.ios.json",
];

#[test]
fn the_examples_are_read_whole() {
    for name in EXAMPLES {
        let report = read(fixture("nhn-appguard", name)).unwrap();
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
        (json!({"abnormalId": null, "id": "former"}), "former"),
    ] {
        assert_eq!(entry(value).abnormal_id, id);
    }
}

#[test]
fn one_bad_entry_never_costs_the_day() {
    let bad = json!([
        {"total": 1, "cheatCount": 1},
        {"abnormalId": null, "total": 1},
        {"abnormalId": {"a": 1}, "total": 1},
        ["a", 1],
        {"abnormalId": "a", "total": 1, "cheatCount": 1.0},
        {"abnormalId": true, "total": 1, "cheatCount": "1"},
        {"abnormalId": 1.5, "total": 1, "cheatCount": 1, "hookCount": -1},
        {"abnormalId": "b", "total": 1, "cheatCount": 1, "hookCount": "many"},
        {"abnormalId": "", "total": 1, "cheatCount": 1, "hookCount": [], "blackCount": {}},
    ]);
    let report = day_of(bad.clone()).unwrap();
    assert_eq!((report.entries.len(), report.skipped().len()), (5, 4));
    assert!(report.entries.iter().all(|entry| {
        (entry.total, entry.cheat_count) == (Some(1), Some(1)) && entry.counts().count() == 1
    }));
    assert_eq!(report.totals().get(&Detection::Cheat), Some(5));
    // Everything comes out as it came in.
    for (entry, bad) in report.entries.iter().zip(&bad.as_array().unwrap()[4..]) {
        assert_eq!(&serde_json::to_value(entry).unwrap(), bad);
    }
}

#[test]
fn an_id_with_half_an_emoji_costs_no_day() {
    let body = r#"{"header":{"isSuccessful":true,"resultCode":1},"data":[
        {"abnormalId":"cut \ud83d","total":2,"cheatCount":2},{"abnormalId":"whole","total":1}]}"#;
    let report = read(body).unwrap();
    let ids: Vec<_> = report
        .entries
        .iter()
        .map(|entry| &*entry.abnormal_id)
        .collect();
    assert_eq!(ids, ["cut \u{fffd}", "whole"]);
    let cp949 = b"{\"header\":{\"isSuccessful\":true},\"data\":[{\"abnormalId\":\"\xb1\xe2\",\"total\":1}]}";
    assert_eq!(read(&cp949[..]).unwrap().entries[0].total, Some(1));
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
fn whatever_else_comes_is_kept_and_not_counted() {
    let value = json!({
        "abnormalId": "a", "cheatCount": 1, "note": "5", "list": [1, {"a": 2}], "map": {"b": 3},
        "flag": true, "nothing": null, "negative": -1, "fraction": 1.5, "text": "x",
    });
    let read = entry(value.clone());
    assert_eq!(read.counts().collect::<Vec<_>>(), [(Detection::Cheat, 1)]);
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
}

#[test]
fn a_day_without_detections_is_empty_and_one_without_its_list_is_unreadable() {
    for empty in [json!([]), json!(null)] {
        assert_eq!(day_of(empty).unwrap(), AbnormalReport::default());
    }
    for odd in [json!({}), json!("none"), json!(0)] {
        let error = day_of(odd).unwrap_err();
        assert_eq!(error.kind(), nhn_appguard::ErrorKind::UnreadableResponse);
    }
    let error = read(r#"{"header":{"isSuccessful":true}}"#).unwrap_err();
    assert_eq!(error.kind(), nhn_appguard::ErrorKind::UnreadableResponse);
}

#[test]
fn totals_add_up_what_was_sent_and_nothing_else() {
    let mut totals = Totals::default();
    for name in EXAMPLES {
        totals.add(&read(fixture("nhn-appguard", name)).unwrap());
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
