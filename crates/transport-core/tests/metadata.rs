//! The metadata service of a NAVER Cloud server: asked directly, briefly, and not believed blindly.
#![cfg(feature = "ncp")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

use std::time::Duration;

use auth_core::{FixedEnvironment, MetadataSource as _, SigningErrorKind};
use httpmock::MockServer;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use transport_core::HttpMetadataSource;

const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

fn source(url: &str) -> HttpMetadataSource {
    let environment = FixedEnvironment::new().with_var("NCLOUD_METADATA_API_ENDPOINT", url);
    HttpMetadataSource::from_environment(&environment).unwrap()
}

#[tokio::test]
async fn an_answer_is_its_text_and_a_404_is_none() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            when.method("GET").path(ROLES);
            then.status(200).body("role-a\nrole-b\n");
        })
        .await;
    let source = source(&server.base_url());
    assert_eq!(
        source.get(ROLES).await.unwrap().unwrap(),
        "role-a\nrole-b\n"
    );
    mock.assert_async().await;
    // httpmock answers 404 to what it does not know.
    assert_eq!(source.get("/latest/other").await.unwrap(), None);
}

#[tokio::test]
async fn what_is_no_answer_of_a_metadata_service_is_an_error() {
    for (status, body, kind) in [
        (500, vec![], SigningErrorKind::Unavailable),
        (403, vec![], SigningErrorKind::Unavailable),
        (302, vec![], SigningErrorKind::Unavailable),
        (200, vec![0xff, 0xfe], SigningErrorKind::Unreadable),
        (200, vec![b'x'; 65 * 1024], SigningErrorKind::Unavailable),
    ] {
        let server = MockServer::start_async().await;
        server
            .mock_async(|when, then| {
                when.path(ROLES);
                then.status(status)
                    .header("location", "/elsewhere")
                    .body(body);
            })
            .await;
        let error = source(&server.base_url()).get(ROLES).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(
            error.to_string().contains("NCLOUD_METADATA_API_ENDPOINT"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn nobody_there_is_none() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(source(&url).get(ROLES).await.unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn nobody_who_accepts_a_connection_is_none_after_a_second() {
    // A queue of one that is full: further connections hang.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    for _ in 0..4 {
        waiting.push(tokio::spawn(TcpStream::connect(address)));
        tokio::task::yield_now().await;
    }
    let began = tokio::time::Instant::now();
    assert_eq!(
        source(&format!("http://{address}"))
            .get(ROLES)
            .await
            .unwrap(),
        None
    );
    assert_eq!(began.elapsed().as_secs(), 1);
}

#[tokio::test(start_paused = true)]
async fn somebody_who_never_answers_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let began = tokio::time::Instant::now();
    let error = source(&url).get(ROLES).await.unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::Unavailable);
    assert_eq!(began.elapsed(), Duration::from_secs(5));
}

#[tokio::test]
async fn a_role_that_would_change_the_path_is_not_asked_for() {
    let server = MockServer::start_async().await;
    let source = source(&server.base_url());
    for path in ["/latest/../x", "/a b", "/\u{e9}", "/a/./b"] {
        assert!(source.get(path).await.is_err(), "{path}");
    }
}

#[test]
fn an_address_that_cannot_be_read_is_named() {
    for url in [
        "nonsense",
        "ftp://169.254.169.254",
        "http://user:test-secret@host",
    ] {
        let environment = FixedEnvironment::new().with_var("NCLOUD_METADATA_API_ENDPOINT", url);
        let error = HttpMetadataSource::from_environment(&environment)
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("NCLOUD_METADATA_API_ENDPOINT: "),
            "{error}"
        );
        assert!(!error.contains("test-secret"), "{error}");
    }
    HttpMetadataSource::from_environment(&FixedEnvironment::new()).unwrap();
}
