//! The document of one service.

use super::errors::errors;
use super::schema::{self, pascal};
use super::services::{ErrorShape, Service};
use super::{Components, constant, content, object};
use crate::contract::examples::{Files, is_error};
use crate::contract::locate;
use crate::contract::model::{Contract, Field, Operation};
use crate::json::Json;

/// Writes the document of a service.
pub(super) fn document(
    service: &Service,
    contract: &Contract,
    files: &Files,
    gateway: &(Contract, Files),
) -> Json {
    let mut components = Components::default();
    let failed = errors(service, contract, files, gateway, &mut components);
    let mut paths: Vec<(String, Json)> = Vec::new();
    for call in &contract.operations {
        let mut responses = vec![(
            "200".to_owned(),
            success(service, contract, call, files, &mut components),
        )];
        responses.extend(failed.iter().cloned());
        let method = (
            call.method.to_lowercase(),
            operation(service, call, files, responses),
        );
        match paths.iter_mut().find(|(path, _)| *path == call.path) {
            Some((_, Json::Object(methods))) => methods.push(method),
            _ => paths.push((call.path.clone(), Json::Object(vec![method]))),
        }
    }
    let calls = format!("Every call of {}.", service.title);
    let tag = object([
        ("name", service.title.into()),
        ("description", calls.into()),
    ]);
    object([
        ("openapi", "3.1.1".into()),
        ("info", info(service, contract)),
        ("servers", service.servers(&contract.servers)),
        ("tags", vec![tag].into()),
        ("security", service.requirement()),
        ("paths", Json::Object(paths)),
        (
            "components",
            object([
                ("schemas", Json::Object(components.schemas)),
                ("responses", Json::Object(components.responses)),
                ("securitySchemes", service.schemes()),
            ]),
        ),
    ])
}

fn info(service: &Service, contract: &Contract) -> Json {
    let dates = contract
        .operations
        .iter()
        .map(|operation| operation.date.as_str());
    let license = [
        ("name", "MIT OR Apache-2.0".into()),
        ("identifier", "MIT OR Apache-2.0".into()),
    ];
    object([
        ("title", service.title.into()),
        ("version", dates.max().unwrap_or("0").into()),
        (
            "description",
            "Generated from the vendor's pages by `cargo xtask openapi`; no document of the vendor's. \
             Responses may hold more than is described."
                .into(),
        ),
        ("license", object(license)),
    ])
}

fn operation(
    service: &Service,
    call: &Operation,
    files: &Files,
    responses: Vec<(String, Json)>,
) -> Json {
    let mut members = vec![
        ("operationId".to_owned(), Json::from(camel(&call.name))),
        ("summary".to_owned(), service.summary(&call.name).into()),
        ("tags".to_owned(), super::texts(&[service.title])),
        ("x-vendor-page".to_owned(), call.page.as_str().into()),
    ];
    let (sent, parameters): (Vec<_>, Vec<_>) =
        call.parameters.iter().partition(|p| p.place == "body");
    let parameters = parameters
        .into_iter()
        .filter(|p| p.place != "header" || !service.implies(&p.name));
    let parameters = parameters.map(parameter).collect::<Vec<_>>();
    if !parameters.is_empty() {
        members.push(("parameters".to_owned(), parameters.into()));
    }
    if !sent.is_empty() {
        members.push(("requestBody".to_owned(), request(call, &sent, files)));
    }
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
    members.push(("schema".to_owned(), schema::value(field, &[], true)));
    // The page shows the value as it goes over the wire; OpenAPI wants it before encoding.
    if let Some(example) = field.example.as_ref().and_then(Json::as_str) {
        members.push(("example".to_owned(), example.replace("%2B", "+").into()));
    }
    Json::Object(members)
}

fn request(call: &Operation, sent: &[&Field], files: &Files) -> Json {
    const FORM: &str = "application/x-www-form-urlencoded";
    let is_form = call
        .parameters
        .iter()
        .any(|p| p.place == "header" && p.value.as_deref() == Some(FORM));
    let properties = sent.iter().map(|field| {
        // A word in a form's value column is a constant, a sentence is not.
        let mut field = (*field).clone();
        field.value = field.value.filter(|value| !value.contains(' '));
        (field.name.clone(), schema::value(&field, &[], true))
    });
    let required = sent.iter().filter(|field| field.required == Some(true));
    let required = required
        .map(|field| field.name.as_str())
        .collect::<Vec<_>>();
    let schema = object([
        ("type", "object".into()),
        ("properties", Json::Object(properties.collect())),
        ("required", super::texts(&required)),
    ]);
    let media = if is_form { FORM } else { "application/json" };
    let examples = bodies(call, files, ".request");
    object([
        ("required", true.into()),
        ("content", content(media, schema, &examples)),
    ])
}

/// The response with HTTP 200.
fn success(
    service: &Service,
    contract: &Contract,
    call: &Operation,
    files: &Files,
    components: &mut Components,
) -> Json {
    let mut response = vec![("description".to_owned(), Json::from("Done."))];
    let examples = bodies(call, files, ".response");
    // The page of one call may end before the table that another has whole.
    let has = |other: &Operation, field: &Field| {
        other
            .fields
            .iter()
            .any(|f| f.name == field.name && f.type_name == field.type_name)
    };
    let is_whole = |other: &&Operation| {
        other.fields.len() > call.fields.len() && call.fields.iter().all(|field| has(other, field))
    };
    let whole = contract
        .operations
        .iter()
        .find(is_whole)
        .filter(|_| call.partial && !call.fields.is_empty());
    let of = whole.unwrap_or(call);
    let name = format!("{}Response", pascal(&of.name));
    let schema = if of.fields.is_empty() {
        (service.errors == ErrorShape::Ncp).then(|| undocumented(components))
    } else {
        let shapes = bodies(of, files, ".response").into_iter();
        let shapes = shapes
            .map(|(_, body)| locate::shape([body]))
            .collect::<Vec<_>>();
        Some(schema::body(
            &pascal(&of.name),
            &of.fields,
            &shapes,
            components,
        ))
    };
    if let Some(schema) = schema {
        let schema = components.add(&name, "Other", schema);
        response.push((
            "content".to_owned(),
            content("application/json", schema, &examples),
        ));
    }
    Json::Object(response)
}

/// What createJob may return, of which no page speaks: the envelope of the other calls, and the new
/// job's id beside it, as `resources` or inside it.
fn undocumented(components: &mut Components) -> Json {
    let text = || object([("type", "string".into())]);
    let id = components.add(
        "JobId",
        "Other",
        object([
            ("type", super::texts(&["integer", "string"])),
            ("format", "int64".into()),
            ("minimum", 1.into()),
            ("pattern", "^[0-9]+$".into()),
        ]),
    );
    let id = || id.clone();
    let return_code = components.add("ReturnCode", "Other", constant("string", "0".into()));
    let inside = object([("instanceNo", id()), ("instanceId", id())]);
    let resources = vec![
        object([("type", "object".into()), ("properties", inside)]),
        id(),
        object([("type", "null".into())]),
    ];
    let properties = object([
        ("returnCode", return_code),
        ("returnDesc", text()),
        ("returnMessage", text()),
        ("instanceNo", id()),
        ("instanceId", id()),
        ("resources", object([("anyOf", resources.into())])),
    ]);
    object([
        ("type", "object".into()),
        ("properties", properties),
        ("additionalProperties", true.into()),
    ])
}

fn bodies<'a>(call: &'a Operation, files: &'a Files, kind: &str) -> Vec<(&'a str, &'a Json)> {
    let names = call.examples.iter().filter(|name| name.contains(kind));
    let found = names.filter_map(|name| Some((name.as_str(), files.get(name)?)));
    found.filter(|(_, body)| !is_error(body)).collect()
}

/// `token-info` → `tokenInfo`.
fn camel(name: &str) -> String {
    let pascal = pascal(name);
    let (first, rest) = pascal.split_at(pascal.len().min(1));
    first.to_lowercase() + rest
}
