use std::fmt;

use crate::text::is_invisible;

/// Why a text cannot be a key of NHN Cloud or NAVER Cloud: how it was written down went wrong.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvalidKey {
    /// There is no text, or only white space.
    Blank,
    /// Quotation marks are part of it.
    Quoted,
    /// It is a placeholder of a guide, masked, or says where a secret is kept.
    Placeholder,
    /// It is the name of a variable, in the syntax of a template or shell.
    NotReplaced,
    /// It holds a zero-width character, a direction mark or a byte order mark.
    Invisible,
    /// It holds a line break.
    LineBreak,
    /// It holds white space.
    WhiteSpace,
    /// It holds another control character.
    Control,
    /// It holds a character that is not ASCII.
    NotAscii,
    /// It ends in a comma, a semicolon or a backslash.
    Punctuated,
}

/// Checks that a text can be a key: visible ASCII, and not what tools and guides leave behind.
///
/// ```
/// use auth_core::{InvalidKey, validate_key};
///
/// assert_eq!(validate_key("EXAMPLE_KEY"), Ok(()));
/// assert_eq!(validate_key("${{ secrets.EXAMPLE }}"), Err(InvalidKey::NotReplaced));
/// ```
///
/// # Errors
///
/// Why it cannot; the error reads on behind the name of the setting, and never holds the text.
pub fn validate_key(text: &str) -> Result<(), InvalidKey> {
    let trimmed = text.trim();
    let has = |found: fn(char) -> bool| text.contains(found);
    let between = |start, end| trimmed.starts_with(start) && trimmed.ends_with(end);
    let problem = if trimmed.is_empty() {
        InvalidKey::Blank
    } else if trimmed.starts_with(is_quote) || trimmed.ends_with(is_quote) {
        InvalidKey::Quoted
    } else if ["${", "$(", "{{", "}}"]
        .iter()
        .any(|mark| text.contains(mark))
        || trimmed.starts_with('$')
        || ((between('%', '%') || between('!', '!')) && trimmed.len() > 2)
    {
        InvalidKey::NotReplaced
    } else if is_placeholder(trimmed) {
        InvalidKey::Placeholder
    } else if has(is_line_break) {
        InvalidKey::LineBreak
    } else if has(is_invisible) {
        InvalidKey::Invisible
    } else if has(char::is_whitespace) {
        InvalidKey::WhiteSpace
    } else if has(char::is_control) {
        InvalidKey::Control
    } else if !text.is_ascii() {
        InvalidKey::NotAscii
    } else if trimmed.ends_with([',', ';', '\\']) {
        InvalidKey::Punctuated
    } else {
        return Ok(());
    };
    Err(problem)
}

/// What guides and tools write in a key's place: `<Secret Key>`, `YOUR_SECRET_KEY`, `xxxxxxxx`,
/// `null`, `op://vault/item`.
fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 7] = [
        "changeme",
        "change-me",
        "todo",
        "null",
        "none",
        "nil",
        "undefined",
    ];
    let brackets = [
        ("<", ">"),
        ("[", "]"),
        ("{", "}"),
        ("(", ")"),
        ("&lt;", "&gt;"),
    ];
    let lower = text.to_ascii_lowercase();
    brackets
        .iter()
        .any(|(open, close)| text.starts_with(open) && text.ends_with(close))
        || text.contains("***")
        || text.contains("://")
        || lower.starts_with("arn:")
        || lower.starts_with("your-")
        || lower.starts_with("your_")
        || WORDS.contains(&lower.as_str())
        || text.len() > 2
            && text
                .chars()
                .all(|c| matches!(c, 'x' | 'X' | '0' | '.' | '-' | '_'))
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '\u{2018}'..='\u{201f}' | '\u{ff02}' | '\u{ff07}'
    )
}

impl fmt::Display for InvalidKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blank => "is blank; set it to the key",
            Self::Quoted => {
                "has quotation marks as part of it (docker --env-file keeps them); remove them"
            }
            Self::Placeholder => "is a placeholder; set it to the key itself",
            Self::NotReplaced => {
                "is a variable that was not replaced; check the template, shell or CI secret"
            }
            Self::Invisible => {
                "holds an invisible character, such as a byte order mark or a zero-width space; type the key again or copy it as plain text"
            }
            Self::LineBreak => "holds a line break; set it to the key alone",
            Self::WhiteSpace => "holds white space; set it to the key alone",
            Self::Control => "holds a control character; set it to the key alone",
            Self::NotAscii => "holds a character that is not ASCII; copy the key again",
            Self::Punctuated => {
                "ends in a comma, a semicolon or a backslash, which is no part of a key; remove it"
            }
        })
    }
}

impl std::error::Error for InvalidKey {}
