//! However large, cut or crooked an answer is: bounded memory, a clear error, no panic.

use std::io::Write as _;
use std::time::Duration;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::Request;
use transport_core::http::{SendOptions, TransportError, TransportErrorKind};
use transport_core::{CallOptions, ClientOptions, Effect, ErrorKind};

use crate::server::{Reply, SUCCESS, Server, call, caller, ok, response};

const LIMIT: usize = 100_000;

async fn get(server: &Server) -> Result<http::Response<Bytes>, TransportError> {
    get_at_most(server, LIMIT).await
}

async fn get_at_most(
    server: &Server,
    body_limit: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    let transport = ClientOptions::new().transport().unwrap();
    let mut request = Request::new(Bytes::new());
    *request.uri_mut() = format!("{}/", server.endpoint()).parse().unwrap();
    let options = SendOptions {
        body_limit,
        ..SendOptions::default()
    };
    // A guard that is gone shows as a failure, not as a test that never ends.
    let sending = transport.send(request, options);
    let ended = tokio::time::timeout(Duration::from_secs(10), sending).await;
    ended.expect("it is still reading")
}

async fn body_of(reply: fn() -> Vec<u8>) -> Result<Bytes, TransportError> {
    let server = Server::start(move |_, _| Reply::Close(reply())).await;
    get(&server).await.map(http::Response::into_body)
}

fn gzip(bytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..bytes / 1_000 {
        encoder.write_all(&[b'0'; 1_000]).unwrap();
    }
    encoder.finish().unwrap()
}

fn chunked(chunks: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    for chunk in chunks {
        bytes.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        bytes.extend_from_slice(chunk);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"0\r\n\r\n");
    bytes
}

fn gzipped(bytes: usize) -> Vec<u8> {
    response("200 OK", "content-encoding: gzip\r\n", gzip(bytes))
}

#[tokio::test]
async fn an_answer_of_just_the_limit_is_read_however_it_comes() {
    let replies: [fn() -> Vec<u8>; 5] = [
        || ok([b'0'; LIMIT]),
        || chunked(&[&[b'0'; LIMIT]]),
        || chunked(&[&[b'0'; LIMIT - 60_000], &[b'0'; 60_000]]),
        || gzipped(LIMIT),
        // Neither length nor chunks: it ends with the connection.
        || [&b"HTTP/1.0 200 OK\r\n\r\n"[..], &[b'0'; LIMIT]].concat(),
    ];
    for (nth, reply) in replies.into_iter().enumerate() {
        let body = body_of(reply).await.unwrap();
        assert_eq!(body.len(), LIMIT, "reply {nth}");
        assert!(body.iter().all(|byte| *byte == b'0'));
    }
}

#[tokio::test]
async fn one_byte_more_than_the_limit_is_refused_however_it_comes() {
    let replies: [fn() -> Vec<u8>; 5] = [
        || ok([b'0'; LIMIT + 1]),
        || chunked(&[&[b'0'; LIMIT + 1]]),
        || chunked(&[&[b'0'; LIMIT], b"0"]),
        || gzipped(LIMIT + 1_000),
        || [&b"HTTP/1.0 200 OK\r\n\r\n"[..], &[b'0'; LIMIT + 1]].concat(),
    ];
    for (nth, reply) in replies.into_iter().enumerate() {
        let error = body_of(reply).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::TooLarge, "reply {nth}");
        assert_eq!(error.status().unwrap(), 200);
        assert!(!error.certainly_not_received());
    }
}

#[tokio::test]
async fn a_small_limit_holds_for_what_comes_in_one_piece() {
    let replies: [fn() -> Vec<u8>; 3] = [
        || chunked(&[b"0123456789x"]),
        || gzipped(1_000),
        || b"HTTP/1.0 200 OK\r\n\r\n0123456789x".to_vec(),
    ];
    for (nth, reply) in replies.into_iter().enumerate() {
        let server = Server::start(move |_, _| Reply::Close(reply())).await;
        let error = get_at_most(&server, 10).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::TooLarge, "reply {nth}");
        let longer = get_at_most(&server, 1_000).await.unwrap();
        assert!(longer.body().len() > 10);
    }
}

#[tokio::test]
async fn an_announced_length_over_the_limit_is_refused_before_anything_is_read() {
    let server = Server::start(|_, _| {
        // The body never comes.
        Reply::Keep(b"HTTP/1.1 200 OK\r\ncontent-length: 100001\r\n\r\n".to_vec())
    })
    .await;
    let error = get(&server).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.bytes_read()),
        (TransportErrorKind::TooLarge, 0)
    );
}

#[tokio::test]
async fn an_endless_answer_is_hung_up_on() {
    let chunk = || {
        let mut chunk = b"2000\r\n".to_vec();
        chunk.extend_from_slice(&[b'0'; 0x2000]);
        chunk.extend_from_slice(b"\r\n");
        chunk
    };
    let server = Server::start(move |_, _| {
        let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        Reply::Flood(head.to_vec(), chunk())
    })
    .await;
    let error = get(&server).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::TooLarge);
    assert!(
        error.bytes_read() <= LIMIT as u64 + 512 * 1024,
        "{}",
        error.bytes_read()
    );
    // What the kernel's buffers hold may have been written besides.
    assert!(server.flooded() < 32 << 20, "{}", server.flooded());
}

#[tokio::test]
async fn a_gzip_bomb_is_given_up_as_soon_as_it_passes_the_limit() {
    let bomb = gzipped(16 << 20);
    assert!(bomb.len() < LIMIT, "the packed bomb is within the limit");
    let server = Server::start(move |_, _| Reply::Close(bomb.clone())).await;
    let error = get(&server).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::TooLarge);
    // Unpacked piece by piece: no more than one piece beyond the limit was ever there.
    assert!(
        error.bytes_read() <= LIMIT as u64 + 64 * 1024,
        "{}",
        error.bytes_read()
    );
}

#[tokio::test]
async fn an_error_page_may_have_64_kib() {
    for (length, kind) in [
        (64 * 1024, ErrorKind::UnreadableResponse),
        (64 * 1024 + 1, ErrorKind::ResponseTooLarge),
    ] {
        let server = Server::start(move |_, _| {
            Reply::Keep(response("503 Service Unavailable", "", "x".repeat(length)))
        })
        .await;
        let error = call(&caller(&server), Effect::Read).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.status().unwrap().as_u16()),
            (kind, 503)
        );
        assert!(error.to_string().len() < 500);
    }
}

#[tokio::test]
async fn the_limit_can_be_set_for_a_call() {
    let server = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
    let caller = caller(&server);
    let small = caller
        .clone()
        .with_call_options(CallOptions::new().with_body_limit(SUCCESS.len() - 1));
    let error = call(&small, Effect::Read).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
    call(&caller, Effect::Read).await.unwrap();
}

#[tokio::test]
async fn a_cut_or_crooked_answer_is_a_broken_connection() {
    let replies: [fn() -> Vec<u8>; 8] = [
        // Less than was announced.
        || b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"header\":".to_vec(),
        || b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n".to_vec(),
        // Chunks without an end, and one of no size.
        || b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"hea".to_vec(),
        || b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}".to_vec(),
        // Half of a gzip stream, and none at all.
        || {
            let packed = gzip(100_000);
            response(
                "200 OK",
                "content-encoding: gzip\r\n",
                &packed[..packed.len() / 2],
            )
        },
        || response("200 OK", "content-encoding: gzip\r\n", "{\"header\":{}}"),
        // Two lengths, and one that is no number.
        || b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 9\r\n\r\n{}".to_vec(),
        || b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}".to_vec(),
    ];
    for (nth, reply) in replies.into_iter().enumerate() {
        let error = body_of(reply).await.unwrap_err();
        assert_eq!(
            error.kind(),
            TransportErrorKind::Interrupted,
            "reply {nth}: {error}"
        );
        assert!(!error.certainly_not_received(), "reply {nth}");
    }
}

#[tokio::test]
async fn what_is_no_http_is_a_broken_connection() {
    let replies: [fn() -> Vec<u8>; 4] = [
        Vec::new,
        || b"SSH-2.0-OpenSSH_9.6\r\n".to_vec(),
        || b"HTTP/1.1 2000 OK\r\n\r\n".to_vec(),
        || [b"HTTP/1.1 200 OK\r\n".to_vec(), b"x: y\r\n".repeat(10_000)].concat(),
    ];
    for (nth, reply) in replies.into_iter().enumerate() {
        let error = body_of(reply).await.unwrap_err();
        assert_eq!(
            error.kind(),
            TransportErrorKind::Interrupted,
            "reply {nth}: {error}"
        );
    }
}

#[tokio::test]
async fn what_comes_behind_an_answer_never_becomes_the_next_one() {
    let server = Server::start(|before, _| {
        let mut first = ok(SUCCESS);
        if before == 0 {
            first.extend_from_slice(&response("403 Forbidden", "", "smuggled"));
        }
        Reply::Keep(first)
    })
    .await;
    let caller = caller(&server);
    for _ in 0..3 {
        call(&caller, Effect::Read).await.unwrap();
    }
}
