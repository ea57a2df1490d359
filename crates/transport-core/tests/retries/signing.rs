//! Refused credentials: another signature once, and never a request without one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::SystemTime;

use async_trait::async_trait;
use auth_core::{CredentialVersion, Signer, SigningError, SigningErrorKind};
use http::HeaderValue;
use http::request::Parts;
use transport_core::testing::FakeTransport;
use transport_core::{ApiClient, CallOptions, ClientOptions, Effect, ErrorKind};

use crate::scenario::{EFFECTS, SUCCESS, call, caller_with, error_body, options};

/// A signer with a cache: what was refused is replaced by the next number.
#[derive(Debug, Default)]
struct Rotating {
    current: AtomicU64,
    refusals: AtomicUsize,
}

#[async_trait]
impl Signer for Rotating {
    async fn sign(
        &self,
        parts: &mut Parts,
        _: SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        let generation = self.current.load(Ordering::Relaxed);
        let mut token = HeaderValue::from_str(&format!("test-token-{generation}")).unwrap();
        token.set_sensitive(true);
        parts.headers.insert("x-token", token);
        Ok(CredentialVersion::new(generation))
    }

    fn on_rejected(&self, version: CredentialVersion) -> bool {
        self.refusals.fetch_add(1, Ordering::Relaxed);
        self.current.store(version.number() + 1, Ordering::Relaxed);
        true
    }
}

fn rotating(fake: &Arc<FakeTransport>) -> (ApiClient, Arc<Rotating>) {
    let signer = Arc::new(Rotating::default());
    (caller_with(&options(fake.clone()), signer.clone()), signer)
}

fn tokens(fake: &FakeTransport) -> Vec<String> {
    fake.sent()
        .iter()
        .map(|request| request.headers["x-token"].to_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(start_paused = true)]
async fn a_refused_credential_is_replaced_once_and_the_call_goes_on() {
    for effect in EFFECTS {
        for refused in [error_body(80_007), error_body(4_012_003), error_body(1_234)] {
            // What an undocumented code refused, and where, nobody knows.
            if refused == error_body(1_234) && matches!(effect, Effect::Bills | Effect::Consumes) {
                continue;
            }
            let fake = FakeTransport::new()
                .respond_json(401, refused)
                .respond_json(200, SUCCESS);
            let fake = Arc::new(fake);
            let (caller, _) = rotating(&fake);
            call(&caller, effect).await.unwrap();
            assert_eq!(tokens(&fake), ["test-token-0", "test-token-1"]);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_refuses_everything_is_asked_twice_not_forever() {
    for effect in EFFECTS {
        for attempts in [1, 3, 100] {
            let fake = Arc::new((0..200).fold(FakeTransport::new(), |fake, _| {
                fake.respond_json(401, error_body(80_007))
            }));
            let (caller, signer) = rotating(&fake);
            let caller = caller.with_call_options(CallOptions::new().with_max_attempts(attempts));
            let error = call(&caller, effect).await.unwrap_err();
            assert_eq!((fake.sent().len(), error.attempts()), (2, 2));
            assert!(error.is_auth() && !error.outcome_unknown() && !error.is_retryable());
            // The replacement is not thrown away too: that would cost a token a call.
            assert_eq!(signer.refusals.load(Ordering::Relaxed), 1);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn one_replacement_a_call_also_between_other_failures() {
    let fake = [401, 503, 401, 503, 401]
        .into_iter()
        .fold(FakeTransport::new(), |fake, status| match status {
            401 => fake.respond_json(401, error_body(80_007)),
            _ => fake.respond_json(503, error_body(5_030_001)),
        });
    let fake = Arc::new(fake);
    let (caller, _) = rotating(&fake);
    let error = call(&caller, Effect::Read).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(
        tokens(&fake),
        ["test-token-0", "test-token-1", "test-token-1"]
    );
}

#[tokio::test(start_paused = true)]
async fn signing_again_is_not_counted_as_a_repeat() {
    let fake = [401, 503, 503, 503, 503]
        .into_iter()
        .fold(FakeTransport::new(), |fake, status| match status {
            401 => fake.respond_json(401, error_body(80_007)),
            _ => fake.respond_json(503, error_body(5_030_001)),
        });
    let fake = Arc::new(fake);
    let (caller, _) = rotating(&fake);
    let error = call(&caller, Effect::Read).await.unwrap_err();
    assert_eq!((fake.sent().len(), error.attempts()), (4, 4));
}

#[tokio::test(start_paused = true)]
async fn a_401_page_is_no_refusal_before_the_service_but_drops_the_credential() {
    for (effect, sent) in [
        (Effect::Read, 2),
        (Effect::Idempotent, 2),
        (Effect::Consumes, 1),
        (Effect::Bills, 1),
    ] {
        let fake = FakeTransport::new()
            .respond_json(401, "<html>")
            .respond_json(200, SUCCESS)
            .respond_json(200, SUCCESS);
        let fake = Arc::new(fake);
        let (caller, signer) = rotating(&fake);
        let outcome = call(&caller, effect).await;
        assert_eq!(fake.sent().len(), sent);
        assert_eq!(
            outcome.is_err_and(|error| error.outcome_unknown()),
            sent == 1
        );
        assert_eq!(signer.refusals.load(Ordering::Relaxed), 1);
        // The next call does not run into the same error_body.
        call(&caller, effect).await.unwrap();
        assert_eq!(tokens(&fake).last().unwrap(), "test-token-1");
    }
}

/// A signer that fails each time.
#[derive(Debug)]
struct Failing(SigningErrorKind);

#[async_trait]
impl Signer for Failing {
    async fn sign(
        &self,
        parts: &mut Parts,
        _: SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        // Even one that does not leave the request as it was gets nothing sent.
        parts
            .headers
            .insert("x-token", HeaderValue::from_static("half-done"));
        Err(SigningError::new(self.0, "no key\r\nwas found; set it"))
    }
}

#[tokio::test(start_paused = true)]
async fn what_could_not_be_signed_is_never_sent() {
    for effect in EFFECTS {
        for (cause, kind, auth, retryable) in [
            (
                SigningErrorKind::NotConfigured,
                ErrorKind::Configuration,
                true,
                false,
            ),
            (SigningErrorKind::Rejected, ErrorKind::Rejected, true, false),
            (
                SigningErrorKind::Unavailable,
                ErrorKind::Connection,
                false,
                true,
            ),
            (
                SigningErrorKind::Unreadable,
                ErrorKind::UnreadableResponse,
                false,
                false,
            ),
        ] {
            let fake = Arc::new(FakeTransport::new().respond_json(200, SUCCESS));
            let caller = caller_with(&options(fake.clone()), Arc::new(Failing(cause)));
            let error = call(&caller, effect).await.unwrap_err();
            assert_eq!((fake.sent().len(), error.attempts()), (0, 1));
            assert_eq!(error.kind(), kind);
            assert_eq!((error.is_auth(), error.is_retryable()), (auth, retryable));
            assert!(!error.outcome_unknown());
            // What signing said ends with its own advice; nothing is put behind it.
            assert!(
                error.to_string().ends_with("no key was found; set it"),
                "{error}"
            );
        }
    }
}

/// Puts the path that it signs into the header.
#[derive(Debug)]
struct Path;

#[async_trait]
impl Signer for Path {
    async fn sign(
        &self,
        parts: &mut Parts,
        _: SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        let path = parts.uri.path_and_query().unwrap().as_str();
        parts
            .headers
            .insert("x-signed", HeaderValue::from_str(path).unwrap());
        Ok(CredentialVersion::default())
    }

    fn depends_on_clock(&self) -> bool {
        true
    }
}

#[tokio::test]
async fn a_path_that_a_gateway_removes_can_be_left_out_of_the_signature() {
    let client = |fake: &Arc<FakeTransport>, options: ClientOptions| {
        let endpoint = "http://127.0.0.1:1/ncp".parse().unwrap();
        let options = options.with_transport(fake.clone());
        ApiClient::new(endpoint, Arc::new(Path), &options).unwrap()
    };
    let rejecting = Arc::new(FakeTransport::new().respond_json(401, error_body(80_007)));
    let error = call(&client(&rejecting, ClientOptions::new()), Effect::Read)
        .await
        .unwrap_err();
    assert_eq!(rejecting.sent()[0].headers["x-signed"], "/ncp/echo");
    assert!(
        error.to_string().contains("with_unsigned_path_prefix"),
        "{error}"
    );

    let fake = Arc::new(FakeTransport::new().respond_json(200, SUCCESS));
    let options = ClientOptions::new().with_unsigned_path_prefix();
    call(&client(&fake, options), Effect::Read).await.unwrap();
    assert_eq!(fake.sent()[0].headers["x-signed"], "/echo");
    assert_eq!(fake.sent()[0].uri.path(), "/ncp/echo");
}
