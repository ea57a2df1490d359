//! The document of one service.

use indexmap::IndexMap;

use super::components::{Components, content, texts};
use super::errors::errors;
use super::schema::{self, pascal};
use super::services::Service;
use crate::contract::examples::{Files, is_error};
use crate::contract::locate;
use crate::contract::model::{Contract, Field, Operation};
use crate::json::{Json, object};

/// Writes the document of a service. `sources` are its contract and examples, and those of what
/// stands in front of it.
pub(super) fn document(
    service: &Service,
    sources: &[&(Contract, Files)],
    error_schemas: &IndexMap<String, Json>,
) -> Json {
    let Some((contract, files)) = sources.first() else {
        return Json::Null;
    };
    let mut components = Components {
        schemas: error_schemas.clone(),
        ..Components::default()
    };
    let failed = errors(sources, &mut components);
    let mut paths = IndexMap::<String, Json>::new();
    for call in &contract.operations {
        let success = success(service, contract, call, files, &mut components);
        let responses = [("200".to_owned(), success)].into_iter();
        let responses = responses.chain(failed.clone());
        let operation = operation(service, call, files, Json::Object(responses.collect()));
        let methods = paths.entry(call.path.clone()).or_insert(object! {});
        methods.set(&call.method.to_lowercase(), operation);
    }
    let title = service.title.as_str();
    let dates = contract.operations.iter().map(|call| call.date.as_str());
    let license = "MIT OR Apache-2.0";
    object! {
        "openapi" => "3.1.1",
        "info" => object! {
            "title" => title,
            "version" => dates.max().unwrap_or("0"),
            "description" =>
                "Generated from the vendor's pages by `cargo xtask openapi`; no document of the vendor's. \
                 Responses may hold more than is described.",
            "license" => object! { "name" => license, "identifier" => license },
        },
        "servers" => service.servers(&contract.servers),
        "tags" => vec![object! {
            "name" => title,
            "description" => format!("Every call of {title}."),
        }],
        "security" => service.requirement(),
        "paths" => Json::Object(paths),
        "components" => object! {
            "schemas" => Json::Object(components.schemas),
            "responses" => Json::Object(components.responses),
            "securitySchemes" => Json::Object(service.schemes.clone()),
        },
    }
}

fn operation(service: &Service, call: &Operation, files: &Files, responses: Json) -> Json {
    let pascal = pascal(&call.name);
    let (first, rest) = pascal.split_at(pascal.len().min(1));
    let mut operation = object! {
        "operationId" => first.to_lowercase() + rest,
        "summary" => service.summary(&call.name),
        "tags" => texts(&[&service.title]),
        "x-vendor-page" => call.page.as_str(),
    };
    let all = call.parameters.iter();
    let (sent, others): (Vec<_>, Vec<_>) = all.partition(|p| p.place == "body");
    let is_implied = |p: &Field| p.place == "header" && service.implies(&p.name);
    let others = others.into_iter().filter(|p| !is_implied(p));
    let parameters = others.map(parameter).collect::<Vec<_>>();
    if !parameters.is_empty() {
        operation.set("parameters", parameters);
    }
    if !sent.is_empty() {
        operation.set("requestBody", request(call, &sent, files));
    }
    operation.set("responses", responses);
    operation
}

fn parameter(field: &Field) -> Json {
    let mut parameter = object! { "name" => field.name.as_str(), "in" => field.place.as_str() };
    if field.place == "path" || field.required == Some(true) {
        parameter.set("required", true);
    }
    parameter.set("schema", schema::value(field, &[], true));
    // The page shows the value as it goes over the wire; OpenAPI wants it before encoding.
    if let Some(example) = field.example.as_ref().and_then(Json::as_str) {
        parameter.set("example", example.replace("%2B", "+"));
    }
    parameter
}

fn request(call: &Operation, sent: &[&Field], files: &Files) -> Json {
    const FORM: &str = "application/x-www-form-urlencoded";
    let mut headers = call.parameters.iter().filter(|p| p.place == "header");
    let is_form = headers.any(|header| header.value.as_deref() == Some(FORM));
    let media = if is_form { FORM } else { "application/json" };
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
    let schema = object! {
        "type" => "object",
        "properties" => Json::Object(properties.collect()),
        "required" => texts(&required),
    };
    let examples = bodies(call, files, ".request");
    object! { "required" => true, "content" => content(media, schema, &examples) }
}

/// The response with HTTP 200.
fn success(
    service: &Service,
    contract: &Contract,
    call: &Operation,
    files: &Files,
    components: &mut Components,
) -> Json {
    // The page of one call may end before the table that another has whole.
    let is_whole = |other: &&Operation| {
        let has = |field: &Field| {
            let is_it = |f: &Field| f.name == field.name && f.type_name == field.type_name;
            other.fields.iter().any(is_it)
        };
        other.fields.len() > call.fields.len() && call.fields.iter().all(has)
    };
    let mut whole = contract.operations.iter().filter(is_whole);
    let whole = whole
        .next()
        .filter(|_| call.partial && !call.fields.is_empty());
    let of = whole.unwrap_or(call);
    let name = format!("{}Response", pascal(&of.name));
    let schema = if of.fields.is_empty() && service.unshown.contains_key(&name) {
        let parts = service.unshown.iter();
        let parts = parts.map(|(name, part)| components.add(name, "Other", part.clone()));
        parts.last()
    } else if of.fields.is_empty() {
        None
    } else {
        let bodies = bodies(of, files, ".response").into_iter();
        let shape = locate::shape(bodies.map(|(_, body)| body));
        let schema = schema::body(&pascal(&of.name), &of.fields, &shape, components);
        Some(components.add(&name, "Other", schema))
    };
    let mut response = object! { "description" => "Done." };
    if let Some(schema) = schema {
        let examples = bodies(call, files, ".response");
        response.set("content", content("application/json", schema, &examples));
    }
    response
}

fn bodies<'a>(call: &'a Operation, files: &'a Files, kind: &str) -> Vec<(&'a str, &'a Json)> {
    let names = call.examples.iter().filter(|name| name.contains(kind));
    let found = names.filter_map(|name| Some((name.as_str(), files.get(name)?)));
    found.filter(|(_, body)| !is_error(body)).collect()
}
