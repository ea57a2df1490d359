//! What the spans of a call cost, by who listens to them.

use std::hint::black_box;

use benches::data::summary_of;
use benches::paired::Paired;
use benches::{Failure, clients};
use bytes::Bytes;
use tracing::field::Empty;
use tracing::{Level, subscriber};

use crate::decode::in_turns;
use crate::{Effort, now, one_thread};

const CALLS: usize = 2_000;

pub(crate) fn run(effort: Effort) -> Result<(), Failure> {
    let rounds = effort.of(61, 5);
    let runtime = one_thread()?;
    let client = clients::ssc_with(Bytes::from(summary_of(10)))?;
    let query = clients::summary_query()?.with_limit(10);
    let call = || Ok(runtime.block_on(client.summary(&query))?);

    let spans = || {
        spans_of_a_call();
        Ok(())
    };
    let paired = in_turns(rounds, CALLS, spans, call)?;
    paired.print("listening-nobody", "ns", 1e9 / CALLS as f64, "");

    let calls = || {
        let start = now();
        (0..CALLS).try_for_each(|_| call().map(drop))?;
        Ok::<_, Failure>(start.elapsed())
    };
    for (id, level) in [
        ("listening-warnings", Level::WARN),
        ("listening-spans", Level::INFO),
    ] {
        let mut paired = Paired::default();
        for round in 0..=rounds {
            let listener = tracing_subscriber::fmt()
                .with_max_level(level)
                .with_writer(std::io::sink)
                .finish();
            let listened = subscriber::with_default(listener, calls)?;
            // Otherwise what the dropped subscriber wanted would still be made.
            tracing::callsite::rebuild_interest_cache();
            let alone = calls()?;
            if round > 0 {
                paired.push(listened, alone);
            }
        }
        paired.print(id, "µs", 1e6 / CALLS as f64, "");
    }
    Ok(())
}

/// The same kinds of spans, fields and event as those of a call with one attempt.
fn spans_of_a_call() {
    let (operation, method, status, port) = black_box(("summary", "GET", 200_u16, 443_u16));
    let call = tracing::info_span!(
        "call",
        otel.name = operation,
        otel.kind = "internal",
        otel.status_code = Empty,
        operation,
        "error.type" = Empty,
    );
    let within_call = call.enter();
    let attempt = tracing::info_span!(
        "attempt",
        otel.name = method,
        otel.kind = "client",
        otel.status_code = Empty,
        operation,
        http.request.method = method,
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        server.address = operation,
        server.port = port,
        "error.type" = Empty,
    );
    let within_attempt = attempt.enter();
    attempt.record("http.response.status_code", status);
    drop(within_attempt);
    tracing::debug!(
        operation,
        attempts = 1,
        http.response.status_code = status,
        "succeeded"
    );
    drop(within_call);
    black_box((&call, &attempt));
}
