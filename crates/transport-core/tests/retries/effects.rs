//! Every effect × every failure class.

use std::sync::Arc;

use transport_core::http::TransportErrorKind;
use transport_core::testing::FakeTransport;
use transport_core::{Effect, ErrorKind};

use crate::scenario::{EFFECTS, SUCCESS, call, caller, error_body};

type Play = fn(FakeTransport) -> FakeTransport;

/// What a failure means, for calls that are safe to repeat and for those that are not.
struct Class {
    name: &'static str,
    play: Play,
    kind: ErrorKind,
    safe: Verdict,
    unsafe_: Verdict,
}

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
struct Verdict {
    sent: usize,
    retryable: bool,
    outcome_unknown: bool,
}

const RETRIED: Verdict = verdict(3, true, false);
const FINAL: Verdict = verdict(1, false, false);
const UNKNOWN: Verdict = verdict(1, false, true);

const fn verdict(sent: usize, retryable: bool, outcome_unknown: bool) -> Verdict {
    Verdict {
        sent,
        retryable,
        outcome_unknown,
    }
}

const fn class(
    name: &'static str,
    play: Play,
    kind: ErrorKind,
    safe: Verdict,
    unsafe_: Verdict,
) -> Class {
    Class {
        name,
        play,
        kind,
        safe,
        unsafe_,
    }
}

const HTML: &str = "<html><body>nginx</body></html>";

#[rustfmt::skip]
const CLASSES: &[Class] = &[
    class("no connection", |f| f.fail(TransportErrorKind::Connect), ErrorKind::Connection, RETRIED, RETRIED),
    class("cut connection", |f| f.fail(TransportErrorKind::Interrupted), ErrorKind::Connection, RETRIED, UNKNOWN),
    class("no answer in time", FakeTransport::hang, ErrorKind::Timeout, RETRIED, UNKNOWN),
    class("too large", |f| f.fail(TransportErrorKind::TooLarge), ErrorKind::ResponseTooLarge, FINAL, UNKNOWN),
    class("unusable client", |f| f.fail(TransportErrorKind::Configuration), ErrorKind::Configuration, FINAL, FINAL),
    class("rate limit", |f| f.respond_json(429, error_body(4_291_000)), ErrorKind::Rejected, RETRIED, RETRIED),
    class("rate limit under 200", |f| f.respond_json(200, error_body(4_291_000)), ErrorKind::Rejected, RETRIED, UNKNOWN),
    class("rate limit under 503", |f| f.respond_json(503, error_body(4_291_000)), ErrorKind::Rejected, RETRIED, UNKNOWN),
    class("429 with an unknown code", |f| f.respond_json(429, error_body(1)), ErrorKind::Rejected, RETRIED, UNKNOWN),
    class("429 page", |f| f.respond_json(429, HTML), ErrorKind::UnreadableResponse, RETRIED, UNKNOWN),
    class("quota", |f| f.respond_json(429, error_body(4_291_001)), ErrorKind::Rejected, FINAL, FINAL),
    class("circuit breaker", |f| f.respond_json(503, error_body(5_030_001)), ErrorKind::Rejected, RETRIED, UNKNOWN),
    class("upstream timeout", |f| f.respond_json(504, error_body(5_040_001)), ErrorKind::Rejected, RETRIED, UNKNOWN),
    class("500 page", |f| f.respond_json(500, HTML), ErrorKind::UnreadableResponse, RETRIED, UNKNOWN),
    class("empty 502", |f| f.respond_json(502, ""), ErrorKind::UnreadableResponse, RETRIED, UNKNOWN),
    class("408", |f| f.respond_json(408, ""), ErrorKind::UnreadableResponse, RETRIED, UNKNOWN),
    class("error status of a success", |f| f.respond_json(500, SUCCESS), ErrorKind::UnreadableResponse, RETRIED, UNKNOWN),
    class("parameter", |f| f.respond_json(400, error_body(4_000_007)), ErrorKind::Rejected, FINAL, FINAL),
    class("parameter under 500", |f| f.respond_json(500, error_body(501)), ErrorKind::Rejected, FINAL, FINAL),
    class("refused under 200", |f| f.respond_json(200, error_body(4_000_007)), ErrorKind::Rejected, FINAL, FINAL),
    class("unknown code under 200", |f| f.respond_json(200, error_body(77)), ErrorKind::Rejected, FINAL, FINAL),
    class("token refused", |f| f.respond_json(401, error_body(80_007)), ErrorKind::Rejected, FINAL, FINAL),
    class("token refused under 500", |f| f.respond_json(500, error_body(80_007)), ErrorKind::Rejected, FINAL, UNKNOWN),
    class("address refused", |f| f.respond_json(403, error_body(4_031_007)), ErrorKind::Rejected, FINAL, FINAL),
    class("401 page", |f| f.respond_json(401, HTML), ErrorKind::UnreadableResponse, FINAL, UNKNOWN),
    class("404 page", |f| f.respond_json(404, HTML), ErrorKind::UnreadableResponse, FINAL, UNKNOWN),
    class("redirect", |f| f.respond_json(302, ""), ErrorKind::Redirect, FINAL, UNKNOWN),
    class("not modified", |f| f.respond_json(304, ""), ErrorKind::Redirect, FINAL, UNKNOWN),
    class("200 page", |f| f.respond_json(200, HTML), ErrorKind::UnreadableResponse, FINAL, UNKNOWN),
    class("another document", |f| f.respond_json(200, r#"{"weather":"fine"}"#), ErrorKind::UnreadableResponse, FINAL, UNKNOWN),
    class("cut document", |f| f.respond_json(200, &SUCCESS[..40]), ErrorKind::UnreadableResponse, RETRIED, UNKNOWN),
    class("empty success", |f| f.respond_json(200, ""), ErrorKind::UnreadableResponse, RETRIED, UNKNOWN),
];

const REJECTED_BY_STATUS: &[&str] = &[
    "rate limit under 200",
    "429 with an unknown code",
    "unknown code under 200",
];

impl Class {
    fn expected(&self, effect: Effect) -> Verdict {
        match effect {
            // Where money is at stake, the status decides, whatever the code.
            Effect::Bills if REJECTED_BY_STATUS.contains(&self.name) => FINAL,
            Effect::Bills if self.name == "parameter under 500" => UNKNOWN,
            effect if is_safe(effect) => self.safe,
            _ => self.unsafe_,
        }
    }
}

fn is_safe(effect: Effect) -> bool {
    matches!(effect, Effect::Read | Effect::Idempotent)
}

#[tokio::test(start_paused = true)]
async fn every_effect_meets_every_failure_as_the_design_says() {
    for class in CLASSES {
        for effect in EFFECTS {
            let expected = class.expected(effect);
            // More than are ever asked for.
            let fake = (0..6).fold(FakeTransport::new(), |fake, _| (class.play)(fake));
            let fake = Arc::new(fake);
            let error = call(&caller(&fake), effect).await.unwrap_err();
            let what = format!("{effect:?}, {}: {error}", class.name);

            let met = verdict(
                fake.sent().len(),
                error.is_retryable(),
                error.outcome_unknown(),
            );
            assert_eq!(met, expected, "{what}");
            assert_eq!(error.kind(), class.kind, "{what}");
            assert_eq!(error.attempts() as usize, expected.sent, "{what}");
            assert!(!what.contains('\n'), "{what}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_repeat_that_succeeds_ends_the_call() {
    for class in CLASSES {
        for effect in EFFECTS {
            let expected = class.expected(effect);
            let fake = (class.play)((class.play)(FakeTransport::new()));
            let fake = Arc::new(fake.respond_json(200, SUCCESS));
            let outcome = call(&caller(&fake), effect).await;
            assert_eq!(
                outcome.is_ok(),
                expected.sent == 3,
                "{effect:?}, {}",
                class.name
            );
            assert_eq!(fake.sent().len(), expected.sent);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_unknown_outcome_says_what_to_do() {
    for (effect, remediation) in [
        (Effect::Bills, "look it up before you retry it"),
        (Effect::Consumes, "get a new one"),
    ] {
        let fake = Arc::new(FakeTransport::new().fail(TransportErrorKind::Interrupted));
        let error = call(&caller(&fake), effect).await.unwrap_err();
        assert!(error.to_string().ends_with(remediation), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_the_gateway_cuts_at_its_limit_is_not_asked_for_again() {
    use transport_core::http::TransportError;

    for (bytes, sent) in [(9_999_999, 3), (10_000_000, 1)] {
        let cut = TransportError::new(TransportErrorKind::Interrupted, "cut")
            .after(http::StatusCode::OK, bytes);
        let fake =
            Arc::new((0..6).fold(FakeTransport::new(), |fake, _| fake.fail_with(cut.clone())));
        let error = call(&caller(&fake), Effect::Read).await.unwrap_err();
        assert_eq!(fake.sent().len(), sent);
        assert_eq!(error.to_string().contains("shorter range"), sent == 1);
    }
}

#[tokio::test(start_paused = true)]
async fn an_overlong_error_page_counts_by_its_status() {
    use transport_core::http::TransportError;

    for (status, sent) in [(503, 3), (401, 1), (400, 1), (200, 1)] {
        let long = TransportError::new(TransportErrorKind::TooLarge, "too large")
            .after(http::StatusCode::from_u16(status).unwrap(), 65_536);
        let fake =
            Arc::new((0..6).fold(FakeTransport::new(), |fake, _| fake.fail_with(long.clone())));
        let error = call(&caller(&fake), Effect::Read).await.unwrap_err();
        assert_eq!(fake.sent().len(), sent, "{error}");
        assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
    }
}

#[tokio::test(start_paused = true)]
async fn the_connection_is_chosen_by_the_effect() {
    use transport_core::http::ConnectionReuse;

    for (effect, connection) in [
        (Effect::Read, ConnectionReuse::Any),
        (Effect::Idempotent, ConnectionReuse::Any),
        (Effect::Consumes, ConnectionReuse::Recent),
        (Effect::Bills, ConnectionReuse::Never),
    ] {
        let fake = Arc::new(FakeTransport::new().respond_json(200, SUCCESS));
        call(&caller(&fake), effect).await.unwrap();
        assert_eq!(fake.sent()[0].options.connection_reuse, connection);
    }
}
