//! Replaces secret values in JSON text and leaves every other byte as it is.

use std::borrow::Cow;
use std::ops::Range;

use super::scalar::text_of;

pub(super) const REDACTED: &str = "\"[redacted]\"";

/// JSON within a text within JSON is looked through this often.
const DEEPEST: u32 = 3;

/// The JSON text without the values of keys that may hold secrets. `null` stays, as it holds none.
pub(super) fn redacted(json: &str) -> Cow<'_, str> {
    redacted_to(json, DEEPEST)
}

fn redacted_to(json: &str, depth: u32) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(start) = json[at..].find('"').map(|found| at + found) {
        let string = start..end_of_string(json, start);
        at = string.end;
        let replacement = match value_behind(json, at) {
            // Only a key has a colon behind it.
            Some(value) if is_secret(&text_of(&json[string.clone()])) => {
                at = value.end;
                (!is_blank(&json[value.clone()])).then(|| (value, REDACTED.to_owned()))
            }
            Some(_) => None,
            None => redacted_text(&json[string.clone()], depth).map(|text| (string, text)),
        };
        if let Some((range, text)) = replacement {
            out.push_str(&json[copied..range.start]);
            out.push_str(&text);
            copied = range.end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    out.push_str(&json[copied..]);
    Cow::Owned(out)
}

/// A text that is itself JSON, such as a request that is repeated, without its secrets.
fn redacted_text(string: &str, depth: u32) -> Option<String> {
    let text = text_of(string);
    if depth == 0 || !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    serde_json::from_str::<&serde_json::value::RawValue>(&text).ok()?;
    match redacted_to(&text, depth - 1) {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => serde_json::to_string(&text).ok(),
    }
}

/// Whether a value holds nothing, and so no secret.
pub(super) fn is_blank(json: &str) -> bool {
    matches!(json, "null" | "\"\"")
}

/// Whether a key names something that holds headers, cookies or passwords.
pub(super) fn is_secret(key: &str) -> bool {
    let name: String = key
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    let holds = [
        "cookie",
        "authorization",
        "logininfo",
        "password",
        "passwd",
        "secret",
    ];
    let ends = ["header", "headers", "token"];
    holds.iter().any(|word| name.contains(word)) || ends.iter().any(|word| name.ends_with(word))
}

/// Where a string that starts at `start` ends, its quotes included.
fn end_of_string(json: &str, start: usize) -> usize {
    let mut escaped = false;
    for (at, byte) in json.bytes().enumerate().skip(start + 1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    json.len()
}

/// The value behind a key that ends at `end`; `None` if no colon follows.
fn value_behind(json: &str, end: usize) -> Option<Range<usize>> {
    let colon = skip_space(json, end);
    (json.as_bytes().get(colon) == Some(&b':')).then(|| {
        let start = skip_space(json, colon + 1);
        start..end_of_value(json, start)
    })
}

fn skip_space(json: &str, from: usize) -> usize {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    from + json.as_bytes()[from..]
        .iter()
        .take_while(|byte| is_space(byte))
        .count()
}

fn end_of_value(json: &str, start: usize) -> usize {
    let bytes = json.as_bytes();
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = end_of_string(json, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' if depth == 0 => return at,
            b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_values_of_secret_keys_are_replaced() {
        for (json, right) in [
            (
                r#"{"a": 1.10, "Headers" : {"x": ["}"]}, "b":"Cookie"}"#,
                r#"{"a": 1.10, "Headers" : "[redacted]", "b":"Cookie"}"#,
            ),
            (
                r#"[{"Login_Info":"x\"y"},{"login-info":null}]"#,
                r#"[{"Login_Info":"[redacted]"},{"login-info":null}]"#,
            ),
            (
                r#"{"setCookie":12,"a":[]}"#,
                r#"{"setCookie":"[redacted]","a":[]}"#,
            ),
            (
                r#"{"pass\u0077ord":true}"#,
                r#"{"pass\u0077ord":"[redacted]"}"#,
            ),
            (
                r#"{"request":"{\"headers\":{\"a\":\"test-secret\"}}"}"#,
                r#"{"request":"{\"headers\":\"[redacted]\"}"}"#,
            ),
        ] {
            assert_eq!(redacted(json), right);
        }
        for same in [
            r#"{"a":{"a":1e400,"b":100000000000000000000}}"#,
            "\"Cookie\"",
            "[]",
            "12",
        ] {
            assert!(matches!(redacted(same), Cow::Borrowed(_)), "{same}");
        }
    }

    #[test]
    fn deep_nesting_needs_no_stack() {
        let json = format!(
            "{{\"cookie\":{}1{}}}",
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        assert_eq!(redacted(&json), r#"{"cookie":"[redacted]"}"#);
    }
}
