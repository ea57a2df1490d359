/// Whether a character could move the cursor, hide itself or other text, or turn its direction.
///
/// Text from outside is shown without such characters.
pub fn is_unsafe_to_print(c: char) -> bool {
    c.is_control() || is_invisible(c)
}

/// Whether a character cannot be seen: zero-width characters, direction marks, a byte order mark.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Text from outside in one line: without unsafe characters, and cut to a readable length.
#[cfg(feature = "ncp")]
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .filter(|c| !is_unsafe_to_print(*c))
        .take(200)
        .collect()
}
