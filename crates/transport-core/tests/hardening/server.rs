//! A server of a few lines that answers raw bytes and keeps what it received.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use auth_core::{Signer, UnsignedSigner};
use http::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader};
use transport_core::{
    ApiClient, CallError, CallOptions, CallRequest, ClientOptions, Effect, Endpoint, Operation,
    Vendor,
};

pub const SUCCESS: &str = r#"{"header":{"isSuccessful":true,"resultCode":0}}"#;

/// What to do with one request.
pub enum Reply {
    /// ApiResponse and keep the connection.
    Keep(Vec<u8>),
    /// ApiResponse and close the connection.
    Close(Vec<u8>),
    /// Close the connection hard, without an answer.
    Reset,
    /// Send the first bytes, then more and more until the client hangs up.
    Flood(Vec<u8>, Vec<u8>),
}

#[derive(Debug, Clone)]
pub struct Received {
    /// Which connection it came on, from 0.
    pub connection: usize,
    /// Request line and headers.
    pub head: String,
    pub body: Vec<u8>,
}

impl Received {
    /// The target of the request line.
    pub fn target(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }

    /// A header's value, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }
}

type Handler = dyn Fn(usize, &Received) -> Reply + Send + Sync;

#[derive(Clone)]
pub struct Server {
    pub address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    connections: Arc<AtomicUsize>,
    flooded: Arc<AtomicUsize>,
    handler: Arc<Handler>,
}

impl Server {
    /// Answers each request as the handler says; it is told how many came before.
    pub async fn start(
        handler: impl Fn(usize, &Received) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            received: Arc::default(),
            connections: Arc::default(),
            flooded: Arc::default(),
            handler: Arc::new(handler),
        };
        let accepting = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let connection = accepting.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(accepting.clone().serve(stream, connection));
            }
        });
        server
    }

    /// Answers every request with the same bytes.
    pub async fn always(reply: fn() -> Reply) -> Self {
        Self::start(move |_, _| reply()).await
    }

    pub fn endpoint(&self) -> Endpoint {
        format!("http://{}", self.address).parse().unwrap()
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// How many bytes a flood came to before the client hung up.
    pub fn flooded(&self) -> usize {
        self.flooded.load(Ordering::SeqCst)
    }

    async fn serve(self, mut stream: TcpStream, connection: usize) {
        while let Some(received) = read_request(&mut stream, connection).await {
            let before = {
                let mut log = self.received.lock().unwrap();
                log.push(received.clone());
                log.len() - 1
            };
            match (self.handler)(before, &received) {
                Reply::Keep(bytes) => {
                    if stream.write_all(&bytes).await.is_err() {
                        return;
                    }
                }
                Reply::Close(bytes) => {
                    let _ = stream.write_all(&bytes).await;
                    let _ = stream.shutdown().await;
                    // Read what is left, so that closing is no reset.
                    let _ = stream.read(&mut [0; 1024]).await;
                    return;
                }
                Reply::Reset => {
                    stream.set_zero_linger().unwrap();
                    return;
                }
                Reply::Flood(head, more) => {
                    let _ = stream.write_all(&head).await;
                    while stream.write_all(&more).await.is_ok() {
                        self.flooded.fetch_add(more.len(), Ordering::SeqCst);
                    }
                    return;
                }
            }
        }
    }
}

async fn read_request(stream: &mut TcpStream, connection: usize) -> Option<Received> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let mut received = Received {
        connection,
        head: String::from_utf8(bytes[..end].to_vec()).unwrap(),
        body: bytes[end..].to_vec(),
    };
    let length = received
        .header("content-length")
        .map_or(0, |n| n.parse().unwrap());
    while received.body.len() < length {
        if stream.read_buf(&mut received.body).await.ok()? == 0 {
            return None;
        }
    }
    Some(received)
}

/// An HTTP/1.1 answer with its length announced.
pub fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    response("200 OK", "", body)
}

/// An answer of that status line, with more header lines, each ended.
pub fn response(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// Any answer that says it succeeded.
#[derive(Debug, serde::Deserialize)]
pub struct Done {
    header: NhnHeader,
}

impl ApiResponse for Done {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.error_body()
    }
}

pub type Outcome = Result<Done, CallError>;

pub fn operation(effect: Effect) -> Operation {
    Operation {
        name: "echo",
        method: Method::GET,
        effect,
        vendor: Vendor::Nhn,
        codes: &[],
    }
}

pub fn signed_caller(
    endpoint: Endpoint,
    options: &ClientOptions,
    signer: Arc<dyn Signer>,
) -> ApiClient {
    ApiClient::new(endpoint, signer, options).unwrap()
}

/// A caller that sends each call once.
pub fn caller(server: &Server) -> ApiClient {
    caller_with(server, &ClientOptions::new())
}

pub fn caller_with(server: &Server, options: &ClientOptions) -> ApiClient {
    let once = CallOptions::new()
        .with_max_attempts(1)
        .with_timeout(Duration::from_secs(20));
    signed_caller(server.endpoint(), options, Arc::new(UnsignedSigner)).with_call_options(once)
}

pub async fn call(caller: &ApiClient, effect: Effect) -> Outcome {
    call_path(caller, effect, CallRequest::new().path("/echo")).await
}

pub async fn call_path(caller: &ApiClient, effect: Effect, request: CallRequest) -> Outcome {
    caller.call(&operation(effect), request).await
}
