//! A machine whose clock is wrong: the service's `Date` is learned from a error_body.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use auth_core::{CredentialVersion, Signer, SigningError, StaticHeaderSigner, UserAccessKey};
use bytes::Bytes;
use http::HeaderValue;
use http::request::Parts;
use transport_core::testing::{FakeResponse, FakeTransport};
use transport_core::{ApiClient, Effect};

use crate::scenario::{EFFECTS, START, SUCCESS, answer, call, caller_with, error_body, options};

/// Puts the time on the request, as signature version 2 does.
#[derive(Debug)]
struct Stamping;

#[async_trait]
impl Signer for Stamping {
    async fn sign(
        &self,
        parts: &mut Parts,
        now: SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        let seconds = now.duration_since(UNIX_EPOCH).unwrap().as_secs();
        let mut stamp = HeaderValue::from(seconds);
        stamp.set_sensitive(true);
        parts.headers.insert("x-timestamp", stamp);
        Ok(CredentialVersion::default())
    }

    fn depends_on_clock(&self) -> bool {
        true
    }
}

/// Each response takes ten seconds.
const ROUND_TRIP: Duration = Duration::from_secs(10);

fn rejected(headers: &[(&'static str, &str)], body: impl Into<Bytes>) -> FakeResponse {
    FakeResponse::from(answer(401, headers, body)).after(ROUND_TRIP)
}

fn success() -> FakeResponse {
    FakeResponse::json(200, SUCCESS).after(ROUND_TRIP)
}

fn stamping(fake: &Arc<FakeTransport>) -> ApiClient {
    caller_with(&options(fake.clone()), Arc::new(Stamping))
}

/// The timestamps that were sent, in seconds from the start of the test.
fn stamps(fake: &FakeTransport) -> Vec<i64> {
    let seconds = |value: &HeaderValue| value.to_str().unwrap().parse::<i64>().unwrap();
    fake.sent()
        .iter()
        .map(|request| seconds(&request.headers["x-timestamp"]) - START.as_secs() as i64)
        .collect()
}

// The call starts at 05:16:19 by this machine and is answered ten seconds later: in the middle,
// at 05:16:24, the service's clock shows ten minutes more.
const TEN_MINUTES_AHEAD: &str = "Fri, 14 Nov 2025 05:26:24 GMT";

#[tokio::test(start_paused = true)]
async fn the_clock_is_corrected_by_the_middle_of_the_round_trip() {
    for effect in EFFECTS {
        let fake = FakeTransport::new()
            .respond(rejected(&[("date", TEN_MINUTES_AHEAD)], error_body(80_007)))
            .respond(success())
            .respond(success());
        let fake = Arc::new(fake);
        let caller = stamping(&fake);
        assert_eq!(caller.clock_offset_millis(), 0);
        call(&caller, effect).await.unwrap();
        assert_eq!(stamps(&fake), [0, 610]);
        assert_eq!(caller.clock_offset_millis(), 600_000);

        // What was learned serves the next call of a clone, and no other endpoint's.
        call(&caller.clone(), effect).await.unwrap();
        assert_eq!(stamps(&fake), [0, 610, 620]);
        assert_eq!(stamping(&fake).clock_offset_millis(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_stays_refused_is_corrected_once() {
    let fake = Arc::new((0..9).fold(FakeTransport::new(), |fake, _| {
        fake.respond(rejected(&[("date", TEN_MINUTES_AHEAD)], error_body(80_007)))
    }));
    let error = call(&stamping(&fake), Effect::Read).await.unwrap_err();
    assert_eq!(error.attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_date_that_proves_nothing_is_not_learned() {
    for headers in [
        &[][..],
        &[("date", TEN_MINUTES_AHEAD), ("age", "600")],
        &[("date", "Thu, 01 Jan 1970 00:00:00 GMT")],
        &[("date", "Fri, 01 Jan 2300 00:00:00 GMT")],
        &[("date", "yesterday")],
        // The clocks agree: it was refused for something else.
        &[("date", "Fri, 14 Nov 2025 05:16:50 GMT")],
    ] {
        let fake = FakeTransport::new()
            .respond(rejected(headers, error_body(80_007)))
            .respond(success());
        let fake = Arc::new(fake);
        let caller = stamping(&fake);
        let error = call(&caller, Effect::Read).await.unwrap_err();
        assert_eq!(error.attempts(), 1, "{headers:?}");
        assert_eq!(caller.clock_offset_millis(), 0, "{headers:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_correction_can_be_switched_off() {
    let fake = FakeTransport::new()
        .respond(rejected(&[("date", TEN_MINUTES_AHEAD)], error_body(80_007)))
        .respond(success());
    let fake = Arc::new(fake);
    let options = options(fake.clone()).without_clock_correction();
    let caller = caller_with(&options, Arc::new(Stamping));
    assert_eq!(call(&caller, Effect::Read).await.unwrap_err().attempts(), 1);
    assert_eq!(caller.clock_offset_millis(), 0);
}

#[tokio::test(start_paused = true)]
async fn what_must_not_be_repeated_is_corrected_only_after_a_readable_refusal() {
    for effect in [Effect::Consumes, Effect::Bills] {
        let fake = FakeTransport::new()
            .respond(rejected(&[("date", TEN_MINUTES_AHEAD)], "<html>"))
            .respond(success());
        let fake = Arc::new(fake);
        let caller = stamping(&fake);
        let error = call(&caller, effect).await.unwrap_err();
        assert_eq!((error.attempts(), error.outcome_unknown()), (1, true));
        // The caller's own repeat is signed with the right time.
        call(&caller, effect).await.unwrap();
        assert_eq!(stamps(&fake), [0, 610]);
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_that_do_not_depend_on_the_time_are_not_sent_again() {
    let key = UserAccessKey::new("EXAMPLE_USER_ACCESS_KEY_ID", "EXAMPLE_SECRET_ACCESS_KEY");
    for effect in EFFECTS {
        let fake = FakeTransport::new()
            .respond(rejected(&[("date", TEN_MINUTES_AHEAD)], error_body(80_007)))
            .respond(success());
        let fake = Arc::new(fake);
        let signer = StaticHeaderSigner::user_access_key(&key).unwrap();
        let caller = caller_with(&options(fake.clone()), Arc::new(signer));
        assert_eq!(call(&caller, effect).await.unwrap_err().attempts(), 1);
    }
}
