//! A credential that a service, a proxy or a redirect repeats is in no error.

use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;
use auth_core::{CredentialVersion, Signer, SigningError, StaticHeaderSigner, UserAccessKey};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, Method, Response};
use test_support::{INTEGRITY_TOKEN, Leaks, NHN_KEY_ID, NHN_SECRET_KEY, SSC_APPKEY};
use transport_core::http::{TransportError, TransportErrorKind};
use transport_core::testing::FakeTransport;
use transport_core::{
    ApiClient, CallOptions, CallRequest, ClientOptions, Effect, Operation, Vendor,
};

use crate::unreadable::{Error, Everything, page};

struct Sensitive(&'static str);

impl std::fmt::Debug for Sensitive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sensitive")
    }
}

#[async_trait]
impl Signer for Sensitive {
    async fn sign(
        &self,
        parts: &mut Parts,
        _: SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        let mut value = HeaderValue::from_static(self.0);
        value.set_sensitive(true);
        parts.headers.insert("x-token", value);
        Ok(CredentialVersion::default())
    }
}

fn caller(signer: Arc<dyn Signer>, fake: FakeTransport) -> ApiClient {
    let options = ClientOptions::new()
        .with_transport(Arc::new(fake))
        .with_call_options(CallOptions::new().with_max_attempts(1));
    ApiClient::new("http://127.0.0.1:1".parse().unwrap(), signer, &options).unwrap()
}

async fn fails(caller: &ApiClient) -> Error {
    let request = CallRequest::new()
        .path("/ssc")
        .secret_segment("appKey", SSC_APPKEY.text);
    let operation = Operation {
        name: "read",
        method: Method::GET,
        effect: Effect::Read,
        vendor: Vendor::Nhn,
        codes: &[],
    };
    caller
        .call::<Everything>(&operation, request)
        .await
        .unwrap_err()
}

/// The forms in which a text may be repeated.
fn repeated(secret: &str) -> Vec<String> {
    let encoded = CallRequest::new()
        .path("/x")
        .query("q", secret)
        .target()
        .to_owned();
    vec![
        secret.to_owned(),
        encoded.clone(),
        CallRequest::new()
            .path("/x")
            .query("q", &encoded)
            .target()
            .to_owned(),
        format!("{secret} and {encoded}"),
        serde_json::to_string(secret).unwrap(),
        secret.replace('/', "\\/"),
        secret
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;"),
    ]
}

/// Answers and failures that carry a text wherever one can be carried.
fn echoes(text: &str) -> Vec<FakeTransport> {
    let fake = FakeTransport::new;
    let in_json = serde_json::to_string(text).unwrap();
    let with_header = |name: &'static str, status| {
        let mut answer: Response<Bytes> = page(status, None, "");
        if let Ok(value) = HeaderValue::from_str(text) {
            answer.headers_mut().insert(name, value);
        }
        answer
    };
    vec![
        fake().respond(page(502, Some("text/html"), format!("<p>GET {text}</p>"))),
        fake().respond(page(200, None, format!("plain {text}"))),
        fake().respond(page(404, None, format!("{}{text}", "<br>\n".repeat(50)))),
        fake().respond_json(400, format!(r#"{{"header":{{"isSuccessful":false,"resultCode":4000007,"resultMessage":{in_json}}}}}"#)),
        fake().respond_json(200, format!(r#"{{"header":{{"isSuccessful":true}},"number":{in_json}}}"#)),
        fake().respond_json(200, format!(r#"{{"header":{{"isSuccessful":{in_json}}}}}"#)),
        fake().respond_json(200, format!(r#"[{in_json}]"#)),
        fake().respond(with_header("location", 302)),
        fake().respond(with_header("x-request-id", 500)),
        fake().respond(with_header("content-type", 500)),
        fake().respond({
            let mut answer = with_header("content-type", 500);
            *answer.body_mut() = Bytes::from_static(b"?");
            answer
        }),
        fake().fail_with(TransportError::new(TransportErrorKind::Interrupted, text)),
        fake().fail_with(TransportError::new(TransportErrorKind::Connect, text)),
        fake().fail_with(TransportError::new(TransportErrorKind::TooLarge, text)),
        fake().fail_with(TransportError::new(TransportErrorKind::Configuration, text)),
    ]
}

async fn assert_never_shown(signer: Arc<dyn Signer>, texts: &[String], secret: &str) {
    let leaks = Leaks::default().and("the secret", secret);
    for text in texts {
        for (nth, fake) in echoes(text).into_iter().enumerate() {
            let caller = caller(signer.clone(), fake);
            let error = fails(&caller).await;
            for shown in [error.to_string(), format!("{error:?} {caller:?}")] {
                leaks.assert_none_in(&format!("echo {nth} of {text}"), &shown);
            }
        }
    }
}

#[test]
fn a_request_shows_neither_path_nor_body_nor_headers() {
    let request = CallRequest::new()
        .segment("appKey", SSC_APPKEY.text)
        .json(NHN_SECRET_KEY.text)
        .header(
            http::header::COOKIE,
            HeaderValue::from_static(INTEGRITY_TOKEN.text),
        )
        .secret(NHN_KEY_ID.text);
    Leaks::default().assert_none_in("the request", &format!("{request:?}"));
}

#[tokio::test]
async fn the_appkey_of_the_path_is_never_shown() {
    let signer = Arc::new(auth_core::UnsignedSigner);
    assert_never_shown(signer, &repeated(SSC_APPKEY.text), SSC_APPKEY.text).await;
}

#[tokio::test]
async fn a_signers_headers_are_never_shown() {
    const TOKEN: &str = "test-secret/tok&en+TkN1QaZwSx==";
    assert_never_shown(Arc::new(Sensitive(TOKEN)), &repeated(TOKEN), TOKEN).await;

    let bearer = format!("Bearer {}", INTEGRITY_TOKEN.text);
    let signer = Arc::new(Sensitive(bearer.leak()));
    let mut texts = repeated(INTEGRITY_TOKEN.text);
    texts.push(format!("Authorization: Bearer {}", INTEGRITY_TOKEN.text));
    assert_never_shown(signer, &texts, INTEGRITY_TOKEN.text).await;
}

#[tokio::test]
async fn basic_credentials_are_never_shown_packed_or_unpacked() {
    let key = UserAccessKey::new(NHN_KEY_ID.text, NHN_SECRET_KEY.text);
    let signer = Arc::new(StaticHeaderSigner::basic(&key).unwrap());
    let header = signed_header(&*signer).await;
    let packed = header.strip_prefix("Basic ").unwrap();
    let mut texts = repeated(packed);
    texts.push(header.clone());
    texts.extend(repeated(&format!(
        "{}:{}",
        NHN_KEY_ID.text, NHN_SECRET_KEY.text
    )));
    texts.extend(repeated(NHN_SECRET_KEY.text));
    texts.extend(repeated(NHN_KEY_ID.text));
    assert_never_shown(signer, &texts, packed.trim_end_matches('=')).await;
}

async fn signed_header(signer: &dyn Signer) -> String {
    let (mut parts, ()) = http::Request::new(()).into_parts();
    signer
        .sign(&mut parts, SystemTime::UNIX_EPOCH)
        .await
        .unwrap();
    parts.headers["authorization"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_named_secret_of_the_body_is_never_shown() {
    const COOKIE: &str = "SESSION=test-secret; id=CkE4RfVtGb";
    for text in repeated(COOKIE) {
        for fake in echoes(&text) {
            let request = CallRequest::new().path("/").secret(COOKIE);
            let operation = Operation {
                name: "create",
                method: Method::PUT,
                effect: Effect::Bills,
                vendor: Vendor::Nhn,
                codes: &[],
            };
            let caller = caller(Arc::new(auth_core::UnsignedSigner), fake);
            let error = caller
                .call::<Everything>(&operation, request)
                .await
                .unwrap_err();
            assert!(!error.to_string().contains("CkE4RfVtGb"), "{text}: {error}");
        }
    }
}
