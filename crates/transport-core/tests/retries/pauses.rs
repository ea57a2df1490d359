//! How long a call pauses before it is sent again.

use std::sync::Arc;
use std::time::Duration;

use auth_core::UnsignedSigner;
use test_support::FixedJitter;
use tokio::time::Instant;
use transport_core::testing::FakeTransport;
use transport_core::{CallOptions, Effect, Runtime};

use crate::scenario::{answer, call, caller, caller_with, error_body, options, start};

/// The pauses of a call that is refused for the rate each time.
async fn paused_for(headers: &[(&'static str, &str)], jitter: f64, attempts: u32) -> Duration {
    let fake = Arc::new((0..attempts).fold(FakeTransport::new(), |fake, _| {
        fake.respond(answer(429, headers, error_body(4_291_000)))
    }));
    let options = options(fake.clone());
    let runtime = Runtime {
        jitter: Arc::new(FixedJitter(jitter)),
        ..options.runtime().clone()
    };
    let caller = caller_with(&options.with_runtime(runtime), Arc::new(UnsignedSigner))
        .with_call_options(
            CallOptions::new()
                .with_max_attempts(attempts)
                .with_timeout(Duration::from_secs(1_000)),
        );
    let began = Instant::now();
    call(&caller, Effect::Bills).await.unwrap_err();
    assert_eq!(fake.sent().len(), attempts as usize);
    began.elapsed()
}

// Tokio's timer ticks once a millisecond.
fn assert_about(measured: Duration, seconds: f64) {
    let difference = (measured.as_secs_f64() - seconds).abs();
    assert!(difference < 0.05, "{measured:?} is not about {seconds} s");
}

#[tokio::test(start_paused = true)]
async fn back_off_doubles_and_is_jittered_in_full() {
    assert_about(paused_for(&[], 1.0, 3).await, 0.5 + 1.0);
    assert_about(paused_for(&[], 0.5, 3).await, 0.25 + 0.5);
    assert_about(paused_for(&[], 0.0, 3).await, 0.0);
    // 0.5, 1, 2, 4, 8, 16, 20, 20, 20
    assert_about(paused_for(&[], 1.0, 10).await, 91.5);
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_honoured_up_to_twenty_seconds_and_not_jittered() {
    for (value, pause) in [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("20", 20.0),
        ("21", 20.0),
        ("86400", 20.0),
        ("99999999999999999999999999", 20.0),
        ("Fri, 14 Nov 2025 05:16:25 GMT", 6.0),
        ("Wed, 14 Nov 2125 05:16:25 GMT", 20.0),
    ] {
        let paused = paused_for(&[("retry-after", value)], 0.5, 2).await;
        assert_about(paused, pause);
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_of_nothing_is_no_reason_to_hammer() {
    for value in ["0", "Mon, 14 Nov 2005 05:16:29 GMT"] {
        let paused = paused_for(&[("retry-after", value)], 1.0, 2).await;
        assert_about(paused, 0.5);
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_that_cannot_be_read_leaves_the_usual_back_off() {
    for value in ["-5", "soon", "1.5", "", "7 seconds", "Fri, 99 Nov 2025"] {
        let paused = paused_for(&[("retry-after", value)], 1.0, 2).await;
        assert_about(paused, 0.5);
    }
}

#[tokio::test(start_paused = true)]
async fn a_date_is_counted_by_the_services_own_clock() {
    // This machine is an hour behind.
    let headers = [
        ("date", "Fri, 14 Nov 2025 06:16:19 GMT"),
        ("retry-after", "Fri, 14 Nov 2025 06:16:22 GMT"),
    ];
    assert_about(paused_for(&headers, 1.0, 2).await, 3.0);
}

#[tokio::test(start_paused = true)]
async fn what_the_service_asked_for_is_reported_in_full() {
    let headers = [("retry-after", "3600")];
    let fake = Arc::new(FakeTransport::new().respond(answer(429, &headers, error_body(4_291_000))));
    let caller =
        caller(&fake).with_call_options(CallOptions::new().with_timeout(Duration::from_secs(5)));
    let began = Instant::now();
    let error = call(&caller, Effect::Read).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3_600)));
    assert!(error.is_throttled() && error.is_retryable());
    // The pause does not fit into the call's time: it is not begun.
    assert_eq!((began.elapsed(), error.attempts()), (Duration::ZERO, 1));
    assert!(start() < caller.runtime().clock.now() + Duration::from_secs(1));
}
