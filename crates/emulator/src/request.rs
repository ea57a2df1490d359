//! A request as the services see it.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};
use percent_encoding::percent_decode_str;

use serde_json::Value;

use crate::operation::Operation;
use crate::quirks::Quirks;

/// One request, read to its end.
pub(crate) struct ServiceRequest<'a> {
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

impl<'a> ServiceRequest<'a> {
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
        return Some(value.to_owned());
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(json) => match json.get(name)? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        },
        Err(_) => {
            let form = std::str::from_utf8(body).ok()?;
            Pairs::read(form).get(name).map(str::to_owned)
        }
    }
}

/// The names and values of a query or a form.
pub(crate) struct Pairs<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Pairs<'a> {
    pub(crate) fn read(text: &'a str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).collect())
    }

    /// The first value under this name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_ref())
    }
}

/// Decodes a path segment; `None` if it is no UTF-8.
pub(crate) fn segment_decode(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    Some(text.into_owned())
}

/// The credentials behind an authentication scheme, whose name has no case (RFC 9110 §11.1).
pub(crate) fn credentials_of<'a>(header: &'a str, scheme: &str) -> Option<&'a str> {
    let (name, rest) = header.split_at_checked(scheme.len())?;
    let credentials = rest.strip_prefix(' ')?.trim_start_matches(' ');
    (name.eq_ignore_ascii_case(scheme) && !credentials.is_empty()).then_some(credentials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plus_that_is_not_encoded_is_a_space() {
        let query = "from=2025-06-17T00:00:00+09:00&to=2025-06-17T00%3A00%3A00%2B09%3A00&flag&%6Fs=1&&=&page=2&page=3";
        let pairs = Pairs::read(query);
        assert_eq!(pairs.get("from"), Some("2025-06-17T00:00:00 09:00"));
        assert_eq!(pairs.get("to"), Some("2025-06-17T00:00:00+09:00"));
        assert_eq!(pairs.get("flag"), Some(""));
        assert_eq!(pairs.get("limit"), None);
        assert_eq!(pairs.get("page"), Some("2"));
        assert_eq!(pairs.get("os"), Some("1"));
    }

    #[test]
    fn a_scheme_has_no_case() {
        for header in ["Bearer abc", "bearer abc", "BEARER  abc"] {
            assert_eq!(credentials_of(header, "Bearer"), Some("abc"), "{header}");
        }
        for header in ["Bearer", "Bearer ", "Bearerabc", "Basic abc", "abc"] {
            assert_eq!(credentials_of(header, "Bearer"), None, "{header}");
        }
    }
}
