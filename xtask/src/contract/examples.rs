//! Which file an example goes to.

use std::collections::BTreeMap;

use super::model::Field;
use crate::facts::Side;
use crate::json::Json;

/// Example files: name → body.
pub(crate) type Files = BTreeMap<String, Json>;

/// Adds the examples of one call to `files` and returns their names.
pub(crate) fn of_operation(
    operation: &str,
    examples: &[(Side, String, Json)],
    files: &mut Files,
) -> Vec<String> {
    let mut names = Vec::new();
    for kind in ["request", "response", "error"] {
        let is_kind = |(side, _, body): &&(Side, String, Json)| match side {
            _ if is_error(body) => kind == "error",
            Side::Request => kind == "request",
            Side::Response => kind == "response",
        };
        let group = examples.iter().filter(is_kind).collect::<Vec<_>>();
        for (_, caption, body) in &group {
            let variant = platform(caption).filter(|_| group.len() > 1);
            let variant = variant.map_or(String::new(), |variant| format!(".{variant}"));
            names.push(insert(files, format!("{operation}.{kind}{variant}"), body));
        }
    }
    names
}

/// Adds the errors that a page shows outside any call, each named after its code.
pub(crate) fn of_page<'a>(
    bodies: impl Iterator<Item = &'a Json>,
    files: &mut Files,
) -> Vec<String> {
    let code = |body: &Json| body.get("header")?.get("resultCode")?.as_i64();
    let coded = bodies.filter_map(|body| Some((code(body)?, body)));
    let names = coded.map(|(code, body)| insert(files, format!("error.{code}"), body));
    names.collect()
}

/// The example request that a page gives field by field.
pub(crate) fn assembled(parameters: &[Field]) -> Option<Json> {
    let sent = parameters.iter().filter(|field| field.place == "body");
    let members = sent.filter_map(|field| {
        let is_text = field.type_name.eq_ignore_ascii_case("string");
        let value = match &field.example {
            // Text where JSON belongs: the page's example is broken.
            Some(Json::String(_)) if !is_text => None,
            Some(example) => Some(example.clone()),
            None => field.allowed.first().map(|value| value.as_str().into()),
        };
        Some((field.name.clone(), value?))
    });
    let members = members.collect::<indexmap::IndexMap<_, _>>();
    (members.len() > 1).then_some(Json::Object(members))
}

/// True if a body is an error, in either vendor's shape.
pub(crate) fn is_error(body: &Json) -> bool {
    let success = |body: &Json| body.get("header")?.get("isSuccessful").cloned();
    body.get("error").is_some() || success(body) == Some(Json::Bool(false))
}

/// The platform in a caption such as "Response example - Android (os=1)".
fn platform(caption: &str) -> Option<String> {
    let (_, behind) = caption.split_once(['-', '–'])?;
    let name = behind.split('(').next()?.trim().to_lowercase();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == ' ';
    let is_name = !name.is_empty() && name.chars().all(is_plain);
    is_name.then(|| name.replace(' ', "-"))
}

fn insert(files: &mut Files, stem: String, body: &Json) -> String {
    let mut name = format!("{stem}.json");
    let mut count = 1;
    while files.contains_key(&name) {
        count += 1;
        name = format!("{stem}.{count}.json");
    }
    files.insert(name.clone(), body.clone());
    name
}

/// The file of another language's version of an example.
pub(crate) fn in_language(file: &str, language: &str) -> String {
    format!("{}.{language}.json", file.trim_end_matches(".json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(caption: &str, body: &str) -> (Side, String, Json) {
        (
            Side::Response,
            caption.to_owned(),
            Json::parse(body).unwrap(),
        )
    }

    #[test]
    fn names_come_from_operation_and_variant() {
        let mut files = Files::new();
        let examples = [
            example("응답 예시 - Android(os=1)", "{}"),
            example("Response Body - iOS (os=2)", "{}"),
            example("When the id is wrong:", r#"{"error":{}}"#),
        ];
        let names = of_operation("x", &examples, &mut files);
        assert_eq!(
            names,
            [
                "x.response.android.json",
                "x.response.ios.json",
                "x.error.json"
            ]
        );
    }

    #[test]
    fn two_errors_with_one_code_have_two_files() {
        let error = r#"{"header":{"isSuccessful":false,"resultCode":5030001}}"#;
        let mut files = Files::new();
        let error = Json::parse(error).unwrap();
        of_page([&error, &error].into_iter(), &mut files);
        assert_eq!(files.len(), 2);
        assert!(files.contains_key("error.5030001.2.json"));
    }
}
