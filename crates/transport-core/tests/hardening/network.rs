//! Proxies that reject, old gateways, and clients in more than one runtime or in none.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use auth_core::UnsignedSigner;
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::net::TcpListener;
use transport_core::testing::FakeTransport;
use transport_core::{ApiClient, CallError, CallOptions, ClientOptions, Effect, ErrorKind};

use crate::server::{Reply, SUCCESS, Server, call, caller, ok, signed_caller};

/// A call to a host that only the proxy at this address could reach.
async fn through(proxy: &str, url: &str) -> CallError {
    let proxy = proxy.replace("http://", "http://user:test-secret@");
    let options = ClientOptions::new().with_proxy(proxy);
    let endpoint = transport_core::Endpoint::allowing_plain_http(url).unwrap();
    let caller = signed_caller(endpoint, &options, Arc::new(UnsignedSigner));
    let error = call(&caller, Effect::Read).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
    assert!(
        !format!("{error} {error:?}").contains("test-secret"),
        "{error}"
    );
    error
}

fn status(line: &'static str) -> Reply {
    Reply::Close(format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\n\r\n").into_bytes())
}

#[tokio::test]
async fn a_proxy_that_wants_another_password_is_asked_once() {
    for url in [
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        "https://service.example.com",
        "http://service.example.com",
    ] {
        let proxy = Server::always(|| status("407 Proxy Authentication Required")).await;
        let address = proxy.endpoint().to_string();
        let error = through(&address, url).await;
        let line = error.to_string();
        assert!(line.contains(&format!("the proxy {address}")), "{line}");
        assert!(line.contains("407") && line.contains("password"), "{line}");
        assert_eq!((error.attempts(), proxy.received().len()), (1, 1), "{url}");
        assert!(!error.is_retryable());
    }
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[tokio::test(start_paused = true)]
async fn what_a_proxy_does_is_not_told_of_the_service() {
    let declining = Server::always(|| status("403 Forbidden")).await;
    let declining = declining.endpoint().to_string();
    let line = through(&declining, "https://service.example.com")
        .await
        .to_string();
    assert!(line.contains(&format!("the proxy {declining}")), "{line}");
    assert!(line.contains("declines"), "{line}");

    let line = through("http://127.0.0.1:9", "https://service.example.com")
        .await
        .to_string();
    assert!(line.contains("the proxy http://127.0.0.1:9"), "{line}");
    assert!(line.contains("fails"), "{line}");
}

/// Nobody can tell whether the proxy keeps silent or the service behind it.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[tokio::test(start_paused = true)]
async fn a_proxy_that_keeps_silent_is_named() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("http://user:test-secret@{}", silent.local_addr().unwrap());
    let options = ClientOptions::new()
        .with_proxy(proxy)
        .with_call_options(CallOptions::new().with_timeout(Duration::from_secs(5)));
    let endpoint = "https://service.example.com".parse().unwrap();
    let caller = signed_caller(endpoint, &options, Arc::new(UnsignedSigner));
    let error = call(&caller, Effect::Read).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let told = format!("through the proxy http://{}", silent.local_addr().unwrap());
    assert!(error.to_string().contains(&told), "{error}");
    assert!(!error.to_string().contains("test-secret"), "{error}");
}

#[tokio::test]
async fn what_a_proxy_responds_to_connect_is_told() {
    let service = "https://service.example.com".parse().unwrap();
    for (reply, status, schemes) in [
        ("200 Connection established\r\n", 200, ""),
        ("403 Forbidden\r\nproxy-authenticate-not: x\r\n", 403, ""),
        (
            "407 x\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n",
            407,
            "Negotiate NTLM",
        ),
    ] {
        let head = format!("HTTP/1.1 {reply}\r\n").into_bytes();
        let proxy = Server::start(move |_, _| Reply::Close(head.clone())).await;
        let options = ClientOptions::new().with_proxy(proxy.endpoint().to_string());
        let transport = options.transport().unwrap();
        let route = transport.proxy_for(&service).unwrap().unwrap();
        let response = route.try_tunnel(&service).await.unwrap().unwrap();
        assert_eq!(
            (response.status, response.schemes.join(" ").as_str()),
            (status, schemes)
        );
        assert!(transport.proxy_for(&proxy.endpoint()).unwrap().is_none());
    }
    let other = Server::always(|| Reply::Close(b"SSH-2.0-test\r\n".to_vec())).await;
    let options = ClientOptions::new().with_proxy(other.endpoint().to_string());
    let route = options.transport().unwrap().proxy_for(&service);
    let error = route.unwrap().unwrap().try_tunnel(&service).await;
    assert!(error.unwrap_err().to_string().contains("no HTTP proxy"));
}

#[tokio::test]
async fn a_proxy_that_wants_a_user_where_none_is_given_says_so() {
    let proxy = Server::always(|| status("407 Proxy Authentication Required")).await;
    let options = ClientOptions::new().with_proxy(proxy.endpoint().to_string());
    let endpoint = transport_core::Endpoint::allowing_plain_http("http://192.0.2.1").unwrap();
    let caller = signed_caller(endpoint, &options, Arc::new(UnsignedSigner));
    let line = call(&caller, Effect::Read).await.unwrap_err().to_string();
    assert!(line.contains("wants a user and a password"), "{line}");
}

#[tokio::test]
async fn a_ca_file_that_cannot_be_read_is_named() {
    let options = ClientOptions::new().with_ca_file("/nowhere/ca.pem");
    let error = options.transport().unwrap_err().to_string();
    assert!(error.contains("/nowhere/ca.pem"), "{error}");
}

fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

#[tokio::test]
async fn what_old_gateways_write_is_read() {
    let mut zipped = GzEncoder::new(Vec::new(), Compression::default());
    zipped.write_all(SUCCESS.as_bytes()).unwrap();
    let zipped = zipped.finish().unwrap();
    let many: String = (0..120)
        .map(|n| format!("x-header-{n}: value\r\n"))
        .collect();
    for (what, reply) in [
        ("120 headers", response(&many, SUCCESS.as_bytes())),
        (
            "a folded header",
            response("x-folded: one\r\n two\r\n", SUCCESS.as_bytes()),
        ),
        ("x-gzip", response("content-encoding: x-gzip\r\n", &zipped)),
        (
            "a byte order mark",
            response("", format!("\u{feff}{SUCCESS}").as_bytes()),
        ),
    ] {
        let server = Server::start(move |_, _| Reply::Close(reply.clone())).await;
        let outcome = call(&caller(&server), Effect::Read).await;
        assert!(outcome.is_ok(), "{what}: {}", outcome.unwrap_err());
    }
}

#[tokio::test]
async fn the_limit_holds_for_x_gzip_too() {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::default());
    bomb.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    let bomb = bomb.finish().unwrap();
    let server =
        Server::start(move |_, _| Reply::Close(response("content-encoding: x-gzip\r\n", &bomb)))
            .await;
    let limits = CallOptions::new().with_body_limit(64 * 1024);
    let limited = caller(&server).with_call_options(limits);
    let error = call(&limited, Effect::Read).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge, "{error}");
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// The first runtime lives on, but nobody drives it: what it keeps open is no use to the second.
#[test]
fn a_client_works_in_a_second_runtime_while_the_first_idles() {
    let serving = tokio::runtime::Runtime::new().unwrap();
    let server = serving.block_on(Server::always(|| Reply::Keep(ok(SUCCESS))));
    let client = caller(&server);
    for effect in [Effect::Read, Effect::Consumes, Effect::Bills] {
        let first = runtime();
        first.block_on(call(&client, effect)).unwrap();
        let second = runtime();
        let limit = Duration::from_secs(10);
        let outcome =
            second.block_on(async { tokio::time::timeout(limit, call(&client, effect)).await });
        outcome
            .expect("the second runtime waits for the first")
            .unwrap();
        drop(first);
    }
}

#[test]
fn without_a_runtime_there_is_an_error_and_no_panic() {
    let server = runtime().block_on(Server::always(|| Reply::Keep(ok(SUCCESS))));
    let fake = ClientOptions::new().with_transport(Arc::new(FakeTransport::new()));
    let endpoint = "http://127.0.0.1:9".parse().unwrap();
    let faked = ApiClient::new(endpoint, Arc::new(UnsignedSigner), &fake).unwrap();
    for client in [caller(&server), faked] {
        let error = futures_util::FutureExt::now_or_never(call(&client, Effect::Bills))
            .unwrap()
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains("tokio runtime"), "{error}");
        assert!(!error.outcome_unknown());
    }
}
