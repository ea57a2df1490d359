//! JSON Schemas from documented fields.

use super::{Components, constant, object};
use crate::contract::locate::{Shape, is_list};
use crate::contract::model::Field;
use crate::json::Json;

/// A tree of the members of a body.
#[derive(Default)]
struct Node<'a> {
    field: Option<&'a Field>,
    members: Vec<(String, Node<'a>)>,
    listed: bool,
}

/// The schema of a response of the call `name`; the objects inside become components. What the
/// values of the examples are is allowed besides the documented type.
pub(super) fn body(
    name: &str,
    fields: &[Field],
    shapes: &[Shape],
    components: &mut Components,
) -> Json {
    let mut root = Node::default();
    for field in fields {
        insert(&mut root, &field.name, field);
    }
    let mut tree = Tree {
        name,
        shapes,
        components,
    };
    tree.members(&root, "")
}

fn insert<'a>(node: &mut Node<'a>, path: &str, field: &'a Field) {
    let (first, rest) = path
        .split_once('.')
        .map_or((path, None), |(f, r)| (f, Some(r)));
    let name = first.trim_end_matches("[]");
    let known = node.members.iter().position(|(known, _)| known == name);
    let at = known.unwrap_or(node.members.len());
    if known.is_none() {
        node.members.push((name.to_owned(), Node::default()));
    }
    let member = &mut node.members[at].1;
    member.listed |= first.ends_with("[]");
    match rest {
        Some(rest) => insert(member, rest, field),
        None => member.field = Some(field),
    }
}

struct Tree<'a> {
    name: &'a str,
    shapes: &'a [Shape],
    components: &'a mut Components,
}

impl Tree<'_> {
    fn members(&mut self, node: &Node<'_>, at: &str) -> Json {
        let mut properties = Vec::new();
        let mut required = Vec::new();
        for (name, member) in &node.members {
            let path = if at.is_empty() {
                name.clone()
            } else {
                format!("{at}.{name}")
            };
            // The envelope stands in every response.
            let is_envelope =
                ["header", "header.isSuccessful", "returnCode"].contains(&path.as_str());
            if is_envelope
                || member
                    .field
                    .is_some_and(|field| field.required == Some(true))
            {
                required.push(Json::from(name.as_str()));
            }
            let schema = match path.as_str() {
                "header.isSuccessful" => constant("boolean", true.into()),
                "returnCode" => {
                    self.components
                        .add("ReturnCode", self.name, constant("string", "0".into()))
                }
                path => self.schema(member, path, name),
            };
            properties.push((name.clone(), schema));
        }
        let mut schema = vec![
            ("type".to_owned(), Json::from("object")),
            ("properties".to_owned(), Json::Object(properties)),
        ];
        if !required.is_empty() {
            schema.push(("required".to_owned(), required.into()));
        }
        Json::Object(schema)
    }

    fn schema(&mut self, node: &Node<'_>, path: &str, name: &str) -> Json {
        if node.listed {
            let items = self.members(node, &format!("{path}[]"));
            let own = format!("{}{}", self.name, pascal(name));
            return object([
                ("type", "array".into()),
                ("items", self.components.add(&own, self.name, items)),
            ]);
        }
        if !node.members.is_empty() {
            let members = self.members(node, path);
            return self.components.add(&pascal(name), self.name, members);
        }
        let seen = self
            .shapes
            .iter()
            .filter_map(|shape| shape.get(path))
            .flatten();
        let seen = seen.copied().collect::<Vec<_>>();
        node.field
            .map_or_else(|| object([]), |field| value(field, &seen, false))
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
        let null = object([("type", "null".into())]);
        return object([("anyOf", vec![value(&rest, &[], is_sent), null].into())]);
    }
    let mut schema = Vec::new();
    let mut add = |name: &str, value: Json| schema.push((name.to_owned(), value));
    // A value that was only ever seen as null may be anything.
    match types.as_slice() {
        ["null"] => {}
        [one] => add("type", (*one).into()),
        several => add("type", super::texts(several)),
    }
    if types.contains(&"integer") {
        add("format", "int64".into());
        let range = field.range.as_deref().unwrap_or_default().split(", ");
        let bound = |word: &str| {
            range
                .clone()
                .find_map(|bound| bound.strip_prefix(word)?.parse::<i64>().ok())
        };
        // Numbers are counts and ids; pages and their sizes count from one.
        let least = i64::from(is_sent && ["page", "limit"].contains(&field.name.as_str()));
        if is_open {
            add("minimum", bound("min ").unwrap_or(least).into());
        }
        if let Some(most) = bound("max ") {
            add("maximum", most.into());
        }
    } else {
        match field.type_name.to_lowercase().as_str() {
            "datetime" => add("format", "date-time".into()),
            "date" if field.format.is_some() => add("format", "date".into()),
            _ => {}
        }
    }
    // An id may be written as a number or as a text.
    let is_id = field.name.to_lowercase().ends_with("instanceno");
    if types.contains(&"string") && (types.contains(&"integer") || is_id) {
        add("pattern", "^[0-9]+$".into());
    }
    if let Some(default) = &field.default {
        add("default", literal(default, types[0]));
    }
    if !field.allowed.is_empty() {
        let values = field.allowed.iter().map(|value| literal(value, types[0]));
        let name = if is_open { "x-extensible-enum" } else { "enum" };
        add(name, values.collect::<Vec<_>>().into());
    }
    let text = || object([("type", "string".into())]);
    if is_list(&field.type_name) {
        let are_texts = |items: &[Json]| items.iter().all(|item| item.as_str().is_some());
        let is_of_texts = matches!(&field.example, Some(Json::Array(items)) if are_texts(items));
        add("items", if is_of_texts { text() } else { object([]) });
    } else if is_sent && types[0] == "object" {
        add("additionalProperties", text());
    }
    Json::Object(schema)
}

/// A documented value as JSON of the documented type.
fn literal(text: &str, type_name: &str) -> Json {
    match (text, type_name) {
        ("null", _) => Json::Null,
        ("blank", "string") => "".into(),
        (number, "integer") => number
            .parse::<i64>()
            .map_or_else(|_| number.into(), Json::from),
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
    let capital = |part: &str| {
        let (first, rest) = part.split_at(part.chars().next().map_or(0, char::len_utf8));
        first.to_uppercase() + rest
    };
    name.split(['-', '_']).map(capital).collect()
}
