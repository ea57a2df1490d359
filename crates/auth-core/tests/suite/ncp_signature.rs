//! Signature version 2, against the vectors and against itself.

use auth_core::{NcpCredentials, NcpSigner, NcpSigningKey, Signer, SigningErrorKind};
use http::{Method, Uri};
use proptest::prelude::*;
use serde::Deserialize;

use crate::support::{moment, parts};

const VECTORS: &str = include_str!("../vectors/ncp-signature-v2.json");

#[derive(Deserialize)]
struct Vector {
    name: String,
    method: String,
    request_target: String,
    timestamp_ms: u64,
    access_key: String,
    secret_key: String,
    string_to_sign: String,
    signature: String,
}

fn key() -> NcpSigningKey {
    NcpSigningKey::new(&credentials()).unwrap()
}

fn credentials() -> NcpCredentials {
    NcpCredentials::new("EXAMPLE_ACCESS_KEY", "EXAMPLE_SECRET_KEY")
}

#[test]
fn all_vectors() {
    let vectors: Vec<Vector> = serde_json::from_str(VECTORS).unwrap();
    assert_eq!(vectors.len(), 13);
    for vector in vectors {
        let key = NcpSigningKey::new(&NcpCredentials::new(
            vector.access_key.as_str(),
            vector.secret_key.as_str(),
        ))
        .unwrap();
        let method = Method::from_bytes(vector.method.as_bytes()).unwrap();
        let (target, timestamp) = (&vector.request_target, vector.timestamp_ms);
        assert_eq!(
            key.string_to_sign(&method, target, timestamp),
            vector.string_to_sign,
            "{}",
            vector.name
        );
        assert_eq!(
            key.signature(&method, target, timestamp),
            vector.signature,
            "{}",
            vector.name
        );
    }
}

#[tokio::test]
async fn all_vectors_as_whole_requests() {
    let vectors: Vec<Vector> = serde_json::from_str(VECTORS).unwrap();
    for vector in vectors {
        let credentials = NcpCredentials::new(&vector.access_key, &vector.secret_key);
        let signer = NcpSigner::new(&credentials);
        // One vector shows how bytes are taken that no key of the vendor has.
        assert_eq!(signer.is_ok(), vector.secret_key.is_ascii());
        let Ok(signer) = signer else { continue };
        let url = format!("https://wsc.apigw.ntruss.com{}", vector.request_target);
        let mut parts = parts(&url);
        parts.method = Method::from_bytes(vector.method.as_bytes()).unwrap();
        let now = std::time::UNIX_EPOCH + std::time::Duration::from_millis(vector.timestamp_ms);
        signer.sign(&mut parts, now).await.unwrap();

        let headers = &parts.headers;
        let timestamp = vector.timestamp_ms.to_string();
        assert_eq!(headers["x-ncp-apigw-timestamp"], timestamp);
        assert_eq!(headers["x-ncp-iam-access-key"], vector.access_key);
        assert_eq!(headers["x-ncp-apigw-signature-v2"], vector.signature);
        assert_eq!(headers["content-type"], "application/json");
        assert_eq!(headers["x-kept"], "as it was");
        assert_eq!(headers.len(), 5);
        assert!(headers["x-ncp-iam-access-key"].is_sensitive());
        assert!(headers["x-ncp-apigw-signature-v2"].is_sensitive());
    }
}

#[tokio::test]
async fn signing_again_replaces_the_headers() {
    let signer = NcpSigner::new(&credentials()).unwrap();
    let mut parts = parts("/api/v1/jobs");
    signer.sign(&mut parts, moment()).await.unwrap();
    let stale = parts.headers["x-ncp-apigw-signature-v2"].clone();
    let later = moment() + std::time::Duration::from_millis(1);
    signer.sign(&mut parts, later).await.unwrap();
    assert_eq!(parts.headers["x-ncp-apigw-timestamp"], "1700000000001");
    assert_ne!(parts.headers["x-ncp-apigw-signature-v2"], stale);
    assert_eq!(parts.headers.len(), 5);
}

/// HTTP clients write the slash of an empty path; it is signed as it goes out.
#[test]
fn an_empty_path_is_signed_as_the_root() {
    for (uri, target) in [
        ("http://127.0.0.1:8080", "/"),
        ("http://127.0.0.1:8080?page=1", "/?page=1"),
        ("http://127.0.0.1:8080/?page=1", "/?page=1"),
        ("*", "*"),
    ] {
        let uri: Uri = uri.parse().unwrap();
        let path_and_query = uri.path_and_query().unwrap();
        assert_eq!(path_and_query.to_string(), target, "as hyper writes it");
        assert_eq!(
            key().string_to_sign(&Method::GET, path_and_query.as_str(), 0),
            format!("GET {target}\n0\nEXAMPLE_ACCESS_KEY")
        );
    }
}

#[tokio::test]
async fn a_uri_without_a_path_leaves_the_request_untouched() {
    let signer = NcpSigner::new(&credentials()).unwrap();
    let mut parts = parts("wsc.apigw.ntruss.com:443");
    let before = parts.headers.clone();
    let error = signer.sign(&mut parts, moment()).await.unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::NotConfigured);
    assert_eq!(parts.headers, before);
}

#[test]
fn a_blank_key_signs_nothing() {
    for (access_key, secret_key, what) in [
        (" ", "EXAMPLE_SECRET_KEY", "access key is blank"),
        ("EXAMPLE_ACCESS_KEY", "\n", "secret key is blank"),
    ] {
        let credentials = NcpCredentials::new(access_key, secret_key);
        let error = NcpSigningKey::new(&credentials).unwrap_err();
        assert!(error.to_string().contains(what), "{error}");
    }
}

/// The signature written down plainly: the key anew, the string whole.
fn plain_signature(secret_key: &str, string_to_sign: &str) -> String {
    use base64::Engine as _;
    use hmac::{Hmac, KeyInit as _, Mac as _};

    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret_key.as_bytes()).unwrap();
    mac.update(string_to_sign.as_bytes());
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}

proptest! {
    /// Any lengths, so that every piece meets the edge of a block.
    #[test]
    fn what_is_signed_is_the_string_to_sign(
        access_key in "[!-~]{1,80}",
        secret_key in "[!-~]{1,150}",
        target in "/[!-~]{0,600}",
        timestamp: u64,
    ) {
        let key = NcpSigningKey::new(&NcpCredentials::new(
            access_key.as_str(),
            secret_key.as_str(),
        )).unwrap();
        let string_to_sign = key.string_to_sign(&Method::PATCH, &target, timestamp);
        prop_assert_eq!(
            &string_to_sign,
            &format!("PATCH {target}\n{timestamp}\n{access_key}")
        );
        prop_assert_eq!(
            key.signature(&Method::PATCH, &target, timestamp),
            plain_signature(&secret_key, &string_to_sign)
        );
        let headers = key.headers(&Method::PATCH, &target, timestamp).unwrap();
        prop_assert_eq!(headers.signature, plain_signature(&secret_key, &string_to_sign));
    }
}
