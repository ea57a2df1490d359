//! The vendors' envelopes, in every form that was met.

use transport_core::envelope::ErrorBody;
use transport_core::{RawCode, Vendor};

fn error_body(vendor: Vendor, body: &str) -> Option<(RawCode, String)> {
    vendor
        .error_body(body.as_bytes())
        .map(|ErrorBody { code, message }| (code, message))
}

fn number(code: i64, message: &str) -> Option<(RawCode, String)> {
    Some((RawCode::Number(code), message.to_owned()))
}

#[test]
fn nhn_success_is_is_successful_and_nothing_else() {
    for (header, expected) in [
        (
            r#""isSuccessful":false,"resultCode":4000003,"resultMessage":"Invalid URI.""#,
            number(4_000_003, "Invalid URI."),
        ),
        // Numbers and truth values as texts, and fields that nobody documents.
        (
            r#""isSuccessful":"false","resultCode":"4000003","resultMessage":"m","success":false"#,
            number(4_000_003, "m"),
        ),
        (
            r#""isSuccessful":false,"resultCode":-6.0,"resultMessage":null"#,
            number(-6, ""),
        ),
        (r#""isSuccessful":false,"resultCode":0"#, number(0, "")),
        (
            r#""isSuccessful":false,"resultCode":null"#,
            Some((RawCode::Absent, String::new())),
        ),
        (
            r#""isSuccessful":false"#,
            Some((RawCode::Absent, String::new())),
        ),
        // A success is no error_body, whatever its code.
        (r#""isSuccessful":true,"resultCode":4000003"#, None),
        (r#""isSuccessful":"TRUE","resultCode":1"#, None),
        // Without the word there is nothing to go by.
        (r#""resultCode":4000003"#, None),
        (r#""isSuccessful":"perhaps""#, None),
        // An odd code costs only itself.
        (
            r#""isSuccessful":false,"resultCode":"soon""#,
            Some((RawCode::Absent, String::new())),
        ),
    ] {
        let body = format!(r#"{{"header":{{{header}}},"body":null}}"#);
        assert_eq!(error_body(Vendor::Nhn, &body), expected, "{body}");
    }
}

#[test]
fn ncp_errors_are_read_with_and_without_the_outer_object() {
    for (body, expected) in [
        (
            r#"{"error":{"errorCode":901,"message":"API Call Fail"}}"#,
            number(901, "API Call Fail"),
        ),
        (
            r#"{"error":{"errorCode":"210","message":"Permission Denied","details":"No permission"}}"#,
            number(210, "Permission Denied (No permission)"),
        ),
        (
            r#"{"errorCode":"200","message":"Authentication Failed"}"#,
            number(200, "Authentication Failed"),
        ),
        (
            r#"{"error":{"errorCode":300,"message":null,"details":"only these"}}"#,
            number(300, "only these"),
        ),
        (r#"{"error":{"errorCode":300}}"#, number(300, "")),
        // A code that is no number, and an error without a code.
        (
            r#"{"error":{"errorCode":"QUOTA","message":"Quota Exceeded"}}"#,
            Some((
                RawCode::Text("QUOTA".to_owned()),
                "Quota Exceeded".to_owned(),
            )),
        ),
        (
            r#"{"error":{"errorCode":null,"message":"odd"}}"#,
            Some((RawCode::Absent, "odd".to_owned())),
        ),
        // What an empty error does not say, the return code does.
        (r#"{"returnCode":"901","error":{}}"#, number(901, "")),
        // A return code other than 0, in any form.
        (
            r#"{"returnCode":"160452","returnDesc":"desc","returnMessage":"Queue_Full"}"#,
            number(160_452, "Queue_Full"),
        ),
        (
            r#"{"returnCode":160452,"returnDesc":"desc","returnMessage":null}"#,
            number(160_452, "desc"),
        ),
        (
            r#"{"returnCode":"0","error":{"errorCode":901}}"#,
            number(901, ""),
        ),
        // No errors.
        (
            r#"{"returnCode":"0","returnDesc":"Request Success","resources":null}"#,
            None,
        ),
        (r#"{"error":null,"total_cnt":1}"#, None),
        (r#"{"total_cnt":1}"#, None),
        // Each field on its own: an odd one costs only itself.
        (
            r#"{"error":{"errorCode":901,"message":{"ko":"실패"},"details":7}}"#,
            number(901, "7"),
        ),
        (
            r#"{"error":"failed","returnCode":901,"returnMessage":null,"returnDesc":"desc"}"#,
            number(901, "desc"),
        ),
        (r#"{"returnCode":"many"}"#, None),
        (r#"{"error":{},"total_cnt":1}"#, None),
        (r#"{"message":"no code"}"#, None),
        (r#"{"error":{"errorCode":"0","message":"success"}}"#, None),
        ("<html>", None),
        ("", None),
        ("[]", None),
    ] {
        assert_eq!(error_body(Vendor::Ncp, body), expected, "{body}");
    }
}

/// The body and the error are objects; what stands in them costs only itself.
#[test]
fn an_odd_value_hides_no_error() {
    let cut = Some((RawCode::Number(160_453), "cut \u{fffd}".to_owned()));
    for (vendor, body, expected) in [
        (
            Vendor::Ncp,
            &br#"{"error":{"errorCode":160453,"message":"cut \ud83d"}}"#[..],
            cut.clone(),
        ),
        (
            Vendor::Ncp,
            b"{\"error\":{\"errorCode\":160453,\"message\":\"cut \xc1\"}}",
            cut.clone(),
        ),
        (
            Vendor::Ncp,
            b"\xef\xbb\xbf{\"returnCode\":\"160453\",\"returnMessage\":\"cut \xc1\",\"error\":[1]}",
            cut,
        ),
        (
            Vendor::Ncp,
            br#"{"error":{"errorCode":901.0,"message":{"a":1},"details":7}}"#,
            number(901, "7"),
        ),
        (
            Vendor::Ncp,
            br#"{"error":{"errorCode":[901],"message":"m"}}"#,
            Some((RawCode::Absent, "m".to_owned())),
        ),
        (Vendor::Ncp, br#"[5]"#, None),
        (Vendor::Ncp, br#"[[5,"m"],901,"a","b"]"#, None),
        (Vendor::Ncp, br#"{"error":[5,"m"]}"#, None),
        (
            Vendor::Nhn,
            b"{\"header\":{\"isSuccessful\":false,\"resultCode\":-6,\"resultMessage\":\"\xc1\"}}",
            number(-6, "\u{fffd}"),
        ),
        (Vendor::Nhn, br#"{"header":[false,-6,"m"]}"#, None),
        (Vendor::Nhn, br#"["invalid_token","m"]"#, None),
        (
            Vendor::Nhn,
            br#"{"error":"invalid_token","error_description":"\ud83d"}"#,
            number(80_007, "\u{fffd}"),
        ),
        (
            Vendor::NhnToken,
            b"\xef\xbb\xbf{\"error\":\"invalid_client\",\"error_description\":\"\xc1\"}",
            Some((
                RawCode::Text("invalid_client".to_owned()),
                "\u{fffd}".to_owned(),
            )),
        ),
        (
            Vendor::NhnToken,
            br#"{"error":"invalid_client","error_description":{"a":1}}"#,
            Some((RawCode::Text("invalid_client".to_owned()), String::new())),
        ),
        (Vendor::NhnToken, br#"["invalid_client"]"#, None),
    ] {
        let read = vendor
            .error_body(body)
            .map(|ErrorBody { code, message }| (code, message));
        assert_eq!(read, expected, "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn the_token_service_has_two_shapes_of_errors() {
    let text =
        |code: &str, message: &str| Some((RawCode::Text(code.to_owned()), message.to_owned()));
    for (body, expected) in [
        (
            r#"{"error":"invalid_client","error_description":"Bad key"}"#,
            text("invalid_client", "Bad key"),
        ),
        (r#"{"error":"invalid_client"}"#, text("invalid_client", "")),
        (
            r#"{"error":"invalid_client","error_description":null}"#,
            text("invalid_client", ""),
        ),
        (
            r#"{"header":{"isSuccessful":false,"resultCode":80007,"resultMessage":"expired"}}"#,
            number(80_007, "expired"),
        ),
        (r#"{"error":500}"#, None),
        ("<html>", None),
    ] {
        assert_eq!(error_body(Vendor::NhnToken, body), expected, "{body}");
    }
}
