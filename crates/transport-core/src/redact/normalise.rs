use std::ops::Range;

use auth_core::is_unsafe_to_print;

/// An escaped path, in the query of a link, in a page.
const PASSES: usize = 3;

/// So long a secret is recognised by its first two thirds.
const LONG: usize = 16;

/// A text as a reader understands it: percent-encoding, JSON escapes and HTML entities are
/// decoded, also where one stands in another; what cannot be seen is left out.
pub(super) struct Normalised {
    pub(super) text: String,
    /// Where each of its characters stands in it, and the part of the original that it comes from.
    origins: Vec<(usize, Range<usize>)>,
}

impl Normalised {
    pub(super) fn of(original: &str) -> Self {
        let mut normalised = Self::decoded(original);
        for _ in 1..PASSES {
            let mut next = Self::decoded(&normalised.text);
            for (_, part) in &mut next.origins {
                *part = normalised.origin(part.clone());
            }
            normalised = next;
        }
        normalised
    }

    /// One layer of escapes decoded.
    fn decoded(original: &str) -> Self {
        let mut normalised = Self {
            text: String::with_capacity(original.len()),
            origins: Vec::with_capacity(original.len()),
        };
        for (c, part) in decoded(original).filter(|(c, _)| !is_unsafe_to_print(*c)) {
            normalised.origins.push((normalised.text.len(), part));
            normalised.text.push(c);
        }
        normalised
    }

    /// What a text may have become when another that holds it is decoded.
    pub(super) fn forms(text: &str) -> impl Iterator<Item = String> {
        let decode = |text: &String| Some(Self::decoded(text).text);
        std::iter::successors(decode(&text.to_owned()), decode).take(PASSES)
    }

    /// The same in one case and width, and without white space: what wraps or shouts a text still
    /// shows it.
    pub(super) fn folded(&self) -> Self {
        let mut folded = Self {
            text: String::with_capacity(self.text.len()),
            origins: Vec::with_capacity(self.origins.len()),
        };
        for (c, (_, part)) in self.text.chars().zip(&self.origins) {
            if !c.is_whitespace() {
                folded.origins.push((folded.text.len(), part.clone()));
                folded.text.push(fold(c));
            }
        }
        folded
    }

    /// Where the original of a folded text holds that secret, folded too, or the beginning of it.
    pub(super) fn find<'a>(&'a self, secret: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let starts = self.text.match_indices(beginning_of(secret));
        starts.map(|(start, _)| {
            let behind = self.text[start..].chars().zip(secret.chars());
            let same = behind.take_while(|(shown, hidden)| shown == hidden);
            let len: usize = same.map(|(c, _)| c.len_utf8()).sum();
            self.origin(start..start + len)
        })
    }

    /// The part of the original that such a part of the text comes from.
    pub(super) fn origin(&self, part: Range<usize>) -> Range<usize> {
        let index = |byte: usize| self.origins.partition_point(|(at, _)| *at < byte);
        let characters = &self.origins[index(part.start)..index(part.end)];
        match (characters.first(), characters.last()) {
            (Some((_, first)), Some((_, last))) => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// As much of a secret as tells it: a text that was cut still shows most of a long one.
pub(super) fn beginning_of(secret: &str) -> &str {
    let mut enough = secret.len();
    if enough >= LONG {
        enough = enough * 2 / 3;
        while !secret.is_char_boundary(enough) {
            enough += 1;
        }
    }
    &secret[..enough]
}

/// A text in one case and width, and without white space.
pub(super) fn folded(text: &str) -> String {
    let visible = text.chars().filter(|c| !c.is_whitespace());
    visible.map(fold).collect()
}

/// In lower case, and of the usual width.
fn fold(c: char) -> char {
    const FULL_WIDTH: std::ops::RangeInclusive<char> = '\u{ff01}'..='\u{ff5e}';

    let narrow = || char::from_u32(u32::from(c) - 0xff01 + u32::from('!'));
    let narrow = FULL_WIDTH.contains(&c).then(narrow).flatten();
    narrow.unwrap_or(c).to_ascii_lowercase()
}

/// A text as its reader sees it: percent-encoding, JSON escapes and HTML entities are decoded, also
/// where one stands in another.
pub fn unescaped(text: &str) -> String {
    let decode = |text: String| decoded(&text).map(|(c, _)| c).collect();
    (0..PASSES).fold(text.to_owned(), |text, _| decode(text))
}

/// The characters of a text with one layer of escapes decoded, each with its part of the text.
fn decoded(text: &str) -> impl Iterator<Item = (char, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let decoded = match first {
            '%' => percent_unit(rest).or_else(|| percent_encoded(rest)),
            '\\' => language_escape(rest).or_else(|| json_escape(rest)),
            '&' => html_entity(rest),
            _ => None,
        };
        let (c, len) = decoded.unwrap_or((first, first.len_utf8()));
        let part = at..at + len;
        at += len;
        Some((c, part))
    })
}

/// The character at the start of `%EB%B9%84`, and how many bytes it takes there.
fn percent_encoded(text: &str) -> Option<(char, usize)> {
    let byte = |index: usize| {
        let escape = text.as_bytes().get(3 * index..3 * index + 3)?;
        let digits = std::str::from_utf8(escape.strip_prefix(b"%")?).ok()?;
        hexadecimal(digits).and_then(|value| u8::try_from(value).ok())
    };
    let first = byte(0)?;
    let len = match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    };
    let bytes: Vec<u8> = (0..len).map_while(byte).collect();
    let decoded = std::str::from_utf8(&bytes).ok();
    match decoded.and_then(|text| text.chars().next()) {
        Some(c) => Some((c, 3 * len)),
        None => Some((char::REPLACEMENT_CHARACTER, 3)),
    }
}

/// The character at the start of `%u002b`.
fn percent_unit(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("%u")?.get(..4)?;
    Some((char::from_u32(hexadecimal(digits)?)?, 6))
}

/// The character at the start of `\x2b`, `\u{2b}` or `\U0000002b`.
fn language_escape(text: &str) -> Option<(char, usize)> {
    let (digits, len) = if let Some(rest) = text.strip_prefix("\\x") {
        (rest.get(..2)?, 4)
    } else if let Some(rest) = text.strip_prefix("\\U") {
        (rest.get(..8)?, 10)
    } else {
        let (digits, _) = text.strip_prefix("\\u{")?.split_once('}')?;
        (digits, digits.len() + 4)
    };
    Some((char::from_u32(hexadecimal(digits)?)?, len))
}

/// The character at the start of `\u002b` or `\/`.
fn json_escape(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        hexadecimal(digits).and_then(|unit| u16::try_from(unit).ok())
    };
    if let Some(first) = unit(0) {
        let units = [Some(first), unit(6)];
        return match char::decode_utf16(units.into_iter().flatten()).next() {
            Some(Ok(c)) => Some((c, 6 * c.len_utf16())),
            _ => Some((char::REPLACEMENT_CHARACTER, 6)),
        };
    }
    let c = match text.as_bytes().get(1)? {
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        c @ (b'/' | b'\\' | b'"' | b'\'') => char::from(*c),
        _ => return None,
    };
    Some((c, 2))
}

/// The character at the start of `&#43;`, `&#x2F;` or `&amp;`.
fn html_entity(text: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 5] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&apos;", '\''),
    ];
    if let Some((name, c)) = NAMED.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*c, name.len()));
    }
    let number = text.strip_prefix("&#")?;
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let len = digits
        .bytes()
        .take_while(|digit| char::from(*digit).is_digit(radix))
        .count();
    let value = u32::from_str_radix(&digits[..len], radix).ok()?;
    let start = text.len() - digits.len();
    let semicolon = usize::from(digits[len..].starts_with(';'));
    Some((char::from_u32(value)?, start + len + semicolon))
}

fn hexadecimal(digits: &str) -> Option<u32> {
    let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_number.then(|| u32::from_str_radix(digits, 16).ok())?
}
