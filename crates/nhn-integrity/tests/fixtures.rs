//! Layer 1: the vendor's example decodes, and encoding it again loses no documented field.
#![allow(clippy::unwrap_used)]

use nhn_integrity::{EpochMillis, Flag, TokenInfo};
use serde_json::{Value, json};
use test_support::{fixture_json, lost_fields};

fn example() -> Value {
    fixture_json("nhn-integrity", "token-info.response.json")["body"].take()
}

#[test]
fn the_example_is_read_whole() {
    let info: TokenInfo = serde_json::from_value(example()).unwrap();
    insta::assert_debug_snapshot!(info);
    let again = serde_json::to_value(&info).unwrap();
    assert_eq!(lost_fields(&example(), &again), [""; 0]);
    assert_eq!(lost_fields(&again, &example()), [""; 0]);
    let expires = info.expire_at.unwrap();
    assert_eq!(expires.to_string(), "2025-11-14T05:16:19.336Z");
    assert_eq!(
        expires.to_date_time().unwrap().timestamp_millis(),
        1_763_097_379_336
    );
}

#[test]
fn every_documented_flag_has_a_name() {
    let contract = fixture_json("nhn-integrity", "contract.json");
    let documented: Vec<&str> = contract["operations"][0]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|field| {
            field["name"]
                .as_str()?
                .split_once("integrityChecked.")
                .map(|(_, flag)| flag)
        })
        .collect();
    assert_eq!(Flag::ALL.map(Flag::as_str).to_vec(), documented);
}

/// A token is gone with its read: whatever is null or missing must not cost the rest.
#[test]
fn any_field_may_be_null_or_missing_without_costing_the_others() {
    let fields = [
        "/appId",
        "/expireAt",
        "/integrityInfo",
        "/integrityInfo/codeHash",
        "/integrityInfo/signature",
        "/integrityResult",
        "/integrityResult/codeHashMatch",
        "/integrityResult/signatureMatch",
        "/integrityResult/integrityChecked",
        "/integrityResult/integrityChecked/rootingDetected",
        "/integrityResult/integrityChecked/emulatorDetected",
        "/integrityResult/integrityChecked/debugDetected",
        "/integrityResult/integrityChecked/hookingDetected",
        "/integrityResult/integrityChecked/untrustedEnv",
    ];
    for field in fields {
        let mut with_null = example();
        *with_null.pointer_mut(field).unwrap() = Value::Null;
        let mut without = example();
        let (parent, name) = field.rsplit_once('/').unwrap();
        without
            .pointer_mut(parent)
            .unwrap()
            .as_object_mut()
            .unwrap()
            .remove(name);
        let read: TokenInfo = serde_json::from_value(with_null).unwrap();
        assert_eq!(
            read,
            serde_json::from_value(without.clone()).unwrap(),
            "{field}"
        );
        let again = serde_json::to_value(&read).unwrap();
        assert_eq!(lost_fields(&without, &again), [""; 0], "{field}");
    }
    let nothing: TokenInfo = serde_json::from_value(json!({})).unwrap();
    assert_eq!(nothing, TokenInfo::default());
}

#[test]
fn numbers_and_truths_are_read_as_text_too_and_new_fields_are_passed_over() {
    let mut changed = example();
    changed["expireAt"] = json!("1763097379336");
    changed["integrityResult"]["signatureMatch"] = json!("true");
    changed["integrityResult"]["integrityChecked"]["rootingDetected"] = json!("True");
    changed["integrityResult"]["integrityChecked"]["deepfakeDetected"] = json!({"a": [1]});
    let read: TokenInfo = serde_json::from_value(changed).unwrap();
    assert_eq!(read, serde_json::from_value(example()).unwrap());
}

/// The same with a value of another type: it is not stated, and costs no other field.
#[test]
fn a_value_of_another_type_costs_nothing_but_itself() {
    let odd = [
        json!("x"),
        json!(""),
        json!(-7),
        json!(1.5),
        json!([]),
        json!([1]),
        json!({"a": 1}),
        json!(true),
    ];
    let none = TokenInfo::default();
    let whole: TokenInfo = serde_json::from_value(example()).unwrap();
    for field in ["appId", "expireAt", "integrityInfo", "integrityResult"] {
        for value in &odd {
            let mut changed = example();
            changed[field] = value.clone();
            let read: TokenInfo = serde_json::from_value(changed).unwrap();
            // Whatever came of this field, the others are there.
            let mut rest = whole.clone();
            match field {
                "appId" => rest.app_id = read.app_id.clone(),
                "expireAt" => rest.expire_at = read.expire_at,
                "integrityInfo" => rest.integrity_info = read.integrity_info.clone(),
                _ => rest.integrity_result = read.integrity_result,
            }
            assert_eq!(read, rest, "{field}: {value}");
        }
    }
    for (path, value) in [
        ("/expireAt", json!("")),
        ("/expireAt", json!({})),
        ("/integrityInfo", json!("x")),
        ("/integrityResult", json!(3)),
        ("/appId", json!(["x"])),
    ] {
        let mut only = json!({});
        only[&path[1..]] = value;
        let read: TokenInfo = serde_json::from_value(only.clone()).unwrap();
        assert_eq!(read, none, "{only}");
    }
    let number: TokenInfo = serde_json::from_value(json!({"appId": 12})).unwrap();
    assert_eq!(number.app_id.as_deref(), Some("12"));
}

#[test]
fn one_and_zero_are_truths_and_other_values_are_not_stated() {
    for (value, truth) in [
        (json!(1), Some(true)),
        (json!(0), Some(false)),
        (json!(2), None),
        (json!("yes"), None),
        (json!([]), None),
        (json!({"a": 1}), None),
    ] {
        let mut changed = example();
        changed["integrityResult"]["signatureMatch"] = value.clone();
        changed["integrityResult"]["integrityChecked"]["rootingDetected"] = value.clone();
        let read: TokenInfo = serde_json::from_value(changed).unwrap();
        let result = read.integrity_result.unwrap();
        assert_eq!(result.signature_match, truth, "{value}");
        let checked = result.integrity_checked.unwrap();
        assert_eq!(checked.rooting_detected, truth, "{value}");
        assert_eq!(checked.untrusted_env, Some(true));
    }
}

#[test]
fn a_moment_outside_the_calendar_keeps_its_number() {
    for millis in [i64::MAX, i64::MIN] {
        let moment: EpochMillis = serde_json::from_value(json!(millis)).unwrap();
        assert_eq!((moment.as_millis(), moment.to_date_time()), (millis, None));
        assert_eq!(serde_json::to_value(moment).unwrap(), json!(millis));
        assert_eq!(moment.to_string(), format!("{millis} ms"));
    }
}
