//! Takes secrets out of what a service or a proxy said, before it becomes part of an error.

mod encoded;
mod foreign;

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Where a secret stood, until the text is whole: a word of ours there could itself hold a mark.
const HOLE: char = '\u{e000}';
const HOLE_TEXT: &str = "\u{e000}";

/// Too short to be a secret, and so common that taking it out would blank the message.
const SHORTEST: usize = 6;

/// How many bytes one character may have become when it was escaped: four times `%25ED`.
const LONGEST_ESCAPE: usize = 20;

/// How many characters of a service's own message an error keeps.
const MESSAGE: usize = 1_000;

/// How many characters of a foreign page an error shows.
const EXCERPT: usize = 160;

/// How many bytes of a text are looked at for it.
const WINDOW: usize = 16 * 1024;

/// The texts that must not appear in a message, however the service came to repeat them.
pub(super) struct Scrubber {
    marks: Vec<String>,
}

impl Scrubber {
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
            .filter(|mark| plain_len(mark) < SHORTEST)
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
            redact(&mut line, mark);
        }
        let shortest = self.marks.last().map_or(usize::MAX, String::len);
        encoded::redact(&mut line, shortest, &|text| {
            self.marks.iter().any(|mark| holds(text, mark))
        });
        foreign::redact(&mut line);
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

/// Whether a mark stands in a text, escaped or not.
fn holds(text: &str, mark: &str) -> bool {
    text.contains(mark) || find_escaped(text, mark, 0).is_some()
}

/// Takes every occurrence of a mark out of a text, also where its special characters are escaped
/// for a URL, JSON or HTML, once or twice.
fn redact(text: &mut String, mark: &str) {
    if text.contains(mark) {
        *text = text.replace(mark, HOLE_TEXT);
    }
    let mut from = 0;
    while let Some(found) = find_escaped(text, mark, from) {
        text.replace_range(found.clone(), HOLE_TEXT);
        from = found.start + HOLE.len_utf8();
    }
}

/// Where the runs of plain characters of `mark` stand in `text` in their order, with no more
/// between them than the special characters of `mark` may have become.
fn find_escaped(text: &str, mark: &str, from: usize) -> Option<Range<usize>> {
    if plain_len(mark) < SHORTEST {
        return None;
    }
    let mark = mark.trim_start_matches(|c| !is_plain(c));
    let first = mark.split(|c| !is_plain(c)).next()?;
    text[from..]
        .match_indices(first)
        .map(|(at, _)| from + at)
        .find_map(|start| {
            let end = end_of_runs(text, start + first.len(), &mark[first.len()..])?;
            Some(start..end)
        })
}

fn end_of_runs(text: &str, mut end: usize, mut rest: &str) -> Option<usize> {
    loop {
        let run_starts = match rest.find(is_plain) {
            Some(at) => at,
            None => return Some(end),
        };
        let specials = rest[..run_starts].chars().count();
        rest = &rest[run_starts..];
        let run = &rest[..rest.find(|c| !is_plain(c)).unwrap_or(rest.len())];
        let reach = (end + specials * LONGEST_ESCAPE + run.len()).min(text.len());
        let at = text.as_bytes()[end..reach]
            .windows(run.len())
            .position(|window| window == run.as_bytes())?;
        end += at + run.len();
        rest = &rest[run.len()..];
    }
}

/// Characters that no escaping changes.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_')
}

fn plain_len(mark: &str) -> usize {
    mark.chars().filter(|c| is_plain(*c)).count()
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
mod tests {
    use super::*;

    const APPKEY: &str = "test-secret/appkey+1=";

    fn scrubber() -> Scrubber {
        Scrubber::new(
            &[APPKEY.to_owned(), "비밀/열쇠".to_owned()],
            &[
                HeaderValue::from_static("Bearer test-secret-token.a_b-c"),
                // EXAMPLE-ID:test-secret?pass
                HeaderValue::from_static("Basic RVhBTVBMRS1JRDp0ZXN0LXNlY3JldD9wYXNz"),
            ],
        )
    }

    #[test]
    fn a_repeated_secret_is_taken_out_however_it_is_escaped() {
        for text in [
            "no such appkey test-secret/appkey+1=",
            "no such path /test-secret%2Fappkey%2B1%3D/x",
            "first test-secret/appkey+1= then test-secret%2fappkey%2b1%3d",
            "twice test-secret%252Fappkey%252B1%253D",
            r#"json test-secret\/appkey\u002b1="#,
            "html test-secret&#x2F;appkey&#43;1&#61;",
            "token test-secret-token.a_b-c refused",
            "Bearer test-secret-token.a_b-c",
            "basic RVhBTVBMRS1JRDp0ZXN0LXNlY3JldD9wYXNz",
            "pair EXAMPLE-ID:test-secret?pass",
            "id EXAMPLE-ID, secret test-secret%3Fpass",
            "base64 dGVzdC1zZWNyZXQvYXBwa2V5KzE9",
            "base64 of more eC10ZXN0LXNlY3JldC9hcHBrZXkrMT0u",
            "hex 746573742d7365637265742f6170706b65792b313d",
            "hex 746573742D7365637265742F6170706B65792B313D",
            "비밀/열쇠",
            "%EB%B9%84%EB%B0%80%2F%EC%97%B4%EC%87%A0",
        ] {
            let clean = scrubber().clean(text);
            assert!(clean.contains("[redacted]"), "{clean}");
            for secret in [
                "secret-token",
                "secret/",
                "appkey+",
                "appkey%",
                "pass",
                "RVhB",
                "c2VjcmV0",
                "NlY3JldC",
                "736563726574",
            ] {
                assert!(!clean.contains(secret), "{text}: {clean}");
            }
            assert!(!clean.contains("EXAMPLE-ID") && !clean.contains("%EC%87%A0"));
        }
    }

    #[test]
    fn a_secret_that_stands_in_the_replacement_ends_the_search_too() {
        for secret in ["redacted", "[redacted]", "redact", "edacted", "dacted]"] {
            let scrubber = Scrubber::new(&[secret.to_owned(), "acted]".to_owned()], &[]);
            assert_eq!(scrubber.clean(&format!("a {secret} b")), "a [redacted] b");
        }
    }

    #[test]
    fn the_words_around_a_secret_stay() {
        assert_eq!(
            scrubber().clean("Bearer token test-secret-token.a_b-c is no test-secret"),
            "Bearer token [redacted] is no test-secret"
        );
        assert_eq!(
            scrubber().clean("Basic credentials are wrong"),
            "Basic credentials are wrong"
        );
    }

    #[test]
    fn control_characters_and_line_breaks_never_pass() {
        assert_eq!(scrubber().clean("a\u{1b}[31m\r\n b\u{202e}c"), "a [31m b c");
        // Nor do those that are only there once a secret was found in its escaped form.
        assert!(
            !scrubber()
                .clean("%1b%0a test-secret%2Fappkey%2B1%3D")
                .contains('\u{1b}')
        );
    }

    #[test]
    fn a_message_has_a_longest_length() {
        let clean = scrubber().clean(&"긴".repeat(5_000));
        assert_eq!(clean.chars().count(), MESSAGE + 1);
        assert!(clean.ends_with('…'));
    }

    #[test]
    fn an_excerpt_is_cut_where_no_secret_is_halved() {
        let secret = "test-secret-token.a_b-c";
        for filler in ["x", " "] {
            for before in [EXCERPT - 5, WINDOW - 5] {
                let body = format!("{} {secret} {}", filler.repeat(before), "y".repeat(WINDOW));
                let excerpt = scrubber().excerpt(body.as_bytes());
                assert!(!excerpt.contains("test"), "{excerpt}");
            }
        }
    }
}
