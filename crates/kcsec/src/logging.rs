//! What is said about each call on standard error: `-v` for people, `RUST_LOG` for the rest.

use std::fmt::Debug;
use std::io;

use auth_core::Environment;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::lang::{ENGLISH, Words, current, error_type, say, words};
use crate::output::print_error_line;

/// The crates whose messages are shown. Those of the HTTP libraries are not: they may hold headers.
const OURS: &[&str] = &[
    "auth_core",
    "kcsec",
    "ncp_wsc",
    "nhn_appguard",
    "nhn_integrity",
    "nhn_ssc",
    "transport_core",
];

/// Says nothing at level 0, a line per call at 1, and one per failed attempt from 2 on; besides,
/// what `RUST_LOG` asks for (`transport_core=trace`).
pub(crate) fn start(level: u8, environment: &dyn Environment) {
    let asked = environment.var("RUST_LOG").ok().flatten();
    let asked = asked.and_then(|text| text.parse::<Targets>().ok());
    if level == 0 && asked.is_none() {
        return;
    }
    let ours = |level| OURS.iter().map(move |name| (*name, level));
    let lines = Lines {
        attempts: level > 1,
    };
    let level = if level == 0 {
        LevelFilter::OFF
    } else {
        LevelFilter::DEBUG
    };
    let everything = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(false);
    // A second start, which cannot be, would change nothing.
    let _ = tracing_subscriber::registry()
        .with(lines.with_filter(Targets::new().with_targets(ours(level))))
        .with(everything.with_filter(asked.unwrap_or_default()))
        .with(Targets::new().with_targets(ours(LevelFilter::TRACE)))
        .try_init();
}

const SUCCEEDED: Words = words(
    "{0} {1}, 시도 {2}회, {3} ms",
    "{0} {1}, {2} attempt{s2}, {3} ms",
    "{0} {1}、試行{2}回、{3} ms",
);
const FAILED: Words = words(
    "{0} 실패 ({1}), 시도 {2}회, {3} ms",
    "{0} failed ({1}), {2} attempt{s2}, {3} ms",
    "{0} 失敗 ({1})、試行{2}回、{3} ms",
);
const RETRYING: Words = words(
    "{0} 시도 {2} 실패 ({1}), {3} ms 후 재시도",
    "{0} attempt {2} failed ({1}), retry in {3} ms",
    "{0} 試行{2} 失敗 ({1})、{3} ms後に再試行",
);

/// A line for each call, and on request for each attempt that another one follows.
struct Lines {
    attempts: bool,
}

impl<S: Subscriber> Layer<S> for Lines {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut told = Told::default();
        event.record(&mut told);
        if told.message == ENGLISH {
            print_error_line(&say!("영어 원문: {}", "{}", told.error));
            return;
        }
        let (text, time) = match told.message.as_str() {
            "succeeded" => (SUCCEEDED, told.elapsed_ms),
            "failed" => (FAILED, told.elapsed_ms),
            "retrying" if self.attempts => (RETRYING, told.pause_ms),
            _ => return,
        };
        let status = told.status.map(|status| status.to_string());
        let end = if told.error.is_empty() {
            status.unwrap_or_default()
        } else {
            error_type(&told.error)
        };
        let values: [&dyn std::fmt::Display; 4] = [&told.operation, &end, &told.attempts, &time];
        print_error_line(&text.fill(current(), &values));
    }
}

/// The fields of a call's event.
#[derive(Default)]
struct Told {
    message: String,
    operation: String,
    error: String,
    attempts: u64,
    status: Option<u64>,
    elapsed_ms: u64,
    pause_ms: u64,
}

impl Visit for Told {
    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "attempts" => self.attempts = value,
            "http.response.status_code" => self.status = Some(value),
            "elapsed_ms" => self.elapsed_ms = value,
            "pause_ms" => self.pause_ms = value,
            _ => {}
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "operation" {
            value.clone_into(&mut self.operation);
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            "error.type" | "error" => self.error = format!("{value:?}"),
            _ => {}
        }
    }
}
