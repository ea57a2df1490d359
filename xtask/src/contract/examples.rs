//! Which file an example goes to.

use std::collections::BTreeMap;

use super::model::Field;
use crate::facts::{Example, Side};
use crate::json::Json;

/// Example files: name → body.
pub type Files = BTreeMap<String, Json>;

/// Adds the examples of one call to `files` and returns their names.
pub fn of_operation(operation: &str, examples: &[Example], files: &mut Files) -> Vec<String> {
    let mut names = Vec::new();
    for kind in ["request", "response", "error"] {
        let group = examples
            .iter()
            .filter(|e| kind_of(e) == kind)
            .collect::<Vec<_>>();
        for (index, example) in group.iter().enumerate() {
            let stem = match (group.len(), platform(&example.caption)) {
                (1, _) => format!("{operation}.{kind}"),
                (_, Some(variant)) => format!("{operation}.{kind}.{variant}"),
                (_, None) if index == 0 => format!("{operation}.{kind}"),
                (_, None) => format!("{operation}.{kind}.{}", index + 1),
            };
            names.push(insert(files, stem, &example.body));
        }
    }
    names
}

/// Adds the errors that a page shows outside any call, each named after its code.
pub fn of_page<'a>(examples: impl Iterator<Item = &'a Example>, files: &mut Files) -> Vec<String> {
    let code = |example: &Example| {
        let header = example.body.get("header")?;
        header.get("resultCode")?.as_i64()
    };
    let coded = examples.filter_map(|example| Some((code(example)?, &example.body)));
    coded
        .map(|(code, body)| insert(files, format!("error.{code}"), body))
        .collect()
}

/// The example request that a page gives field by field.
pub fn assembled(parameters: &[Field]) -> Option<Json> {
    let mut members = Vec::new();
    for parameter in parameters
        .iter()
        .filter(|parameter| parameter.place == "body")
    {
        let structured = !parameter.type_name.eq_ignore_ascii_case("string");
        let value = match &parameter.example {
            // Text where JSON belongs: the page's example is broken.
            Some(Json::String(_)) if structured => None,
            Some(example) => Some(example.clone()),
            None => parameter.allowed.first().map(|value| value.as_str().into()),
        };
        members.extend(value.map(|value| (parameter.name.clone(), value)));
    }
    (members.len() > 1).then_some(Json::Object(members))
}

/// True if a body is an error, in either vendor's shape.
pub fn is_error(body: &Json) -> bool {
    let header = body
        .get("header")
        .and_then(|header| header.get("isSuccessful"));
    body.get("error").is_some() || header == Some(&Json::Bool(false))
}

fn kind_of(example: &Example) -> &'static str {
    match example.side {
        _ if is_error(&example.body) => "error",
        Side::Request => "request",
        Side::Response => "response",
    }
}

/// The platform in a caption such as "Response example - Android (os=1)".
fn platform(caption: &str) -> Option<String> {
    let (_, behind) = caption.split_once(['-', '–'])?;
    let name = behind.split('(').next()?.trim().to_lowercase();
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
    plain.then(|| name.replace(' ', "-"))
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
pub fn in_language(file: &str, language: &str) -> String {
    format!("{}.{language}.json", file.trim_end_matches(".json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(caption: &str, body: &str) -> Example {
        let body = Json::parse(body).unwrap();
        Example {
            side: Side::Response,
            caption: caption.to_owned(),
            body,
        }
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
        of_page([example("", error), example("", error)].iter(), &mut files);
        assert_eq!(files.len(), 2);
        assert!(files.contains_key("error.5030001.2.json"));
    }
}
