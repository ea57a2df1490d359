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
        for changed in [with_null, without] {
            let read: TokenInfo = serde_json::from_value(changed.clone()).unwrap();
            assert_eq!(serde_json::to_value(&read).unwrap(), changed, "{field}");
        }
    }
    let nothing: TokenInfo = serde_json::from_value(json!({})).unwrap();
    assert_eq!(nothing, TokenInfo::default());
}

#[test]
fn numbers_and_truths_are_read_as_text_too_and_new_fields_are_kept() {
    let mut changed = example();
    changed["expireAt"] = json!("1763097379336");
    changed["integrityResult"]["signatureMatch"] = json!("true");
    changed["integrityResult"]["integrityChecked"]["rootingDetected"] = json!("True");
    changed["integrityResult"]["integrityChecked"]["deepfakeDetected"] = json!({"a": [1]});
    let read: TokenInfo = serde_json::from_value(changed.clone()).unwrap();
    let whole: TokenInfo = serde_json::from_value(example()).unwrap();
    assert_eq!(read.expire_at, whole.expire_at);
    let (read_result, result) = (
        read.integrity_result.as_ref(),
        whole.integrity_result.unwrap(),
    );
    let read_result = read_result.unwrap();
    assert_eq!(read_result.signature_match, result.signature_match);
    let flags = result.integrity_checked.unwrap();
    let read_flags = read_result.integrity_checked.as_ref().unwrap();
    assert_eq!(read_flags.rooting_detected, flags.rooting_detected);
    // All comes out as it came in.
    assert_eq!(serde_json::to_value(&read).unwrap(), changed);
}

/// A value of another type is missing, costs no other field, and comes out as it came in.
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
    let whole: TokenInfo = serde_json::from_value(example()).unwrap();
    for field in ["appId", "expireAt", "integrityInfo", "integrityResult"] {
        for value in &odd {
            let mut changed = example();
            changed[field] = value.clone();
            let read: TokenInfo = serde_json::from_value(changed.clone()).unwrap();
            let same = [
                read.app_id == whole.app_id,
                read.expire_at == whole.expire_at,
                read.integrity_info == whole.integrity_info,
                read.integrity_result == whole.integrity_result,
            ];
            let others = same.iter().filter(|same| **same).count();
            assert!(others >= 3, "{field}: {value}");
            assert_eq!(serde_json::to_value(&read).unwrap(), changed);
        }
    }
    for odd in ["null", "[]", "3", "\"x\""] {
        assert!(serde_json::from_str::<TokenInfo>(odd).is_err(), "{odd}");
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
