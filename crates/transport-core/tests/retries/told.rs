//! What a call tells whoever listens: a span a call, a span an attempt, and an event for each turn.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use auth_core::UnsignedSigner;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use transport_core::http::TransportErrorKind;
use transport_core::testing::FakeTransport;
use transport_core::{ApiClient, CallOptions, Effect};

use crate::scenario::{SUCCESS, call, caller, error_body, options};

/// Keeps the spans with all that is recorded of them, and the events as they come.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Told>>);

#[derive(Clone, Default)]
struct Told {
    spans: Vec<(&'static str, Fields)>,
    events: Vec<Fields>,
}

#[derive(Clone, Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Fields {
    fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let mut told = self.0.lock().unwrap();
        told.spans.push((attributes.metadata().name(), fields));
        Id::from_u64(told.spans.len() as u64)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        let index = usize::try_from(id.into_u64()).unwrap() - 1;
        values.record(&mut self.0.lock().unwrap().spans[index].1);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.0.lock().unwrap().events.push(fields);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What a call with that transport tells.
async fn told(fake: FakeTransport) -> Told {
    // With one dispatcher alone, `tracing` asks the thread that comes to a line first whether
    // anybody listens: another test's thread, where nobody does.
    let _second = tracing::Dispatch::new(Listener::default());
    let listener = Listener::default();
    let listening = tracing::subscriber::set_default(listener.clone());
    let options = CallOptions::new().with_max_attempts(3);
    let caller = caller(&Arc::new(fake)).with_call_options(options);
    let _ = call(&caller, Effect::Read).await;
    drop(listening);
    let told = listener.0.lock().unwrap();
    told.clone()
}

fn events(told: &Told) -> Vec<String> {
    let event = |fields: &Fields| {
        let [message, attempts, status, error] = [
            "message",
            "attempts",
            "http.response.status_code",
            "error.type",
        ]
        .map(|name| fields.get(name));
        format!("{message} {attempts} {status} {error}")
            .trim_end()
            .to_owned()
    };
    told.events.iter().map(event).collect()
}

#[tokio::test(start_paused = true)]
async fn each_turn_of_a_call_is_an_event_and_its_end_is_one() {
    let fake = FakeTransport::new()
        .respond_json(429, error_body(4_291_000))
        .fail(TransportErrorKind::Connect)
        .respond_json(200, SUCCESS);
    assert_eq!(
        events(&told(fake).await),
        [
            "throttled 1 429",
            "retrying 1 429 429",
            "retrying 2  connection",
            "succeeded 3 200"
        ]
    );

    let fake = (0..3).fold(FakeTransport::new(), |fake, _| {
        fake.respond_json(503, error_body(5_030_001))
    });
    assert_eq!(
        events(&told(fake).await),
        [
            "retrying 1 503 503",
            "retrying 2 503 503",
            "failed 3 503 503"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn spans_follow_the_conventions_for_http_clients() {
    let fake = FakeTransport::new()
        .respond_json(503, error_body(5_030_001))
        .respond_json(200, SUCCESS);
    let spans = told(fake).await.spans;
    let names: Vec<_> = spans.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["call", "attempt", "attempt"]);
    let [call, first, second] = [0, 1, 2].map(|index| &spans[index].1);
    assert_eq!(call.get("otel.name"), "echo");
    assert_eq!(call.get("error.type"), "", "it ended well");
    for (span, resent, status, error) in [(first, "", "503", "503"), (second, "1", "200", "")] {
        assert_eq!(span.get("otel.kind"), "client");
        assert_eq!(span.get("operation"), "echo");
        assert_eq!(span.get("http.request.method"), "POST");
        assert_eq!(span.get("server.address"), "127.0.0.1");
        assert_eq!(span.get("http.request.resend_count"), resent);
        assert_eq!(span.get("http.response.status_code"), status);
        assert_eq!(span.get("error.type"), error);
    }
    assert_eq!(first.get("otel.status_code"), "ERROR");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fails_says_so_in_its_span() {
    let fake = (0..3).fold(FakeTransport::new(), |fake, _| {
        fake.fail(TransportErrorKind::Connect)
    });
    let spans = told(fake).await.spans;
    let call = &spans[0].1;
    assert_eq!(call.get("error.type"), "connection");
    assert_eq!(call.get("otel.status_code"), "ERROR");
    assert!(
        spans[1..]
            .iter()
            .all(|(_, span)| span.get("error.type") == "connection")
    );
}

#[tokio::test(start_paused = true)]
async fn who_was_not_reached_is_named_without_the_path() {
    let endpoint = "https://service.example:8443/front-test-secret";
    for fake in [
        FakeTransport::new().fail(TransportErrorKind::Connect),
        FakeTransport::new().hang(),
    ] {
        let call_options = CallOptions::new().with_max_attempts(1);
        let options = options(Arc::new(fake)).with_call_options(call_options);
        let signer = Arc::new(UnsignedSigner);
        let caller = ApiClient::new(endpoint.parse().unwrap(), signer, &options).unwrap();
        let error = call(&caller, Effect::Read).await.unwrap_err();
        for text in [error.to_string(), format!("{error:?}")] {
            assert!(text.contains(" https://service.example:8443"), "{text}");
            assert!(!text.contains("test-secret"), "{text}");
        }
    }
}
