//! Credentials that are found: kept until they expire, renewed, dropped when refused.

use std::sync::Arc;
use std::time::Duration;

use auth_core::{
    EnvironmentSource, FixedEnvironment, ManualClock, NcpCredentials, NcpSigner, ServerRoleSource,
    Signer, SigningErrorKind,
};

use crate::support::{FakeMetadata, NoSleep, clock, signed_header};

const PATH: &str = "/latest/meta-data/iam/security-credentials/role";

fn role(access_key: &str, expiration: &str) -> String {
    format!(
        r#"{{"AccessKeyId":"{access_key}","SecretAccessKey":"ROLE_SECRET","Expiration":"{expiration}","Code":"Success"}}"#
    )
}

/// A signer with the role's credentials, which live for an hour (22:13:20 to 23:13:20).
fn signer() -> (Arc<NcpSigner>, Arc<FakeMetadata>, ManualClock) {
    let first = role("ROLE_1", "2023-11-14T23:13:20Z");
    let (metadata, clock) = (Arc::new(FakeMetadata::with_role("role", &first)), clock());
    let source = ServerRoleSource::new(metadata.clone());
    let signer =
        NcpSigner::from_source(Arc::new(source), Arc::new(clock.clone()), Arc::new(NoSleep));
    (Arc::new(signer), metadata, clock)
}

async fn access_key(signer: &NcpSigner) -> String {
    signed_header(signer, "x-ncp-iam-access-key")
        .await
        .unwrap()
        .0
}

#[tokio::test]
async fn are_asked_for_once_by_any_number_of_callers() {
    let (signer, metadata, _) = signer();
    let callers: Vec<_> = (0..1000)
        .map(|_| {
            let signer = signer.clone();
            tokio::spawn(async move { access_key(&signer).await })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "ROLE_1");
    }
    assert_eq!(metadata.asked().len(), 2, "the list and the role");
}

#[tokio::test]
async fn are_renewed_five_minutes_before_they_expire() {
    let (signer, metadata, clock) = signer();
    assert_eq!(access_key(&signer).await, "ROLE_1");
    metadata.answer(PATH, &role("ROLE_2", "2023-11-15T23:13:20Z"));
    clock.advance(Duration::from_secs(3299));
    assert_eq!(access_key(&signer).await, "ROLE_1");
    clock.advance(Duration::from_secs(1));
    assert_eq!(access_key(&signer).await, "ROLE_2");
}

#[tokio::test]
async fn are_kept_while_they_work_when_the_metadata_service_fails() {
    let (signer, metadata, clock) = signer();
    assert_eq!(access_key(&signer).await, "ROLE_1");
    metadata.break_down(true);
    clock.advance(Duration::from_secs(3599));
    assert_eq!(access_key(&signer).await, "ROLE_1");
    clock.advance(Duration::from_secs(1));
    let error = signed_header(&*signer, "x-ncp-iam-access-key")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::Unavailable);
    metadata.break_down(false);
    assert_eq!(access_key(&signer).await, "ROLE_1");
}

#[tokio::test]
async fn are_asked_for_again_when_they_are_refused() {
    let (signer, metadata, _) = signer();
    let (_, first) = signed_header(&*signer, "x-ncp-iam-access-key")
        .await
        .unwrap();
    metadata.answer(PATH, &role("ROLE_2", "2023-11-15T23:13:20Z"));
    assert!(signer.on_rejected(first));
    assert_eq!(access_key(&signer).await, "ROLE_2");
    // The news of the first refusal, once more: the second pair stays.
    assert!(signer.on_rejected(first));
    let asked = metadata.asked().len();
    assert_eq!(access_key(&signer).await, "ROLE_2");
    assert_eq!(metadata.asked().len(), asked);
}

#[tokio::test]
async fn that_have_expired_by_the_local_clock_are_used_and_asked_for_once_a_minute() {
    let (signer, metadata, clock) = signer();
    metadata.answer(PATH, &role("ROLE_PAST", "2023-11-14T21:13:20Z"));
    for _ in 0..600 {
        assert_eq!(access_key(&signer).await, "ROLE_PAST");
        clock.advance(Duration::from_secs(1));
    }
    // The list and the role; a refresh begins six seconds before the minute ends.
    assert_eq!(metadata.asked().len(), 2 * (1 + 600 / 54));
    metadata.answer(PATH, &role("ROLE_2", "2023-11-15T23:13:20Z"));
    clock.advance(Duration::from_secs(54));
    assert_eq!(access_key(&signer).await, "ROLE_2");
}

#[tokio::test]
async fn of_the_environment_are_lasting_and_a_refusal_is_final() {
    let environment = FixedEnvironment::new()
        .with_var("NCLOUD_ACCESS_KEY", "ENV_ACCESS")
        .with_var("NCLOUD_SECRET_KEY", "ENV_SECRET");
    let clock = clock();
    let source = EnvironmentSource::new(Arc::new(environment));
    let signer =
        NcpSigner::from_source(Arc::new(source), Arc::new(clock.clone()), Arc::new(NoSleep));
    let (_, signed) = signed_header(&signer, "x-ncp-iam-access-key")
        .await
        .unwrap();
    assert!(!signer.on_rejected(signed));
    clock.advance(Duration::from_secs(10 * 365 * 86_400));
    assert_eq!(access_key(&signer).await, "ENV_ACCESS");
}

#[tokio::test]
async fn that_are_given_are_lasting_and_a_refusal_is_final() {
    let signer = NcpSigner::new(&NcpCredentials::new("ACCESS", "SECRET")).unwrap();
    let (_, signed) = signed_header(&signer, "x-ncp-iam-access-key")
        .await
        .unwrap();
    assert!(!signer.on_rejected(signed));
}

#[tokio::test]
async fn that_are_not_there_are_an_error_and_nothing_is_signed() {
    let source = EnvironmentSource::new(Arc::new(FixedEnvironment::new()));
    let signer = NcpSigner::from_source(Arc::new(source), Arc::new(clock()), Arc::new(NoSleep));
    let error = signed_header(&signer, "x-ncp-iam-access-key")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::NotConfigured);
    assert_eq!(
        error.to_string(),
        "no NAVER Cloud credentials in the environment (set NCLOUD_ACCESS_KEY_ID and \
         NCLOUD_SECRET_ACCESS_KEY)"
    );
}
