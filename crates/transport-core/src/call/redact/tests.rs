use super::*;

const APPKEY: &str = "test-secret/appkey+1=";

fn redactor() -> Redactor {
    Redactor::new(
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
        let clean = redactor().clean(text);
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
        let redactor = Redactor::new(&[secret.to_owned(), "acted]".to_owned()], &[]);
        assert_eq!(redactor.clean(&format!("a {secret} b")), "a [redacted] b");
    }
}

#[test]
fn the_words_around_a_secret_stay() {
    assert_eq!(
        redactor().clean("Bearer token test-secret-token.a_b-c is no test-secret"),
        "Bearer token [redacted] is no test-secret"
    );
    assert_eq!(
        redactor().clean("Basic credentials are wrong"),
        "Basic credentials are wrong"
    );
}

#[test]
fn control_characters_and_line_breaks_never_pass() {
    assert_eq!(redactor().clean("a\u{1b}[31m\r\n b\u{202e}c"), "a [31m b c");
    // Nor do those that are only there once a secret was found in its escaped form.
    assert!(
        !redactor()
            .clean("%1b%0a test-secret%2Fappkey%2B1%3D")
            .contains('\u{1b}')
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
    for filler in ["x", " "] {
        for before in [EXCERPT - 5, WINDOW - 5] {
            let body = format!("{} {secret} {}", filler.repeat(before), "y".repeat(WINDOW));
            let excerpt = redactor().excerpt(body.as_bytes());
            assert!(!excerpt.contains("test"), "{excerpt}");
        }
    }
}
