use super::*;

const APPKEY: &str = "test-secret/appkey+1=";

fn redactor() -> Redactor {
    Redactor::new(
        &[
            APPKEY.to_owned(),
            "비밀/열쇠".to_owned(),
            "test-secret%2Bkey".to_owned(),
        ],
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
        "all of it %74est%2Dsecret%2Fappkey%2B1%3D",
        "twice test-secret%252Fappkey%252B1%253D",
        "in a link in a page test-secret%25252Fappkey&#37;252B1&#37;253D",
        r#"json test-secret\/appkey\u002b1="#,
        r#"json \u0074\u0065st-secret/appkey\u002B1\u003d"#,
        "html test-secret&#x2F;appkey&#43;1&#61;",
        "html &#116;&#101;st-secret&#47appkey&#X2b;1=",
        "nul t\0e\0s\0t-secret/appkey+1=",
        "escaped nul t\\u0000est-secret/%00appkey+1=",
        "zero width test-\u{200b}secret/\u{2060}appkey+1=",
        r"\x74est-secret\u{2f}appkey\U0000002b1=",
        "test%u002dsecret%u002fappkey+1=",
        "shouted TEST-SECRET/APPKEY+1=",
        "wrapped test-secret\r\n /appkey+1=",
        "wide ｔｅｓｔ－ｓｅｃｒｅｔ／ａｐｐｋｅｙ＋１＝",
        "cut test-secret/ap…",
        "token test-secret-token.a_b-c rejected",
        "Bearer test-secret-token.a_b-c",
        "basic RVhBTVBMRS1JRDp0ZXN0LXNlY3JldD9wYXNz",
        "pair EXAMPLE-ID:test-secret?pass",
        "id EXAMPLE-ID, secret test-secret%3Fpass",
        "비밀/열쇠",
        "%EB%B9%84%EB%B0%80%2F%EC%97%B4%EC%87%A0",
        r"\ube44\ubc00\/\uc5f4\uc1e0",
        "itself escaped: test-secret%2Bkey, test-secret%252Bkey, test-secret+key",
    ] {
        let clean = redactor().clean(text);
        assert!(clean.contains(PLACEHOLDER), "{clean}");
        for secret in [
            "secret", "appkey+", "appkey%", "pass", "RVhB", "열쇠", "%EC", "uc5f4",
        ] {
            let left = clean
                .replace("secret EXAMPLE", "")
                .replace("secret [redacted]", "");
            assert!(!left.contains(secret), "{text}: {clean}");
        }
        assert!(!clean.contains("EXAMPLE-ID"), "{clean}");
    }
}

#[test]
fn a_secret_that_stands_in_the_placeholder_ends_the_search_too() {
    for secret in ["redacted", "[redacted]", "redact", "edacted", "dacted]"] {
        let redactor = Redactor::new(&[secret.to_owned(), "acted]".to_owned()], &[]);
        assert_eq!(redactor.clean(&format!("a {secret} b")), "a [redacted] b");
    }
}

#[test]
fn the_words_around_a_secret_stay() {
    assert_eq!(
        redactor().clean("Bearer token test-secret-token.a_b-c is no test"),
        "Bearer token [redacted] is no test"
    );
    assert_eq!(
        redactor().clean("100 %25 of a\\tb & c, &#zz; \\u12 %zz"),
        "100 %25 of a\\tb & c, &#zz; \\u12 %zz"
    );
}

#[test]
fn user_and_password_of_a_url_are_taken_out() {
    for (text, clean) in [
        (
            "at http://user:test-secret@proxy:3128/x and https://host/a@b",
            "at http://[redacted]@proxy:3128/x and https://host/a@b",
        ),
        (
            r#"{"url":"http:\/\/user:test@secret@proxy"}"#,
            r#"{"url":"http:\/\/[redacted]@proxy"}"#,
        ),
        (
            "http%3A%2F%2Fuser%3Atest-secret%40proxy",
            "http%3A%2F%2F[redacted]%40proxy",
        ),
        ("://", "://"),
    ] {
        assert_eq!(redactor().clean(text), clean);
    }
}

#[test]
fn unsafe_characters_and_line_breaks_never_pass() {
    assert_eq!(
        redactor().clean("a\u{1b}[31m\r\n b\u{202e}c\u{3164}d\u{e0041}e"),
        "a [31m b c d e"
    );
}

#[test]
fn a_message_has_a_longest_length() {
    let clean = redactor().clean(&"긴".repeat(5_000));
    assert_eq!(clean.chars().count(), MESSAGE + 1);
    assert!(clean.ends_with('…'));
}

#[test]
fn an_excerpt_is_cut_where_no_secret_is_halved() {
    let secret = "test-secret-token.a_b-c";
    for filler in ["x", " ", "긴"] {
        for before in [EXCERPT - 5, WINDOW - 5] {
            let body = format!("{} {secret} {}", filler.repeat(before), "y".repeat(WINDOW));
            let excerpt = redactor().excerpt(body.as_bytes());
            assert!(!excerpt.contains("test"), "{excerpt}");
        }
    }
}

#[test]
fn what_cannot_be_searched_is_described() {
    let text = format!("<p>{APPKEY}</p>");
    let wide = |to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect();
    let with_mark = [
        &[0xff, 0xfe][..],
        &text
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>(),
    ]
    .concat();
    let utf_32 = text
        .chars()
        .flat_map(|c| u32::from(c).to_be_bytes())
        .collect();
    for body in [
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        with_mark,
        utf_32,
    ] {
        let body: Vec<u8> = body;
        assert_eq!(
            redactor().excerpt(&body),
            "it looks like UTF-16 or UTF-32 text"
        );
    }
    // EUC-KR.
    assert_eq!(
        redactor().excerpt(b"<p>\xc2\xf7\xb4\xdc</p>"),
        "it is not UTF-8 text"
    );
    assert_eq!(
        redactor().excerpt("\u{feff}<p>차단</p>".as_bytes()),
        "<p>차단</p>"
    );
}
