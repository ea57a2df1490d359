//! The document of one service.

use super::refusals::{Refusals, example, refusals};
use super::security::Service;
use super::{object, reference, schema};
use crate::contract::examples::{Files, is_refusal};
use crate::contract::locate;
use crate::contract::model::{Contract, Field, Operation};
use crate::json::Json;

/// Writes the document of a service.
pub fn document(
    service: &Service,
    contract: &Contract,
    files: &Files,
    gateway: &(Contract, Files),
) -> Json {
    let refused = refusals(service, contract, files, gateway);
    let mut paths: Vec<(String, Vec<(String, Json)>)> = Vec::new();
    let mut schemas = Vec::new();
    for call in &contract.operations {
        let at = paths
            .iter()
            .position(|(path, _)| *path == call.path)
            .unwrap_or_else(|| {
                paths.push((call.path.clone(), Vec::new()));
                paths.len() - 1
            });
        let method = call.method.to_lowercase();
        paths[at].1.push((
            method,
            operation(service, call, files, &refused, &mut schemas),
        ));
    }
    schemas.extend(refused.schemas);
    let paths = paths
        .into_iter()
        .map(|(path, methods)| (path, Json::Object(methods)));
    let servers = contract
        .servers
        .iter()
        .map(|url| object([("url", url.as_str().into())]));
    object([
        ("openapi", "3.1.1".into()),
        ("info", info(service, contract)),
        ("servers", servers.collect::<Vec<_>>().into()),
        ("security", service.requirement()),
        ("paths", Json::Object(paths.collect())),
        (
            "components",
            object([
                ("schemas", Json::Object(schemas)),
                ("responses", Json::Object(refused.components)),
                ("securitySchemes", service.schemes()),
            ]),
        ),
    ])
}

fn info(service: &Service, contract: &Contract) -> Json {
    let date = contract
        .operations
        .iter()
        .map(|operation| operation.date.as_str())
        .max();
    object([
        ("title", service.title.into()),
        ("version", date.unwrap_or("0").into()),
        (
            "description",
            "Generated from the vendor's pages by `cargo xtask openapi`; no document of the vendor's. \
             Answers may hold more than is described."
                .into(),
        ),
    ])
}

fn operation(
    service: &Service,
    operation: &Operation,
    files: &Files,
    refused: &Refusals,
    schemas: &mut Vec<(String, Json)>,
) -> Json {
    let id = camel(&operation.name);
    let mut members = vec![("operationId".to_owned(), Json::from(id.as_str()))];
    members.push(("x-vendor-page".to_owned(), operation.page.as_str().into()));
    let parameters = operation.parameters.iter().filter(|p| p.place != "body");
    let parameters = parameters.filter(|p| p.place != "header" || !service.implies(&p.name));
    let parameters = parameters.map(parameter).collect::<Vec<_>>();
    if !parameters.is_empty() {
        members.push(("parameters".to_owned(), parameters.into()));
    }
    let sent = operation
        .parameters
        .iter()
        .filter(|p| p.place == "body")
        .cloned();
    let sent = sent.collect::<Vec<_>>();
    if !sent.is_empty() {
        members.push(("requestBody".to_owned(), request(operation, &sent, files)));
    }
    let name = format!("{}Answer", pascal(&operation.name));
    let answers = bodies(operation, files, ".response");
    let shapes = answers
        .iter()
        .map(|(_, body)| locate::shape([*body]))
        .collect::<Vec<_>>();
    let mut success = vec![("description".to_owned(), Json::from("Done."))];
    if !operation.fields.is_empty() {
        schemas.push((name.clone(), schema::body(&operation.fields, &shapes)));
        success.push((
            "content".to_owned(),
            content("application/json", reference("schemas", &name), &answers),
        ));
    }
    let mut responses = vec![("200".to_owned(), Json::Object(success))];
    responses.extend(refused.responses.iter().cloned());
    members.push(("responses".to_owned(), Json::Object(responses)));
    Json::Object(members)
}

fn parameter(field: &Field) -> Json {
    let mut members = vec![
        ("name".to_owned(), Json::from(field.name.as_str())),
        ("in".to_owned(), field.place.as_str().into()),
    ];
    if field.place == "path" || field.required == Some(true) {
        members.push(("required".to_owned(), true.into()));
    }
    members.push(("schema".to_owned(), schema::of(field, true)));
    if let Some(example) = &field.example {
        // The page shows the value as it goes over the wire; OpenAPI wants it before encoding.
        let example = example.as_str().map(|text| text.replace("%2B", "+").into());
        members.extend(example.map(|example| ("example".to_owned(), example)));
    }
    Json::Object(members)
}

fn request(operation: &Operation, sent: &[Field], files: &Files) -> Json {
    let form = operation.parameters.iter().any(|p| {
        p.place == "header" && p.value.as_deref() == Some("application/x-www-form-urlencoded")
    });
    let media = if form {
        "application/x-www-form-urlencoded"
    } else {
        "application/json"
    };
    let properties = sent.iter().map(|field| {
        // A word in a form's value column is a constant, a sentence is not.
        let mut field = field.clone();
        field.value = field.value.filter(|value| !value.contains(' '));
        (field.name.clone(), schema::of(&field, true))
    });
    let required = sent.iter().filter(|field| field.required == Some(true));
    let required = required
        .map(|field| field.name.as_str().into())
        .collect::<Vec<_>>();
    let schema = object([
        ("type", "object".into()),
        ("properties", Json::Object(properties.collect())),
        ("required", required.into()),
    ]);
    let examples = bodies(operation, files, ".request");
    object([
        ("required", true.into()),
        ("content", content(media, schema, &examples)),
    ])
}

fn content(media: &str, schema: Json, examples: &[(&str, &Json)]) -> Json {
    let mut members = vec![("schema".to_owned(), schema)];
    if !examples.is_empty() {
        let examples = examples.iter().map(|(name, body)| example(name, body));
        members.push(("examples".to_owned(), Json::Object(examples.collect())));
    }
    object([(media, Json::Object(members))])
}

fn bodies<'a>(operation: &'a Operation, files: &'a Files, kind: &str) -> Vec<(&'a str, &'a Json)> {
    let names = operation.examples.iter().filter(|name| name.contains(kind));
    let found = names.filter_map(|name| Some((name.as_str(), files.get(name)?)));
    found.filter(|(_, body)| !is_refusal(body)).collect()
}

/// `token-info` → `tokenInfo`.
fn camel(name: &str) -> String {
    let pascal = pascal(name);
    let mut chars = pascal.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

fn pascal(name: &str) -> String {
    let capital = |part: &str| {
        let mut chars = part.chars();
        let first = chars.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(chars).collect::<String>()
    };
    name.split('-').map(capital).collect()
}
