//! The response of a service, before faults and the network change it.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE, HeaderName, HeaderValue};
use http::{Response, StatusCode};
use serde::Serialize;
use serde_json::json;

use crate::envelope::Envelope;
use crate::errors::Source;
use crate::net::Payload;
use crate::time_text::http_date;

/// Status, body, and what the log should know.
#[derive(Debug)]
pub(crate) struct ServiceResponse {
    pub(crate) status: StatusCode,
    pub(crate) content_type: &'static str,
    pub(crate) extra_header: Option<(&'static str, String)>,
    pub(crate) body: Bytes,
    /// Why the service rejected the request, for the log. Holds no secret.
    pub(crate) note: Option<String>,
    /// Whether the service did what it was asked to.
    pub(crate) executed: bool,
}

const JSON: &str = "application/json;charset=UTF-8";

impl ServiceResponse {
    /// A success in JSON.
    pub(crate) fn json(body: &impl Serialize) -> Self {
        Self::success(JSON, to_bytes(body))
    }

    /// A success with any body.
    pub(crate) fn success(content_type: &'static str, body: Vec<u8>) -> Self {
        Self {
            status: StatusCode::OK,
            content_type,
            extra_header: None,
            body: body.into(),
            note: None,
            executed: true,
        }
    }

    /// A rejection.
    pub(crate) fn rejection(status: u16, body: Vec<u8>, note: impl Into<String>) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            note: Some(note.into()),
            executed: false,
            ..Self::success(JSON, body)
        }
    }

    /// A rejection by NHN Cloud in its envelope, with words of the emulator's own.
    pub(crate) fn nhn(status: u16, code: i64, message: &str) -> Self {
        let body = Envelope::NhnHeader.body(code, message);
        Self::rejection(status, body, format!("{code} {message}"))
    }

    /// A documented rejection in NHN Cloud's envelope.
    pub(crate) fn nhn_error(source: Source, code: i64, details: &str) -> Self {
        let (status, message) = source.find(code, details);
        let mut response = Self::nhn(status, code, &message);
        if !message.contains(details) {
            response.note = Some(format!("{code} {message}: {details}"));
        }
        response
    }

    /// A documented rejection of NHN Cloud's gateway.
    pub(crate) fn nhn_gateway(code: i64) -> Self {
        Self::nhn_error(Source::NhnGateway, code, "")
    }

    /// A rejection by NHN Cloud's gateway: the request was read and a value is wrong.
    pub(crate) fn nhn_validator(details: &str) -> Self {
        Self::nhn_error(Source::NhnGateway, 4_000_007, details)
    }

    /// A documented rejection of NAVER Cloud's gateway, which writes its code as text.
    pub(crate) fn ncp_gateway(code: i64, details: &str) -> Self {
        let (status, message) = Source::NcpGateway.find(code, details);
        let body = to_bytes(&json!({
            "error": { "errorCode": code.to_string(), "message": message, "details": details }
        }));
        Self::rejection(status, body, format!("{code} {message}: {details}"))
    }

    /// The HTTP response.
    pub(crate) fn into_http(self, gateway_ms: i64) -> Response<Payload> {
        let mut response = Response::new(Payload::Whole(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if let Ok(date) = http_date(gateway_ms).parse() {
            headers.insert(DATE, date);
        }
        if !self.content_type.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        }
        if let Some((name, value)) = self.extra_header
            && let Ok(value) = HeaderValue::from_str(&value)
        {
            headers.insert(HeaderName::from_static(name), value);
        }
        response
    }
}

/// Any value as JSON. Writing to memory cannot fail, and these values have only text for keys.
pub(crate) fn to_bytes(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
