//! What a document refers to by name, and the pieces that are built everywhere.

use indexmap::IndexMap;

use crate::json::{Json, object};

/// What a document refers to by name.
#[derive(Debug, Default)]
pub(super) struct Components {
    pub(super) schemas: IndexMap<String, Json>,
    pub(super) responses: IndexMap<String, Json>,
}

impl Components {
    /// A reference to a schema: one that is there, or a new one of this name; with `prefix` before
    /// it if another schema has the name.
    pub(super) fn add(&mut self, name: &str, prefix: &str, schema: Json) -> Json {
        let mut schemas = self.schemas.iter();
        if let Some((known, _)) = schemas.find(|(_, known)| **known == schema) {
            return reference("schemas", known);
        }
        let is_taken = self.schemas.contains_key(name);
        let name = format!("{}{name}", if is_taken { prefix } else { "" });
        let reference = reference("schemas", &name);
        self.schemas.insert(name, schema);
        reference
    }
}

/// A list of texts.
pub(super) fn texts(names: &[&str]) -> Json {
    Json::Array(names.iter().map(|name| (*name).into()).collect())
}

/// A reference to a component.
pub(super) fn reference(kind: &str, name: &str) -> Json {
    object! { "$ref" => format!("#/components/{kind}/{name}") }
}

/// The schema of one value; beside `const`, for generators that know only one of the two.
pub(super) fn constant(type_name: &str, value: Json) -> Json {
    object! { "type" => type_name, "const" => value.clone(), "enum" => vec![value] }
}

/// A body with its examples, each named after its file.
pub(super) fn content(media: &str, schema: Json, examples: &[(&str, &Json)]) -> Json {
    let mut members = object! { "schema" => schema };
    if !examples.is_empty() {
        let examples = examples.iter().map(|(file, body)| {
            let name = file.trim_end_matches(".json").to_owned();
            (name, object! { "value" => (*body).clone() })
        });
        members.set("examples", Json::Object(examples.collect()));
    }
    object! { media => members }
}
