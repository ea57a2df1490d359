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
use xtask::openapi::services;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn documents() -> Vec<(String, Value)> {
    let file = |name: &str| root().join("fixtures").join(name).join("openapi.json");
    let names = services::names().into_iter();
    names
        .map(|name| (name.clone(), read(&file(&name))))
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
fn every_call_of_the_contract_has_its_security_its_summary_and_its_errors() {
    for (service, document) in documents() {
        let contract = read(&root().join("fixtures").join(&service).join("contract.json"));
        for operation in contract["operations"].as_array().unwrap() {
            let path = operation["path"].as_str().unwrap();
            let method = operation["method"].as_str().unwrap().to_lowercase();
            let call = &document["paths"][path][&method];
            assert!(
                call["responses"]["default"].is_object(),
                "{service} {method} {path}"
            );
            assert!(
                call["summary"].as_str().unwrap().contains(' '),
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
            let scheme = &document["components"]["securitySchemes"][scheme];
            assert!(scheme["description"].is_string(), "{service} {scheme}");
        }
    }
}

fn document(service: &str) -> Value {
    documents()
        .into_iter()
        .find(|(name, _)| *name == service)
        .unwrap()
        .1
}

/// Every schema, wherever it stands, with where it does.
fn schemas(document: &Value) -> Vec<(String, &Value)> {
    fn walk<'a>(at: &str, value: &'a Value, found: &mut Vec<(String, &'a Value)>) {
        let members: Vec<(String, &Value)> = match value {
            Value::Object(members) if at.ends_with("/value") || members.is_empty() => return,
            Value::Object(members) => members
                .iter()
                .map(|(name, value)| (name.clone(), value))
                .collect(),
            Value::Array(items) => items.iter().map(|value| (String::new(), value)).collect(),
            _ => return,
        };
        if value
            .get("type")
            .is_some_and(|t| t.is_array() || t.as_str() != Some("apiKey"))
        {
            found.push((at.to_owned(), value));
        }
        members
            .iter()
            .for_each(|(name, value)| walk(&format!("{at}/{name}"), value, found));
    }
    let mut found = Vec::new();
    walk("", document, &mut found);
    found
}

#[test]
fn numbers_have_a_minimum_ids_and_codes_a_pattern_and_constants_an_enum() {
    for (service, document) in documents() {
        for (at, schema) in schemas(&document) {
            let types = &schema["type"];
            let is = |name: &str| {
                types == name || types.as_array().is_some_and(|t| t.contains(&json!(name)))
            };
            let is_code = at.ends_with("/resultCode") || at.ends_with("/errorCode");
            if is("integer") {
                let bounded = schema["minimum"].is_i64() || schema["enum"].is_array() || is_code;
                assert!(
                    bounded && schema["format"] == "int64",
                    "{service} {at}: {schema}"
                );
            }
            if is("integer") && is("string") {
                assert!(schema["pattern"].is_string(), "{service} {at}: {schema}");
            }
            if let Some(constant) = schema.get("const") {
                assert_eq!(schema["enum"], json!([constant]), "{service} {at}");
            }
        }
    }
}

#[test]
fn only_what_the_page_calls_required_is_required_and_the_envelope() {
    for (service, document) in documents() {
        let contract = read(&root().join("fixtures").join(&service).join("contract.json"));
        let operations = contract["operations"].as_array().unwrap();
        let fields = operations.iter().flat_map(|o| {
            let lists = [&o["parameters"], &o["fields"]];
            lists
                .map(|list| list.as_array().unwrap())
                .into_iter()
                .flatten()
        });
        let called = fields.filter(|field| field["required"] == true);
        let called =
            called.map(|field| field["name"].as_str().unwrap().rsplit('.').next().unwrap());
        let called = called.collect::<Vec<_>>();
        for (at, schema) in schemas(&document)
            .into_iter()
            .filter(|(at, _)| !at.contains("Error"))
        {
            for name in schema["required"].as_array().into_iter().flatten() {
                let name = name.as_str().unwrap();
                let is_envelope = ["header", "isSuccessful", "returnCode"].contains(&name);
                assert!(
                    called.contains(&name) || is_envelope,
                    "{service} {at}: {name}"
                );
            }
        }
    }
}

#[test]
fn every_object_has_one_name() {
    for (service, document) in documents() {
        let mut known = Vec::new();
        for (at, schema) in schemas(&document) {
            let is_named = at.starts_with("/components/schemas/") && at.matches('/').count() == 3;
            let is_form = at.contains("/requestBody/");
            if schema.get("properties").is_some() && !is_form && !at.contains("/anyOf/") {
                assert!(is_named, "{service}: an object without a name at {at}");
                assert!(!known.contains(&schema), "{service}: a second name at {at}");
                known.push(schema);
            }
        }
    }
}

#[test]
fn what_was_found_wanting_by_generators_is_there() {
    let wsc = document("ncp-wsc");
    let reply = |path: &str, method: &str| {
        wsc["paths"][path][method]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].clone()
    };
    assert_eq!(
        reply("/api/v1/jobs/search", "post"),
        reply("/api/v1/jobs", "get")
    );
    assert_eq!(
        reply("/api/v1/job", "put"),
        json!("#/components/schemas/CreateJobResponse")
    );
    let created = &wsc["components"]["schemas"]["CreateJobResponse"]["properties"];
    let id = json!({ "$ref": "#/components/schemas/JobId" });
    assert_eq!(created["instanceNo"], id);
    assert_eq!(
        created["resources"]["anyOf"][0]["properties"]["instanceNo"],
        id
    );
    let body = &wsc["paths"]["/api/v1/job"]["put"]["requestBody"]["content"]["application/json"]["schema"]
        ["properties"];
    for list in ["ExcludeUrl", "VulnItems"] {
        assert_eq!(body[list]["items"]["type"], "string", "{list}");
    }
    assert_eq!(body["Headers"]["additionalProperties"]["type"], "string");
    let servers = |service: &str| document(service)["servers"].as_array().unwrap().len();
    assert_eq!(
        (servers("ncp-wsc"), servers("nhn-oauth"), servers("nhn-ssc")),
        (3, 2, 1)
    );
    let ssc = document("nhn-ssc");
    let token = ssc["components"]["securitySchemes"]["token"]["description"]
        .as_str()
        .unwrap();
    assert!(token.starts_with("`Bearer "), "{token}");
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
