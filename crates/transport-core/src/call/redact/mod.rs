//! Takes secrets out of what a service or a proxy said, before it becomes part of an error.

mod encoded;
mod escaped;
mod url_credentials;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Where a secret stood, until the text is whole: a word of ours there could itself hold a mark.
const HOLE: char = '\u{e000}';
const HOLE_TEXT: &str = "\u{e000}";

/// Too short to be a secret, and so common that taking it out would blank the message.
const SHORTEST: usize = 6;

/// How many characters of a service's own message an error keeps.
const MESSAGE: usize = 1_000;

/// How many characters of a foreign page an error shows.
const EXCERPT: usize = 160;

/// How many bytes of a text are looked at for it.
const WINDOW: usize = 16 * 1024;

/// The texts that must not appear in a message, however the service came to repeat them.
pub(super) struct Redactor {
    marks: Vec<String>,
}

impl Redactor {
    /// Collects a request's secrets: those named, and its sensitive header values.
    pub(super) fn new(secrets: &[String], credentials: &[HeaderValue]) -> Self {
        let mut marks = secrets.to_vec();
        for text in credentials.iter().filter_map(|value| value.to_str().ok()) {
            if let Some(pair) = text.strip_prefix("Basic ") {
                marks.extend(parts_of_basic(pair));
            } else {
                // The word Bearer is no secret.
                marks.push(text.strip_prefix("Bearer ").unwrap_or(text).to_owned());
            }
        }
        // Escaped, a text of few plain characters would not be recognised by them.
        let escaped: Vec<_> = marks
            .iter()
            .filter(|mark| escaped::plain_len(mark) < SHORTEST)
            .map(|mark| utf8_percent_encode(mark, NON_ALPHANUMERIC).to_string())
            .collect();
        marks.retain(|mark| mark.len() >= SHORTEST);
        marks.extend(escaped.into_iter().filter(|mark| mark.contains('%')));
        // The longest first, so that none leaves the rest of a longer one behind.
        marks.sort_by_key(|mark| std::cmp::Reverse(mark.len()));
        Self { marks }
    }

    /// A service's message with the secrets taken out, in one line of bounded length.
    pub(super) fn clean(&self, text: &str) -> String {
        self.clean_to(text, MESSAGE)
    }

    /// The same of at most so many characters.
    pub(super) fn clean_to(&self, text: &str, longest: usize) -> String {
        let mut line = beginning(text).replace(HOLE, " ");
        for mark in &self.marks {
            escaped::redact(&mut line, mark);
        }
        let shortest = self.marks.last().map_or(usize::MAX, String::len);
        encoded::redact(&mut line, shortest, &|text| {
            self.marks.iter().any(|mark| escaped::holds(text, mark))
        });
        url_credentials::redact(&mut line);
        let printable = line
            .replace(is_unprintable, " ")
            .replace(HOLE, "[redacted]");
        let mut words = printable.split_whitespace();
        let mut clean = words.next().unwrap_or_default().to_owned();
        for word in words {
            clean.push(' ');
            clean.push_str(word);
        }
        if let Some((end, _)) = clean.char_indices().nth(longest) {
            clean.truncate(end);
            clean.push('…');
        }
        clean
    }

    /// The beginning of a body that is not the documented answer.
    pub(super) fn excerpt(&self, body: &[u8]) -> String {
        // One byte more, so that the cut is seen.
        let window = String::from_utf8_lossy(&body[..body.len().min(WINDOW + 1)]);
        self.clean_to(&window, EXCERPT)
    }
}

/// As much of a text as is looked at.
fn beginning(text: &str) -> &str {
    if text.len() <= WINDOW {
        return text;
    }
    let (cut, _) = text
        .char_indices()
        .take_while(|(at, _)| *at <= WINDOW)
        .last()
        .unwrap_or_default();
    let window = &text[..cut];
    // What the window's end cuts through may be half a secret.
    let end = window.rfind(|c: char| c.is_whitespace() || is_unprintable(c));
    &window[..end.unwrap_or(window.len())]
}

/// Id, secret and both together, as they stand in the Base64 and behind it.
fn parts_of_basic(encoded: &str) -> Vec<String> {
    let mut parts = vec![encoded.to_owned()];
    let decoded = STANDARD.decode(encoded).ok();
    if let Some(pair) = decoded.and_then(|bytes| String::from_utf8(bytes).ok()) {
        if let Some((id, secret)) = pair.split_once(':') {
            parts.extend([id.to_owned(), secret.to_owned()]);
        }
        parts.push(pair);
    }
    parts
}

/// Characters that move the cursor, end the line, hide or turn text.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests;
