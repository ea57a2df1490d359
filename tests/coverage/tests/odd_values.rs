//! One odd value costs only itself: in every operation, any field but what identifies a record may
//! hold any JSON, and every other field and every other record are read as ever.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use coverage::{Contract, Operation, Read, call_of, documented_answer, read_by};
use proptest::prelude::*;
use proptest::sample::Index;
use reliability::{Call, Lab, LabOptions};
use serde_json::{Value, json};
use test_support::{any_json, fixture_json, fixture_names, lost_fields};
use tokio::runtime::Runtime;
use transport_core::testing::{FakeResponse, FakeTransport};
use transport_core::wire::{Object, RawValue};

/// How many values are tried in the examples of an operation, in places of chance.
const CASES: u32 = 80;

const TOKEN: &str =
    r#"{"access_token":"test-secret-token","token_type":"Bearer","expires_in":86400}"#;

/// What identifies a record.
const IDENTITIES: [&str; 3] = ["usageStasNo", "instanceNo", "abnormalId"];

/// The markers of success, and what a success must hold: nothing stands for them.
const EXEMPT: [&str; 7] = [
    "/header",
    "/header/isSuccessful",
    "/returnCode",
    "/results",
    "/data",
    "/record_data",
    "/body",
];

const SERVICES: [&str; 4] = ["nhn-ssc", "ncp-wsc", "nhn-appguard", "nhn-integrity"];

/// The vendor's examples of a response, and one that holds every documented field.
fn examples(service: &str, operation: &Operation) -> Vec<Value> {
    let mut examples = vec![documented_answer(operation)];
    for file in fixture_names(service) {
        if file.starts_with(&format!("{}.response.", operation.name)) {
            examples.push(fixture_json(service, &file));
        }
    }
    if operation.name == "create-job" {
        // Not documented: its neighbours' envelope, with the id.
        let mut example = fixture_json("ncp-wsc", "cancel-job.response.json");
        example["instanceNo"] = 7.into();
        example["resources"] = json!({"more": ["x", 1.5]});
        examples = vec![example];
    }
    for example in &mut examples {
        if let Some(header) = example.get_mut("header") {
            header["isSuccessful"] = true.into();
        }
        for list in ["results", "data", "record_data"] {
            if let Some(Value::Array(records)) = example.get_mut(list) {
                let mut neighbour = records[0].clone();
                for (name, value) in neighbour.as_object_mut().unwrap() {
                    if IDENTITIES.contains(&name.as_str()) {
                        *value = "neighbour".into();
                    }
                }
                records.push(neighbour);
            }
        }
    }
    examples
}

/// The places of all values in it that may be anything.
fn places(example: &Value) -> Vec<String> {
    fn walk(value: &Value, place: &str, places: &mut Vec<String>) {
        let name = place.rsplit('/').next().unwrap_or_default();
        if !place.is_empty() && !EXEMPT.contains(&place) && !IDENTITIES.contains(&name) {
            places.push(place.to_owned());
        }
        match value {
            Value::Object(fields) => fields
                .iter()
                .for_each(|(name, value)| walk(value, &format!("{place}/{name}"), places)),
            Value::Array(elements) => elements
                .iter()
                .enumerate()
                .for_each(|(index, value)| walk(value, &format!("{place}/{index}"), places)),
            _ => {}
        }
    }
    let mut places = Vec::new();
    walk(example, "", &mut places);
    places
}

/// The example as text, with this JSON in that place.
fn with_value(example: &Value, place: &str, json: &str) -> String {
    const HERE: &str = "the value stands here";
    let mut example = example.clone();
    *example.pointer_mut(place).unwrap() = HERE.into();
    example
        .to_string()
        .replacen(&format!("\"{HERE}\""), json, 1)
}

/// The JSON in that place, as it stands there.
fn at<'a>(json: &'a str, place: &str) -> Option<&'a str> {
    let raw: &RawValue = serde_json::from_str(json).ok()?;
    let Some((name, rest)) = place.strip_prefix('/').map(|path| match path.find('/') {
        Some(end) => path.split_at(end),
        None => (path, ""),
    }) else {
        return Some(raw.get());
    };
    match name.parse::<usize>() {
        Ok(index) => {
            let elements: Vec<&RawValue> = serde_json::from_str(raw.get()).ok()?;
            at(elements.get(index)?.get(), rest)
        }
        Err(_) => at(Object::read(raw)?.get(name)?.get(), rest),
    }
}

/// An operation whose service gives any answer.
struct Scene {
    runtime: Runtime,
    answer: Arc<Mutex<String>>,
    lab: Lab,
    call: Call,
}

impl Scene {
    fn of(call: Call) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .build()
            .unwrap();
        let answer = Arc::new(Mutex::new(String::new()));
        let given = answer.clone();
        let fake = FakeTransport::from_fn(move |request| {
            if request.path().ends_with("/oauth2/token/create") {
                return FakeResponse::json(200, TOKEN);
            }
            FakeResponse::json(200, given.lock().unwrap().clone())
        });
        let options =
            LabOptions::default().client(|options| options.with_transport(Arc::new(fake)));
        let lab = runtime.block_on(Lab::with(options));
        Self {
            runtime,
            answer,
            lab,
            call,
        }
    }

    fn read(&self, answer: String) -> Result<Read, String> {
        *self.answer.lock().unwrap() = answer;
        self.runtime.block_on(read_by(&self.lab, self.call))
    }
}

/// Whether one place is another or lies within it.
fn is_within(place: &str, outer: &str) -> bool {
    place
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What is lacking of what is `usual` where the example has that value, beside the value itself.
fn lacking(scene: &Scene, usual: &Read, example: &Value, place: &str, json: &str) -> Vec<String> {
    let mut expected: Value = serde_json::from_str(&usual.json).unwrap();
    let read = match scene.read(with_value(example, place, json)) {
        Ok(read) => read,
        Err(line) => return vec![line],
    };
    let mut lacking: Vec<_> = read
        .unreadable()
        .into_iter()
        // A value within an open value, such as an element of a list, leaves that readable.
        .filter(|unreadable| !is_within(unreadable, place) && !is_within(place, unreadable))
        .collect();
    if read.rows + read.skipped != usual.rows {
        lacking.push(format!("{} records of {}", read.rows, usual.rows));
    }
    let mut written = read.json.clone();
    if read.skipped == 1 && at(&read.json, place).is_none_or(|kept| !is_same(kept, json)) {
        // A record that is not written costs itself, and no neighbour.
        let (list, index) = place.rsplit_once('/').unwrap();
        let records = expected.pointer_mut(list).unwrap().as_array_mut().unwrap();
        records.remove(index.parse().unwrap());
    } else if let Some(value) = expected.pointer_mut(place) {
        *value = Value::Null;
        match at(&read.json, place) {
            Some(kept) => {
                if !is_same(kept, json) {
                    lacking.push(format!("{json} became {kept}"));
                }
                let start = kept.as_ptr() as usize - read.json.as_ptr() as usize;
                written.replace_range(start..start + kept.len(), "null");
            }
            None => lacking.push(format!("{json} is gone")),
        }
    }
    match serde_json::from_str(&written) {
        Ok(written) => lacking.extend(lost_fields(&expected, &written)),
        Err(error) => lacking.push(error.to_string()),
    }
    lacking
}

/// The same bytes; of a value in its documented form, the same value.
fn is_same(kept: &str, json: &str) -> bool {
    let value = |json: &str| serde_json::from_str::<Value>(json).ok();
    kept == json || value(kept).is_some_and(|kept| value(json) == Some(kept))
}

#[test]
fn any_value_of_any_field_costs_only_itself() {
    let mut operations = 0;
    for service in SERVICES {
        for operation in Contract::of(service).operations {
            operations += 1;
            let scene = Scene::of(call_of(&operation.name).unwrap());
            for example in examples(service, &operation) {
                let places = places(&example);
                let usual = scene.read(example.to_string()).unwrap();
                let config = ProptestConfig {
                    cases: CASES,
                    failure_persistence: None,
                    ..ProptestConfig::default()
                };
                let mut runner = proptest::test_runner::TestRunner::new(config);
                let outcome = runner.run(&(any::<Index>(), any_json()), |(index, json)| {
                    let place = index.get(&places);
                    let lacking = lacking(&scene, &usual, &example, place, &json);
                    prop_assert!(
                        lacking.is_empty(),
                        "{} {place} = {json}: {lacking:?}",
                        operation.name
                    );
                    Ok(())
                });
                if let Err(failure) = outcome {
                    panic!("{failure}");
                }
            }
        }
    }
    assert_eq!(operations, 10);
}
