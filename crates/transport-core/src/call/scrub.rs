use http::HeaderMap;
use percent_encoding::percent_decode_str;

/// Too short to be a secret, and so common that taking it out would blank the message.
const SHORTEST: usize = 6;

/// How much of a foreign page an error shows.
const EXCERPT: usize = 160;

/// The texts that must not appear in a message, however the service came to repeat them.
pub(super) struct Scrubber {
    marks: Vec<String>,
}

impl Scrubber {
    /// Collects a request's secrets: those named, and its sensitive header values.
    pub(super) fn new(secrets: &[String], headers: &HeaderMap) -> Self {
        let mut marks = secrets.to_vec();
        for value in headers.values().filter(|value| value.is_sensitive()) {
            if let Ok(text) = value.to_str() {
                // "Bearer {token}": the token alone is the secret.
                marks.extend(text.split(' ').map(str::to_owned));
            }
        }
        marks.retain(|mark| mark.len() >= SHORTEST);
        // The longest first, so that none leaves the rest of a longer one behind.
        marks.sort_by_key(|mark| std::cmp::Reverse(mark.len()));
        Self { marks }
    }

    /// The text with its secrets taken out, in one line, without control characters.
    pub(super) fn clean(&self, text: &str) -> String {
        let mut line: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        // A secret that is repeated percent-encoded is just as readable.
        let decoded = percent_decode_str(&line).decode_utf8_lossy();
        if self
            .marks
            .iter()
            .any(|mark| decoded.contains(mark.as_str()) && !line.contains(mark.as_str()))
        {
            line = decoded.into_owned();
        }
        for mark in &self.marks {
            if line.contains(mark.as_str()) {
                line = line.replace(mark.as_str(), "[redacted]");
            }
        }
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The beginning of a body that is not the documented answer.
    pub(super) fn excerpt(&self, body: &[u8]) -> String {
        // Cleaned with a margin, so that the cut leaves no half of a secret.
        let margin = self.marks.first().map_or(0, String::len) * 3;
        let head = &body[..body.len().min(EXCERPT * 4 + margin)];
        let clean = self.clean(&String::from_utf8_lossy(head));
        let mut cut: String = clean.chars().take(EXCERPT).collect();
        if cut.len() < clean.len() {
            cut.push('…');
        }
        cut
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn scrubber() -> Scrubber {
        let mut headers = HeaderMap::new();
        let mut token = HeaderValue::from_static("Bearer test-secret-token");
        token.set_sensitive(true);
        headers.insert("authorization", token);
        Scrubber::new(&["test-secret/appkey".to_owned()], &headers)
    }

    #[test]
    fn a_repeated_secret_is_taken_out_in_every_form() {
        for text in [
            "no such appkey test-secret/appkey",
            "no such path /test-secret%2Fappkey/x",
            "token test-secret-token refused",
        ] {
            let clean = scrubber().clean(text);
            assert!(!clean.contains("test-secret"), "{clean}");
        }
    }

    #[test]
    fn control_characters_and_line_breaks_never_pass() {
        assert_eq!(scrubber().clean("a\u{1b}[31m\r\n b"), "a [31m b");
    }

    #[test]
    fn an_excerpt_is_cut_where_no_secret_is_halved() {
        let body = format!("{}test-secret-token", "x".repeat(EXCERPT - 5));
        assert!(!scrubber().excerpt(body.as_bytes()).contains("test-"));
    }
}
