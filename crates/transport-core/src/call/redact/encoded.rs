use std::borrow::Cow;
use std::ops::Range;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

/// Encodings within encodings that are looked through.
const DEEPEST: u32 = 2;

/// Shorter runs of digits cannot hold a secret.
const SHORTEST: usize = 8;

/// Both alphabets after [`standard_digits`], with padding or without, cut anywhere.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Takes out every word that holds a secret once it is decoded: from percent-encoding, Base64 or
/// hexadecimal digits. None of them makes a text shorter than it was, which is `shortest` at least.
pub(super) fn redact(text: &mut String, shortest: usize, is_secret: &dyn Fn(&str) -> bool) {
    let hiding: Vec<_> = words(text)
        .filter(|word| word.len() >= shortest.max(SHORTEST))
        .filter(|word| hides(&text[word.clone()], is_secret, DEEPEST))
        .collect();
    for word in hiding.into_iter().rev() {
        text.replace_range(word, super::HOLE_TEXT);
    }
}

/// Where the words stand: what neither white space nor the quotes of JSON and HTML part.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
    text.split_inclusive(parts).scan(0, move |end, word| {
        let start = *end;
        *end += word.len();
        Some(start..start + word.trim_end_matches(parts).len())
    })
}

fn hides(word: &str, is_secret: &dyn Fn(&str) -> bool, depth: u32) -> bool {
    depth > 0
        && decoded(word)
            .iter()
            .any(|inner| is_secret(inner) || hides(inner, is_secret, depth - 1))
}

/// Everything that the word may be the encoding of.
fn decoded(word: &str) -> Vec<String> {
    let mut decoded = Vec::new();
    if word.contains('%') {
        decoded.push(percent_decode_str(word).decode_utf8_lossy().into_owned());
    }
    let digits = standard_digits(word);
    let runs = digits.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '/'));
    for run in runs.filter(|run| run.len() >= SHORTEST) {
        for skipped in 0..4 {
            let run = &run[skipped..];
            // Three digits may be left over from a group of four, one may not.
            let whole = run.len() - usize::from(run.len() % 4 == 1);
            decoded.extend(BASE64.decode(&run[..whole]).ok().map(lossy));
        }
        if run.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            decoded.extend([0, 1].map(|skipped| lossy(from_hexadecimal(&run[skipped..]))));
        }
    }
    decoded
}

/// The digits of the standard alphabet, without the backslashes that JSON puts before a slash.
fn standard_digits(word: &str) -> Cow<'_, str> {
    if !word.contains(['-', '_', '\\']) {
        return Cow::Borrowed(word);
    }
    word.chars()
        .filter(|c| *c != '\\')
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect::<String>()
        .into()
}

fn from_hexadecimal(digits: &str) -> Vec<u8> {
    let value = |digit: u8| char::from(digit).to_digit(16).unwrap_or_default() as u8;
    digits
        .as_bytes()
        .chunks_exact(2)
        .map(|pair| value(pair[0]) << 4 | value(pair[1]))
        .collect()
}

fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}
