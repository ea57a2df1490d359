use std::borrow::Cow;
use std::time::SystemTime;

use auth_core::{SigningError, SigningErrorKind};
use bytes::Bytes;
use http::{Response, StatusCode, header};

use super::attempt::{Attempt, AttemptError};
use super::headers::{request_id, retry_after};
use super::scrub::Scrubber;
use crate::envelope::{Answer, Envelope, Refusal};
use crate::error::{ErrorKind, Failure, RetryClass, ServiceCode};
use crate::http::{TransportError, TransportErrorKind};
use crate::{Effect, Operation};

/// NHN Cloud's gateway cuts the connection once an answer passes 10 MB.
const GATEWAY_ANSWER_LIMIT: u64 = 10_000_000;

/// A failed attempt, and what it means for a repeat.
pub(super) struct Classified<C> {
    pub(super) failure: Failure<C>,
    pub(super) class: RetryClass,
    /// Whether the service said in its own words that it refused.
    pub(super) refused: bool,
    /// Whether the service certainly received nothing.
    pub(super) not_received: bool,
}

/// Reads the answer of an attempt, or says what went wrong with it.
pub(super) fn classify<A: Answer>(
    operation: &Operation,
    attempt: &Attempt,
) -> Result<A, Classified<A::Code>> {
    let mut classified = match &attempt.result {
        Ok(answer) => match read::<A>(operation, answer, attempt) {
            Ok(answer) => return Ok(answer),
            Err(classified) => classified,
        },
        Err(AttemptError::Signing(error)) => not_signed(operation, error),
        Err(AttemptError::Transport(error)) => not_answered(operation, error),
        Err(AttemptError::TimedOut { after, sent }) => Classified {
            failure: Failure::new(
                ErrorKind::Timeout,
                operation.name,
                format!("no answer within {:.1} s", after.as_secs_f64()),
            ),
            class: RetryClass::IfSafe,
            refused: false,
            not_received: !sent,
        },
    };
    finish(operation.effect, &mut classified);
    Err(classified)
}

fn read<A: Answer>(
    operation: &Operation,
    answer: &Response<Bytes>,
    attempt: &Attempt,
) -> Result<A, Classified<A::Code>> {
    let status = answer.status();
    let body = answer.body();
    let refusal = if status.is_success() {
        match A::decode(body) {
            Ok(decoded) => match decoded.refusal() {
                None => return Ok(decoded),
                refusal => refusal,
            },
            Err(error) => match A::Envelope::refusal(status, body) {
                None => return Err(unreadable(operation, answer, Some(&error), attempt)),
                refusal => refusal,
            },
        }
    } else if status.is_redirection() {
        return Err(received(
            operation,
            answer,
            attempt.received_at,
            ErrorKind::Redirect,
            "the answer is a redirect, which is never followed".to_owned(),
            RetryClass::Never,
        ));
    } else {
        A::Envelope::refusal(status, body)
    };
    match refusal {
        Some(refusal) => Err(refused(operation, answer, refusal, attempt)),
        None => Err(unreadable(operation, answer, None, attempt)),
    }
}

/// What every failure that came as an answer has in common.
fn received<C>(
    operation: &Operation,
    answer: &Response<Bytes>,
    now: SystemTime,
    kind: ErrorKind,
    message: String,
    class: RetryClass,
) -> Classified<C> {
    let mut failure = Failure::new(kind, operation.name, message);
    failure.status = Some(answer.status());
    failure.request_id = request_id(answer.headers()).map(str::to_owned);
    failure.retry_after = retry_after(answer.headers(), now);
    Classified {
        failure,
        class,
        refused: false,
        not_received: false,
    }
}

fn refused<C: ServiceCode>(
    operation: &Operation,
    answer: &Response<Bytes>,
    refusal: Refusal,
    attempt: &Attempt,
) -> Classified<C> {
    let status = answer.status();
    let code = C::from_wire(&refusal.code, status);
    let class = code
        .as_ref()
        .and_then(ServiceCode::retry_class)
        .unwrap_or_else(|| RetryClass::of_status(status));
    let message = attempt.scrubber.scrubber().clean(&refusal.message);
    let mut classified = received(
        operation,
        answer,
        attempt.received_at,
        ErrorKind::Refused,
        message,
        class,
    );
    classified.refused = true;
    let failure = &mut classified.failure;
    failure.throttled = status == StatusCode::TOO_MANY_REQUESTS || class == RetryClass::Throttled;
    failure.auth = code
        .as_ref()
        .map_or(matches!(status.as_u16(), 401 | 403), ServiceCode::is_auth);
    failure.advice = code
        .as_ref()
        .and_then(ServiceCode::advice)
        .map(Cow::Borrowed);
    failure.code = code;
    classified
}

fn unreadable<C>(
    operation: &Operation,
    answer: &Response<Bytes>,
    error: Option<&serde_json::Error>,
    attempt: &Attempt,
) -> Classified<C> {
    let scrubber = attempt.scrubber.scrubber();
    let status = answer.status();
    let class = match error {
        // A body that ends too early was cut on its way.
        Some(error) if error.is_eof() => RetryClass::IfSafe,
        Some(_) => RetryClass::Never,
        None => RetryClass::of_status(status),
    };
    let message = describe_unreadable(answer, error, &scrubber);
    let mut classified = received(
        operation,
        answer,
        attempt.received_at,
        ErrorKind::UnreadableAnswer,
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
            |value| scrubber.clean(value),
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
    if text.starts_with("missing field") {
        return text;
    }
    match text.rfind(", expected ").filter(|_| error.is_data()) {
        Some(at) => {
            let expected = text[at + 2..].split(" at line ").next().unwrap_or_default();
            format!("{expected} at {place}")
        }
        None if error.is_eof() => format!("it ends early, at {place}"),
        None => format!("not JSON as documented at {place}"),
    }
}

fn not_signed<C>(operation: &Operation, error: &SigningError) -> Classified<C> {
    let kind = match error.kind() {
        SigningErrorKind::Refused => ErrorKind::Refused,
        SigningErrorKind::Unavailable => ErrorKind::Connection,
        SigningErrorKind::Unreadable => ErrorKind::UnreadableAnswer,
        _ => ErrorKind::Configuration,
    };
    let mut failure = Failure::new(kind, operation.name, error.to_string());
    failure.auth = matches!(
        error.kind(),
        SigningErrorKind::Refused | SigningErrorKind::Missing
    );
    failure.retryable = error.kind() == SigningErrorKind::Unavailable;
    // Whoever issues credentials repeats its own calls; repeating here would multiply them.
    Classified {
        failure,
        class: RetryClass::Never,
        refused: false,
        not_received: true,
    }
}

fn not_answered<C>(operation: &Operation, error: &TransportError) -> Classified<C> {
    let cut_by_the_gateway = error.kind() == TransportErrorKind::Interrupted
        && error.bytes_read() >= GATEWAY_ANSWER_LIMIT;
    let (kind, class) = match error.kind() {
        TransportErrorKind::Configuration => (ErrorKind::Configuration, RetryClass::Never),
        TransportErrorKind::TooLarge => (ErrorKind::AnswerTooLarge, RetryClass::Never),
        TransportErrorKind::Interrupted if cut_by_the_gateway => {
            (ErrorKind::Connection, RetryClass::Never)
        }
        TransportErrorKind::Connect | TransportErrorKind::Interrupted => {
            (ErrorKind::Connection, RetryClass::IfSafe)
        }
    };
    let message = match error.kind() {
        TransportErrorKind::Connect => format!("no connection: {error}"),
        TransportErrorKind::Interrupted => format!("the connection broke: {error}"),
        TransportErrorKind::Configuration | TransportErrorKind::TooLarge => error.to_string(),
    };
    let mut failure = Failure::new(kind, operation.name, message);
    failure.status = error.status();
    if cut_by_the_gateway {
        failure.advice = Some(Cow::Borrowed(
            "the gateway cuts answers of over 10 MB: ask for a shorter range or smaller pages",
        ));
    }
    Classified {
        failure,
        class,
        refused: false,
        not_received: error.certainly_not_received(),
    }
}

/// Draws the conclusions that depend on the operation's effect, and names the next step.
fn finish<C>(effect: Effect, classified: &mut Classified<C>) {
    let Classified {
        failure,
        class,
        refused,
        not_received,
    } = classified;
    let certain = *not_received || (*refused && *class != RetryClass::IfSafe);
    failure.outcome_unknown = !effect.is_repeatable() && !certain;
    failure.retryable |= match class {
        RetryClass::Throttled => true,
        RetryClass::IfSafe => effect.is_repeatable() || *not_received,
        RetryClass::Never | RetryClass::Reauthenticate => false,
    };
    let advice = match (failure.outcome_unknown, effect, failure.kind) {
        (true, Effect::Bills, _) => {
            "it may have been carried out and billed: look it up before you repeat it"
        }
        (true, _, _) => "it may have been carried out: the token may be used up, so get a new one",
        _ if failure.advice.is_some() => return,
        _ if failure.throttled => "slow down and try again later",
        _ if failure.auth => "check the credentials and what they are permitted to do",
        (_, _, ErrorKind::Connection) => "check the network, the proxy and the endpoint",
        (_, _, ErrorKind::Timeout) => "try later, or allow more time",
        (_, _, ErrorKind::Redirect) => "check the endpoint's URL",
        (_, _, ErrorKind::AnswerTooLarge) => "ask for less, or raise the limit",
        (_, _, ErrorKind::UnreadableAnswer) => {
            "check the endpoint, and for a proxy that answers in its place"
        }
        _ => return,
    };
    failure.advice = Some(Cow::Borrowed(advice));
}
