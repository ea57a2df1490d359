//! Where in an answer a field stands, and what an answer holds besides the documented fields.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::model::Field;
use crate::json::Json;
use crate::pages::pattern;

/// The members of a JSON value: path such as `results[].os` → type names met there.
pub(crate) type Shape = BTreeMap<String, Vec<&'static str>>;

/// The shape of one or more examples together.
pub(crate) fn shape<'a>(bodies: impl IntoIterator<Item = &'a Json>) -> Shape {
    let mut shape = Shape::new();
    bodies
        .into_iter()
        .for_each(|body| walk(body, "", &mut shape));
    shape
}

fn walk(value: &Json, at: &str, shape: &mut Shape) {
    if !at.is_empty() && !at.ends_with("[]") {
        let types = shape.entry(at.to_owned()).or_default();
        if !types.contains(&value.type_name()) {
            types.push(value.type_name());
        }
    }
    let dot = if at.is_empty() { "" } else { "." };
    let members = value.members();
    members.for_each(|(name, member)| walk(member, &format!("{at}{dot}{name}"), shape));
    let items = value.items().iter();
    items.for_each(|item| walk(item, &format!("{at}[]"), shape));
}

/// Rewrites the names of answer fields to whole paths.
///
/// Pages write `data[0].id`, `record_data.id` under an Array, or the bare name of a member of the
/// list that only the example shows.
pub(crate) fn to_paths(fields: &mut [Field], shape: &Shape) {
    let lists = fields.iter().filter(|field| is_list(&field.type_name));
    let lists = lists.map(|field| plain(&field.name)).collect::<Vec<_>>();
    for field in fields.iter_mut() {
        let mut path = String::new();
        for part in plain(&field.name).split('.') {
            if !path.is_empty() {
                let is_list = lists.contains(&path);
                path.push_str(if is_list { "[]." } else { "." });
            }
            path.push_str(part);
        }
        field.name = path;
    }
    let claimed = fields.iter().map(|field| field.name.clone());
    let claimed = claimed.collect::<Vec<_>>();
    for field in fields.iter_mut() {
        if field.name.contains('.') || shape.contains_key(&field.name) {
            continue;
        }
        let suffix = format!(".{}", field.name);
        let is_it = |path: &&String| path.ends_with(&suffix) && !claimed.contains(path);
        let mut found = shape.keys().filter(is_it);
        if let (Some(only), None) = (found.next(), found.next()) {
            field.name = only.clone();
        }
    }
}

/// The fields that only the example has.
pub(crate) fn undocumented(fields: &[Field], shape: &Shape) -> Vec<Field> {
    let is_documented = |path: &str| fields.iter().any(|field| field.name == path);
    let others = shape.iter().filter(|(path, _)| !is_documented(path));
    let others = others.map(|(path, types)| Field {
        name: path.clone(),
        place: "body".to_owned(),
        type_name: types.first().copied().unwrap_or("Null").to_owned(),
        source: Some("example".to_owned()),
        ..Field::default()
    });
    others.collect()
}

/// True if the vendor's type holds several values.
pub(crate) fn is_list(type_name: &str) -> bool {
    let word = type_name.to_lowercase();
    ["list", "array"].iter().any(|list| word.starts_with(list))
}

/// `data[0].id` → `data[].id`.
fn plain(name: &str) -> String {
    static INDEX: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[[^\]]*\]"));
    INDEX.replace_all(name, "[]").into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, type_name: &str) -> Field {
        Field {
            name: name.into(),
            type_name: type_name.into(),
            ..Field::default()
        }
    }

    #[test]
    fn every_way_to_name_a_member_of_a_list_comes_to_one_path() {
        let shape =
            shape([
                &Json::parse(r#"{"header":{"code":0},"results":[{"os":"","code":"X"}]}"#).unwrap(),
            ]);
        let mut fields = vec![
            field("header.code", "Integer"),
            field("os", "ENUM"),
            field("code", "String"),
            field("data[0].total", "Integer"),
            field("record_data", "Array"),
            field("record_data.memo", "String"),
        ];
        to_paths(&mut fields, &shape);
        let names = fields
            .iter()
            .map(|field| field.name.as_str())
            .collect::<Vec<_>>();
        assert_eq!(
            names,
            [
                "header.code",
                "results[].os",
                "results[].code",
                "data[].total",
                "record_data",
                "record_data[].memo"
            ]
        );
        let more = undocumented(&fields, &shape);
        assert_eq!(
            more.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(),
            ["header", "results"]
        );
    }
}
