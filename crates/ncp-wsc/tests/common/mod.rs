#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use http::Method;
use ncp_wsc::{Client, ClientBuilder, ClientOptions, NcpCredentials};
use serde_json::{Value, json};
use test_support::virtual_runtime;
use tokio::time::Instant;
use transport_core::testing::{FakeResponse, FakeTransport, TransportErrorKind};

/// 2025-06-17T00:00:00Z
pub const START: Duration = Duration::from_secs(1_750_118_400);

pub fn client_at(url: &str) -> ClientBuilder {
    Client::builder()
        .with_credentials(NcpCredentials::new(
            "EXAMPLE_ACCESS_KEY",
            "EXAMPLE_SECRET_KEY",
        ))
        .with_endpoint(url.parse().unwrap())
}

/// A request as the service sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    pub method: Method,
    pub target: String,
    pub body: Value,
    /// How long after the service began.
    pub after: Duration,
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

#[derive(Debug, Clone)]
pub enum Reply {
    Json(u16, Value),
    /// The connection breaks after the request was sent.
    Broken,
    /// Nobody is reached.
    NotReached,
    /// No response ever comes.
    Never,
    /// The transport cannot send what it should.
    Misconfigured,
}

pub fn ok(body: Value) -> Reply {
    Reply::Json(200, body)
}

/// A service in memory that keeps what it saw and answers after 20 ms.
pub struct Service {
    transport: Arc<FakeTransport>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Service {
    /// Create it inside a runtime whose clock is paused.
    pub fn new(mut answer: impl FnMut(&Seen) -> Reply + Send + 'static) -> Arc<Self> {
        let began = Instant::now();
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let log = seen.clone();
        let transport = FakeTransport::from_fn(move |request| {
            let seen = Seen {
                method: request.method.clone(),
                target: request.uri.path_and_query().unwrap().to_string(),
                body: request.json(),
                after: began.elapsed(),
            };
            log.lock().unwrap().push(seen.clone());
            let response = match answer(&seen) {
                Reply::Json(status, body) => FakeResponse::json(status, body.to_string()),
                Reply::Broken => FakeResponse::failure(TransportErrorKind::Interrupted),
                Reply::NotReached => FakeResponse::failure(TransportErrorKind::Connect),
                Reply::Misconfigured => FakeResponse::failure(TransportErrorKind::Configuration),
                Reply::Never => FakeResponse::never(),
            };
            response.after(Duration::from_millis(20))
        });
        Arc::new(Self {
            transport: Arc::new(transport),
            seen,
        })
    }

    pub fn client(&self) -> Client {
        let runtime = virtual_runtime(SystemTime::UNIX_EPOCH + START);
        self.client_with(ClientOptions::new().with_runtime(runtime))
    }

    pub fn client_with(&self, options: ClientOptions) -> Client {
        client_at("http://127.0.0.1:1")
            .with_options(options.with_transport(self.transport.clone()))
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
