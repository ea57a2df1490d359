//! `cargo xtask openapi`: an OpenAPI 3.1 document a service, from its contract and its examples.

pub mod command;
mod document;
mod errors;
mod schema;
pub mod services;

use crate::json::Json;

/// What a document refers to by name.
#[derive(Debug, Default)]
pub(crate) struct Components {
    pub(crate) schemas: Vec<(String, Json)>,
    pub(crate) responses: Vec<(String, Json)>,
}

impl Components {
    /// A reference to a schema: one that is there, or a new one of this name; with `prefix` before
    /// it if another schema has the name.
    pub(crate) fn add(&mut self, name: &str, prefix: &str, schema: Json) -> Json {
        if let Some((known, _)) = self.schemas.iter().find(|(_, known)| *known == schema) {
            return reference("schemas", known);
        }
        let is_taken = self.schemas.iter().any(|(known, _)| known == name);
        let name = if is_taken {
            format!("{prefix}{name}")
        } else {
            name.to_owned()
        };
        self.schemas.push((name.clone(), schema));
        reference("schemas", &name)
    }
}

/// An object from its members, in order.
pub(crate) fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.map(|(name, value)| (name.to_owned(), value)).into())
}

/// A list of texts.
pub(crate) fn texts(names: &[&str]) -> Json {
    Json::Array(names.iter().map(|name| (*name).into()).collect())
}

/// A reference to a component.
pub(crate) fn reference(kind: &str, name: &str) -> Json {
    object([("$ref", format!("#/components/{kind}/{name}").into())])
}

/// The schema of one value; beside `const`, for generators that know only one of the two.
pub(crate) fn constant(type_name: &str, value: Json) -> Json {
    object([
        ("type", type_name.into()),
        ("const", value.clone()),
        ("enum", Json::Array(vec![value])),
    ])
}

/// A body with its examples, each named after its file.
pub(crate) fn content(media: &str, schema: Json, examples: &[(&str, &Json)]) -> Json {
    let mut members = vec![("schema".to_owned(), schema)];
    if !examples.is_empty() {
        let example = |(file, body): &(&str, &Json)| {
            let value = object([("value", (*body).clone())]);
            (file.trim_end_matches(".json").to_owned(), value)
        };
        members.push((
            "examples".to_owned(),
            Json::Object(examples.iter().map(example).collect()),
        ));
    }
    object([(media, Json::Object(members))])
}
