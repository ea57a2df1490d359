//! How a call ends under a fault.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderName, HeaderValue};
use http::{Response, StatusCode};

use super::bomb::bomb;
use super::kind::{Fault, RetryAfter};
use crate::net::{Payload, Script, Step, goaway, render};
use crate::operation::Operation;
use crate::response::ServiceResponse;
use crate::time_text::http_date;

const BLANKS: usize = 16 * 1_024;

/// What becomes of the request.
pub(crate) enum FaultResponse {
    Whole(Response<Payload>),
    /// A response after which the connection is dead.
    ThenGone(Response<Payload>, bool),
    /// Nothing for a while, and then the response, or a reset.
    Stalled(Option<u64>, Option<Response<Payload>>),
    /// The connection is taken from HTTP. The status is what the client may see.
    Script(Option<StatusCode>, Script),
    Rejection,
}

/// What an end depends on besides the fault.
pub(crate) struct FaultContext {
    pub(crate) operation: Operation,
    pub(crate) is_h2: bool,
    pub(crate) gateway_ms: i64,
}

impl FaultResponse {
    /// The status that the client may see.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Whole(response) | Self::ThenGone(response, _) => Some(response.status()),
            Self::Script(status, _) => *status,
            Self::Stalled(..) | Self::Rejection => None,
        }
    }
}

impl FaultContext {
    pub(crate) fn of(&self, end: &Fault, response: ServiceResponse) -> FaultResponse {
        match end {
            Fault::StallBeforeHeaders {
                milliseconds,
                executed,
            } => {
                let then = executed.then(|| response.into_http(self.gateway_ms));
                FaultResponse::Stalled(*milliseconds, then)
            }
            Fault::ResetAfterRead { .. } => FaultResponse::Script(None, vec![Step::Reset]),
            Fault::RefusedStream if self.is_h2 => FaultResponse::Rejection,
            Fault::RefusedStream => FaultResponse::Script(None, vec![Step::Reset]),
            Fault::GoAway { executed } if self.is_h2 => {
                let last = if *executed { u32::MAX >> 1 } else { 0 };
                FaultResponse::Script(None, vec![Step::Write(goaway(last).into())])
            }
            Fault::GoAway { .. } => FaultResponse::Script(None, vec![Step::Reset]),
            Fault::Html { .. }
            | Fault::EmptyBody { .. }
            | Fault::Error { .. }
            | Fault::TooManyRequests { .. }
            | Fault::RateLimit { .. }
            | Fault::Response { .. }
            | Fault::Redirect { .. } => self.instead(end),
            _ if self.is_h2 => self.spoilt_h2(end, response),
            _ => self.spoilt_h1(end, response),
        }
    }

    /// Another response in the place of the service's.
    fn instead(&self, end: &Fault) -> FaultResponse {
        let mut response = match end {
            Fault::Html { status, .. } => ServiceResponse {
                content_type: "text/html",
                ..ServiceResponse::rejection(
                    *status,
                    b"<html><head><title>Proxy</title></head><body>Try again later.</body></html>"
                        .to_vec(),
                    "HTML of a proxy",
                )
            },
            Fault::EmptyBody { status, .. } => ServiceResponse {
                content_type: "",
                ..ServiceResponse::rejection(*status, Vec::new(), "empty body")
            },
            Fault::Error {
                status,
                code,
                message,
                envelope,
                ..
            } => ServiceResponse::rejection(
                *status,
                envelope.body(*code, message),
                format!("{code}"),
            ),
            Fault::TooManyRequests { .. } | Fault::RateLimit { .. } if self.operation.is_ncp() => {
                ServiceResponse::ncp_gateway(410, "too many requests")
            }
            Fault::TooManyRequests { .. } | Fault::RateLimit { .. } => {
                ServiceResponse::nhn_gateway(4_291_000)
            }
            Fault::Response { status, body, .. } => ServiceResponse {
                content_type: "",
                ..ServiceResponse::rejection(*status, body.as_bytes().to_vec(), "made up")
            },
            Fault::Redirect { status, .. } => ServiceResponse {
                content_type: "",
                ..ServiceResponse::rejection(*status, Vec::new(), "redirect")
            },
            _ => ServiceResponse::rejection(500, Vec::new(), "not executed"),
        };
        response.extra_header = match end {
            Fault::TooManyRequests {
                retry_after: Some(retry_after),
            }
            | Fault::RateLimit {
                retry_after: Some(retry_after),
                ..
            } => Some(("retry-after", self.retry_after(retry_after))),
            Fault::Redirect { location, .. } => Some(("location", location.clone())),
            _ => None,
        };
        let mut response = response.into_http(self.gateway_ms);
        if let Fault::Response { headers, .. } = end {
            for (name, value) in headers {
                if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), value.parse()) {
                    response.headers_mut().append(name, value);
                }
            }
        }
        FaultResponse::Whole(response)
    }

    fn retry_after(&self, retry_after: &RetryAfter) -> String {
        match retry_after {
            RetryAfter::Seconds(seconds) => seconds.to_string(),
            RetryAfter::Date(seconds) => {
                let date = self
                    .gateway_ms
                    .saturating_add(seconds.saturating_mul(1_000));
                http_date(date)
            }
            RetryAfter::Text(text) => text.clone(),
        }
    }

    /// The service's response, spoilt on an HTTP/1.1 connection by writing it by hand.
    fn spoilt_h1(&self, end: &Fault, response: ServiceResponse) -> FaultResponse {
        let body = response.body.clone();
        let (parts, payload) = response.into_http(self.gateway_ms).into_parts();
        let half = body.len() / 2;
        let written = |length: i64, shown: Bytes| {
            let length = u64::try_from(length).unwrap_or(0);
            let mut text = render(&parts, length);
            text.extend_from_slice(&shown);
            Step::Write(text.into())
        };
        let length = i64::try_from(body.len()).unwrap_or(i64::MAX);
        let script = match end {
            Fault::StallInBody { milliseconds } => {
                let wait = milliseconds.map(Duration::from_millis);
                let first = written(length, body.slice(..half));
                vec![first, Step::Wait(wait), Step::Write(body.slice(half..))]
            }
            Fault::ResetAfterHeaders => vec![written(length, Bytes::new()), Step::Reset],
            Fault::TruncatedBody => vec![written(length, body.slice(..half))],
            Fault::WrongContentLength { off_by } => {
                let mut script = vec![written(length.saturating_add(*off_by), body)];
                if *off_by < 0 {
                    script.push(Step::Wait(None));
                }
                script
            }
            Fault::CloseAfterResponse { reset } => {
                let mut script = vec![written(length, body)];
                script.extend(reset.then_some(Step::Reset));
                script
            }
            _ => return self.streamed(end, Response::from_parts(parts, payload), body),
        };
        FaultResponse::Script(Some(parts.status), script)
    }

    /// The service's response, spoilt on a stream of an HTTP/2 connection.
    fn spoilt_h2(&self, end: &Fault, response: ServiceResponse) -> FaultResponse {
        let body = response.body.clone();
        let half = body.len() / 2;
        let (mut parts, payload) = response.into_http(self.gateway_ms).into_parts();
        let length = i64::try_from(body.len()).unwrap_or(i64::MAX);
        let payload = match end {
            Fault::StallInBody { milliseconds } => Payload::Stalled {
                head: body.slice(..half),
                wait: milliseconds.map(|milliseconds| -> Pin<Box<_>> {
                    Box::pin(tokio::time::sleep(Duration::from_millis(milliseconds)))
                }),
                tail: body.slice(half..),
            },
            Fault::ResetAfterHeaders => Payload::Broken {
                head: Bytes::new(),
                asked_again: false,
            },
            Fault::TruncatedBody => Payload::Broken {
                head: body.slice(..half),
                asked_again: false,
            },
            Fault::WrongContentLength { off_by } => {
                let wrong = length.saturating_add(*off_by).max(0);
                parts
                    .headers
                    .insert(CONTENT_LENGTH, HeaderValue::from(wrong));
                payload
            }
            Fault::CloseAfterResponse { reset } => {
                return FaultResponse::ThenGone(Response::from_parts(parts, payload), *reset);
            }
            _ => return self.streamed(end, Response::from_parts(parts, payload), body),
        };
        FaultResponse::Whole(Response::from_parts(parts, payload))
    }

    /// The service's response behind or inside a stream that is too large.
    fn streamed(&self, end: &Fault, mut response: Response<Payload>, body: Bytes) -> FaultResponse {
        match end {
            Fault::LargeResponse { bytes, declared } => {
                *response.body_mut() = Payload::Filled {
                    head: Bytes::new(),
                    filling: Bytes::from(vec![b' '; BLANKS]),
                    amount: *bytes,
                    tail: body,
                    declared: *declared,
                };
            }
            Fault::GzipBomb { bytes } => {
                *response.body_mut() = bomb(*bytes).0;
                let headers = response.headers_mut();
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            }
            _ => {}
        }
        FaultResponse::Whole(response)
    }
}
