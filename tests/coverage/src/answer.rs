use serde_json::{Map, Value, json};

use crate::{Field, Operation};

/// An answer that holds every documented field, each with a value of its type.
pub fn documented_answer(operation: &Operation) -> Value {
    let mut answer = Value::Object(Map::new());
    for (number, field) in (1..).zip(&operation.fields) {
        let has_fields_within = operation.fields.iter().any(|other| {
            other
                .name
                .strip_prefix(&field.name)
                .is_some_and(|rest| rest.starts_with(['.', '[']))
        });
        if !has_fields_within {
            put(&mut answer, &field.name, value_of(field, number));
        }
    }
    answer
}

/// The documented fields that `written` lacks, or holds with another value.
pub fn missing_fields(answer: &Value, written: &Value) -> Vec<String> {
    test_support::lost_fields(answer, written)
        .into_iter()
        .map(|path| path.trim_start_matches('.').replace("[0]", "[]"))
        .collect()
}

fn put(answer: &mut Value, path: &str, value: Value) {
    let mut place = answer;
    for step in path.split('.') {
        let (name, is_list) = match step.strip_suffix("[]") {
            Some(name) => (name, true),
            None => (step, false),
        };
        if place.is_null() {
            *place = Value::Object(Map::new());
        }
        place = &mut place[name];
        if is_list {
            if place.is_null() {
                *place = json!([null]);
            }
            place = &mut place[0];
        }
    }
    *place = value;
}

fn value_of(field: &Field, number: u64) -> Value {
    let name = field.name.rsplit(['.', ']']).next().unwrap_or_default();
    match (name, field.kind.as_str()) {
        // The envelope says that it is a success, and what reads as a number is one.
        ("returnCode", _) => json!("0"),
        ("expires_in" | "usageStasNo", _) => json!(number.to_string()),
        // The last value: the first one of `os` is a spelling that is read, and written as the other.
        (_, "ENUM") => json!(field.values.last()),
        (_, "String") if !field.values.is_empty() => json!(field.values[0]),
        (_, "Boolean") => json!(true),
        (_, "Integer" | "Long") => json!(number),
        (_, "DateTime") => json!("2025-07-17T11:42:20+09:00"),
        (_, "Date") => json!("2026-01-15 12:00:00"),
        (_, "Array" | "List") => json!([format!("값 {number}")]),
        (_, "Object") => json!({ "열린 값": number }),
        (_, "Null") => Value::Null,
        _ => json!(format!("값 {number}")),
    }
}
