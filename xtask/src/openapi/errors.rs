//! The errors of a service: one response a status, with its codes and examples.

use std::collections::BTreeMap;

use super::services::{ErrorShape, Service};
use super::{Components, constant, object, reference, texts};
use crate::contract::examples::{Files, is_error};
use crate::contract::model::{Contract, ErrorCode};
use crate::json::Json;

/// Adds the errors of a service and, for NHN, of the gateway in front of it, to the components, and
/// returns a response a status.
pub(super) fn errors(
    service: &Service,
    contract: &Contract,
    files: &Files,
    gateway: &(Contract, Files),
    components: &mut Components,
) -> Vec<(String, Json)> {
    let mut codes: BTreeMap<String, Vec<&ErrorCode>> = BTreeMap::new();
    let mut errors = contract.errors.iter().collect::<Vec<_>>();
    let mut examples = files.iter().collect::<Vec<_>>();
    if service.errors != ErrorShape::Ncp {
        errors.extend(&gateway.0.errors);
        examples.extend(&gateway.1);
    }
    for error in errors {
        // Where the page gives no status, NHN's codes begin with it.
        let digits = || error.code.to_string().get(..3)?.parse().ok();
        if let Some(status) = error.status.or_else(digits).filter(|status| *status >= 400) {
            codes.entry(status.to_string()).or_default().push(error);
        }
    }
    for status in contract
        .statuses
        .iter()
        .filter(|status| status.status >= 400)
    {
        codes.entry(status.status.to_string()).or_default();
    }
    codes.entry("default".to_owned()).or_default();
    schemas(service.errors, components);
    let mut responses = Vec::new();
    for (status, codes) in codes {
        let name = format!("Error{}", if status == "default" { "" } else { &status });
        components
            .responses
            .push((name.clone(), response(&codes, &examples, &status)));
        responses.push((status, reference("responses", &name)));
    }
    responses
}

fn response(codes: &[&ErrorCode], examples: &[(&String, &Json)], status: &str) -> Json {
    let description = match status {
        "default" => "Any other error.".to_owned(),
        status => format!("An error with HTTP {status}."),
    };
    let is_of =
        |body: &Json| code_of(body).is_some_and(|code| codes.iter().any(|c| c.code == code));
    let shown = examples
        .iter()
        .filter(|(_, body)| is_error(body) && is_of(body));
    let shown = shown
        .map(|(name, body)| (name.as_str(), *body))
        .collect::<Vec<_>>();
    let mut response = vec![
        ("description".to_owned(), description.into()),
        (
            "content".to_owned(),
            super::content(
                "application/json",
                reference("schemas", "ErrorBody"),
                &shown,
            ),
        ),
    ];
    if !codes.is_empty() {
        let code = |error: &&ErrorCode| {
            object([
                ("code", error.code.into()),
                ("message", error.message.as_str().into()),
            ])
        };
        response.push((
            "x-error-codes".to_owned(),
            codes.iter().map(code).collect::<Vec<_>>().into(),
        ));
    }
    Json::Object(response)
}

fn code_of(body: &Json) -> Option<i64> {
    let code = match body.get("error") {
        Some(error) => error.get("errorCode"),
        None => body
            .get("header")
            .and_then(|header| header.get("resultCode")),
    };
    code?.as_i64()
}

/// The body of an error, as `ErrorBody`, and its parts.
fn schemas(shape: ErrorShape, components: &mut Components) {
    let code = || {
        object([
            ("type", texts(&["integer", "string"])),
            ("format", "int64".into()),
            ("pattern", "^-?[0-9]+$".into()),
        ])
    };
    let text = || object([("type", "string".into())]);
    let part = |name| reference("schemas", name);
    let structure = |properties: Json, required: &[&str]| {
        object([
            ("type", "object".into()),
            ("properties", properties),
            ("required", texts(required)),
        ])
    };
    let mut add = |name: &str, schema| components.schemas.push((name.to_owned(), schema));
    let envelope = structure(object([("header", part("ErrorHeader"))]), &["header"]);
    if shape != ErrorShape::Ncp {
        let failed = constant("boolean", false.into());
        let header = [
            ("isSuccessful", failed),
            ("resultCode", code()),
            ("resultMessage", text()),
        ];
        add(
            "ErrorHeader",
            structure(
                object(header),
                &["isSuccessful", "resultCode", "resultMessage"],
            ),
        );
    }
    match shape {
        ErrorShape::Nhn => add("ErrorBody", envelope),
        ErrorShape::OAuth => {
            let grant = object([("error", text()), ("error_description", text())]);
            add("OAuthError", structure(grant, &["error"]));
            add("EnvelopeError", envelope);
            let either = Json::Array(vec![part("OAuthError"), part("EnvelopeError")]);
            add("ErrorBody", object([("anyOf", either)]));
        }
        ErrorShape::Ncp => {
            let detail = object([
                ("errorCode", code()),
                ("message", text()),
                ("details", text()),
            ]);
            add("ErrorDetail", structure(detail, &["errorCode", "message"]));
            add(
                "ErrorBody",
                structure(object([("error", part("ErrorDetail"))]), &["error"]),
            );
        }
    }
}
