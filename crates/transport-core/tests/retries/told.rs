//! What a call leaves in the log: one line at its end, and on the way only at trace level.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use auth_core::UnsignedSigner;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};
use transport_core::http::TransportErrorKind;
use transport_core::testing::FakeTransport;
use transport_core::{ApiClient, CallOptions, Effect};

use crate::scenario::{SUCCESS, call, caller, error_body, options};

/// Keeps what is told: the level, and the message with its number of attempts.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Vec<(Level, String)>>>);

#[derive(Default)]
struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if ["message", "operation", "attempts", "status"].contains(&field.name()) {
            self.0.push_str(&format!("{}={value:?} ", field.name()));
        }
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut words = Words::default();
        event.record(&mut words);
        let line = (*event.metadata().level(), words.0.trim_end().to_owned());
        self.0.lock().unwrap().push(line);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What a call with that transport tells at debug level, and how often it says more at trace.
async fn told(fake: FakeTransport) -> (Vec<String>, usize) {
    // With one dispatcher alone, `tracing` asks the thread that comes to a line first whether
    // anybody listens: another test's thread, where nobody does.
    let _second = tracing::Dispatch::new(Listener::default());
    let listener = Listener::default();
    let listening = tracing::subscriber::set_default(listener.clone());
    let options = CallOptions::new().with_max_attempts(3);
    let caller = caller(&Arc::new(fake)).with_call_options(options);
    let _ = call(&caller, Effect::Read).await;
    drop(listening);
    let all = listener.0.lock().unwrap();
    let of = |level| all.iter().filter(move |(its, _)| *its == level);
    let debug = of(Level::DEBUG).map(|(_, line)| line.clone()).collect();
    (debug, of(Level::TRACE).count())
}

#[tokio::test(start_paused = true)]
async fn a_call_is_one_line_whatever_happened_on_its_way() {
    let busy = error_body(5_030_001);
    let fake = FakeTransport::new()
        .respond_json(503, busy.clone())
        .fail(TransportErrorKind::Connect)
        .respond_json(200, SUCCESS);
    let answered = r#"message=succeeded operation="echo" attempts=3 status=200"#;
    assert_eq!(told(fake).await, (vec![answered.to_owned()], 2));

    let fake = (0..3).fold(FakeTransport::new(), |fake, _| {
        fake.respond_json(503, busy.clone())
    });
    let failed = r#"message=failed operation="echo" attempts=3 status=503"#;
    assert_eq!(told(fake).await, (vec![failed.to_owned()], 2));
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
