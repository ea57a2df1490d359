//! Relative references of servers and pages: GitHub rejects a file with `https://…` in a location.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A text as one segment of a path.
pub(super) fn segment(text: &str) -> String {
    match text {
        "" => "_".to_owned(),
        // Segments of dots would mean another path.
        "." | ".." => format!("_{text}"),
        text => utf8_percent_encode(text, SEGMENT).to_string(),
    }
}

/// A page below its site: the path and query of its URL, without scheme and host.
pub(super) fn page(host: &str, url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| {
        rest.find(['/', '?', '#']).map_or("", |end| &rest[end..])
    });
    let mut uri = format!("sites/{}", segment(host));
    for part in rest.trim_start_matches('/').split('/') {
        // An empty segment stays: `a//b` is another page than `a/b`.
        uri.push('/');
        if !part.is_empty() {
            uri += &encoded_segment(part);
        }
    }
    while uri.ends_with('/') {
        uri.pop();
    }
    uri
}

/// A segment whose `%41` stays as it is.
fn encoded_segment(text: &str) -> String {
    let mut encoded = String::new();
    let mut parts = text.split('%');
    encoded += &parts.next().map(plain).unwrap_or_default();
    for part in parts {
        let is_hex = part.len() >= 2 && part.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
        encoded += if is_hex { "%" } else { "%25" };
        encoded += &plain(part);
    }
    match encoded.as_str() {
        "." | ".." => format!("_{encoded}"),
        _ => encoded,
    }
}

fn plain(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_one_segment() {
        for (name, expected) in [
            ("web-01", "web-01"),
            ("회원 a/b", "%ED%9A%8C%EC%9B%90%20a%2Fb"),
            ("..", "_.."),
            ("", "_"),
        ] {
            assert_eq!(segment(name), expected);
        }
    }

    #[test]
    fn pages_lie_below_their_site() {
        for (url, expected) in [
            ("https://shop.example.com/page/3", "sites/h/page/3"),
            ("https://shop.example.com", "sites/h"),
            ("https://shop.example.com/", "sites/h"),
            ("https://shop.example.com?a=b&c", "sites/h/%3Fa%3Db%26c"),
            ("/a%20b/한/%zz", "sites/h/a%20b/%ED%95%9C/%25zz"),
            ("/a//b/../c", "sites/h/a//b/_../c"),
        ] {
            assert_eq!(page("h", url), expected, "{url}");
        }
    }
}
