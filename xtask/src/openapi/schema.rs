//! JSON Schemas from documented fields.

use indexmap::IndexMap;

use super::components::{Components, constant, texts};
use crate::contract::locate::{Shape, is_list};
use crate::contract::model::Field;
use crate::json::{Json, object};

/// A tree of the members of a body.
#[derive(Default)]
struct Node<'a> {
    field: Option<&'a Field>,
    members: IndexMap<&'a str, Node<'a>>,
    is_list: bool,
}

/// The schema of a response of the call `name`; the objects inside become components. What the
/// values of the examples are is allowed besides the documented type.
pub(super) fn body(
    name: &str,
    fields: &[Field],
    shape: &Shape,
    components: &mut Components,
) -> Json {
    let mut root = Node::default();
    for field in fields {
        let mut node = &mut root;
        for part in field.name.split('.') {
            node = node.members.entry(part.trim_end_matches("[]")).or_default();
            node.is_list |= part.ends_with("[]");
        }
        node.field = Some(field);
    }
    let mut tree = Tree {
        name,
        shape,
        components,
    };
    tree.members(&root, "")
}

struct Tree<'a> {
    name: &'a str,
    shape: &'a Shape,
    components: &'a mut Components,
}

impl Tree<'_> {
    fn members(&mut self, node: &Node<'_>, at: &str) -> Json {
        let mut properties = IndexMap::new();
        let mut required = Vec::new();
        for (name, member) in &node.members {
            let path = format!("{at}{name}");
            let is_required = member
                .field
                .is_some_and(|field| field.required == Some(true));
            // The envelope stands in every response.
            let envelope = ["header", "header.isSuccessful", "returnCode"];
            if envelope.contains(&path.as_str()) || is_required {
                required.push(*name);
            }
            let schema = match path.as_str() {
                "header.isSuccessful" => constant("boolean", true.into()),
                "returnCode" => {
                    let zero = constant("string", "0".into());
                    self.components.add("ReturnCode", self.name, zero)
                }
                path => self.schema(member, path, name),
            };
            properties.insert((*name).to_owned(), schema);
        }
        let mut schema = object! { "type" => "object", "properties" => Json::Object(properties) };
        if !required.is_empty() {
            schema.set("required", texts(&required));
        }
        schema
    }

    fn schema(&mut self, node: &Node<'_>, path: &str, name: &str) -> Json {
        if node.is_list {
            let items = self.members(node, &format!("{path}[]."));
            let own = format!("{}{}", self.name, pascal(name));
            let items = self.components.add(&own, self.name, items);
            return object! { "type" => "array", "items" => items };
        }
        if !node.members.is_empty() {
            let members = self.members(node, &format!("{path}."));
            return self.components.add(&pascal(name), self.name, members);
        }
        let seen = self.shape.get(path).map_or(&[][..], Vec::as_slice);
        node.field
            .map_or(object! {}, |field| value(field, seen, false))
    }
}

/// The schema of one value. What is sent is bound to the allowed values; a response may bring others.
pub(super) fn value(field: &Field, seen: &[&str], is_sent: bool) -> Json {
    let mut types = vec![json_type(&field.type_name)];
    for more in seen.iter().map(|type_name| json_type(type_name)) {
        if !types.contains(&more) {
            types.push(more);
        }
    }
    if field.nullable || field.allowed.iter().any(|value| value == "null") {
        types.push("null");
    }
    if let Some(text) = field.value.as_ref().filter(|_| is_sent) {
        return constant(types[0], text.as_str().into());
    }
    let is_open = field.allowed.is_empty() || !is_sent || field.open;
    if !is_open && types.contains(&"null") {
        // Generators make one type of a list of values, and an option of it, if null stands apart.
        let mut rest = field.clone();
        rest.nullable = false;
        rest.allowed.retain(|value| value != "null");
        let null = object! { "type" => "null" };
        return object! { "anyOf" => vec![value(&rest, &[], is_sent), null] };
    }
    let mut schema = object! {};
    // A value that was only ever seen as null may be anything.
    match types.as_slice() {
        ["null"] => {}
        [one] => schema.set("type", *one),
        several => schema.set("type", texts(several)),
    }
    let word = field.type_name.to_lowercase();
    if types.contains(&"integer") {
        schema.set("format", "int64");
        let range = field.range.as_deref().unwrap_or_default();
        let bound = |word: &str| {
            let mut bounds = range.split(", ");
            bounds.find_map(|bound| bound.strip_prefix(word)?.parse::<i64>().ok())
        };
        // Numbers are counts and ids; pages and their sizes count from one.
        let least = i64::from(is_sent && ["page", "limit"].contains(&field.name.as_str()));
        if is_open {
            schema.set("minimum", bound("min ").unwrap_or(least));
        }
        if let Some(most) = bound("max ") {
            schema.set("maximum", most);
        }
    } else if word == "datetime" {
        schema.set("format", "date-time");
    } else if word == "date" && field.format.is_some() {
        schema.set("format", "date");
    }
    // An id may be written as a number or as a text.
    let is_id = field.name.to_lowercase().ends_with("instanceno");
    if types.contains(&"string") && (types.contains(&"integer") || is_id) {
        schema.set("pattern", "^[0-9]+$");
    }
    if let Some(default) = &field.default {
        schema.set("default", literal(default, types[0]));
    }
    if !field.allowed.is_empty() {
        let values = field.allowed.iter().map(|value| literal(value, types[0]));
        let name = if is_open { "x-extensible-enum" } else { "enum" };
        schema.set(name, values.collect::<Vec<_>>());
    }
    let text = object! { "type" => "string" };
    if is_list(&field.type_name) {
        let items = field
            .example
            .as_ref()
            .filter(|example| matches!(example, Json::Array(_)));
        let are_texts = |items: &Json| items.items().iter().all(|item| item.as_str().is_some());
        schema.set(
            "items",
            if items.is_some_and(are_texts) {
                text
            } else {
                object! {}
            },
        );
    } else if is_sent && types[0] == "object" {
        schema.set("additionalProperties", text);
    }
    schema
}

/// A documented value as JSON of the documented type.
fn literal(text: &str, type_name: &str) -> Json {
    match (text, type_name) {
        ("null", _) => Json::Null,
        ("blank", "string") => "".into(),
        (number, "integer") => number.parse::<i64>().map_or(number.into(), Json::from),
        (text, _) => text.into(),
    }
}

fn json_type(type_name: &str) -> &'static str {
    match type_name.to_lowercase().as_str() {
        "integer" | "int" | "long" => "integer",
        "number" | "float" | "double" => "number",
        "boolean" | "bool" => "boolean",
        "object" | "map" => "object",
        "null" => "null",
        list if is_list(list) => "array",
        _ => "string",
    }
}

/// `token-info`, `integrityInfo` → `TokenInfo`, `IntegrityInfo`.
pub(super) fn pascal(name: &str) -> String {
    let capital = |part: &str| match part.chars().next() {
        Some(first) => first.to_uppercase().collect::<String>() + &part[first.len_utf8()..],
        None => String::new(),
    };
    name.split(['-', '_']).map(capital).collect()
}
