//! Changes to a JSON response, wherever a pointer or a field's name says.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Bytes that stand in a response exactly as they are: JSON, broken JSON, or no text at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum RawBytes {
    /// Text in UTF-8.
    Text(String),
    /// Any bytes.
    Bytes(Vec<u8>),
}

impl RawBytes {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

impl From<&str> for RawBytes {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for RawBytes {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<u8>> for RawBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<&[u8]> for RawBytes {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

/// What [`Fault::Rewrite`](crate::Fault::Rewrite) does to a value of a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Change {
    /// Replaces it by this value; a member that is absent is added.
    Set(Value),
    /// Replaces it by these bytes, whether or not they are JSON.
    Raw(RawBytes),
    /// Removes it.
    Remove,
    /// Keeps the first so many elements of the array.
    Keep(usize),
    /// Replaces it by the number of elements of the response's array at this pointer.
    CountOf(String),
    /// Replaces it by the response's value at this pointer.
    CopyOf(String),
    /// Replaces it by the value at this pointer of the request's JSON body (empty: the whole body).
    FromRequest(String),
    /// Replaces it by the request's body as one text.
    RequestText,
}

/// A JSON response while it is being changed.
pub(super) struct Rewriter<'a> {
    value: Value,
    request: &'a [u8],
    /// Bytes to put in at the end, each in the place of a text that holds its number.
    raw: Vec<&'a RawBytes>,
}

/// Stands for raw bytes until the response is written. From Unicode's private use area.
fn placeholder(number: usize) -> String {
    format!("\u{e000}{number}\u{e001}")
}

impl<'a> Rewriter<'a> {
    /// Reads a response; `None` if it is not JSON.
    pub(super) fn new(body: &[u8], request: &'a [u8]) -> Option<Self> {
        Some(Self {
            value: serde_json::from_slice(body).ok()?,
            request,
            raw: Vec::new(),
        })
    }

    pub(super) const fn value(&mut self) -> &mut Value {
        &mut self.value
    }

    /// Makes one change at every place that `at` selects.
    pub(super) fn change(&mut self, at: &str, change: &'a Change) {
        let at_pointer = |value: &Value, pointer: &str| value.pointer(pointer).cloned();
        let new = match change {
            Change::Set(value) => value.clone(),
            Change::Raw(bytes) => {
                self.raw.push(bytes);
                Value::String(placeholder(self.raw.len() - 1))
            }
            Change::CountOf(pointer) => {
                let rows = at_pointer(&self.value, pointer);
                Value::from(rows.and_then(|rows| rows.as_array().map(Vec::len)))
            }
            Change::CopyOf(pointer) => at_pointer(&self.value, pointer).unwrap_or_default(),
            Change::FromRequest(pointer) => serde_json::from_slice(self.request)
                .ok()
                .and_then(|body| at_pointer(&body, pointer))
                .unwrap_or_default(),
            Change::RequestText => String::from_utf8_lossy(self.request).into(),
            Change::Remove | Change::Keep(_) => Value::Null,
        };
        let mut edit = |old: Option<Value>| match (change, old) {
            (Change::Remove, _) => None,
            (Change::Keep(count), Some(Value::Array(mut rows))) => {
                rows.truncate(*count);
                Some(Value::Array(rows))
            }
            (Change::Keep(_), old) => old,
            _ => Some(new.clone()),
        };
        let old = self.value.take();
        self.value = match at.strip_prefix('/') {
            Some(path) => {
                let path: Vec<String> = path
                    .split('/')
                    .map(|part| part.replace("~1", "/").replace("~0", "~"))
                    .collect();
                at_path(Some(old), &path, &mut edit)
            }
            None if at.is_empty() => edit(Some(old)),
            None => Some(at_name(old, at, &mut edit)),
        }
        .unwrap_or_default();
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        let mut body = self.value.to_string().into_bytes();
        for (number, raw) in self.raw.into_iter().enumerate() {
            body = replace(&body, placeholder(number), raw.as_bytes());
        }
        body
    }
}

/// Edits what a path of names, indices and `*` leads to.
fn at_path(
    value: Option<Value>,
    path: &[String],
    edit: &mut impl FnMut(Option<Value>) -> Option<Value>,
) -> Option<Value> {
    let Some((first, rest)) = path.split_first() else {
        return edit(value);
    };
    Some(match value? {
        Value::Object(mut members) if first == "*" => {
            members = members
                .into_iter()
                .filter_map(|(name, value)| Some((name, at_path(Some(value), rest, edit)?)))
                .collect();
            Value::Object(members)
        }
        Value::Object(mut members) => {
            let old = members.remove(first);
            if let Some(new) = at_path(old, rest, edit) {
                members.insert(first.clone(), new);
            }
            Value::Object(members)
        }
        Value::Array(elements) => {
            let index = first.parse::<usize>().ok();
            let elements = elements.into_iter().enumerate();
            let edited = elements.filter_map(|(place, element)| {
                if first == "*" || index == Some(place) {
                    at_path(Some(element), rest, edit)
                } else {
                    Some(element)
                }
            });
            Value::Array(edited.collect())
        }
        other => other,
    })
}

/// Edits every member of this name, at any depth.
fn at_name(
    value: Value,
    name: &str,
    edit: &mut impl FnMut(Option<Value>) -> Option<Value>,
) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter_map(|(member, value)| {
                let value = if member == name {
                    edit(Some(value))?
                } else {
                    at_name(value, name, edit)
                };
                Some((member, value))
            })
            .collect(),
        Value::Array(elements) => elements
            .into_iter()
            .map(|element| at_name(element, name, edit))
            .collect(),
        other => other,
    }
}

/// Replaces a text, with its quotation marks, wherever it stands.
fn replace(body: &[u8], text: String, by: &[u8]) -> Vec<u8> {
    let quoted = Value::String(text).to_string().into_bytes();
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.windows(quoted.len()).position(|part| part == quoted) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(by);
        rest = &rest[at + quoted.len()..];
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rewritten(body: &Value, changes: &[(&str, Change)]) -> String {
        let request = br#"{"Headers":{"Cookie":"test-cookie"}}"#;
        let body = body.to_string();
        let mut rewriter = Rewriter::new(body.as_bytes(), request).unwrap();
        for (at, change) in changes {
            rewriter.change(at, change);
        }
        String::from_utf8(rewriter.into_bytes()).unwrap()
    }

    #[test]
    fn each_change_lands_where_it_points() {
        let body =
            json!({ "page": { "n": 3 }, "rows": [{ "id": 1, "m": "a" }, { "id": 2, "m": "b" }] });
        for (at, change, wanted) in [
            (
                "/page/n",
                Change::Set(json!("9")),
                r#"{"page":{"n":"9"},"rows":[{"id":1,"m":"a"},{"id":2,"m":"b"}]}"#,
            ),
            (
                "/rows/1/m",
                Change::Remove,
                r#"{"page":{"n":3},"rows":[{"id":1,"m":"a"},{"id":2}]}"#,
            ),
            (
                "/rows/*/m",
                Change::Raw(r#""\ud83d""#.into()),
                r#"{"page":{"n":3},"rows":[{"id":1,"m":"\ud83d"},{"id":2,"m":"\ud83d"}]}"#,
            ),
            (
                "m",
                Change::Set(json!([])),
                r#"{"page":{"n":3},"rows":[{"id":1,"m":[]},{"id":2,"m":[]}]}"#,
            ),
            (
                "/rows",
                Change::Keep(1),
                r#"{"page":{"n":3},"rows":[{"id":1,"m":"a"}]}"#,
            ),
            (
                "/page/n",
                Change::CountOf("/rows".to_owned()),
                r#"{"page":{"n":2},"rows":[{"id":1,"m":"a"},{"id":2,"m":"b"}]}"#,
            ),
            (
                "/page/new",
                Change::FromRequest("/Headers".to_owned()),
                r#"{"page":{"n":3,"new":{"Cookie":"test-cookie"}},"rows":[{"id":1,"m":"a"},{"id":2,"m":"b"}]}"#,
            ),
            (
                "/rows",
                Change::CopyOf("/page/n".to_owned()),
                r#"{"page":{"n":3},"rows":3}"#,
            ),
            ("", Change::Raw("[5".into()), "[5"),
            (
                "/absent/deep",
                Change::Set(json!(1)),
                r#"{"page":{"n":3},"rows":[{"id":1,"m":"a"},{"id":2,"m":"b"}]}"#,
            ),
        ] {
            assert_eq!(rewritten(&body, &[(at, change)]), wanted, "{at}");
        }
    }

    #[test]
    fn several_changes_work_together_even_if_one_breaks_the_json() {
        let changes = [
            ("/a", Change::Raw(r#""\udc00""#.into())),
            ("/b", Change::Set(json!(2))),
            ("/c", Change::Raw("1e400".into())),
        ];
        let body = json!({ "a": 0, "b": 0, "c": 0 });
        assert_eq!(
            rewritten(&body, &changes),
            r#"{"a":"\udc00","b":2,"c":1e400}"#
        );
    }
}
