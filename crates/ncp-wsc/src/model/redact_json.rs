use std::borrow::Cow;

use transport_core::redact::{Redactor, unescaped};
use transport_core::wire::{RawValue, lenient_text};

/// Shorter texts say nothing.
const SHORTEST: usize = 3;

/// The secrets that a response may repeat, and nobody should read there.
pub(super) struct Redaction<'a> {
    /// The texts that stand alone.
    secrets: Vec<&'a str>,
    /// Those that may also stand in others.
    redactor: Redactor,
}

impl<'a> Redaction<'a> {
    pub(super) fn of(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let secrets = secrets.into_iter().map(str::trim);
        let secrets: Vec<_> = secrets.filter(|text| text.len() >= SHORTEST).collect();
        Self {
            redactor: Redactor::of(secrets.iter().copied()),
            secrets,
        }
    }

    /// The values of a login: all of it, and what its cookies and headers are made of.
    pub(super) fn of_login(login: &'a str) -> Self {
        let separators = [';', ',', ' ', '\n', '\r', '"', '{', '}', '[', ']'];
        let pieces = login.split(separators);
        let values = pieces
            .clone()
            .filter_map(|piece| piece.split_once(['=', ':']));
        let values = values.map(|(_, value)| value);
        Self::of(std::iter::once(login).chain(pieces).chain(values))
    }

    /// The JSON without the secrets; every other byte stays as it is.
    pub(super) fn json<'j>(&self, json: &'j str) -> Cow<'j, str> {
        if self.secrets.is_empty() {
            return Cow::Borrowed(json);
        }
        let mut out = String::new();
        let mut copied = 0;
        let mut at = 0;
        while let Some(token) = next_token(json, at) {
            at = token.end;
            if let Some(clean) = self.token(&json[token.clone()]) {
                out.push_str(&json[copied..token.start]);
                out.push_str(&clean);
                copied = token.end;
            }
        }
        if copied == 0 {
            return Cow::Borrowed(json);
        }
        out.push_str(&json[copied..]);
        Cow::Owned(out)
    }

    /// A string or number of the JSON, if it holds a secret.
    fn token(&self, token: &str) -> Option<String> {
        let raw: &RawValue = serde_json::from_str(token).ok()?;
        let text = lenient_text(raw)?;
        let clean = self.text(&text)?;
        serde_json::to_string(&clean).ok()
    }

    fn text(&self, text: &str) -> Option<String> {
        if self.secrets.contains(&unescaped(text).trim()) {
            return Some("[redacted]".to_owned());
        }
        match self.redactor.replace(text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(clean) => Some(clean),
        }
    }
}

/// The next string or number of a JSON text.
fn next_token(json: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let bytes = json.as_bytes();
    let is_start = |byte: &u8| matches!(byte, b'"' | b'-' | b'0'..=b'9');
    let start = from + bytes.get(from..)?.iter().position(is_start)?;
    let rest = &bytes[start + 1..];
    let len = if bytes[start] == b'"' {
        let mut escaped = false;
        let is_end = |byte: &u8| {
            let ends = *byte == b'"' && !escaped;
            escaped = *byte == b'\\' && !escaped;
            ends
        };
        rest.iter().position(is_end)? + 1
    } else {
        let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
        rest.iter().take_while(|byte| is_digit(byte)).count()
    };
    Some(start..start + 1 + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_taken_out_wherever_and_however_it_is_written() {
        let redaction = Redaction::of(["test-secret=1/2", "abc", "9876543210"]);
        for (json, right) in [
            (r#"{"x":"test-secret=1/2"}"#, r#"{"x":"[redacted]"}"#),
            (
                r#"{"x":"a test-secret=1\/2 b", "n": 1.10}"#,
                r#"{"x":"a [redacted] b", "n": 1.10}"#,
            ),
            (r#"["test%2Dsecret%3D1%2F2"]"#, r#"["[redacted]"]"#),
            (r#"["&#116;est-secret=1&#x2f;2 x"]"#, r#"["[redacted] x"]"#),
            (r#"["t\u0065st-secret=1/2"]"#, r#"["[redacted]"]"#),
            (r#"["t\\u0065st-secret=1\\/2"]"#, r#"["[redacted]"]"#),
            (r#"["t\u0000e\u200bst-secret=1/2"]"#, r#"["[redacted]"]"#),
            (r#"["TEST-SECRET=1/2"]"#, r#"["[redacted]"]"#),
            (r#"["test-sec\n ret=1/2 x"]"#, r#"["[redacted] x"]"#),
            (r#"["%2574est-secret=1/2"]"#, r#"["[redacted]"]"#),
            (r#"{"test-secret=1/2":1}"#, r#"{"[redacted]":1}"#),
            (
                r#"[9876543210, 98765432101]"#,
                r#"["[redacted]", "[redacted]1"]"#,
            ),
            (r#"["abc"," abc "]"#, r#"["[redacted]","[redacted]"]"#),
        ] {
            assert_eq!(redaction.json(json), right);
        }
        for same in [r#"["abcd", 1e400, "\ud83d", {"a":[]}]"#, "[", "\"", "1"] {
            assert!(matches!(redaction.json(same), Cow::Borrowed(_)), "{same}");
        }
    }

    #[test]
    fn a_login_is_taken_apart() {
        let redaction = Redaction::of_login("JSESSIONID=test-secret-1; remember=test-secret-2");
        let json = r#"{"a":"test-secret-2","b":"JSESSIONID","c":["x=test-secret-1"]}"#;
        assert_eq!(
            redaction.json(json),
            r#"{"a":"[redacted]","b":"JSESSIONID","c":["x=[redacted]"]}"#
        );
    }
}
