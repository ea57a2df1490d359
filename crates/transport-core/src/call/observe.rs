//! What a call tells whoever listens: a span a call, a span an attempt, and an event for each turn,
//! under the names of the OpenTelemetry conventions for HTTP clients.
//!
//! There is no URL among them: its path holds the Appkey.

use std::time::Duration;

use http::{StatusCode, Uri};
use tracing::Span;
use tracing::field::{Empty, display};

use crate::error::Failure;
use crate::{CallError, ErrorKind, Operation};

/// One call, with its retries.
pub(super) fn call_span(operation: &Operation) -> Span {
    tracing::info_span!(
        "call",
        otel.name = operation.name,
        otel.kind = "internal",
        otel.status_code = Empty,
        operation = operation.name,
        "error.type" = Empty,
    )
}

/// One attempt of it: one request, or none where it could not be signed.
pub(super) fn attempt_span(operation: &Operation, uri: &Uri, earlier_attempts: u32) -> Span {
    let span = tracing::info_span!(
        "attempt",
        otel.name = operation.method.as_str(),
        otel.kind = "client",
        otel.status_code = Empty,
        operation = operation.name,
        http.request.method = operation.method.as_str(),
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        server.address = Empty,
        server.port = Empty,
        "error.type" = Empty,
    );
    if !span.is_disabled() {
        let host = uri.host().unwrap_or_default();
        span.record("server.address", host.trim_matches(['[', ']']));
        let default_port = if uri.scheme_str() == Some("http") {
            80
        } else {
            443
        };
        span.record("server.port", uri.port_u16().unwrap_or(default_port));
        if earlier_attempts > 0 {
            span.record("http.request.resend_count", earlier_attempts);
        }
    }
    span
}

/// The status of the attempt's response.
pub(super) fn record_status(span: &Span, status: StatusCode) {
    span.record("http.response.status_code", status.as_u16());
}

/// How the attempt failed.
pub(super) fn record_failure(span: &Span, failure: &Failure, was_sent: bool) {
    // Of a request that was not sent it is the token service's.
    let status = failure.status.filter(|_| was_sent);
    if let Some(status) = status {
        record_status(span, status);
    }
    record_error(span, failure.kind, status);
}

/// How the call failed.
pub(super) fn record_call_error(span: &Span, error: &CallError) {
    record_error(span, error.kind(), error.status());
}

fn record_error(span: &Span, kind: ErrorKind, status: Option<StatusCode>) {
    if !span.is_disabled() {
        span.record("otel.status_code", "ERROR");
        span.record("error.type", display(error_type(kind, status)));
    }
}

/// The status of an HTTP error, or else the kind of the failure.
fn error_type(kind: ErrorKind, status: Option<StatusCode>) -> String {
    match status.filter(|status| status.is_client_error() || status.is_server_error()) {
        Some(status) => status.as_u16().to_string(),
        None => kind.to_string().replace(' ', "_"),
    }
}

/// The call has its response.
pub(super) fn succeeded(
    operation: &Operation,
    status: Option<StatusCode>,
    attempts: u32,
    elapsed: Duration,
) {
    tracing::debug!(
        operation = operation.name,
        attempts,
        http.response.status_code = status.map(|status| status.as_u16()),
        elapsed_ms = millis(elapsed),
        "succeeded"
    );
}

/// The call has failed.
pub(super) fn failed(failure: &Failure, elapsed: Duration) {
    tracing::debug!(
        operation = failure.operation,
        attempts = failure.attempts,
        http.response.status_code = failure.status.map(|status| status.as_u16()),
        "error.type" = %error_type(failure.kind, failure.status),
        elapsed_ms = millis(elapsed),
        "failed"
    );
}

/// An attempt has failed, and another follows after that pause.
pub(super) fn retrying(failure: &Failure, attempts: u32, pause: Duration) {
    tracing::debug!(
        operation = failure.operation,
        attempts,
        http.response.status_code = failure.status.map(|status| status.as_u16()),
        "error.type" = %error_type(failure.kind, failure.status),
        pause_ms = millis(pause),
        "retrying"
    );
}

/// The service rejects an attempt for the rate or the quota.
pub(super) fn throttled(failure: &Failure, attempts: u32) {
    tracing::debug!(
        operation = failure.operation,
        attempts,
        http.response.status_code = failure.status.map(|status| status.as_u16()),
        retry_after_ms = failure.retry_after.map(millis),
        "throttled"
    );
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
