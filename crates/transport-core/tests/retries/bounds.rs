//! Every wait has an end: the attempt's, the call's, the client's budget.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use auth_core::{CredentialVersion, Signer, SigningError};
use http::request::Parts;
use tokio::time::Instant;
use transport_core::testing::{FakeResponse, FakeTransport, TransportErrorKind};
use transport_core::{CallOptions, Effect, ErrorKind};

use crate::scenario::{EFFECTS, SUCCESS, answer, call, caller, caller_with, error_body, options};

const TICK: Duration = Duration::from_millis(10);

#[tokio::test(start_paused = true)]
async fn neither_attempt_nor_call_ever_lasts_longer_than_its_bound() {
    let bounds = [
        CallOptions::new(),
        CallOptions::new().with_timeout(Duration::from_secs(30)),
        CallOptions::new().with_timeout(Duration::ZERO),
        CallOptions::new()
            .with_attempt_timeout(Duration::from_secs(3))
            .with_max_attempts(50),
        CallOptions::new().with_max_attempts(1_000),
    ];
    let longest = |options: &CallOptions| match bounds.iter().position(|known| known == options) {
        Some(0 | 4) => (150, 65),
        Some(1) => (30, 30),
        Some(2) => (0, 0),
        _ => (150, 3),
    };
    for bound in &bounds {
        let (call_s, attempt_s) = longest(bound);
        for delay in [0, 1, 20, 64, 66, 149, 151, 1_000] {
            for retry_after in [None, Some("0"), Some("20"), Some("9999")] {
                let starts: Arc<Mutex<Vec<Instant>>> = Arc::default();
                let sent = starts.clone();
                let slow = FakeTransport::from_fn(move |_| {
                    sent.lock().unwrap().push(Instant::now());
                    let headers = retry_after.map(|value| ("retry-after", value));
                    let response = answer(503, headers.as_slice(), error_body(5_030_001));
                    FakeResponse::from(response).after(Duration::from_secs(delay))
                });
                let caller = caller(&Arc::new(slow)).with_call_options(*bound);
                let began = Instant::now();
                let error = call(&caller, Effect::Read).await.unwrap_err();
                let ended = Instant::now();
                let what = format!("{bound:?}, {delay} s, {retry_after:?}: {error}");
                assert!(
                    ended - began <= Duration::from_secs(call_s) + TICK,
                    "{what}"
                );
                let starts = starts.lock().unwrap();
                let longest = starts.iter().zip(starts.iter().skip(1).chain([&ended]));
                let longest = longest.map(|(start, next)| *next - *start).max();
                // Between two attempts is a pause of at most 20 s.
                assert!(
                    longest.unwrap_or_default() <= Duration::from_secs(attempt_s + 20) + TICK,
                    "{what}"
                );
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn by_default_an_attempt_has_65_s_and_the_call_150() {
    let fake = Arc::new(FakeTransport::new().hang().hang().hang().hang());
    let began = Instant::now();
    let error = call(&caller(&fake), Effect::Read).await.unwrap_err();
    assert_eq!(began.elapsed().as_secs(), 150);
    assert_eq!(error.attempts(), 3);
    assert!(error.is_timeout());

    let fake = Arc::new(FakeTransport::new().hang());
    let began = Instant::now();
    let error = call(&caller(&fake), Effect::Bills).await.unwrap_err();
    assert_eq!(began.elapsed().as_secs(), 65);
    assert!(
        error
            .to_string()
            .contains("no response from http://127.0.0.1:1 within 65.0 s"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn without_time_nothing_is_sent() {
    for effect in EFFECTS {
        let fake = Arc::new(FakeTransport::new().respond_json(200, SUCCESS));
        let caller = caller(&fake)
            .with_call_options(CallOptions::new().with_attempt_timeout(Duration::ZERO));
        let error = call(&caller, effect).await.unwrap_err();
        assert_eq!((fake.sent().len(), error.outcome_unknown()), (0, false));
    }
}

#[tokio::test(start_paused = true)]
async fn max_attempts_counts_every_attempt() {
    for (set, sent) in [(0, 1), (1, 1), (2, 2), (5, 5)] {
        let fake = Arc::new((0..9).fold(FakeTransport::new(), |fake, _| {
            fake.fail(TransportErrorKind::Connect)
        }));
        let caller = caller(&fake).with_call_options(CallOptions::new().with_max_attempts(set));
        let error = call(&caller, Effect::Bills).await.unwrap_err();
        assert_eq!((fake.sent().len(), error.attempts()), (sent, sent as u32));
    }
}

#[tokio::test(start_paused = true)]
async fn clones_share_one_budget_for_repeats() {
    let fake = Arc::new(FakeTransport::new()); // Fails each time, as if unreachable.
    let one = caller(&fake);
    let other = one
        .clone()
        .with_call_options(CallOptions::new().with_max_attempts(2));
    // 40 × 2 repeats of one and 20 × 1 of its clone are the hundred there are.
    for _ in 0..40 {
        call(&one, Effect::Read).await.unwrap_err();
    }
    for _ in 0..20 {
        call(&other, Effect::Read).await.unwrap_err();
    }
    assert_eq!(fake.sent().len(), 60 + 100);
    for caller in [&one, &other] {
        let error = call(caller, Effect::Read).await.unwrap_err();
        assert_eq!(error.attempts(), 1);
        // It may still be asked again, just not by us.
        assert!(error.is_retryable());
    }
}

#[tokio::test(start_paused = true)]
async fn five_successes_buy_one_repeat() {
    let fake = (0..302).fold(FakeTransport::new(), |fake, _| {
        fake.fail(TransportErrorKind::Connect)
    });
    let fake = Arc::new((0..5).fold(fake, |fake, _| fake.respond_json(200, SUCCESS)));
    let caller = caller(&fake).with_call_options(
        CallOptions::new()
            .with_max_attempts(u32::MAX)
            .with_timeout(Duration::MAX),
    );
    // A hundred repeats in the first call, then none.
    assert_eq!(
        call(&caller, Effect::Read).await.unwrap_err().attempts(),
        101
    );
    for _ in 0..201 {
        call(&caller, Effect::Read).await.unwrap_err();
    }
    for _ in 0..5 {
        call(&caller, Effect::Read).await.unwrap();
    }
    assert_eq!(call(&caller, Effect::Read).await.unwrap_err().attempts(), 2);
}

/// Takes longer to sign than an attempt may last.
#[derive(Debug)]
struct SlowSigner;

#[async_trait]
impl Signer for SlowSigner {
    async fn sign(
        &self,
        _: &mut Parts,
        _: std::time::SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        tokio::time::sleep(Duration::from_secs(100)).await;
        Ok(CredentialVersion::default())
    }
}

#[tokio::test(start_paused = true)]
async fn signing_counts_into_the_attempts_time_and_what_it_kept_back_was_not_sent() {
    for effect in EFFECTS {
        let fake = Arc::new(FakeTransport::new());
        let caller = caller_with(&options(fake.clone()), Arc::new(SlowSigner));
        let began = Instant::now();
        let error = call(&caller, effect).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert_eq!((fake.sent().len(), error.outcome_unknown()), (0, false));
        assert!(began.elapsed() <= Duration::from_secs(150) + TICK);
    }
}
