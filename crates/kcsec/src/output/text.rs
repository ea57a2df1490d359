//! Foreign text, made harmless: no control character of a vendor reaches a terminal or a file.

use std::borrow::Cow;
use std::fmt::Write as _;

pub(crate) use transport_core::is_unsafe_to_print as is_unsafe;

/// The text in one line; white space that is a control character becomes a space, every other
/// unsafe character an escape, so that two ids which look alike can be told apart.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    // CRLF is one break.
    let mut clean = String::with_capacity(text.len() + 16);
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                clean.push(' ');
            }
            c if is_unsafe(c) => clean.extend(c.escape_unicode()),
            c => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

/// A line in which no CI service finds a command: GitHub's begin with `::`, those of Azure and
/// TeamCity have a name behind `##`. Ids and memos are other people's text.
pub(crate) fn without_log_commands(line: &str) -> Cow<'_, str> {
    let line = replace_hashes(line, "## ");
    match line.trim_start().starts_with("::") {
        true => Cow::Owned(line.replacen("::", ": :", 1)),
        false => line,
    }
}

/// The text with something else for the `##` of every command such as `##vso[`, in any case.
fn replace_hashes<'a>(text: &'a str, by: &str) -> Cow<'a, str> {
    let is_command = |at: usize| {
        let name = text[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        name.starts_with('[')
    };
    let mut safe = String::new();
    let mut copied = 0;
    for (at, _) in text.match_indices('#') {
        if at >= copied && text[at..].starts_with("##") && is_command(at) {
            safe.push_str(&text[copied..at]);
            safe.push_str(by);
            copied = at + 2;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    safe.push_str(&text[copied..]);
    Cow::Owned(safe)
}

/// JSON with every unsafe character and every command of a CI service escaped, so that it says the
/// same and nothing is lost.
///
/// Outside its strings JSON has only ASCII; the line breaks and spaces there stay.
pub(crate) fn escape_json(json: &str) -> Cow<'_, str> {
    let is_hidden = |c: char| is_unsafe(c) && c != '\n';
    let json = replace_hashes(json, "\\u0023#");
    if !json.contains(is_hidden) {
        return json;
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
        assert_eq!(
            clean,
            r"a\u{1b}[31mb\u{9b}2J\u{7f}\u{202e}c\u{2066}d\u{e0041}\u{0}"
        );
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
            ("##VSO[x] ###TeamCity[y]", "## VSO[x] ### TeamCity[y]"),
            ("a::b # ## c ##[", "a::b # ## c ## ["),
            ("a::b # ## c ##a-b[", "a::b # ## c ##a-b["),
        ] {
            assert_eq!(without_log_commands(line), right);
            let json = serde_json::to_string(line).unwrap();
            let escaped = escape_json(&json);
            assert!(
                !escaped.contains("##v") && !escaped.contains("##["),
                "{escaped}"
            );
            assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), line);
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
