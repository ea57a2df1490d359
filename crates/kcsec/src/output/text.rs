//! Foreign text, made harmless: no control character of a vendor reaches a terminal or a file.

use std::borrow::Cow;
use std::fmt::Write as _;

pub(crate) use transport_core::is_unsafe_to_print as is_unsafe;

/// The text in one line; white space that is a control character becomes a space, every other
/// unsafe character the replacement character.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    // CRLF is one break.
    Cow::Owned(text.replace("\r\n", "\n").chars().map(replace).collect())
}

/// A line in which no CI service finds a command: GitHub's begin with `::`, those of Azure and
/// TeamCity have a name behind `##`. Ids and memos are other people's text.
pub(crate) fn without_log_commands(line: &str) -> Cow<'_, str> {
    let begins = line.trim_start().starts_with("::");
    if !begins && !line.contains("##") {
        return Cow::Borrowed(line);
    }
    let mut safe = line.to_owned();
    if begins {
        safe = safe.replacen("::", ": :", 1);
    }
    for command in ["vso[", "teamcity[", "["] {
        safe = safe.replace(&format!("##{command}"), &format!("## {command}"));
    }
    Cow::Owned(safe)
}

fn replace(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        c if is_unsafe(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// JSON with every unsafe character escaped, so that it says the same and nothing is lost.
///
/// Outside its strings JSON has only ASCII; the line breaks and spaces there stay.
pub(crate) fn escape_json(json: &str) -> Cow<'_, str> {
    let is_hidden = |c: char| is_unsafe(c) && c != '\n';
    if !json.contains(is_hidden) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            // Between values, in text that is kept as the vendor wrote it.
            '\t' | '\r' => escaped.push(' '),
            c if is_hidden(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing to a String cannot fail.
                    let _ = write!(escaped, "\\u{unit:04x}");
                }
            }
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "a\u{1b}[31mb\u{9b}2J\u{7f}\u{202e}c\u{2066}d\u{e0041}\u{0}";

    #[test]
    fn no_unsafe_character_is_left() {
        let clean = clean(HOSTILE);
        assert!(!clean.contains(is_unsafe), "{clean:?}");
        assert_eq!(clean.matches('a').count(), 1);
    }

    #[test]
    fn line_breaks_become_one_space_and_hangul_stays() {
        assert_eq!(clean("점검\r\n결과\t좋음"), "점검 결과 좋음");
        assert!(matches!(clean("점검 결과"), Cow::Borrowed(_)));
    }

    #[test]
    fn no_line_is_a_command_of_a_ci_service() {
        for (line, right) in [
            ("::error::x", ": :error::x"),
            ("  ::set-output name=a::b", "  : :set-output name=a::b"),
            ("a ##vso[task.setvariable]b", "a ## vso[task.setvariable]b"),
            ("##teamcity[x] ##[group]", "## teamcity[x] ## [group]"),
            ("a::b # ## c", "a::b # ## c"),
        ] {
            assert_eq!(without_log_commands(line), right);
        }
    }

    #[test]
    fn json_is_escaped_without_loss() {
        let json = serde_json::to_string_pretty(&[HOSTILE]).unwrap();
        let escaped = escape_json(&json);
        assert!(
            !escaped.contains(|c| is_unsafe(c) && c != '\n'),
            "{escaped:?}"
        );
        let read: Vec<String> = serde_json::from_str(&escaped).unwrap();
        assert_eq!(read, [HOSTILE]);
    }
}
