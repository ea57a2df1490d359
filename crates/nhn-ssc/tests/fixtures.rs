//! Layer 1: the vendor's examples decode, and encoding them again loses no documented field.
#![allow(clippy::unwrap_used)]

use nhn_ssc::{CheckItem, ExecutionTime, OperatingSystem, Severity, SummaryPage};
use serde_json::{Value, json};
use test_support::{fixture, fixture_json, lost_fields};
use transport_core::envelope::ApiResponse as _;

#[test]
fn the_summary_example_is_read_whole() {
    let page = SummaryPage::decode(fixture("nhn-ssc", "summary.response.json").as_bytes()).unwrap();
    insta::assert_debug_snapshot!(page);

    let mut documented = fixture_json("nhn-ssc", "summary.response.json");
    // A duplicate of isSuccessful that only the examples show.
    documented["header"]
        .as_object_mut()
        .unwrap()
        .remove("success");
    assert_eq!(
        lost_fields(&documented, &serde_json::to_value(&page).unwrap()),
        [""; 0]
    );
}

#[test]
fn the_details_examples_are_read_whole_in_every_language() {
    for name in ["details.response.json", "details.response.ko.json"] {
        let documented = fixture_json("nhn-ssc", name)["results"].take();
        let items: Vec<CheckItem> = serde_json::from_value(documented.clone()).unwrap();
        insta::assert_debug_snapshot!(name, items);
        assert_eq!(
            lost_fields(&documented, &serde_json::to_value(&items).unwrap()),
            [""; 0]
        );
    }
}

fn first_inspection(change: impl FnOnce(&mut Value)) -> nhn_ssc::InspectionSummary {
    let mut answer = fixture_json("nhn-ssc", "summary.response.json");
    change(&mut answer["results"][0]);
    let body = serde_json::to_vec(&answer).unwrap();
    SummaryPage::decode(&body)
        .unwrap()
        .into_inspections()
        .remove(0)
}

#[test]
fn the_id_is_the_same_as_a_number_and_as_a_text() {
    let number = first_inspection(|i| i["usageStasNo"] = json!(9_007_199_254_740_993_u64));
    let text = first_inspection(|i| i["usageStasNo"] = json!("9007199254740993"));
    assert_eq!(number.id, text.id);
    assert_eq!(number.id.to_string(), "9007199254740993");
}

#[test]
fn both_spellings_are_windows_and_a_new_system_is_kept() {
    for spelling in ["Window", "Windows"] {
        let inspection = first_inspection(|i| i["os"] = json!(spelling));
        assert_eq!(inspection.os, Some(OperatingSystem::Windows));
    }
    let inspection = first_inspection(|i| i["os"] = json!("하이퍼OS"));
    assert_eq!(serde_json::to_value(&inspection).unwrap()["os"], "하이퍼OS");
}

#[test]
fn nulls_texts_for_numbers_and_unknown_fields_do_not_cost_the_page() {
    let inspection = first_inspection(|i| {
        i["weakCount"] = json!("15");
        i["checkCount"] = Value::Null;
        i["systemVersion"] = Value::Null;
        i["executionTime"] = Value::Null;
        i["somethingNew"] = json!({"a": [1]});
        i.as_object_mut().unwrap().remove("bss");
    });
    assert_eq!(
        (inspection.weak_count, inspection.check_count),
        (Some(15), None)
    );
    assert_eq!(
        (inspection.standard, inspection.execution_time),
        (None, None)
    );
}

#[test]
fn a_time_that_is_no_date_costs_no_row_and_keeps_its_text() {
    for (wire, text) in [
        (
            json!("2025-07-17T11:42:20.5Z"),
            Some("2025-07-17T11:42:20.5Z"),
        ),
        (json!("2025.07.17 11:42"), Some("2025.07.17 11:42")),
        (json!(1_752_720_140), Some("1752720140")),
        (json!(""), None),
        (json!(" "), None),
    ] {
        let inspection = first_inspection(|i| i["executionTime"] = wire.clone());
        let time = inspection.execution_time.as_ref();
        assert_eq!(time.map(ExecutionTime::as_str), text, "{wire}");
        let again = serde_json::to_value(&inspection).unwrap();
        assert_eq!(again["executionTime"], wire);
    }
    let parsed = first_inspection(|_| ()).execution_time.unwrap().parsed();
    assert_eq!(parsed.unwrap().to_rfc3339(), "2025-07-17T11:42:20+09:00");
}

#[test]
fn a_list_that_is_null_is_empty() {
    let page = SummaryPage::decode(
        br#"{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":"SUCCESS"},"results":null}"#,
    );
    assert!(page.unwrap().inspections().is_empty());
}

#[test]
fn a_success_without_its_list_is_no_empty_list() {
    let header = r#"{"isSuccessful":true,"resultCode":0,"resultMessage":"SUCCESS"}"#;
    let error = SummaryPage::decode(format!(r#"{{"header":{header}}}"#).as_bytes()).unwrap_err();
    assert!(error.to_string().contains("results"), "{error}");
    let empty = SummaryPage::decode(format!(r#"{{"header":{header},"results":[]}}"#).as_bytes());
    assert!(empty.unwrap().inspections().is_empty());
}

#[test]
fn severity_goes_by_the_letter_and_never_by_the_localised_name() {
    let item: CheckItem = serde_json::from_value(
        json!({"resultId": "U-01", "weakLevel": "L", "weakLevelName": "상", "resultCode": "X"}),
    )
    .unwrap();
    assert_eq!(item.severity, Some(Severity::Low));
    assert!(item.failed());
}
