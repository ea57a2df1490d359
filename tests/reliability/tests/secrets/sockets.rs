//! Servers and proxies behind real sockets, so that the HTTP and TLS libraries log what they log.

use std::net::SocketAddr;
use std::sync::Arc;

use test_support::ACCESS_TOKEN;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// What a server makes of a request, which it always repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trick {
    /// As an error page.
    Page,
    /// As the answer's first line.
    StatusLine,
    /// As the answer's headers.
    Headers,
    /// As a length of a chunk.
    Chunk,
    /// As a body that ends too early.
    Truncated,
    /// As something that is not gzip.
    Gzip,
    /// As the refusal to open a tunnel.
    NoTunnel,
    /// As the other end of a tunnel that does not speak TLS.
    DeadTunnel,
}

impl Trick {
    pub const OF_SERVERS: [Self; 6] = [
        Self::Page,
        Self::StatusLine,
        Self::Headers,
        Self::Chunk,
        Self::Truncated,
        Self::Gzip,
    ];
}

/// A server that ends with this value.
pub struct Server {
    pub addr: SocketAddr,
    accepting: AbortHandle,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Server {
    pub async fn start(trick: Trick) -> Self {
        Self::listen(trick, None).await
    }

    /// The same behind TLS, with the certificate to trust.
    pub async fn start_tls(trick: Trick) -> (Self, String) {
        let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        let tls = TlsAcceptor::from(Arc::new(config));
        (Self::listen(trick, Some(tls)).await, made.cert.pem())
    }

    async fn listen(trick: Trick, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let tls = tls.clone();
                tokio::spawn(async move {
                    match tls {
                        Some(tls) => match tls.accept(stream).await {
                            Ok(stream) => answer(stream, trick).await,
                            Err(error) => panic!("{error}"),
                        },
                        None => answer(stream, trick).await,
                    }
                });
            }
        });
        Self {
            addr,
            accepting: accepting.abort_handle(),
        }
    }
}

async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin, trick: Trick) {
    let request = read(&mut stream).await;
    let issues = request.starts_with("POST") && request.contains("/oauth2/token/create");
    let answer = if issues && trick != Trick::NoTunnel {
        let body = format!(
            r#"{{"access_token":"{}","token_type":"Bearer","expires_in":86400}}"#,
            ACCESS_TOKEN.text
        );
        format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
    } else {
        repeat(&request, trick)
    };
    // A client that has heard enough has gone.
    let _ = stream.write_all(answer.as_bytes()).await;
    if trick == Trick::DeadTunnel {
        let _ = stream.write_all(request.as_bytes()).await;
    }
    let _ = stream.shutdown().await;
}

fn repeat(request: &str, trick: Trick) -> String {
    let line = request.replace(['\r', '\n'], " ");
    match trick {
        Trick::Page => format!(
            "HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\nvia: {line}\r\n\
             content-length: {}\r\n\r\n{request}",
            request.len()
        ),
        Trick::StatusLine => format!("HTTP/1.1 abc {line}\r\n\r\n"),
        Trick::Headers => format!("HTTP/1.1 500 {line}\r\n{line}\r\nx: {line}\r\n\r\n"),
        Trick::Chunk => {
            format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{line}\r\n{line}")
        }
        Trick::Truncated => format!("HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n{request}"),
        Trick::Gzip => format!(
            "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n{request}",
            request.len()
        ),
        Trick::NoTunnel => format!(
            "HTTP/1.1 407 {line}\r\nproxy-authenticate: Basic realm=\"{}\"\r\n\
             content-length: {}\r\n\r\n{request}",
            line.replace('"', ""),
            request.len()
        ),
        Trick::DeadTunnel => "HTTP/1.1 200 OK\r\n\r\n".to_owned(),
    }
}

/// One request, head and body.
async fn read(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 8192];
    loop {
        match stream.read(&mut buffer).await {
            Ok(count) if count > 0 => bytes.extend_from_slice(&buffer[..count]),
            _ => break,
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, length)| length.trim().parse().unwrap());
            if body.len() >= length {
                return text;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
