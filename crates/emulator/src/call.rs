//! A request as the services see it.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use crate::operation::Operation;

/// One request, read to its end.
pub(crate) struct Call<'a> {
    pub(crate) operation: Operation,
    pub(crate) method: &'a Method,
    pub(crate) uri: &'a Uri,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a Bytes,
    /// The time that the gateway believes it is.
    pub(crate) gateway_ms: i64,
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

    /// The value of a query parameter, decoded; `None` if it is absent.
    pub(crate) fn query(&self, name: &str) -> Option<Cow<'a, str>> {
        find(self.uri.query().unwrap_or_default(), name)
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

/// The first value under this name in a query or form; what cannot be decoded is not found.
pub(crate) fn find<'a>(pairs: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let (bytes, wanted) = (pairs.as_bytes(), name.as_bytes());
    let mut start = 0;
    // By bytes, since a query is searched many times and its parts are short.
    while start <= bytes.len() {
        let rest = &bytes[start..];
        let length = rest
            .iter()
            .position(|byte| *byte == b'&')
            .unwrap_or(rest.len());
        let pair = &rest[..length];
        let split = pair.iter().position(|byte| *byte == b'=').unwrap_or(length);
        let key = &pair[..split];
        let plain = !key.contains(&b'%') && !key.contains(&b'+');
        let found = if plain {
            key == wanted
        } else {
            form_decode(pairs.get(start..start + split)?).is_some_and(|key| key == name)
        };
        if found {
            return form_decode(
                pairs.get((start + split + 1).min(start + length)..start + length)?,
            );
        }
        start += length + 1;
    }
    None
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
        let query = "from=2025-06-17T00:00:00+09:00&to=2025-06-17T00%3A00%3A00%2B09%3A00&flag";
        assert_eq!(
            find(query, "from").as_deref(),
            Some("2025-06-17T00:00:00 09:00")
        );
        assert_eq!(
            find(query, "to").as_deref(),
            Some("2025-06-17T00:00:00+09:00")
        );
        assert_eq!(find(query, "flag").as_deref(), Some(""));
        assert_eq!(find(query, "page"), None);
        assert_eq!(find("a=%ff", "a"), None);
        assert_eq!(find("a=%4", "a"), None);
    }
}
