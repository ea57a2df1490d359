//! What stands on the wire: the signed target byte for byte, our user agent, nothing else about us.

use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use async_trait::async_trait;
use auth_core::{CredentialVersion, Signer, SigningError};
use http::Method;
use http::request::Parts;
use proptest::prelude::*;
use transport_core::{CallRequest, ClientOptions, Effect, Endpoint, Operation};

use crate::server::{
    Done, Reply, SUCCESS, Server, call, call_path, caller, ok, operation, signed_caller,
};

/// Keeps what it was given to sign.
#[derive(Debug, Default)]
struct Recording(Mutex<Vec<String>>);

#[async_trait]
impl Signer for Recording {
    async fn sign(
        &self,
        parts: &mut Parts,
        _: SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        let target = parts.uri.path_and_query().unwrap().to_string();
        self.0.lock().unwrap().push(target);
        Ok(CredentialVersion::default())
    }
}

/// The signed targets and those on the request lines.
async fn signed_and_sent(base: &str, requests: Vec<CallRequest>) -> (Vec<String>, Vec<String>) {
    let server = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
    let endpoint: Endpoint = format!("{}{base}", server.endpoint()).parse().unwrap();
    let signer = Arc::new(Recording::default());
    let caller = signed_caller(endpoint, &ClientOptions::new(), signer.clone());
    for request in requests {
        caller
            .call::<Done>(&operation(Effect::Read), request)
            .await
            .unwrap();
    }
    let received = server.received();
    let sent = received.iter().map(|r| r.target().to_owned());
    (
        std::mem::take(&mut *signer.0.lock().unwrap()),
        sent.collect(),
    )
}

#[tokio::test]
async fn what_is_signed_is_what_is_sent() {
    for base in ["", "/front", "/a%20b/~c"] {
        let requests = [
            "plain",
            "a/b?c#d%e",
            "한글 값",
            "..x",
            "a+b&c=d;e",
            "'\"<>|^`{}[]",
            "\u{1}\u{7f}",
        ]
        .map(|text| {
            CallRequest::new()
                .path("/api/v1")
                .segment("id", text)
                .query("from", text)
                .query("empty", "")
        });
        let targets = requests.each_ref().map(|r| format!("{base}{}", r.target()));
        let (signed, sent) = signed_and_sent(base, requests.to_vec()).await;
        assert_eq!(signed, sent);
        assert_eq!(sent, targets);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_arrives_as_it_was_signed(texts in prop::collection::vec(".{1,20}", 1..8)) {
        let requests = texts.iter().map(|text| {
            let request = CallRequest::new().path("/p").query("q", text);
            let with_segment = request.clone().segment("id", text);
            match with_segment.validate("echo") {
                Ok(()) => with_segment,
                Err(_) => request,
            }
        });
        let requests: Vec<_> = requests.collect();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (signed, sent) = runtime.block_on(signed_and_sent("", requests));
        prop_assert_eq!(signed, sent);
    }
}

#[tokio::test]
async fn a_call_shows_its_user_agent_and_no_more_than_it_must() {
    let server = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
    call(&caller(&server), Effect::Read).await.unwrap();
    let received = &server.received()[0];
    let mut names: Vec<_> = received
        .head
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    names.sort();
    assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"]);
    assert_eq!(received.header("accept"), Some("application/json"));
    assert_eq!(received.header("accept-encoding"), Some("gzip"));
    assert_eq!(
        received.header("user-agent").unwrap(),
        format!("korea-cloud-security/{}", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(received.header("host").unwrap(), server.address.to_string());
}

#[tokio::test]
async fn no_cookie_is_kept_and_no_referer_is_sent() {
    let server = Server::always(|| {
        Reply::Keep(crate::server::response(
            "200 OK",
            "set-cookie: a=b\r\n",
            SUCCESS,
        ))
    })
    .await;
    let caller = caller(&server);
    for _ in 0..2 {
        call(&caller, Effect::Read).await.unwrap();
    }
    for received in server.received() {
        assert_eq!(received.header("cookie"), None);
        assert_eq!(received.header("referer"), None);
    }
}

#[tokio::test]
async fn a_body_arrives_once_with_its_length_and_a_missing_one_is_announced_empty() {
    let server = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
    let caller = caller(&server);
    let text = "한글 \" \\ \u{1f600}";
    call_with(
        &caller,
        Method::PUT,
        CallRequest::new().path("/").json(text),
    )
    .await;
    call_with(
        &caller,
        Method::PATCH,
        CallRequest::new().path("/").json_content_type(),
    )
    .await;
    let received = server.received();
    assert_eq!(
        serde_json::from_slice::<String>(&received[0].body).unwrap(),
        text
    );
    assert_eq!(received[0].header("transfer-encoding"), None);
    for received in &received {
        assert_eq!(received.header("content-type"), Some("application/json"));
    }
    assert_eq!(received[1].header("content-length"), Some("0"));
}

async fn call_with(caller: &transport_core::ApiClient, method: Method, request: CallRequest) {
    let operation = Operation {
        method,
        ..operation(Effect::Bills)
    };
    caller.call::<Done>(&operation, request).await.unwrap();
}

#[tokio::test]
async fn a_url_that_is_too_long_is_not_cut_but_refused() {
    let server = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
    let request = CallRequest::new().path("/").query("q", &"x".repeat(70_000));
    let error = call_path(&caller(&server), Effect::Read, request)
        .await
        .unwrap_err();
    assert!(error.kind().is_usage(), "{error}");
    assert_eq!(server.connections(), 0);
}
