//! The errors of a service: one response a status, with its codes and examples.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::components::{Components, content, reference};
use crate::contract::examples::{Files, is_error};
use crate::contract::model::{Contract, ErrorCode};
use crate::json::{Json, object};

/// Adds the errors that a service and what stands in front of it document to the components, and
/// returns a response a status.
pub(super) fn errors(
    sources: &[&(Contract, Files)],
    components: &mut Components,
) -> IndexMap<String, Json> {
    let mut codes: BTreeMap<String, Vec<&ErrorCode>> = BTreeMap::new();
    for error in sources.iter().flat_map(|(contract, _)| &contract.errors) {
        // Where the page gives no status, NHN's codes begin with it.
        let digits = || error.code.to_string().get(..3)?.parse().ok();
        if let Some(status) = error.status.or_else(digits).filter(|status| *status >= 400) {
            codes.entry(status.to_string()).or_default().push(error);
        }
    }
    let statuses = sources.first().map_or(&[][..], |(own, _)| &own.statuses);
    for status in statuses.iter().filter(|status| status.status >= 400) {
        codes.entry(status.status.to_string()).or_default();
    }
    codes.entry("default".to_owned()).or_default();
    let examples = sources.iter().flat_map(|(_, files)| files);
    let examples = examples
        .filter(|(_, body)| is_error(body))
        .collect::<Vec<_>>();
    let responses = codes.into_iter().map(|(status, codes)| {
        let (name, description) = match status.as_str() {
            "default" => ("Error".to_owned(), "Any other error.".to_owned()),
            status => (
                format!("Error{status}"),
                format!("An error with HTTP {status}."),
            ),
        };
        let is_shown = |body: &Json| codes.iter().any(|error| code_of(body) == Some(error.code));
        let shown = examples.iter().filter(|(_, body)| is_shown(body));
        let shown = shown
            .map(|(name, body)| (name.as_str(), *body))
            .collect::<Vec<_>>();
        let schema = reference("schemas", "ErrorBody");
        let mut response = object! {
            "description" => description,
            "content" => content("application/json", schema, &shown),
        };
        if !codes.is_empty() {
            let codes = codes
                .iter()
                .map(|error| object! { "code" => error.code, "message" => error.message.as_str() });
            response.set("x-error-codes", codes.collect::<Vec<_>>());
        }
        let reference = reference("responses", &name);
        components.responses.insert(name, response);
        (status, reference)
    });
    responses.collect()
}

fn code_of(body: &Json) -> Option<i64> {
    let error = body.get("error").and_then(|error| error.get("errorCode"));
    let header = || body.get("header")?.get("resultCode");
    error.or_else(header)?.as_i64()
}
