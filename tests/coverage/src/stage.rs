use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use bytes::Bytes;
use http::{Method, Request, Response};
use serde_json::Value;
use transport_core::http::{SendOptions, Transport, TransportError};
use transport_core::testing::{FakeResponse, FakeTransport};

/// A transport that gives every service call this response, `null` standing for an empty one, and
/// every token call a token.
pub fn always(response: &Value) -> FakeTransport {
    // The token service's own response is given when it is the documented operation.
    let has_token = response.get("access_token").is_some();
    let body = match response {
        Value::Null => String::new(),
        response => response.to_string(),
    };
    let token = r#"{"access_token":"test-secret-token","token_type":"Bearer","expires_in":86400}"#;
    FakeTransport::from_fn(move |request| {
        let is_issue = request.path().ends_with("/oauth2/token/create");
        let body = if is_issue && !has_token {
            token.to_owned()
        } else {
            body.clone()
        };
        FakeResponse::json(200, body)
    })
}

/// What was sent, and the response's body.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// The method.
    pub method: Method,
    /// The response's body.
    pub answer: Bytes,
}

/// A transport that sends for real and keeps what was answered.
#[derive(Debug)]
pub struct Recorder {
    inner: Arc<dyn Transport>,
    exchanges: Mutex<Vec<Exchange>>,
}

impl Recorder {
    /// Records what `inner` does.
    pub fn around(inner: Arc<dyn Transport>) -> Self {
        Self {
            inner,
            exchanges: Mutex::default(),
        }
    }

    /// The last exchange.
    pub fn last(&self) -> Option<Exchange> {
        self.exchanges
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .last()
            .cloned()
    }
}

#[async_trait]
impl Transport for Recorder {
    async fn send(
        &self,
        request: Request<Bytes>,
        options: SendOptions,
    ) -> Result<Response<Bytes>, TransportError> {
        let method = request.method().clone();
        let answer = self.inner.send(request, options).await?;
        let exchange = Exchange {
            method,
            answer: answer.body().clone(),
        };
        self.exchanges
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(exchange);
        Ok(answer)
    }
}
