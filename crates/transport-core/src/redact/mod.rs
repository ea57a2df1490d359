//! Takes secrets out of what a service or a proxy said, before it is shown.

mod normalise;
mod url_credentials;

use std::borrow::Cow;
use std::ops::Range;

use auth_core::is_unsafe_to_print;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;

pub use normalise::unescaped;
use normalise::{Normalised, beginning_of, folded};

/// What stands in a message where a secret stood.
const PLACEHOLDER: &str = "[redacted]";

/// Too short to be a secret, and so common that taking it out would blank the message.
const SHORTEST: usize = 6;

/// How many characters of a service's own message an error keeps.
const MESSAGE: usize = 1_000;

/// How many characters of a foreign page an error shows.
const EXCERPT: usize = 160;

/// How many bytes of a text are looked at for it.
const WINDOW: usize = 16 * 1024;

/// The texts that must not appear in what is shown, however a service came to repeat them: plain,
/// percent-encoded, in escapes or HTML entities, in another case or width, wrapped, cut near their
/// end, with invisible characters in between.
///
/// Texts of less than six bytes are no secrets: they stand in many others.
///
/// ```
/// use transport_core::redact::Redactor;
///
/// let redactor = Redactor::of(["test-secret/1"]);
/// assert_eq!(redactor.replace("no key test-secret%2F1 here"), "no key [redacted] here");
/// ```
pub struct Redactor {
    secrets: Vec<String>,
    /// The same, folded.
    folded: Vec<String>,
}

impl Redactor {
    /// Collects these secrets.
    pub fn of<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let secrets: Vec<String> = secrets.into_iter().map(str::to_owned).collect();
        Self::new(&secrets, &[])
    }

    /// Collects a request's secrets: those named, and its sensitive header values.
    pub(crate) fn new(secrets: &[String], credentials: &[HeaderValue]) -> Self {
        let mut secrets = secrets.to_vec();
        for text in credentials.iter().filter_map(|value| value.to_str().ok()) {
            if let Some(pair) = text.strip_prefix("Basic ") {
                secrets.extend(parts_of_basic(pair));
            } else {
                // The word Bearer is no secret.
                secrets.push(text.strip_prefix("Bearer ").unwrap_or(text).to_owned());
            }
        }
        // A secret that itself looks escaped is decoded like the text around it.
        for secret in secrets.clone() {
            secrets.extend(Normalised::forms(&secret));
        }
        let tidy = |secrets: &mut Vec<String>| {
            secrets.retain(|secret| secret.len() >= SHORTEST);
            secrets.sort_unstable();
            secrets.dedup();
        };
        tidy(&mut secrets);
        let mut folded = secrets.iter().map(|secret| folded(secret)).collect();
        tidy(&mut folded);
        Self { secrets, folded }
    }

    /// A service's message with the secrets taken out, in one line of bounded length.
    pub(crate) fn clean(&self, text: &str) -> String {
        self.clean_to(text, MESSAGE)
    }

    /// The same of at most so many characters.
    pub(crate) fn clean_to(&self, text: &str, longest: usize) -> String {
        let text = beginning(text);
        let mut found = self.find(text);
        found.extend(url_credentials::find(&Normalised::of(text)));
        one_line(&without(text, found), longest)
    }

    /// The text with `[redacted]` in place of the secrets; every other character stays.
    pub fn replace<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.find(text) {
            found if found.is_empty() => Cow::Borrowed(text),
            found => Cow::Owned(without(text, found)),
        }
    }

    fn find(&self, text: &str) -> Vec<Range<usize>> {
        // Also where something is escaped: what stands behind a secret may look like an escape.
        let plain = self.secrets.iter().flat_map(|secret| {
            let found = text.match_indices(secret);
            found.map(|(at, secret)| at..at + secret.len())
        });
        let mut found: Vec<_> = plain.collect();
        // Most texts hold neither: only the others are taken apart.
        let is_escaped = text.contains(|c| matches!(c, '%' | '\\' | '&') || is_unsafe_to_print(c));
        let view = folded(text);
        let mut secrets = self.folded.iter().map(|secret| beginning_of(secret));
        if is_escaped || secrets.any(|secret| view.contains(secret)) {
            let view = Normalised::of(text).folded();
            found.extend(self.folded.iter().flat_map(|secret| view.find(secret)));
        }
        found
    }

    /// The beginning of a body that is not the documented response; what cannot be searched for
    /// secrets is described instead of shown.
    pub(crate) fn excerpt(&self, body: &[u8]) -> String {
        // One byte more, so that the cut is seen.
        let window = &body[..body.len().min(WINDOW + 1)];
        let text = match std::str::from_utf8(window) {
            Ok(text) => text,
            // Only the cut goes through a character.
            Err(error) if error.error_len().is_none() && window.len() < body.len() => {
                std::str::from_utf8(&window[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(_) if is_wide(window) => return "it looks like UTF-16 or UTF-32 text".to_owned(),
            Err(_) => return "it is not UTF-8 text".to_owned(),
        };
        if is_wide(window) {
            return "it looks like UTF-16 or UTF-32 text".to_owned();
        }
        self.clean_to(text, EXCERPT)
    }
}

impl std::fmt::Debug for Redactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Redactor").finish_non_exhaustive()
    }
}

/// The text without users and passwords in its URLs.
pub fn without_url_credentials(text: &str) -> Cow<'_, str> {
    if !text.contains(['@', '%', '\\', '&']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(without(text, url_credentials::find(&Normalised::of(text))))
}

/// Whether the bytes look like text of two or four bytes a character.
pub(crate) fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || bytes.iter().take(64).filter(|byte| **byte == 0).count() > 8
}

/// As much of a text as is looked at.
fn beginning(text: &str) -> &str {
    if text.len() <= WINDOW {
        return text;
    }
    let cut = (0..=WINDOW)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let window = &text[..cut];
    // What the window's end cuts through may be half a secret.
    let end = window.rfind(|c: char| c.is_whitespace() || is_unsafe_to_print(c));
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

/// The text with the placeholder in place of these parts, which may overlap.
fn without(text: &str, mut parts: Vec<Range<usize>>) -> String {
    parts.sort_unstable_by_key(|part| part.start);
    let mut left = String::with_capacity(text.len());
    let mut end = 0;
    for part in parts {
        if part.end <= end {
            continue;
        }
        if part.start >= end {
            left.push_str(&text[end..part.start]);
            left.push_str(PLACEHOLDER);
        }
        end = part.end;
    }
    left.push_str(&text[end..]);
    left
}

/// The text in one line without unsafe characters, of at most so many others.
fn one_line(text: &str, longest: usize) -> String {
    let printable = text.replace(is_unsafe_to_print, " ");
    let mut words = printable.split_whitespace();
    let mut line = words.next().unwrap_or_default().to_owned();
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    if let Some((end, _)) = line.char_indices().nth(longest) {
        line.truncate(end);
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests;
