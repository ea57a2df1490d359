//! An answer that cannot be read: what the error shows of it, and what it never shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use auth_core::UnsignedSigner;
use bytes::Bytes;
use http::{HeaderValue, Method, Response, StatusCode, header};
use proptest::prelude::*;
use serde::Deserialize;
use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader};
use transport_core::testing::FakeTransport;
use transport_core::{
    ApiClient, CallError, CallOptions, CallRequest, ClientOptions, Effect, ErrorKind, Operation,
    Vendor, open_enum, wire,
};

open_enum! {
    /// Open.
    pub enum Colour {
        /// Red.
        Red = "red",
    }
}

#[derive(Debug, Deserialize)]
pub enum Closed {
    #[serde(rename = "only")]
    Only,
}

/// One field of every kind that models have.
#[derive(Debug, Deserialize)]
pub struct Everything {
    header: NhnHeader,
    #[serde(default)]
    pub text: String,
    #[serde(default, deserialize_with = "wire::value")]
    pub number: u64,
    #[serde(default)]
    pub maybe: Option<i64>,
    #[serde(default)]
    pub strict: u8,
    #[serde(default)]
    pub list: Vec<u8>,
    #[serde(default)]
    pub map: BTreeMap<String, u8>,
    #[serde(default)]
    pub colour: Option<Colour>,
    #[serde(default)]
    pub closed: Option<Closed>,
    #[serde(default)]
    pub pair: (u8, u8),
    #[serde(default, deserialize_with = "talkative")]
    pub refused: String,
}

/// A decoder that repeats the value in words of its own.
fn talkative<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    Err(serde::de::Error::custom(format!("odd, expected {text}")))
}

impl ApiResponse for Everything {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.error_body()
    }
}

pub type Error = CallError;

/// How a call ends that is answered so.
pub async fn answered(answer: Response<Bytes>) -> Result<Everything, Error> {
    let fake = FakeTransport::new().respond(answer);
    let options = ClientOptions::new()
        .with_transport(Arc::new(fake))
        .with_call_options(CallOptions::new().with_max_attempts(1));
    let endpoint = "http://127.0.0.1:1".parse().unwrap();
    let caller = ApiClient::new(endpoint, Arc::new(UnsignedSigner), &options).unwrap();
    let operation = Operation {
        name: "read",
        method: Method::GET,
        effect: Effect::Read,
        vendor: Vendor::Nhn,
        codes: &[],
    };
    caller.call(&operation, CallRequest::new().path("/")).await
}

pub fn page(status: u16, content_type: Option<&str>, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut answer = Response::new(body.into());
    *answer.status_mut() = StatusCode::from_u16(status).unwrap();
    if let Some(content_type) = content_type {
        let value = HeaderValue::from_str(content_type).unwrap();
        answer.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    answer
}

fn json(body: impl Into<Bytes>) -> Response<Bytes> {
    page(200, Some("application/json"), body)
}

const HEADER: &str = r#""header":{"isSuccessful":true,"resultCode":0}"#;

#[tokio::test]
async fn the_documented_answer_is_read() {
    let body = format!(
        r#"{{{HEADER},"text":"t","number":"7","maybe":-7,"strict":8,"list":[1],"map":{{"a":2}},
        "colour":"blue","closed":"only","pair":[3,4],"unknown":[{{}}]}}"#
    );
    let read = answered(json(body)).await.unwrap();
    assert_eq!(
        (read.text.as_str(), read.number, read.maybe),
        ("t", 7, Some(-7))
    );
    assert_eq!((read.strict, read.list, read.map["a"]), (8, vec![1], 2));
    assert_eq!(read.colour, Some(Colour::Other("blue".to_owned())));
    assert!(matches!(read.closed, Some(Closed::Only)));
    assert_eq!((read.pair, read.refused.as_str()), ((3, 4), ""));
}

#[tokio::test]
async fn a_proxys_page_is_shown_by_its_status_type_and_beginning() {
    let body = format!(
        "<html>\r\n\t<h1>502\u{1b}[31m Bad</h1>{}",
        "x".repeat(1_000)
    );
    let error = answered(page(502, Some("text/html"), body))
        .await
        .unwrap_err();
    let shown = error.to_string();
    assert!(
        shown.starts_with(
            "read: the response (text/html) cannot be read: <html> <h1>502 [31m Bad</h1>xxx"
        ),
        "{shown}"
    );
    assert!(
        shown.contains("… (HTTP 502)") && shown.len() < 400,
        "{shown}"
    );
    assert_eq!(error.kind(), ErrorKind::UnreadableResponse);
}

#[tokio::test]
async fn every_odd_answer_is_one_clear_line() {
    for (answer, expected) in [
        (
            page(200, None, ""),
            "read: the response is empty (HTTP 200)",
        ),
        (
            page(500, None, "oops"),
            "the response (no content type) cannot be read: oops",
        ),
        (
            page(200, None, vec![0xff, 0xfe, 0x00]),
            "cannot be read: it looks like UTF-16 or UTF-32 text",
        ),
        (
            page(
                200,
                None,
                "{\"a\":true}"
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect::<Vec<_>>(),
            ),
            "cannot be read: it looks like UTF-16 or UTF-32 text",
        ),
        (json("null"), "cannot be read: null"),
        (json("{"), "it ends early, at line 1 column 1"),
        (json("{]"), "not JSON as documented at line 1 column 2"),
        (json("{}"), "missing field `header` at line 1 column 2"),
        (json("{\"header\":[]}"), "is not the documented one: "),
        (
            json("\u{feff}{}"),
            "missing field `header` at line 1 column 2",
        ),
    ] {
        let error = answered(answer).await.unwrap_err();
        let shown = error.to_string();
        assert!(shown.contains(expected), "{shown}");
        assert!(!shown.contains(char::is_control), "{shown}");
        assert_eq!(error.kind(), ErrorKind::UnreadableResponse);
    }
}

#[tokio::test]
async fn what_was_expected_is_told_and_where() {
    let error = answered(json(format!(r#"{{{HEADER},"strict":"EXAMPLE"}}"#)))
        .await
        .unwrap_err();
    assert_eq!(
        error.message(),
        "the response (application/json) is not the documented one: \
         expected u8 at line 1 column 65"
    );
}

/// Each puts a value where another kind of value belongs.
const MISPLACED: [&str; 15] = [
    r#""text":VALUE"#,
    r#""text":[VALUE]"#,
    r#""number":VALUE"#,
    r#""maybe":VALUE"#,
    r#""strict":VALUE"#,
    r#""list":VALUE"#,
    r#""list":[VALUE]"#,
    r#""map":VALUE"#,
    r#""map":{"a":VALUE}"#,
    r#""closed":VALUE"#,
    r#""closed":{VALUE:1}"#,
    r#""pair":[1,VALUE]"#,
    r#""header":VALUE"#,
    r#""refused":VALUE"#,
    // Not quoted at all.
    r#""text":SECRET"#,
];

/// Nothing that stands in an answer of JSON may show in the error: it may be a secret.
async fn assert_hidden(secret: &str) {
    let quoted = serde_json::to_string(secret).unwrap();
    for misplaced in MISPLACED {
        let field = misplaced
            .replace("VALUE", &quoted)
            .replace("SECRET", secret);
        let Err(error) = answered(json(format!("{{{field},{HEADER}}}"))).await else {
            // A text is where a text belongs.
            continue;
        };
        for shown in [
            error.to_string(),
            format!("{error:?}"),
            error.message().to_owned(),
        ] {
            let core = secret.trim_matches(|c: char| !c.is_ascii_alphanumeric());
            assert!(!shown.contains(core), "{field}: {shown}");
        }
    }
}

#[tokio::test]
async fn a_decoders_words_never_hold_a_value_of_the_answer() {
    for secret in [
        "topsecretvalue",
        "x, expected topsecretvalue",
        "topsecretvalue`, expected `a`",
        "topsecretvalue\", expected a thing at line 1 column 1",
        "missing field `topsecretvalue`",
        "8812345678901234567",
        "-8812345678901234567",
        "8.812345678901234e77",
    ] {
        assert_hidden(secret).await;
    }
    // A number and a truth value, as they are.
    for misplaced in MISPLACED {
        let field = misplaced
            .replace("VALUE", "8812345678901234567")
            .replace("SECRET", "8812");
        if let Err(error) = answered(json(format!("{{{field},{HEADER}}}"))).await {
            assert!(!error.to_string().contains("8812"), "{field}: {error}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_at_all_shows(before in ".{0,10}", after in ".{0,10}") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let secret = format!("{before}topsecretvalue{after}");
        for text in [secret, format!("{before}, expected topsecretvalue{after}")] {
            let quoted = serde_json::to_string(&text).unwrap();
            for misplaced in &MISPLACED[..14] {
                let field = misplaced.replace("VALUE", &quoted);
                if let Err(error) = runtime.block_on(answered(json(format!("{{{field},{HEADER}}}")))) {
                    prop_assert!(!error.to_string().contains("topsecretvalue"), "{}: {}", field, error);
                }
            }
        }
    }

    #[test]
    fn no_bytes_at_all_make_it_panic(status in 200_u16..600, body in prop::collection::vec(any::<u8>(), 0..200)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let outcome = runtime.block_on(answered(page(status, None, body)));
        let shown = outcome.unwrap_err().to_string();
        prop_assert!(!shown.contains(char::is_control), "{}", shown);
    }
}
