//! The emulator knows every documented operation, and its answers are what the OpenAPI documents
//! say.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use coverage::{Contract, Recorder, call_of};
use reliability::{Lab, LabOptions};
use serde_json::Value;
use test_support::fixture_json;

const SERVICES: [&str; 5] = [
    "nhn-ssc",
    "ncp-wsc",
    "nhn-appguard",
    "nhn-integrity",
    "nhn-oauth",
];

/// The schema of an operation's answer, with the document's components in reach.
fn schema_of(document: &Value, path: &str, method: &str) -> Option<Value> {
    let answer = &document["paths"][path][method.to_ascii_lowercase()]["responses"]["200"];
    let mut schema = answer["content"]["application/json"]["schema"].clone();
    schema
        .as_object_mut()?
        .insert("components".to_owned(), document["components"].clone());
    Some(schema)
}

#[tokio::test(start_paused = true)]
async fn every_documented_operation_answers_as_its_openapi_document_says() {
    let mut checked = 0;
    for service in SERVICES {
        let document = fixture_json(service, "openapi.json");
        for operation in Contract::of(service).operations {
            let call = call_of(&operation.name).unwrap();
            let (keep, recorder) = std::sync::mpsc::channel();
            let lab = Lab::with(LabOptions::default().client(move |options| {
                let recorder = Arc::new(Recorder::around(options.transport().unwrap()));
                keep.send(recorder.clone()).unwrap();
                options.with_transport(recorder)
            }))
            .await;
            let recorder: Arc<Recorder> = recorder.recv().unwrap();
            let prepared = lab.prepare(call).await;
            let ending = lab.run(call, prepared).await;
            assert!(
                ending.is_success(),
                "{service} {}: {}",
                operation.name,
                ending.line
            );
            assert_eq!(lab.emulator.log().reached(call.operation()), 1);

            let exchange = recorder.last().unwrap();
            assert_eq!(exchange.method.as_str(), operation.method);
            let Some(schema) = schema_of(&document, &operation.path, &operation.method) else {
                assert!(
                    exchange.answer.is_empty() || operation.name == "create-job",
                    "{}",
                    operation.name
                );
                continue;
            };
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            let answer: Value = serde_json::from_slice(&exchange.answer).unwrap();
            let problems: Vec<_> = validator
                .iter_errors(&answer)
                .map(|error| format!("{} at {}", error, error.instance_path()))
                .collect();
            assert!(
                problems.is_empty(),
                "{service} {}: {}",
                operation.name,
                problems.join("; ")
            );
            checked += 1;
        }
    }
    assert!(
        checked >= 10,
        "{checked} answers were held against their documents"
    );
}
