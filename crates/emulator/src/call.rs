//! A request as the services see it.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use serde_json::Value;

use crate::operation::Operation;
use crate::quirks::Quirks;

/// One request, read to its end.
pub(crate) struct Call<'a> {
    pub(crate) operation: Operation,
    pub(crate) method: &'a Method,
    pub(crate) uri: &'a Uri,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a Bytes,
    /// The time that the gateway believes it is.
    pub(crate) gateway_ms: i64,
    /// What is odd about the handling of this request.
    pub(crate) quirks: &'a Quirks,
}

impl<'a> Call<'a> {
    /// A header's value, if it is there and is ASCII.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The path's segment with this number, counted from 0, as it came.
    pub(crate) fn segment(&self, number: usize) -> &'a str {
        self.uri
            .path()
            .split('/')
            .nth(number + 1)
            .unwrap_or_default()
    }

    /// The request target, byte for byte as it stood on the request line.
    pub(crate) fn target(&self) -> &'a str {
        self.uri
            .path_and_query()
            .map_or("/", http::uri::PathAndQuery::as_str)
    }

    /// The query's parameters.
    pub(crate) fn query(&self) -> Pairs<'a> {
        Pairs::read(self.uri.query().unwrap_or_default())
    }

    /// Whether the content type is this one, parameters aside.
    pub(crate) fn has_content_type(&self, wanted: &str) -> bool {
        self.header("content-type").is_some_and(|value| {
            value
                .split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .eq_ignore_ascii_case(wanted)
        })
    }
}

/// A parameter of a request by its name: of the query, of a JSON or form body, or the path's `id`.
pub(crate) fn parameter(method: &str, uri: &Uri, body: &[u8], name: &str) -> Option<String> {
    if name == "id" {
        return Operation::id_segment(method, uri.path()).and_then(segment_decode);
    }
    let query = Pairs::read(uri.query().unwrap_or_default());
    if let Some(value) = query.get(name) {
        return Some(value.into_owned());
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(json) => match json.get(name)? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        },
        Err(_) => {
            let form = std::str::from_utf8(body).ok()?;
            Pairs::read(form).get(name).map(Cow::into_owned)
        }
    }
}

/// The names and values of a query or a form, as they came.
pub(crate) struct Pairs<'a> {
    pairs: Vec<(&'a str, &'a str)>,
    /// Whether some name is not written plainly, which it need not be.
    escaped: bool,
}

impl<'a> Pairs<'a> {
    /// Divides them in one pass.
    pub(crate) fn read(text: &'a str) -> Self {
        let mut pairs = Vec::with_capacity(8);
        let (mut start, mut split, mut escaped) = (0, None, false);
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'=' if split.is_none() => split = Some(at),
                b'&' => {
                    pairs.extend(pair(text, start, split.take(), at));
                    start = at + 1;
                }
                b'%' | b'+' if split.is_none() => escaped = true,
                _ => {}
            }
        }
        pairs.extend(pair(text, start, split, text.len()));
        Self { pairs, escaped }
    }

    /// The first value under this name, decoded; `None` if it is absent or cannot be decoded.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        let found = self.pairs.iter().find(|(key, _)| {
            *key == name || (self.escaped && form_decode(key).is_some_and(|key| key == name))
        });
        found.and_then(|(_, value)| form_decode(value))
    }
}

fn pair(text: &str, start: usize, split: Option<usize>, end: usize) -> Option<(&str, &str)> {
    let split = split.unwrap_or(end);
    Some((
        text.get(start..split)?,
        text.get((split + 1).min(end)..end)?,
    ))
}

/// Decodes `%41` and `+` as forms and queries do; `None` if the text is broken.
fn form_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.bytes().any(|byte| byte == b'%' || byte == b'+') {
        return Some(Cow::Borrowed(text));
    }
    decode(text, true).map(Cow::Owned)
}

/// Decodes a path segment.
pub(crate) fn segment_decode(text: &str) -> Option<String> {
    decode(text, false)
}

fn decode(text: &str, plus_is_space: bool) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let high = char::from(bytes.next()?).to_digit(16)?;
                let low = char::from(bytes.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            b'+' if plus_is_space => b' ',
            byte => byte,
        });
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plus_that_is_not_encoded_is_a_space() {
        let query = "from=2025-06-17T00:00:00+09:00&to=2025-06-17T00%3A00%3A00%2B09%3A00&flag&%6Fs=1&&=&page=2&page=3";
        let pairs = Pairs::read(query);
        let find = |name: &str| pairs.get(name);
        assert_eq!(find("from").as_deref(), Some("2025-06-17T00:00:00 09:00"));
        assert_eq!(find("to").as_deref(), Some("2025-06-17T00:00:00+09:00"));
        assert_eq!(find("flag").as_deref(), Some(""));
        assert_eq!(find("limit"), None);
        assert_eq!(find("page").as_deref(), Some("2"));
        assert_eq!(find("os").as_deref(), Some("1"));
        assert_eq!(Pairs::read("a=%ff").get("a"), None);
        assert_eq!(Pairs::read("a=%4").get("a"), None);
    }
}
