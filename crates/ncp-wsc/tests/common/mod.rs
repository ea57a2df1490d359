#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use ncp_wsc::{Client, ClientBuilder, ClientOptions, NcpCredentials};
use serde_json::{Value, json};
use test_support::virtual_runtime;
use transport_core::http::{SendOptions, Transport, TransportError, TransportErrorKind};

/// 2025-06-17T00:00:00Z
pub const START: Duration = Duration::from_secs(1_750_118_400);

pub fn client_at(url: &str) -> ClientBuilder {
    Client::builder()
        .credentials(NcpCredentials::new(
            "EXAMPLE_ACCESS_KEY",
            "EXAMPLE_SECRET_KEY",
        ))
        .endpoint(url.parse().unwrap())
}

/// A request as the service sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    pub method: Method,
    pub target: String,
    pub body: Value,
}

impl Seen {
    pub fn is(&self, method: &str, path: &str) -> bool {
        self.method == method && self.target.split('?').next() == Some(path)
    }

    pub fn is_creation(&self) -> bool {
        self.is("PUT", "/api/v1/job")
    }

    pub fn is_search(&self) -> bool {
        self.is("POST", "/api/v1/jobs/search")
    }

    pub fn query(&self, name: &str) -> u64 {
        let (_, rest) = self.target.split_once(&format!("{name}=")).unwrap();
        rest.split('&').next().unwrap().parse().unwrap()
    }
}

pub enum Reply {
    Json(u16, Value),
    /// The connection breaks after the request was sent.
    Broken,
    /// Nobody is reached.
    NotReached,
    /// No answer ever comes.
    Never,
}

pub fn ok(body: Value) -> Reply {
    Reply::Json(200, body)
}

type Answer = Box<dyn FnMut(&Seen) -> Reply + Send>;

/// A service in memory that keeps what it saw and answers after 20 ms.
pub struct Service {
    answer: Mutex<Answer>,
    seen: Mutex<Vec<Seen>>,
}

impl Service {
    pub fn new(answer: impl FnMut(&Seen) -> Reply + Send + 'static) -> Arc<Self> {
        Arc::new(Self {
            answer: Mutex::new(Box::new(answer)),
            seen: Mutex::default(),
        })
    }

    /// Create it inside a runtime whose clock is paused.
    pub fn client(self: &Arc<Self>) -> Client {
        let runtime = virtual_runtime(SystemTime::UNIX_EPOCH + START);
        let options = ClientOptions::new()
            .with_runtime(runtime)
            .with_transport(self.clone());
        client_at("http://127.0.0.1:1")
            .options(options)
            .build()
            .unwrap()
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub fn count(&self, which: impl Fn(&Seen) -> bool) -> usize {
        self.seen().iter().filter(|seen| which(seen)).count()
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Service")
    }
}

#[async_trait]
impl Transport for Service {
    async fn send(
        &self,
        request: Request<Bytes>,
        _: SendOptions,
    ) -> Result<Response<Bytes>, TransportError> {
        let seen = Seen {
            method: request.method().clone(),
            target: request.uri().path_and_query().unwrap().to_string(),
            body: serde_json::from_slice(request.body()).unwrap_or(Value::Null),
        };
        self.seen.lock().unwrap().push(seen.clone());
        tokio::time::sleep(Duration::from_millis(20)).await;
        let reply = (self.answer.lock().unwrap())(&seen);
        let failed = |kind| Err(TransportError::new(kind, "as the test wants it"));
        match reply {
            Reply::Json(status, body) => {
                let mut answer = Response::new(Bytes::from(body.to_string()));
                *answer.status_mut() = StatusCode::from_u16(status).unwrap();
                Ok(answer)
            }
            Reply::Broken => failed(TransportErrorKind::Interrupted),
            Reply::NotReached => failed(TransportErrorKind::Connect),
            Reply::Never => std::future::pending().await,
        }
    }
}

/// A list answer of these rows, with the pager's numbers.
pub fn page(total: u64, limit: u64, rows: Vec<Value>) -> Value {
    json!({
        "total_cnt": total, "total_page_cnt": total.div_ceil(limit),
        "current_start_page": 1, "current_end_page": 1, "record_data": rows,
    })
}

pub fn row(id: u64, button: &str) -> Value {
    json!({
        "instanceNo": id, "start_date": "2025-06-17 10:00:00", "end_date": null,
        "status": "Pending", "progress": 0, "start_url": "https://shop.example.com",
        "crawl_cnt": 0, "scan_cnt": 0, "memo": "메모", "result_button": button,
    })
}
