use std::borrow::Cow;
use std::time::Duration;

use auth_core::{SigningError, SigningErrorKind};
use http::StatusCode;

use super::failed::{Failed, SHORT};
use crate::Operation;
use crate::call::attempt::Attempt;
use crate::call::retry::Reach;
use crate::error::{ErrorKind, Failure, NoResponse, Retry, RetryClass};
use crate::http::{TransportError, TransportErrorKind};

/// NHN Cloud's gateway cuts the connection once a response passes 10 MB.
const GATEWAY_RESPONSE_LIMIT: u64 = 10_000_000;

/// Whoever issues credentials has retried its own calls and has named the next step.
pub(super) fn not_signed(
    operation: &Operation,
    error: &SigningError,
    attempt: &Attempt<'_>,
) -> Failed {
    let kind = match error.kind() {
        SigningErrorKind::Rejected => ErrorKind::Rejected,
        SigningErrorKind::Unavailable => ErrorKind::Connection,
        SigningErrorKind::Unreadable => ErrorKind::UnreadableResponse,
        _ => ErrorKind::Configuration,
    };
    let redactor = attempt.redactor();
    let mut failure = Failure::new(kind, operation.name, redactor.clean(&error.to_string()));
    failure.message_says_all = true;
    failure.auth = error.is_auth();
    failure.throttled = error.is_throttled();
    if error.is_retryable() {
        failure.retry = Retry::Later;
    }
    if let Some(token_service) = error.token_service() {
        failure.status = token_service.status;
        failure.attempts = token_service.attempts;
        failure.retry_after = token_service.retry_after;
        // Of a signer of the user's own it may be anything, as the text may.
        failure.token_service_code = token_service
            .code
            .as_deref()
            .map(|code| redactor.clean_to(code, SHORT));
    }
    Failed::new(failure, RetryClass::Never, Reach::NotReceived)
}

/// No response came, or not all of it, or too much.
pub(super) fn not_sent(
    operation: &Operation,
    error: &TransportError,
    attempt: &Attempt<'_>,
) -> Failed {
    let cut_by_the_gateway = error.kind() == TransportErrorKind::Interrupted
        && error.bytes_read() >= GATEWAY_RESPONSE_LIMIT;
    // The text of a transport of the user's own may hold anything.
    let text = attempt.redactor().clean(&error.to_string());
    let (kind, class, message) = match error.kind() {
        TransportErrorKind::Configuration => (ErrorKind::Configuration, RetryClass::Never, text),
        TransportErrorKind::TooLarge => {
            // An overlong error page says as much by its status as a short one.
            let class = match error.status().map(RetryClass::of_status) {
                Some(RetryClass::IfIdempotent) => RetryClass::IfIdempotent,
                _ => RetryClass::Never,
            };
            (ErrorKind::ResponseTooLarge, class, text)
        }
        TransportErrorKind::Connect => (
            ErrorKind::Connection,
            RetryClass::IfIdempotent,
            format!("no connection to {}: {text}", attempt.origin),
        ),
        // Final: asking again changes nothing, and may lock a proxy's account.
        TransportErrorKind::Untrusted | TransportErrorKind::ProxyAuthentication => (
            ErrorKind::Connection,
            RetryClass::Never,
            format!("no connection to {}: {text}", attempt.origin),
        ),
        TransportErrorKind::Interrupted => (
            ErrorKind::Connection,
            if cut_by_the_gateway {
                RetryClass::Never
            } else {
                RetryClass::IfIdempotent
            },
            format!("the connection broke: {text}"),
        ),
    };
    let mut failure = Failure::new(kind, operation.name, message);
    failure.no_response = Some(NoResponse {
        transport: Some(error.kind()),
        origin: Some(attempt.origin.to_owned()),
        proxy: error.proxy().map(str::to_owned),
        cause: attempt.redactor().clean(error.cause()),
        after: None,
    });
    failure.status = error.status();
    failure.throttled = error.status() == Some(StatusCode::TOO_MANY_REQUESTS);
    failure.remediation = error.remediation().map(Cow::Borrowed);
    if cut_by_the_gateway {
        failure.remediation = Some(Cow::Borrowed(
            "the gateway cuts responses of over 10 MB: ask for a shorter range or smaller pages",
        ));
    }
    let reach = if error.certainly_not_received() {
        Reach::NotReceived
    } else {
        Reach::Unknown
    };
    Failed::new(failure, class, reach)
}

/// No response came in time: from the service, or while the request was signed.
pub(super) fn timed_out(
    operation: &Operation,
    after: Duration,
    sent: bool,
    attempt: &Attempt<'_>,
) -> Failed {
    let seconds = after.as_secs_f64();
    let (message, reach) = if sent {
        (
            format!("no response from {} within {seconds:.1} s", attempt.origin),
            Reach::Unknown,
        )
    } else {
        (
            format!("no credentials within {seconds:.1} s"),
            Reach::NotReceived,
        )
    };
    let mut failure = Failure::new(ErrorKind::Timeout, operation.name, message);
    failure.no_response = Some(NoResponse {
        transport: None,
        origin: sent.then(|| attempt.origin.to_owned()),
        proxy: None,
        cause: String::new(),
        after: Some(after),
    });
    Failed::new(failure, RetryClass::IfIdempotent, reach)
}
