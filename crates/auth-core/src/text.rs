/// Whether a character must not be printed as it is: it moves the cursor, ends the line, turns the
/// direction of text, or cannot be seen.
///
/// The one rule for errors, logs, tables and files.
///
/// ```
/// use auth_core::is_unsafe_to_print;
///
/// assert!(is_unsafe_to_print('\u{1b}') && is_unsafe_to_print('\u{200b}'));
/// assert!(!is_unsafe_to_print(' ') && !is_unsafe_to_print('점'));
/// ```
pub fn is_unsafe_to_print(c: char) -> bool {
    c.is_control() || is_invisible(c)
}

/// Whether a character cannot be seen: Unicode's format characters, line and paragraph separators,
/// and all that it calls ignorable by default (zero-width characters, fillers, variation selectors
/// and tags).
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}'
        | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}'
        | '\u{890}' | '\u{891}' | '\u{8e2}'
        | '\u{115f}' | '\u{1160}' // fillers of Hangul
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{ffa0}'
        | '\u{fe00}'..='\u{fe0f}' // variation selectors
        | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}') // tags and further variation selectors
}

/// Text from outside in one line: without unsafe characters, and cut to a readable length.
#[cfg(feature = "ncp")]
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .filter(|c| !is_unsafe_to_print(*c))
        .take(200)
        .collect()
}

/// The text of a settings file without a byte order mark; Windows also writes UTF-16.
///
/// What is not UTF-8 becomes U+FFFD, so that it matters only in what is read of the file.
///
/// ```
/// assert_eq!(auth_core::decode_settings(b"\xff\xfea\0"), "a");
/// assert_eq!(auth_core::decode_settings(b"a # \xc7\xd1"), "a # \u{fffd}\u{fffd}");
/// ```
pub fn decode_settings(content: &[u8]) -> String {
    let (utf16, from_bytes): (_, fn([u8; 2]) -> u16) = match content {
        [0xff, 0xfe, rest @ ..] => (rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => (rest, u16::from_be_bytes),
        // Without the mark: these files begin with ASCII.
        [1..=u8::MAX, 0, ..] => (content, u16::from_le_bytes),
        [0, 1..=u8::MAX, ..] => (content, u16::from_be_bytes),
        _ => {
            let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
            return String::from_utf8_lossy(content).into_owned();
        }
    };
    let units = utf16.as_chunks().0.iter().map(|unit| from_bytes(*unit));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}
