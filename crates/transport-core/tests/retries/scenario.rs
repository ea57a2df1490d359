//! A made-up operation of each effect, and the callers that make it in virtual time.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use auth_core::{Signer, UnsignedSigner};
use bytes::Bytes;
use http::{HeaderValue, Method, Response, StatusCode};
use serde::Deserialize;
use test_support::virtual_runtime;
use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader};
use transport_core::http::Transport;
use transport_core::testing::FakeTransport;
use transport_core::{ApiClient, CallError, CallRequest, ClientOptions, Effect, Operation, Vendor};

pub const START: Duration = Duration::from_secs(1_763_097_379);
pub const EFFECTS: [Effect; 4] = [
    Effect::Read,
    Effect::Idempotent,
    Effect::Consumes,
    Effect::Bills,
];
pub const SUCCESS: &str = r#"{"header":{"isSuccessful":true,"resultCode":0},"value":7}"#;

#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct Echo {
    header: NhnHeader,
    pub value: u64,
}

impl ApiResponse for Echo {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.error_body()
    }
}

pub type Outcome = Result<Echo, CallError>;

pub fn start() -> SystemTime {
    SystemTime::UNIX_EPOCH + START
}

/// Virtual time, back-off at its longest, that transport.
pub fn options(transport: Arc<dyn Transport>) -> ClientOptions {
    ClientOptions::new()
        .with_runtime(virtual_runtime(start()))
        .with_transport(transport)
}

pub fn caller_with(options: &ClientOptions, signer: Arc<dyn Signer>) -> ApiClient {
    let endpoint = "http://127.0.0.1:1".parse().unwrap();
    ApiClient::new(endpoint, signer, options).unwrap()
}

pub fn caller(fake: &Arc<FakeTransport>) -> ApiClient {
    caller_with(&options(fake.clone()), Arc::new(UnsignedSigner))
}

pub async fn call(caller: &ApiClient, effect: Effect) -> Outcome {
    let operation = Operation {
        name: "echo",
        method: Method::POST,
        effect,
        vendor: Vendor::Nhn,
        codes: &[],
    };
    caller
        .call(&operation, CallRequest::new().path("/echo"))
        .await
}

pub fn error_body(code: i64) -> String {
    format!(
        r#"{{"header":{{"isSuccessful":false,"resultCode":{code},"resultMessage":"refused"}}}}"#
    )
}

/// An answer of that status with headers.
pub fn answer(
    status: u16,
    headers: &[(&'static str, &str)],
    body: impl Into<Bytes>,
) -> Response<Bytes> {
    let mut answer = Response::new(body.into());
    *answer.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        answer
            .headers_mut()
            .insert(*name, HeaderValue::from_str(value).unwrap());
    }
    answer
}
