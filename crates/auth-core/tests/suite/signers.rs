//! The signers that need nothing but their credentials.

use auth_core::{
    CredentialVersion, IntegrityToken, Signer, SigningErrorKind, StaticHeaderSigner,
    UnsignedSigner, UserAccessKey,
};

use crate::support::{moment, parts};

async fn signed(signer: &dyn Signer) -> http::HeaderMap {
    let mut parts = parts("https://example.com/");
    let receipt = signer.sign(&mut parts, moment()).await.unwrap();
    assert_eq!(receipt, CredentialVersion::default());
    assert!(
        !signer.on_rejected(receipt),
        "there is nothing else to sign with"
    );
    assert_eq!(parts.headers.remove("x-kept").unwrap(), "as it was");
    parts.headers
}

fn key() -> UserAccessKey {
    UserAccessKey::new("EXAMPLE_ID", "EXAMPLE_SECRET:KEY")
}

#[tokio::test]
async fn basic_puts_id_and_secret_into_base64_as_they_are() {
    let headers = signed(&StaticHeaderSigner::basic(&key()).unwrap()).await;
    // printf '%s' 'EXAMPLE_ID:EXAMPLE_SECRET:KEY' | base64
    assert_eq!(
        headers["authorization"],
        "Basic RVhBTVBMRV9JRDpFWEFNUExFX1NFQ1JFVDpLRVk="
    );
    assert!(headers["authorization"].is_sensitive());
    assert_eq!(headers.len(), 1);
}

#[test]
fn basic_refuses_an_id_that_would_end_early() {
    let error = StaticHeaderSigner::basic(&UserAccessKey::new("EXAMPLE:ID", "S")).unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::NotConfigured);
    assert!(!error.to_string().contains("EXAMPLE"));
}

#[tokio::test]
async fn a_user_access_key_stands_in_two_headers() {
    let key = UserAccessKey::new("EXAMPLE_ID", "EXAMPLE_SECRET");
    let headers = signed(&StaticHeaderSigner::user_access_key(&key).unwrap()).await;
    assert_eq!(headers["x-tc-authentication-id"], "EXAMPLE_ID");
    assert_eq!(headers["x-tc-authentication-secret"], "EXAMPLE_SECRET");
    assert!(headers.values().all(http::HeaderValue::is_sensitive));
    assert_eq!(headers.len(), 2);
}

#[test]
fn an_integrity_token_is_a_bearer() {
    let token = IntegrityToken::new("EXAMPLE.INTEGRITY.TOKEN");
    let authorization = token.authorization().unwrap();
    assert_eq!(authorization, "Bearer EXAMPLE.INTEGRITY.TOKEN");
    assert!(authorization.is_sensitive());
}

#[tokio::test]
async fn unsigned_adds_nothing() {
    assert!(signed(&UnsignedSigner).await.is_empty());
}

#[test]
fn line_breaks_are_refused_and_not_shown() {
    let token = IntegrityToken::new("EXAMPLE\r\nx-injected: 1");
    let error = token.authorization().unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the integrity token holds a character")
    );
    assert!(!error.to_string().contains("EXAMPLE"));
    let key = UserAccessKey::new("EXAMPLE\nID", "S");
    assert!(StaticHeaderSigner::user_access_key(&key).is_err());
}
