//! `cargo xtask openapi`: an OpenAPI 3.1 document a service, from its contract and its examples.

pub mod command;
pub mod document;
pub mod refusals;
pub mod schema;
pub mod security;

use crate::json::Json;

/// An object from its members, in order.
pub(crate) fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(
        members
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// A reference to a component.
pub(crate) fn reference(kind: &str, name: &str) -> Json {
    object([("$ref", format!("#/components/{kind}/{name}").into())])
}
