//! A service, or a proxy in its place, that repeats what it was sent in every part of its answer.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Value, json};
use test_support::ACCESS_TOKEN;
use transport_core::testing::{
    FakeResponse, FakeTransport, SentRequest, TransportError, TransportErrorKind,
};

/// How the piece of the request is written into the answer.
#[derive(Debug, Clone, Copy)]
pub enum Encoding {
    Raw,
    Percent,
    PercentTwice,
    PercentAll,
    Json,
    JsonUnits,
    Html,
    HtmlNumbers,
    Nuls,
    ZeroWidth,
}

impl Encoding {
    pub const ALL: [Self; 10] = [
        Self::Raw,
        Self::Percent,
        Self::PercentTwice,
        Self::PercentAll,
        Self::Json,
        Self::JsonUnits,
        Self::Html,
        Self::HtmlNumbers,
        Self::Nuls,
        Self::ZeroWidth,
    ];

    fn write(self, text: &str) -> String {
        let percent = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        match self {
            Self::Raw => text.to_owned(),
            Self::Percent => percent(text).to_lowercase_escapes(),
            Self::PercentTwice => percent(&percent(text)),
            Self::PercentAll => text.bytes().map(|byte| format!("%{byte:02X}")).collect(),
            Self::Json => Value::from(text).to_string().replace('/', "\\/"),
            Self::Html => text
                .chars()
                .map(|c| match c {
                    '<' => "&lt;".to_owned(),
                    '>' => "&gt;".to_owned(),
                    '&' => "&amp;".to_owned(),
                    '"' => "&quot;".to_owned(),
                    '\'' => "&#39;".to_owned(),
                    '/' => "&#x2F;".to_owned(),
                    other => other.to_string(),
                })
                .collect(),
            Self::JsonUnits => text
                .encode_utf16()
                .map(|unit| format!("\\u{unit:04X}"))
                .collect(),
            Self::HtmlNumbers => text
                .chars()
                .map(|c| format!("&#{};", u32::from(c)))
                .collect(),
            Self::Nuls => text.chars().flat_map(|c| [c, '\0']).collect(),
            Self::ZeroWidth => text.chars().flat_map(|c| [c, '\u{200b}']).collect(),
        }
    }
}

/// Both cases of percent-encoding are met.
trait LowercaseEscapes {
    fn to_lowercase_escapes(&self) -> String;
}

impl LowercaseEscapes for String {
    fn to_lowercase_escapes(&self) -> String {
        let mut out = Self::with_capacity(self.len());
        let mut escape = 0;
        for c in self.chars() {
            escape = if c == '%' {
                3
            } else {
                escape - i32::from(escape > 0)
            };
            out.push(if escape > 0 {
                c.to_ascii_lowercase()
            } else {
                c
            });
        }
        out
    }
}

/// Which part of the answer holds it.
#[derive(Debug, Clone, Copy)]
pub enum Carrier {
    Html(u16),
    Text(u16),
    NhnMessage(u16),
    NcpMessage,
    NcpDetails,
    NcpReturnMessage,
    OauthError,
    WrongHeader,
    WrongFlag,
    WrongCode,
    WrongErrorCode,
    WrongName,
    WrongValues,
    BareText,
    BrokenJson,
    ContentType,
    RequestId,
    Location,
    RetryAfter,
    Failure(TransportErrorKind),
}

impl Carrier {
    pub const ALL: [Self; 24] = [
        Self::Html(502),
        Self::Html(200),
        Self::Html(401),
        Self::Text(500),
        Self::NhnMessage(200),
        Self::NhnMessage(400),
        Self::NcpMessage,
        Self::NcpDetails,
        Self::NcpReturnMessage,
        Self::OauthError,
        Self::WrongHeader,
        Self::WrongFlag,
        Self::WrongCode,
        Self::WrongErrorCode,
        Self::WrongName,
        Self::WrongValues,
        Self::BareText,
        Self::BrokenJson,
        Self::ContentType,
        Self::RequestId,
        Self::Location,
        Self::RetryAfter,
        Self::Failure(TransportErrorKind::Interrupted),
        Self::Failure(TransportErrorKind::Connect),
    ];

    fn answer(self, text: &str) -> FakeResponse {
        let nhn = |flag: Value, code: Value, message: &str| json!({"header": {"isSuccessful": flag, "resultCode": code, "resultMessage": message}});
        let page = |status, kind: &'static str, body: String| {
            let mut answer = Response::new(Bytes::from(body));
            *answer.status_mut() = StatusCode::from_u16(status).unwrap();
            answer
                .headers_mut()
                .insert("content-type", HeaderValue::from_static(kind));
            answer
        };
        let as_json = |status, body: Value| page(status, "application/json", body.to_string());
        let with_header = |status, name: &'static str| {
            let mut answer = page(status, "text/html", "<html></html>".to_owned());
            // What cannot stand in a header cannot come in one.
            if let Ok(value) = HeaderValue::from_str(text) {
                answer
                    .headers_mut()
                    .insert(HeaderName::from_static(name), value);
            }
            answer
        };
        let response = match self {
            Self::Html(status) => page(
                status,
                "text/html",
                format!("<html><h1>Denied</h1>{text}</html>"),
            ),
            Self::Text(status) => page(status, "text/plain", text.to_owned()),
            Self::NhnMessage(status) => as_json(status, nhn(json!(false), json!(4_000_007), text)),
            Self::NcpMessage => {
                as_json(400, json!({"error": {"errorCode": "200", "message": text}}))
            }
            Self::NcpDetails => as_json(
                400,
                json!({"error": {"errorCode": 900, "message": "no", "details": text}}),
            ),
            Self::NcpReturnMessage => as_json(
                200,
                json!({"returnCode": "901", "returnMessage": text, "returnDesc": text}),
            ),
            Self::OauthError => as_json(401, json!({"error": text, "error_description": text})),
            Self::WrongHeader => as_json(200, json!({"header": text})),
            Self::WrongFlag => as_json(200, nhn(json!(text), json!(0), "SUCCESS")),
            Self::WrongCode => as_json(200, nhn(json!(true), json!(text), "SUCCESS")),
            Self::WrongErrorCode => as_json(400, json!({"error": {"errorCode": text}})),
            Self::WrongName => as_json(200, json!({text: 1})),
            Self::WrongValues => as_json(
                200,
                json!({
                    "header": {"isSuccessful": true, "resultCode": 0, "resultMessage": "SUCCESS"},
                    "results": text, "data": text, "body": text, "record_data": text,
                    "Classify_byRisk_Level": text, "returnCode": text, "expires_in": text,
                    "access_token": [text],
                }),
            ),
            Self::BareText => as_json(200, json!(text)),
            Self::BrokenJson => page(200, "application/json", format!("{{ {text}")),
            Self::ContentType => with_header(500, "content-type"),
            Self::RequestId => with_header(500, "x-request-id"),
            Self::Location => with_header(302, "location"),
            Self::RetryAfter => with_header(503, "retry-after"),
            Self::Failure(kind) => return TransportError::new(kind, text).into(),
        };
        response.into()
    }
}

/// Repeats one piece of each request, counted from 0. The token service repeats too if so; else it
/// issues the marked token.
pub fn echo(
    carrier: Carrier,
    encoding: Encoding,
    piece: usize,
    token_service: bool,
) -> Arc<FakeTransport> {
    Arc::new(FakeTransport::from_fn(move |request| {
        if request.path() == "/oauth2/token/create" && !token_service {
            return token();
        }
        match pieces(request).get(piece) {
            Some(piece) => carrier.answer(&encoding.write(piece)),
            None => FakeResponse::json(200, NO_MORE),
        }
    }))
}

/// What is answered when the request has no such piece.
pub const NO_MORE: &str = "the request has no more pieces";

pub fn token() -> FakeResponse {
    let body = json!({
        "access_token": ACCESS_TOKEN.text, "token_type": "Bearer", "expires_in": 86_400,
    });
    FakeResponse::json(200, body.to_string())
}

/// The parts of a request that hold credentials, and the request as a whole.
pub fn pieces(request: &SentRequest) -> Vec<String> {
    let target = request.uri.path_and_query().unwrap().as_str();
    let mut pieces = vec![
        target.to_owned(),
        percent_decode_str(target).decode_utf8_lossy().into_owned(),
    ];
    for (name, value) in &request.headers {
        let value = value.to_str().unwrap();
        if value.len() > 20 {
            pieces.push(format!("{name}: {value}"));
        }
        if let Some(pair) = value.strip_prefix("Basic ") {
            pieces.push(String::from_utf8(STANDARD.decode(pair).unwrap()).unwrap());
        }
    }
    if !request.body.is_empty() {
        let body = String::from_utf8(request.body.to_vec()).unwrap();
        if let Ok(fields) = serde_json::from_str::<Value>(&body) {
            let headers = fields["Headers"].as_object();
            for (name, value) in headers.into_iter().flatten() {
                pieces.push(format!("{name}: {}", value.as_str().unwrap()));
            }
        }
        pieces.push(percent_decode_str(&body).decode_utf8_lossy().into_owned());
        pieces.push(body);
    }
    pieces.push(format!("{} {:?}", target, request.headers));
    pieces
}
