//! Any entry is written and read again without loss, and no strange field costs an entry.
#![allow(clippy::unwrap_used)]

use nhn_appguard::{Abnormal, Detection};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn entry() -> impl Strategy<Value = Abnormal> {
    let documented = vec(any::<Option<u64>>(), Detection::DOCUMENTED.len());
    let others = btree_map("[a-zA-Z가-힣\"\\\\]{1,8}Count2?", any::<u64>(), 0..4);
    (any::<String>(), any::<Option<u64>>(), documented, others).prop_map(
        |(id, total, documented, others)| {
            let mut fields = Map::new();
            fields.insert("abnormalId".into(), json!(id));
            fields.insert("total".into(), json!(total));
            for (detection, count) in Detection::DOCUMENTED.iter().zip(documented) {
                fields.insert(detection.as_str().into(), json!(count));
            }
            for (name, count) in others {
                fields.entry(name).or_insert(json!(count));
            }
            serde_json::from_value(fields.into()).unwrap()
        },
    )
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn an_entry_survives_the_way_out_and_in(entry in entry()) {
        let text = serde_json::to_string(&entry).unwrap();
        prop_assert_eq!(serde_json::from_str::<Abnormal>(&text).unwrap(), entry);
    }

    #[test]
    fn a_field_that_nobody_documented_never_costs_the_entry(name in "[a-z]{1,9}X", value in any_json()) {
        let text = json!({"abnormalId": "a", name: value, "cheatCount": 1}).to_string();
        let read: Abnormal = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(read.cheat_count, Some(1));
        prop_assert_eq!(read.abnormal_id, "a");
    }

    #[test]
    fn no_answer_makes_it_panic(value in any_json(), bytes in vec(any::<u8>(), 0..64)) {
        let _ = serde_json::from_value::<Abnormal>(value.clone());
        let _ = serde_json::from_value::<Abnormal>(json!({"abnormalId": value}));
        let _ = serde_json::from_slice::<Abnormal>(&bytes);
    }
}
