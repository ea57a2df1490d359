//! A token that the service refused, or that is revoked.

use std::sync::Arc;

use auth_core::{CredentialVersion, Signer, SigningErrorKind, TokenSigner};

use crate::support::{Answer, FakeIssuer, NoSleep, clock, signed_header};

const HEADER: &str = "x-nhn-authorization";

fn signer(issuer: &Arc<FakeIssuer>) -> Arc<TokenSigner> {
    Arc::new(TokenSigner::new(
        issuer.clone(),
        Arc::new(clock()),
        Arc::new(NoSleep),
    ))
}

async fn sign(signer: &TokenSigner) -> (String, CredentialVersion) {
    signed_header(signer, HEADER).await.unwrap()
}

#[tokio::test]
async fn is_replaced_while_a_newer_one_stays() {
    let issuer = Arc::new(FakeIssuer::new(60));
    let signer = signer(&issuer);
    let (_, first) = sign(&signer).await;
    assert!(signer.on_rejected(first));
    let (header, second) = sign(&signer).await;
    assert_eq!(header, "Bearer test-token-2");
    assert_ne!(first, second);

    // A call that was long under way learns only now that the first token was refused.
    assert!(signer.on_rejected(first), "the second token may do");
    assert_eq!(sign(&signer).await.0, "Bearer test-token-2");
    assert_eq!(issuer.issues(), 2);
}

#[tokio::test]
async fn is_replaced_once_for_all_who_were_refused() {
    let issuer = Arc::new(FakeIssuer::new(60));
    let signer = signer(&issuer);
    sign(&signer).await;
    let callers: Vec<_> = (0..1000)
        .map(|_| {
            let signer = signer.clone();
            tokio::spawn(async move {
                let (_, signed) = sign(&signer).await;
                tokio::task::yield_now().await;
                assert!(signer.on_rejected(signed));
                sign(&signer).await.0
            })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "Bearer test-token-2");
    }
    assert_eq!(issuer.issues(), 2);
}

#[tokio::test]
async fn is_not_used_again_when_there_is_no_other() {
    let issuer = Arc::new(FakeIssuer::new(60));
    let signer = signer(&issuer);
    let (_, signed) = sign(&signer).await;
    issuer.will(Answer::Fail(SigningErrorKind::Rejected));
    assert!(signer.on_rejected(signed));
    let error = signed_header(&*signer, HEADER).await.unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::Rejected);
}

#[tokio::test]
async fn is_revoked_on_request_and_replaced_when_needed() {
    let issuer = Arc::new(FakeIssuer::new(60));
    let signer = signer(&issuer);
    signer.revoke().await.unwrap();
    assert!(issuer.revoked().is_empty(), "nothing was there to revoke");

    sign(&signer).await;
    signer.revoke().await.unwrap();
    assert_eq!(issuer.revoked(), ["test-token-1"]);
    assert_eq!(sign(&signer).await.0, "Bearer test-token-2");
}

#[tokio::test]
async fn is_not_forgotten_when_revoking_it_fails() {
    let issuer = Arc::new(FakeIssuer::new(60));
    issuer.will_revoke(&[Some(SigningErrorKind::Unavailable)]);
    let signer = signer(&issuer);
    sign(&signer).await;
    signer.revoke().await.unwrap_err();
    assert_eq!(
        sign(&signer).await.0,
        "Bearer test-token-2",
        "a token to be revoked is used"
    );
    signer.revoke().await.unwrap();
    assert_eq!(issuer.revoked(), ["test-token-1", "test-token-2"]);
    signer.revoke().await.unwrap();
    assert_eq!(issuer.revoked().len(), 2, "revoked twice");
}

#[tokio::test]
async fn does_not_stand_in_the_way_of_others_when_revoking_it_fails() {
    use SigningErrorKind::{Rejected, Unavailable};
    let issuer = Arc::new(FakeIssuer::new(60));
    let signer = signer(&issuer);
    for failing in [&[Some(Unavailable)][..], &[Some(Unavailable), None]] {
        sign(&signer).await;
        issuer.will_revoke(failing);
        signer.revoke().await.unwrap_err();
    }
    assert_eq!(
        issuer.revoked(),
        ["test-token-2"],
        "the first is not passed"
    );

    // Rejected once, the first is given up; the error says what may still be mended.
    sign(&signer).await;
    issuer.will_revoke(&[Some(Rejected), Some(Unavailable)]);
    let error = signer.revoke().await.unwrap_err();
    assert_eq!(error.kind(), Unavailable);
    signer.revoke().await.unwrap();
    assert_eq!(issuer.revoked(), ["test-token-2", "test-token-3"]);

    // A refusal is told, as it may be the key's, but only once.
    sign(&signer).await;
    issuer.will_revoke(&[Some(Rejected)]);
    let error = signer.revoke().await.unwrap_err();
    assert_eq!(error.kind(), Rejected);
    signer.revoke().await.unwrap();
    assert_eq!(issuer.revoked().len(), 2);
}

#[tokio::test]
async fn two_accounts_never_share() {
    let (one, other) = (Arc::new(FakeIssuer::new(60)), Arc::new(FakeIssuer::new(60)));
    one.will(Answer::Text("token-of-one"));
    other.will(Answer::Text("token-of-other"));
    let (signer_of_one, signer_of_other) = (signer(&one), signer(&other));
    let (_, refused) = sign(&signer_of_one).await;
    assert_eq!(sign(&signer_of_other).await.0, "Bearer token-of-other");
    signer_of_one.on_rejected(refused);
    signer_of_one.revoke().await.unwrap();
    assert_eq!(sign(&signer_of_other).await.0, "Bearer token-of-other");
    assert_eq!((one.issues(), other.issues()), (1, 1));
}
