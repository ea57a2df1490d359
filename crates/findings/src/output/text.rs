//! Foreign text, made harmless for files and terminals.

use std::borrow::Cow;

/// A cell of a spreadsheet holds no more characters, counted in UTF-16.
const LARGEST_CELL: usize = 32_767;

/// Whether a character could move the cursor, hide text, turn its direction, or is not allowed in
/// XML 1.0.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200e}' | '\u{200f}' // direction marks
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // embeddings, overrides, isolates
            | '\u{2028}' | '\u{2029}' // line and paragraph separators
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' // byte order mark, annotations
            | '\u{fffe}' | '\u{ffff}' // not characters
            | '\u{e0000}'..='\u{e007f}') // invisible tags
}

/// The text with line breaks as `\n`, and U+FFFD for every other unsafe character.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_unsafe(c) && c != '\n') {
        return Cow::Borrowed(text);
    }
    let replaced = text.replace("\r\n", "\n");
    let replaced = replaced.chars().map(|c| match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' | '\u{b}' | '\u{c}' => ' ',
        c if is_unsafe(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    });
    Cow::Owned(replaced.collect())
}

/// The text in one line.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    match lines(text) {
        text if text.contains('\n') => Cow::Owned(text.replace('\n', " ")),
        text => text,
    }
}

/// The text cut to a number of characters, `…` the last of them.
pub(crate) fn cut(text: &str, length: usize) -> Cow<'_, str> {
    if text.len() <= length || text.chars().count() <= length {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().take(length.saturating_sub(1)).collect();
    Cow::Owned(kept + "…")
}

/// The text as a cell of a spreadsheet holds it.
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    let text = lines(text);
    if text.len() <= LARGEST_CELL || text.encode_utf16().count() <= LARGEST_CELL {
        return text;
    }
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < LARGEST_CELL
        })
        .collect();
    Cow::Owned(kept + "…")
}

/// Whether a spreadsheet would read a formula.
pub(crate) fn begins_a_formula(text: &str) -> bool {
    text.trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The text with an apostrophe in front where a spreadsheet would read a formula.
pub(crate) fn guard(text: Cow<'_, str>) -> Cow<'_, str> {
    if begins_a_formula(&text) && text.trim().parse::<f64>().is_err() {
        return format!("'{text}").into();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_characters_are_replaced_and_line_breaks_stay() {
        assert_eq!(
            lines("a\r\nb\rc\u{1b}[2J\u{202e}"),
            "a\nb\nc\u{fffd}[2J\u{fffd}"
        );
        assert_eq!(line("a\r\nb\u{ffff}\tc"), "a b\u{fffd} c");
        assert!(matches!(lines("한글 a\nb"), Cow::Borrowed(_)));
    }

    #[test]
    fn texts_are_cut_with_a_mark() {
        assert_eq!(cut("가나다", 3), "가나다");
        assert_eq!(cut("가나다라", 3), "가나…");
        for text in ["가".repeat(32_768), "😀".repeat(20_000)] {
            let cell = cell(&text);
            assert!(cell.ends_with('…') && cell.encode_utf16().count() <= LARGEST_CELL);
        }
        assert_eq!(cell(&"가".repeat(32_767)).chars().count(), 32_767);
    }

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for formula in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            " =1",
            "＝1+1",
            "\t=1",
        ] {
            assert!(guard(formula.into()).starts_with('\''), "{formula}");
        }
        for harmless in ["-5", "+82", "a=b", "U-01", ""] {
            assert_eq!(guard(harmless.into()), harmless);
        }
    }
}
