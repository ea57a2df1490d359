//! The refusals of a service: one response a status, with its codes and examples.

use std::collections::BTreeMap;

use super::security::{Refusal, Service};
use super::{object, reference};
use crate::contract::examples::{Files, is_refusal};
use crate::contract::model::{Contract, ErrorCode};
use crate::json::Json;

/// The responses of every refusal, and the components they refer to.
#[derive(Debug)]
pub struct Refusals {
    /// Status (or `default`) → reference to a response.
    pub responses: Vec<(String, Json)>,
    /// The responses.
    pub components: Vec<(String, Json)>,
    /// The schemas.
    pub schemas: Vec<(String, Json)>,
}

/// Collects the refusals of a service and, for NHN, of the gateway in front of it.
pub fn refusals(
    service: &Service,
    contract: &Contract,
    files: &Files,
    gateway: &(Contract, Files),
) -> Refusals {
    let mut codes: BTreeMap<String, Vec<&ErrorCode>> = BTreeMap::new();
    let mut errors = contract.errors.iter().collect::<Vec<_>>();
    let mut examples = files.iter().collect::<Vec<_>>();
    if service.refusal != Refusal::Ncp {
        errors.extend(&gateway.0.errors);
        examples.extend(&gateway.1);
    }
    for error in errors {
        if let Some(status) = status(error).filter(|status| *status >= 400) {
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
    let mut refusals = Refusals {
        responses: Vec::new(),
        components: Vec::new(),
        schemas: schemas(service.refusal),
    };
    for (status, codes) in codes {
        let name = format!("Refused{}", if status == "default" { "" } else { &status });
        refusals
            .responses
            .push((status.clone(), reference("responses", &name)));
        refusals
            .components
            .push((name, response(&codes, &examples, &status)));
    }
    refusals
}

/// A code's status. Where the page gives none, NHN's codes begin with it.
fn status(error: &ErrorCode) -> Option<u16> {
    let digits = || error.code.to_string().get(..3)?.parse().ok();
    error.status.or_else(digits)
}

fn response(codes: &[&ErrorCode], examples: &[(&String, &Json)], status: &str) -> Json {
    let description = match status {
        "default" => "Any other refusal.".to_owned(),
        status => format!("Refused with HTTP {status}."),
    };
    let mut media = vec![("schema".to_owned(), reference("schemas", "Refusal"))];
    let is_of =
        |body: &Json| code_of(body).is_some_and(|code| codes.iter().any(|c| c.code == code));
    let shown = examples
        .iter()
        .filter(|(_, body)| is_refusal(body) && is_of(body));
    let shown = shown
        .map(|(name, body)| example(name, body))
        .collect::<Vec<_>>();
    if !shown.is_empty() {
        media.push(("examples".to_owned(), Json::Object(shown)));
    }
    let media = object([("application/json", Json::Object(media))]);
    let mut response = vec![
        ("description".to_owned(), description.into()),
        ("content".to_owned(), media),
    ];
    if !codes.is_empty() {
        let list = codes.iter().map(|error| {
            object([
                ("code", error.code.into()),
                ("message", error.message.as_str().into()),
            ])
        });
        response.push(("x-error-codes".to_owned(), list.collect::<Vec<_>>().into()));
    }
    Json::Object(response)
}

/// A file as a named example.
pub fn example(file: &str, body: &Json) -> (String, Json) {
    (
        file.trim_end_matches(".json").to_owned(),
        object([("value", body.clone())]),
    )
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

fn schemas(refusal: Refusal) -> Vec<(String, Json)> {
    let code = || object([("type", Json::Array(vec!["integer".into(), "string".into()]))]);
    let text = || object([("type", "string".into())]);
    let list = |names: &[&str]| Json::Array(names.iter().map(|name| (*name).into()).collect());
    let structure = |properties: Json, required: &[&str]| {
        object([
            ("type", "object".into()),
            ("properties", properties),
            ("required", list(required)),
        ])
    };
    let header = structure(
        object([
            ("isSuccessful", object([("const", false.into())])),
            ("resultCode", code()),
            ("resultMessage", text()),
        ]),
        &["isSuccessful", "resultCode", "resultMessage"],
    );
    let envelope = structure(object([("header", header)]), &["header"]);
    let grant = structure(
        object([("error", text()), ("error_description", text())]),
        &["error"],
    );
    let inner = structure(
        object([
            ("errorCode", code()),
            ("message", text()),
            ("details", text()),
        ]),
        &["errorCode", "message"],
    );
    let naver = structure(object([("error", inner)]), &["error"]);
    let schema = match refusal {
        Refusal::Nhn => envelope,
        Refusal::OAuth => object([("anyOf", Json::Array(vec![grant, envelope]))]),
        Refusal::Ncp => naver,
    };
    vec![("Refusal".to_owned(), schema)]
}
