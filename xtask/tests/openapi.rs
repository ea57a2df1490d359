//! The OpenAPI documents against the OpenAPI Initiative's own schema, and their examples against
//! the schemas in them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use xtask::openapi::command::{self, OpenApi};
use xtask::openapi::services::SERVICES;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn documents() -> Vec<(&'static str, Value)> {
    let file = |name: &str| root().join("fixtures").join(name).join("openapi.json");
    SERVICES
        .iter()
        .map(|service| (service.name, read(&file(service.name))))
        .collect()
}

/// The document's own validator: OpenAPI's schema for the frame, JSON Schema's for the schemas.
fn errors(document: &Value) -> Vec<String> {
    let official = read(&root().join("xtask/tests/openapi/schema-3.1.json"));
    let validator = jsonschema::validator_for(&official).unwrap();
    validator
        .iter_errors(document)
        .map(|error| error.to_string())
        .collect()
}

#[test]
fn the_documents_on_disk_are_what_the_contracts_say() {
    let said = command::run(&OpenApi { check: true }, &root());
    assert!(said.is_ok(), "{said:?}");
}

#[test]
fn the_documents_are_valid_openapi() {
    for (service, document) in documents() {
        assert_eq!(errors(&document), [""; 0], "{service}");
    }
}

#[test]
fn the_validator_refuses_what_is_no_openapi() {
    let (_, mut document) = documents().remove(0);
    document["paths"]["/x"] = json!({ "get": { "responses": { "sometimes": {} } } });
    assert!(!errors(&document).is_empty());
}

#[test]
fn every_schema_compiles_and_every_example_is_valid_against_its_schema() {
    for (service, document) in documents() {
        let mut seen = 0;
        for (at, media) in media_types(&document) {
            let mut schema = document.clone();
            schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
            schema["$ref"] = json!(format!("#{at}/schema"));
            let validator = jsonschema::validator_for(&schema).unwrap();
            for (name, example) in media["examples"].as_object().into_iter().flatten() {
                let errors = validator.iter_errors(&example["value"]);
                let errors = errors.map(|error| error.to_string()).collect::<Vec<_>>();
                assert_eq!(errors, [""; 0], "{service} {at} {name}");
                seen += 1;
            }
        }
        assert!(seen > 0, "{service} has no example");
    }
}

#[test]
fn an_example_that_breaks_its_schema_is_noticed() {
    let (_, document) = documents().remove(0);
    let mut schema = document.clone();
    schema["$ref"] = json!("#/components/schemas/SummaryResponse");
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(!validator.is_valid(&json!({ "header": { "isSuccessful": "yes" } })));
}

#[test]
fn every_reference_leads_somewhere_and_every_component_is_used() {
    for (service, document) in documents() {
        let text = serde_json::to_string(&document).unwrap();
        for found in text.split("\"$ref\":\"#").skip(1) {
            let pointer = found.split('"').next().unwrap();
            assert!(document.pointer(pointer).is_some(), "{service}: {pointer}");
        }
        for kind in ["schemas", "responses"] {
            for name in document["components"][kind].as_object().unwrap().keys() {
                let reference = format!("\"#/components/{kind}/{name}\"");
                assert!(
                    text.contains(&reference),
                    "{service}: {kind}/{name} is not used"
                );
            }
        }
    }
}

#[test]
fn every_call_of_the_contract_has_its_security_and_its_refusals() {
    for (service, document) in documents() {
        let contract = read(&root().join("fixtures").join(service).join("contract.json"));
        for operation in contract["operations"].as_array().unwrap() {
            let path = operation["path"].as_str().unwrap();
            let method = operation["method"].as_str().unwrap().to_lowercase();
            let call = &document["paths"][path][&method];
            assert!(
                call["responses"]["default"].is_object(),
                "{service} {method} {path}"
            );
        }
        let text = serde_json::to_string(&document).unwrap();
        for error in contract["errors"].as_array().unwrap() {
            let code = error["code"].as_i64().unwrap();
            assert!(
                code == 0 || text.contains(&format!("{{\"code\":{code},")),
                "{service} {code}"
            );
        }
        for scheme in document["security"][0].as_object().unwrap().keys() {
            assert!(
                document["components"]["securitySchemes"][scheme].is_object(),
                "{scheme}"
            );
        }
    }
}

/// Every `content` entry: its JSON pointer and itself.
fn media_types(document: &Value) -> Vec<(String, &Value)> {
    fn walk<'a>(at: &str, value: &'a Value, found: &mut Vec<(String, &'a Value)>) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    let at = format!("{at}/{name}");
                    if member.get("schema").is_some() && member.get("in").is_none() {
                        found.push((at.replace('{', "%7B").replace('}', "%7D"), member));
                    }
                    walk(&at, member, found);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    walk(&format!("{at}/{index}"), item, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk("", document, &mut found);
    found
}
