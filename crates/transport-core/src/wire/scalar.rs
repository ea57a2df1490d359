//! Reading a text, a number or a truth value from whatever JSON may stand for it.

use std::borrow::Cow;

use serde_json::value::RawValue;

/// A JSON value as far as a scalar can be read from it.
pub(super) enum Scalar<'a> {
    Text(Cow<'a, str>),
    /// The number's digits as they stand there.
    Number(&'a str),
    Truth(bool),
    /// `null`, a list or an object.
    Other,
}

impl<'a> Scalar<'a> {
    pub(super) fn of(raw: &'a RawValue) -> Self {
        let json = raw.get();
        match json.as_bytes().first() {
            Some(b'"') => Self::Text(text_of(json)),
            Some(b'-' | b'0'..=b'9') => Self::Number(json),
            Some(b't') => Self::Truth(true),
            Some(b'f') => Self::Truth(false),
            _ => Self::Other,
        }
    }

    /// A text, or a number or a truth value as text.
    pub(super) fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.into_owned()),
            Self::Number(digits) => Some(digits.to_owned()),
            Self::Truth(truth) => Some(truth.to_string()),
            Self::Other => None,
        }
    }

    /// A whole number; of a fraction or a percentage, its whole part.
    pub(super) fn into_number(self) -> Option<i128> {
        match self {
            Self::Number(digits) => whole(digits),
            Self::Text(text) => {
                let text = text.trim();
                whole(
                    &text
                        .strip_suffix('%')
                        .unwrap_or(text)
                        .trim_end()
                        .replace(',', ""),
                )
            }
            Self::Truth(_) | Self::Other => None,
        }
    }

    /// True or false; also as text, or as 1 or 0.
    pub(super) fn into_truth(self) -> Option<bool> {
        match self {
            Self::Truth(truth) => Some(truth),
            other => match other.into_text()?.trim() {
                "1" => Some(true),
                "0" => Some(false),
                text if text.eq_ignore_ascii_case("true") => Some(true),
                text if text.eq_ignore_ascii_case("false") => Some(false),
                _ => None,
            },
        }
    }
}

fn whole(digits: &str) -> Option<i128> {
    if let Ok(number) = digits.parse() {
        return Some(number);
    }
    // Only what JSON could write as a number: no "inf", no "nan".
    let is_number = digits
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
    let number: f64 = digits.parse().ok().filter(|_| is_number)?;
    (number.abs() < 9.0e15).then_some(number as i128)
}

/// What a JSON string, in its quotes, says. Half a surrogate pair becomes U+FFFD: strings are cut
/// in the middle of an emoji where they are counted in UTF-16.
pub(super) fn text_of(json: &str) -> Cow<'_, str> {
    let inner = json
        .get(1..json.len().saturating_sub(1))
        .unwrap_or_default();
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    match serde_json::from_str(json) {
        Ok(text) => Cow::Owned(text),
        Err(_) => {
            Cow::Owned(serde_json::from_str(&without_lone_surrogates(json)).unwrap_or_default())
        }
    }
}

fn without_lone_surrogates(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let mut len = 1 + escape[1..].chars().next().map_or(0, char::len_utf8);
        let mut text = &escape[..len];
        if let Some(unit) = escaped_unit(escape) {
            len = 6;
            text = &escape[..len];
            match unit {
                0xd800..=0xdbff
                    if matches!(escaped_unit(&escape[len..]), Some(0xdc00..=0xdfff)) =>
                {
                    len = 12;
                    text = &escape[..len];
                }
                0xd800..=0xdfff => text = "\\ufffd",
                _ => {}
            }
        }
        out.push_str(text);
        rest = &escape[len..];
    }
    out.push_str(rest);
    out
}

/// The UTF-16 unit of `\uXXXX` at the start.
fn escaped_unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_surrogate_pair_becomes_the_replacement_character() {
        for (json, text) in [
            (r#""cut \ud83d""#, "cut \u{fffd}"),
            (r#""\ude00 \ud83d\ude00 \\ud83d""#, "\u{fffd} 😀 \\ud83d"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
            (r#""\ud83d\n""#, "\u{fffd}\n"),
        ] {
            assert_eq!(text_of(json), text, "{json}");
        }
    }

    #[test]
    fn numbers_are_read_in_every_spelling() {
        let number = |json: &str| {
            let raw: &RawValue = serde_json::from_str(json).unwrap();
            Scalar::of(raw).into_number()
        };
        for (json, right) in [
            ("12", 12),
            ("-1", -1),
            ("45.5", 45),
            ("12.0", 12),
            ("1e3", 1_000),
            ("\" 12 \"", 12),
            ("\"45%\"", 45),
            ("\"1,024\"", 1_024),
        ] {
            assert_eq!(number(json), Some(right), "{json}");
        }
        for none in [
            "\"\"", "\"many\"", "\"inf\"", "1e400", "true", "null", "[]", "{}",
        ] {
            assert_eq!(number(none), None, "{none}");
        }
    }
}
