//! The metadata service's answers, good and bad.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use auth_core::{FoundCredentials, NcpCredentialSource, ServerRoleSource, SigningErrorKind};

use crate::support::FakeMetadata;

const ROLES: &str = "/latest/meta-data/iam/security-credentials/";
const KEYS: &str = r#""AccessKeyId":"ROLE_ACCESS","SecretAccessKey":"test-secret-role""#;

async fn ask(metadata: FakeMetadata) -> Result<Option<FoundCredentials>, auth_core::SigningError> {
    ServerRoleSource::new(Arc::new(metadata))
        .credentials()
        .await
}

async fn expiry(expiration: &str) -> Option<SystemTime> {
    let answer = format!(r#"{{{KEYS},"Expiration":{expiration},"Code":"Success"}}"#);
    let found = ask(FakeMetadata::with_role("role", &answer))
        .await
        .unwrap()
        .unwrap();
    assert!(found.is_refreshable());
    found.expires_at()
}

#[tokio::test]
async fn the_first_role_of_the_list_is_asked_for() {
    let metadata = Arc::new(FakeMetadata::with_role("one", &format!("{{{KEYS}}}")));
    metadata.answer(ROLES, "\r\n  one\r\ntwo\r\n");
    let source = ServerRoleSource::new(metadata.clone());
    let found = source.credentials().await.unwrap().unwrap();
    assert_eq!(found.credentials().access_key(), "ROLE_ACCESS");
    assert_eq!(metadata.asked(), [ROLES.to_owned(), format!("{ROLES}one")]);
}

#[tokio::test]
async fn nobody_and_no_role_are_no_credentials() {
    assert!(ask(FakeMetadata::nobody()).await.unwrap().is_none());
    let metadata = FakeMetadata::nobody();
    metadata.answer(ROLES, " \n");
    assert!(ask(metadata).await.unwrap().is_none());
}

/// Proxies, captive portals and other clouds answer at that address too.
#[tokio::test]
async fn what_is_no_role_name_is_no_role() {
    for page in [
        "<!DOCTYPE html>\n<html><body>Sign in</body></html>",
        "404 page not found",
        "Not Found",
        "{\"error\": \"not found\"}",
        "not-a-role\tbut a table",
        "../user-data?a=b#%20",
        "a/b",
        ".",
        "..",
        "---",
        &"a".repeat(129),
    ] {
        let metadata = Arc::new(FakeMetadata::nobody());
        metadata.answer(ROLES, page);
        let found = ServerRoleSource::new(metadata.clone()).credentials().await;
        assert!(found.unwrap().is_none(), "{page}");
        assert_eq!(metadata.asked(), [ROLES], "{page}");
    }
    // Something that says the same to everything.
    assert!(
        ask(FakeMetadata::with_role("ok", "ok"))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_role_is_asked_for_with_its_name_encoded() {
    let metadata = Arc::new(FakeMetadata::nobody());
    metadata.answer(ROLES, "a=b:역");
    let error = ServerRoleSource::new(metadata.clone())
        .credentials()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::Unreadable);
    assert_eq!(metadata.asked()[1], format!("{ROLES}a=b:%EC%97%AD"));
}

#[tokio::test]
async fn the_expiration_is_read_with_fraction_and_offset() {
    let second = |second| Some(UNIX_EPOCH + Duration::from_secs(second));
    for (text, expected) in [
        (r#""2023-11-14T22:13:20Z""#, second(1_700_000_000)),
        (
            r#""2023-11-15T07:13:20.123456+09:00""#,
            second(1_700_000_000),
        ),
        (r#""2023-11-14 17:43:20-04:30""#, second(1_700_000_000)),
        (r#""1970-01-01T00:00:00Z""#, second(0)),
        // Not to be read: kept until they are refused.
        ("null", None),
        (r#""""#, None),
        (r#""soon""#, None),
        (r#""2023-11-14T22:13:20""#, None),
        (r#""0001-01-01T00:00:00Z""#, None),
    ] {
        assert_eq!(expiry(text).await, expected, "{text}");
    }
}

#[tokio::test]
async fn a_refusal_keeps_code_and_message_on_one_line() {
    let answer = r#"{"Code":"NotAuthorized","Message":"no role\nfor \u001b[31mthis server"}"#;
    let error = ask(FakeMetadata::with_role("role", answer))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::Rejected);
    assert_eq!(
        error.to_string(),
        "the server role 'role' has no credentials: NotAuthorized no rolefor [31mthis server; \
         check the role in the console"
    );
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_shows_no_secret() {
    for (answer, why) in [
        (
            r#"{"SecretAccessKey":"test-secret-role"}"#.to_owned(),
            "AccessKeyId is missing",
        ),
        (
            r#"{"AccessKeyId":"A"}"#.to_owned(),
            "SecretAccessKey is missing",
        ),
        (
            r#"{"AccessKeyId":"A","SecretAccessKey":" "}"#.to_owned(),
            "SecretAccessKey is missing",
        ),
        (
            format!(r#"{{{KEYS},"Expiration":"test-secret-role"#),
            "line 1 column",
        ),
        (
            r#"{"AccessKeyId":["test-secret-role"]}"#.to_owned(),
            "line 1 column",
        ),
        (r#""test-secret-role""#.to_owned(), "line 1 column"),
        ("<html>test-secret-role</html>".to_owned(), "line 1 column"),
        (String::new(), "line 1 column"),
    ] {
        let error = ask(FakeMetadata::with_role("role", &answer))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), SigningErrorKind::Unreadable, "{answer}");
        assert!(error.to_string().contains(why), "{error}");
        assert!(
            !format!("{error} {error:?}").contains("test-secret"),
            "{error:?}"
        );
    }
}

/// Another vendor's servers answer at the same address and path; their keys stay there.
#[tokio::test]
async fn another_vendors_keys_are_not_taken() {
    let answer = format!(r#"{{"Code":"Success","Type":"AWS-HMAC",{KEYS},"Token":"T"}}"#);
    assert!(
        ask(FakeMetadata::with_role("role", &answer))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_metadata_service_that_fails_is_an_error() {
    let metadata = FakeMetadata::nobody();
    metadata.break_down(true);
    let error = ask(metadata).await.unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::Unavailable);
}
