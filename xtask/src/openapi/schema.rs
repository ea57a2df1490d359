//! JSON Schemas from documented fields.

use super::object;
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

/// The schema of a body. `shapes` are its examples': what all of them have is required, and what
/// their values are is allowed besides the documented type.
pub fn body(fields: &[Field], shapes: &[Shape]) -> Json {
    let mut root = Node::default();
    for field in fields {
        insert(&mut root, &field.name, field);
    }
    members(&root, "", shapes)
}

/// The schema of one value by its documentation.
pub fn of(field: &Field, strict: bool) -> Json {
    value(field, &[], strict)
}

fn insert<'a>(node: &mut Node<'a>, path: &str, field: &'a Field) {
    let (first, rest) = path
        .split_once('.')
        .map_or((path, None), |(f, r)| (f, Some(r)));
    let name = first.trim_end_matches("[]");
    let at = node
        .members
        .iter()
        .position(|(known, _)| known == name)
        .unwrap_or_else(|| {
            node.members.push((name.to_owned(), Node::default()));
            node.members.len() - 1
        });
    let member = &mut node.members[at].1;
    member.listed |= first.ends_with("[]");
    match rest {
        Some(rest) => insert(member, rest, field),
        None => member.field = Some(field),
    }
}

fn members(node: &Node<'_>, at: &str, shapes: &[Shape]) -> Json {
    let mut properties = Vec::new();
    let mut required = Vec::new();
    for (name, member) in &node.members {
        let path = if at.is_empty() {
            name.clone()
        } else {
            format!("{at}.{name}")
        };
        if is_required(member, &path, shapes) {
            required.push(Json::from(name.as_str()));
        }
        properties.push((name.clone(), schema(member, &path, shapes)));
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

fn schema(node: &Node<'_>, path: &str, shapes: &[Shape]) -> Json {
    if node.listed {
        let items = members(node, &format!("{path}[]"), shapes);
        return object([("type", "array".into()), ("items", items)]);
    }
    if !node.members.is_empty() {
        return members(node, path, shapes);
    }
    let seen = shapes
        .iter()
        .filter_map(|shape| shape.get(path))
        .flatten()
        .copied();
    let seen = seen.collect::<Vec<_>>();
    node.field
        .map_or_else(|| object([]), |field| value(field, &seen, false))
}

/// Required if the page says so, or if it is documented and every example has it.
fn is_required(node: &Node<'_>, path: &str, shapes: &[Shape]) -> bool {
    match node.field {
        Some(field) if field.source.is_some() => false,
        Some(Field {
            required: Some(required),
            ..
        }) => *required,
        _ => !shapes.is_empty() && shapes.iter().all(|shape| shape.contains_key(path)),
    }
}

fn value(field: &Field, seen: &[&str], strict: bool) -> Json {
    let mut types = vec![json_type(&field.type_name)];
    types.extend(seen.iter().map(|type_name| json_type(type_name)));
    if field.nullable || field.allowed.iter().any(|value| value == "null") {
        types.push("null");
    }
    types.dedup();
    let mut schema = Vec::new();
    let mut add = |name: &str, value: Json| schema.push((name.to_owned(), value));
    // A value that was only ever seen as null may be anything.
    if types != ["null"] {
        let names = types
            .iter()
            .map(|name| Json::from(*name))
            .collect::<Vec<_>>();
        add(
            "type",
            if let [one] = names.as_slice() {
                one.clone()
            } else {
                names.into()
            },
        );
    }
    match (
        field.type_name.to_lowercase().as_str(),
        field.format.as_deref(),
    ) {
        ("long", _) => add("format", "int64".into()),
        ("datetime", _) => add("format", "date-time".into()),
        ("date", Some(_)) => add("format", "date".into()),
        _ => {}
    }
    if let Some(default) = &field.default {
        add("default", literal(default, types[0]));
    }
    if let Some(maximum) = field
        .range
        .as_deref()
        .and_then(|range| range.strip_prefix("max "))
    {
        add("maximum", literal(maximum, types[0]));
    }
    if let Some(constant) = field.value.as_ref().filter(|_| strict) {
        add("const", constant.as_str().into());
    }
    if !field.allowed.is_empty() {
        // Answers may bring values that the pages do not list.
        let name = if strict && !field.open {
            "enum"
        } else {
            "x-extensible-enum"
        };
        add(
            name,
            field
                .allowed
                .iter()
                .map(|value| literal(value, types[0]))
                .collect::<Vec<_>>()
                .into(),
        );
    }
    if is_list(&field.type_name) {
        add("items", object([]));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::locate;

    fn field(name: &str, type_name: &str) -> Field {
        Field {
            name: name.into(),
            type_name: type_name.into(),
            ..Field::default()
        }
    }

    #[test]
    fn dotted_names_become_nested_objects() {
        let example = Json::parse(r#"{"list":[{"id":1}]}"#).unwrap();
        let fields = [
            field("list", "List"),
            field("list[].id", "String"),
            field("more", "Date"),
        ];
        let schema = body(&fields, &[locate::shape([&example])]);
        let text = serde_json::to_string(&schema).unwrap();
        assert_eq!(
            text,
            concat!(
                r#"{"type":"object","properties":{"list":{"type":"array","items":{"type":"object","#,
                r#""properties":{"id":{"type":["string","integer"]}},"required":["id"]}},"#,
                r#""more":{"type":"string"}},"required":["list"]}"#
            )
        );
    }

    #[test]
    fn allowed_values_bind_the_sender_and_not_the_answer() {
        let mut status = field("statusCode", "Integer");
        status.allowed = vec!["null".into(), "2".into()];
        let sent = serde_json::to_string(&of(&status, true)).unwrap();
        assert_eq!(sent, r#"{"type":["integer","null"],"enum":[null,2]}"#);
        assert!(of(&status, false).get("enum").is_none());
    }
}
