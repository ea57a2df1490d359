use std::borrow::Cow;

use bytes::Bytes;
use http::{Response, StatusCode, header};

use super::{Classified, SHORT};
use crate::Operation;
use crate::call::attempt::Attempt;
use crate::call::headers::{request_id, retry_after};
use crate::call::scrub::Scrubber;
use crate::envelope::{ApiResponse, ErrorBody};
use crate::error::{ErrorKind, Failure, RawCode, RetryClass};

/// Reads the typed answer, or says why what came is none.
pub(super) fn read<A: ApiResponse>(
    operation: &Operation,
    answer: &Response<Bytes>,
    attempt: &Attempt<'_>,
) -> Result<A, Classified> {
    let status = answer.status();
    let body = answer.body();
    let refusal = if status.is_success() {
        match A::decode(body) {
            Ok(decoded) => match decoded.error_body() {
                None => return Ok(decoded),
                refusal => refusal,
            },
            Err(error) => match operation.vendor.error_body(body) {
                None => return Err(unreadable(operation, answer, Some(&error), attempt)),
                refusal => refusal,
            },
        }
    } else if status.is_redirection() {
        return Err(received(
            operation,
            answer,
            attempt,
            ErrorKind::Redirect,
            "the answer is a redirect, which is never followed".to_owned(),
            RetryClass::Never,
        ));
    } else {
        operation.vendor.error_body(body)
    };
    match refusal {
        Some(refusal) => Err(refused(operation, answer, refusal, attempt)),
        None => Err(unreadable(operation, answer, None, attempt)),
    }
}

/// What every failure that came as an answer has in common.
fn received(
    operation: &Operation,
    answer: &Response<Bytes>,
    attempt: &Attempt<'_>,
    kind: ErrorKind,
    message: String,
    class: RetryClass,
) -> Classified {
    let mut failure = Failure::new(kind, operation.name, message);
    failure.status = Some(answer.status());
    failure.request_id = request_id(answer.headers())
        .map(|id| attempt.scrubber().clean_to(id, SHORT))
        .filter(|id| !id.is_empty());
    failure.retry_after = retry_after(answer.headers(), attempt.received_at);
    Classified {
        failure,
        class,
        refused: false,
        before_service: false,
        documented: false,
        not_received: false,
    }
}

fn refused(
    operation: &Operation,
    answer: &Response<Bytes>,
    refusal: ErrorBody,
    attempt: &Attempt<'_>,
) -> Classified {
    let status = answer.status();
    let scrubber = attempt.scrubber();
    let code = match refusal.code {
        // A word may be anything at all.
        RawCode::Text(word) => RawCode::Text(scrubber.clean_to(&word, SHORT)),
        number => number,
    };
    let documented = operation.documented(&code).copied();
    let class = documented.map_or_else(|| RetryClass::of_status(status), |code| code.retry);
    let message = scrubber.clean(&refusal.message);
    let mut classified = received(
        operation,
        answer,
        attempt,
        ErrorKind::Rejected,
        message,
        class,
    );
    classified.refused = true;
    classified.documented = documented.is_some();
    classified.before_service = matches!(
        (documented.map(|code| code.retry), status),
        (Some(RetryClass::Throttled), StatusCode::TOO_MANY_REQUESTS)
            | (Some(RetryClass::Reauthenticate), StatusCode::UNAUTHORIZED)
    );
    let failure = &mut classified.failure;
    failure.throttled = status == StatusCode::TOO_MANY_REQUESTS || class == RetryClass::Throttled;
    failure.auth = match documented {
        Some(code) => code.is_auth,
        None => matches!(status.as_u16(), 401 | 403),
    };
    failure.remediation = documented
        .and_then(|code| code.remediation)
        .map(Cow::Borrowed);
    failure.code = code;
    failure.documented = documented;
    classified
}

fn unreadable(
    operation: &Operation,
    answer: &Response<Bytes>,
    error: Option<&serde_json::Error>,
    attempt: &Attempt<'_>,
) -> Classified {
    let scrubber = attempt.scrubber();
    let status = answer.status();
    let class = match error {
        // A body that ends too early was cut on its way.
        Some(error) if error.is_eof() => RetryClass::IfIdempotent,
        Some(_) => RetryClass::Never,
        None => RetryClass::of_status(status),
    };
    let message = describe_unreadable(answer, error, &scrubber);
    let mut classified = received(
        operation,
        answer,
        attempt,
        ErrorKind::UnreadableResponse,
        message,
        class,
    );
    classified.failure.throttled = status == StatusCode::TOO_MANY_REQUESTS;
    classified.failure.auth = status == StatusCode::UNAUTHORIZED;
    classified
}

fn describe_unreadable(
    answer: &Response<Bytes>,
    error: Option<&serde_json::Error>,
    scrubber: &Scrubber,
) -> String {
    let body = answer.body();
    if body.is_empty() {
        return "the answer is empty".to_owned();
    }
    let content_type = answer
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .map_or_else(
            || "no content type".to_owned(),
            |value| scrubber.clean_to(value, SHORT),
        );
    let looks_like_json = matches!(body.trim_ascii_start().first(), Some(b'{' | b'['));
    match error {
        Some(error) if looks_like_json => {
            format!(
                "the answer ({content_type}) is not the documented one: {}",
                what_is_wrong(error)
            )
        }
        _ => format!(
            "the answer ({content_type}) cannot be read: {}",
            scrubber.excerpt(body)
        ),
    }
}

/// Says what the decoder stumbled over, without the value it found there: that may be a secret.
fn what_is_wrong(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!("line {} column {}", error.line(), error.column());
    if text.starts_with("missing field `") {
        return text;
    }
    // In these texts of serde what was expected comes last, and is ours.
    let ends_with_expected = ["invalid type: ", "invalid value: ", "unknown variant `"]
        .iter()
        .any(|start| text.starts_with(start));
    match text.rfind(", expected ").filter(|_| ends_with_expected) {
        Some(at) => {
            let expected = text[at + 2..].split(" at line ").next().unwrap_or_default();
            format!("{expected} at {place}")
        }
        None if error.is_eof() => format!("it ends early, at {place}"),
        None => format!("not JSON as documented at {place}"),
    }
}
