use std::borrow::Cow;

use bytes::Bytes;
use http::{Response, StatusCode, header};

use super::failed::{Failed, SHORT};
use crate::call::attempt::Attempt;
use crate::call::headers::{request_id, retry_after};
use crate::call::retry::Reach;
use crate::envelope::{ApiResponse, ErrorBody};
use crate::error::{ErrorKind, Failure, RawCode, RetryClass};
use crate::redact::{Redactor, is_wide};
use crate::{Effect, Operation};

/// Some servers put a byte order mark in front.
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}

/// Decodes the typed response, or says why what came is none.
pub(super) fn read<R: ApiResponse>(
    operation: &Operation,
    response: &Response<Bytes>,
    attempt: &Attempt<'_>,
) -> Result<R, Failed> {
    let status = response.status();
    if status.is_redirection() {
        let message = "the response is a redirect, which is never followed";
        let failure = failure(operation, response, attempt, ErrorKind::Redirect, message);
        return Err(Failed::new(failure, RetryClass::Never, Reach::Unknown));
    }
    let body = without_mark(response.body());
    let mut decode_error = None;
    let mut error_body = None;
    if status.is_success() {
        match R::decode(body) {
            Ok(decoded) => match decoded.error_body() {
                None => return Ok(decoded),
                error => error_body = error,
            },
            Err(error) => decode_error = Some(error),
        }
    }
    match error_body.or_else(|| operation.vendor.error_body(body)) {
        Some(error_body) => {
            let mut failed = rejected(operation, response, error_body, attempt);
            if status.is_success() && R::says_done(body) {
                failed.reach = Reach::Unknown;
            }
            Err(failed)
        }
        None => Err(unreadable(
            operation,
            response,
            decode_error.as_ref(),
            attempt,
        )),
    }
}

/// What every failure that came as a response has in common.
fn failure(
    operation: &Operation,
    response: &Response<Bytes>,
    attempt: &Attempt<'_>,
    kind: ErrorKind,
    message: impl Into<String>,
) -> Box<Failure> {
    let mut failure = Failure::new(kind, operation.name, message);
    failure.status = Some(response.status());
    failure.request_id = request_id(response.headers())
        .map(|id| attempt.redactor().clean_to(id, SHORT))
        .filter(|id| !id.is_empty());
    failure.retry_after = retry_after(response.headers(), attempt.timing.received_at);
    failure
}

fn rejected(
    operation: &Operation,
    response: &Response<Bytes>,
    error: ErrorBody,
    attempt: &Attempt<'_>,
) -> Failed {
    let status = response.status();
    let redactor = attempt.redactor();
    let message = redactor.clean(&error.message);
    let code = match error.code {
        // A text may be anything at all.
        RawCode::Text(text) => RawCode::Text(redactor.clean_to(&text, SHORT)),
        number => number,
    };
    let documented = operation.documented(&code).copied();
    let class = documented.map_or_else(|| RetryClass::of_status(status), |code| code.retry);
    let reach = match (documented.map(|code| code.retry), status) {
        (Some(RetryClass::Throttled), StatusCode::TOO_MANY_REQUESTS)
        | (Some(RetryClass::Reauthenticate), StatusCode::UNAUTHORIZED) => {
            Reach::RejectedBeforeService
        }
        _ if is_certain(operation.effect, status, class) => Reach::Rejected,
        _ => Reach::Unknown,
    };
    let mut failure = failure(operation, response, attempt, ErrorKind::Rejected, message);
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
    Failed::new(failure, class, reach)
}

/// Whether an error in the service's own words says that the call was not processed.
fn is_certain(effect: Effect, status: StatusCode, class: RetryClass) -> bool {
    match effect {
        // Money: what a gateway or a relay says of a call that it passed on stands under another
        // status, whatever the code.
        Effect::Bills => matches!(status.as_u16(), 200 | 400 | 401 | 403 | 404 | 413 | 429),
        _ => class == RetryClass::Never,
    }
}

fn unreadable(
    operation: &Operation,
    response: &Response<Bytes>,
    error: Option<&serde_json::Error>,
    attempt: &Attempt<'_>,
) -> Failed {
    let status = response.status();
    let class = match error {
        // A body that ends too early was cut on its way.
        Some(error) if error.is_eof() => RetryClass::IfIdempotent,
        Some(_) => RetryClass::Never,
        None => RetryClass::of_status(status),
    };
    let message = describe_unreadable(response, error, &attempt.redactor());
    let kind = ErrorKind::UnreadableResponse;
    let mut failure = failure(operation, response, attempt, kind, message);
    failure.throttled = status == StatusCode::TOO_MANY_REQUESTS;
    failure.auth = status == StatusCode::UNAUTHORIZED;
    if without_mark(response.body())
        .trim_ascii_start()
        .starts_with(b"<")
    {
        failure.remediation = Some(Cow::Borrowed(
            "check the endpoint, and for a proxy that responds in its place",
        ));
    }
    Failed::new(failure, class, Reach::Unknown)
}

fn describe_unreadable(
    response: &Response<Bytes>,
    error: Option<&serde_json::Error>,
    redactor: &Redactor,
) -> String {
    let body = without_mark(response.body());
    if body.is_empty() {
        return "the response is empty".to_owned();
    }
    let content_type = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .map_or_else(
            || "no content type".to_owned(),
            |value| redactor.clean_to(value, SHORT),
        );
    let looks_like_json =
        matches!(body.trim_ascii_start().first(), Some(b'{' | b'[')) && !is_wide(body);
    match error {
        Some(error) if looks_like_json => format!(
            "the response ({content_type}) is not the documented one: {}",
            what_is_wrong(error)
        ),
        _ => format!(
            "the response ({content_type}) cannot be read: {}",
            redactor.excerpt(body)
        ),
    }
}

/// Says what the decoder stumbled over, without the value it found there: that may be a secret.
fn what_is_wrong(error: &serde_json::Error) -> String {
    let text = error.to_string();
    // What is found wrong in a body that is JSON has no place.
    let place = match error.line() {
        0 => String::new(),
        line => format!(" at line {line} column {}", error.column()),
    };
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
            format!("{expected}{place}")
        }
        None if error.is_eof() => format!("it ends early,{place}"),
        None => format!("not JSON as documented{place}"),
    }
}
