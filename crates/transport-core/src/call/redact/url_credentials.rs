//! Credentials that are not the request's own, such as a proxy's: known by their form alone.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const REDACTED: &str = super::HOLE_TEXT;

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

/// Takes out the pair of `Basic`, and user and password of URLs.
pub(super) fn redact(text: &mut String) {
    redact_pairs(text);
    redact_user_info(text);
}

/// `Basic` with what decodes to a pair; as a word of a sentence it stays.
fn redact_pairs(text: &mut String) {
    let mut from = 0;
    while let Some(at) = find_ignoring_case(text, "basic", from) {
        from = at + "basic".len();
        let rest = &text[from..];
        let gap = ["%20", "+", " "]
            .iter()
            .find(|gap| rest.starts_with(**gap))
            .map_or(0, |gap| gap.len());
        let is_digit =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=');
        let pair = &rest[gap..];
        let pair = &pair[..pair.find(|c| !is_digit(c)).unwrap_or(pair.len())];
        if gap > 0 && is_pair(pair) {
            let start = from + gap;
            text.replace_range(start..start + pair.len(), REDACTED);
        }
    }
}

fn find_ignoring_case(text: &str, word: &str, from: usize) -> Option<usize> {
    text.as_bytes()[from..]
        .windows(word.len())
        .position(|window| window.eq_ignore_ascii_case(word.as_bytes()))
        .map(|at| from + at)
}

fn is_pair(encoded: &str) -> bool {
    [alphabet::STANDARD, alphabet::URL_SAFE]
        .iter()
        .any(|digits| {
            GeneralPurpose::new(digits, LENIENT)
                .decode(encoded)
                .is_ok_and(|decoded| decoded.contains(&b':'))
        })
}

/// `user:password@` between `://` and the host.
fn redact_user_info(text: &mut String) {
    for start_of_authority in ["://", r":\/\/"] {
        let mut from = 0;
        while let Some(found) = text[from..].find(start_of_authority) {
            from += found + start_of_authority.len();
            let ends = |c: char| {
                c.is_whitespace() || matches!(c, '/' | '\\' | '?' | '#' | '<' | '>' | '"')
            };
            let rest = &text[from..];
            let authority = &rest[..rest.find(ends).unwrap_or(rest.len())];
            if let Some(at) = authority.rfind('@') {
                text.replace_range(from..from + at, REDACTED);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(text: &str) -> String {
        let mut text = text.to_owned();
        redact(&mut text);
        text.replace(REDACTED, "[redacted]")
    }

    #[test]
    fn a_pair_of_basic_is_taken_out_and_the_word_stays() {
        // proxy-user:test-secret
        for pair in [
            "cHJveHktdXNlcjp0ZXN0LXNlY3JldA==",
            "cHJveHktdXNlcjp0ZXN0LXNlY3JldA",
        ] {
            assert_eq!(
                redacted(&format!("Proxy-Authorization: Basic {pair}\r\nHost: x")),
                "Proxy-Authorization: Basic [redacted]\r\nHost: x"
            );
            assert_eq!(redacted(&format!("BASIC%20{pair}")), "BASIC%20[redacted]");
        }
        for sentence in [
            "Basic credentials are wrong",
            "the basics",
            "Basic",
            "basic ",
        ] {
            assert_eq!(redacted(sentence), sentence);
        }
    }

    #[test]
    fn user_and_password_of_a_url_are_taken_out() {
        assert_eq!(
            redacted("at http://user:test-secret@proxy:3128/x and https://host/a@b"),
            "at http://[redacted]@proxy:3128/x and https://host/a@b"
        );
        assert_eq!(
            redacted(r#"{"url":"http:\/\/user:test@secret@proxy"}"#),
            r#"{"url":"http:\/\/[redacted]@proxy"}"#
        );
        assert_eq!(redacted("://"), "://");
    }
}
