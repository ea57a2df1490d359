//! The life of one request on which something goes wrong.

use std::future::pending;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderValue};
use http::request::Parts;
use http::{Response, StatusCode, Version};
use hyper::body::Incoming;

use super::bomb::bomb;
use super::engine::Plan;
use super::kind::{Fault, RetryAfter};
use super::mutate::mutate;
use crate::answer::Answer;
use crate::calendar::http_date;
use crate::conduct::{Arrival, Broken, LARGEST_REQUEST, Note, carry_out, respond, too_large};
use crate::envelope::Envelope;
use crate::net::{Connection, Payload, Script, Step, goaway, read_body, render};
use crate::operation::Operation;
use crate::state::World;

const BLANKS: usize = 16 * 1_024;

/// The error of a request whose connection was taken over and has ended.
fn gone() -> Broken {
    "the connection was ended on purpose".into()
}

/// Answers a request as its plan has it.
pub(crate) async fn conduct_faulty(
    world: &Arc<World>,
    connection: &Arc<Connection>,
    parts: Parts,
    body: Incoming,
    operation: Operation,
    plan: Plan,
) -> Result<Response<Payload>, Broken> {
    let name = plan.name();
    let is_h2 = parts.version == Version::HTTP_2;
    world.log.counts.fault();
    if matches!(plan.end, Some(Fault::ResetBeforeRead)) {
        let gateway_ms = world.clock.gateway_ms();
        world.log.push(
            Arrival {
                operation,
                parts,
                gateway_ms,
            }
            .entry(None, name),
        );
        connection.take_over(vec![Step::Reset]).await;
        return Err(gone());
    }
    let mut offset_ms = 0_i64;
    for fault in &plan.joined {
        match fault {
            Fault::Latency { milliseconds } => {
                tokio::time::sleep(Duration::from_millis(*milliseconds)).await;
            }
            Fault::ClockOffset { milliseconds } => {
                offset_ms = offset_ms.saturating_add(*milliseconds);
            }
            Fault::ExpireToken => expire_token(world, &parts),
            _ => {}
        }
    }
    let gateway_ms = world.clock.gateway_ms().saturating_add(offset_ms);
    let read = read_body(body, LARGEST_REQUEST).await;
    if !matches!(plan.end, Some(Fault::RefusedStream)) {
        world.log.counts.arrived(operation);
    }
    let mut answer = match read {
        Ok(body) if plan.acts() => carry_out(world, operation, &parts, &body, gateway_ms),
        Ok(_) => Answer::refusal(500, Vec::new(), "not acted on"),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => too_large(operation),
        Err(error) => {
            world.log.push(
                Arrival {
                    operation,
                    parts,
                    gateway_ms,
                }
                .entry(None, name),
            );
            return Err(error);
        }
    };
    if answer.acted {
        for fault in &plan.joined {
            mutate(fault, operation, &mut answer);
        }
    }
    let arrival = Arrival {
        operation,
        parts,
        gateway_ms,
    };
    let Some(end) = plan.end else {
        let (response, note) = respond(answer, gateway_ms);
        world
            .log
            .push(arrival.entry(Some((response.status().as_u16(), note)), name));
        return Ok(response);
    };
    let ending = Ending {
        operation,
        is_h2,
        gateway_ms,
    };
    let acted = answer.acted;
    let text = answer.note.clone();
    let outcome = ending.of(&end, answer);
    let status = match &outcome {
        Outcome::Answer(response) | Outcome::ThenGone(response, _) => Some(response.status()),
        Outcome::Script(status, _) => *status,
        Outcome::Stalled(..) | Outcome::Refused => None,
    };
    let note = Note { acted, text };
    let mut entry = arrival.entry(Some((0, note)), name);
    entry.status = status.map(|status| status.as_u16());
    world.log.push(entry);
    match outcome {
        Outcome::Answer(response) => Ok(response),
        Outcome::ThenGone(response, reset) => {
            connection.die_at_next_request(reset);
            Ok(response)
        }
        Outcome::Stalled(time, then) => {
            match time {
                Some(milliseconds) => {
                    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
                }
                None => pending::<()>().await,
            }
            if let Some(response) = then {
                return Ok(response);
            }
            connection.take_over(vec![Step::Reset]).await;
            Err(gone())
        }
        Outcome::Script(_, script) => {
            connection.take_over(script).await;
            Err(gone())
        }
        Outcome::Refused => Err(Box::new(h2::Error::from(h2::Reason::REFUSED_STREAM))),
    }
}

/// Ends the token that the request brought, so that the service finds it dead.
fn expire_token(world: &World, parts: &Parts) {
    let value = parts
        .headers
        .get("x-nhn-authorization")
        .and_then(|value| value.to_str().ok());
    if let Some(value) = value {
        world
            .tokens
            .expire(value.strip_prefix("Bearer ").unwrap_or(value));
    }
}

/// What becomes of the request.
enum Outcome {
    Answer(Response<Payload>),
    /// An answer after which the connection is dead.
    ThenGone(Response<Payload>, bool),
    /// Nothing for a while, and then the answer, or a reset.
    Stalled(Option<u64>, Option<Response<Payload>>),
    /// The connection is taken from HTTP. The status is what the client may see.
    Script(Option<StatusCode>, Script),
    Refused,
}

struct Ending {
    operation: Operation,
    is_h2: bool,
    gateway_ms: i64,
}

impl Ending {
    fn of(&self, end: &Fault, answer: Answer) -> Outcome {
        match end {
            Fault::StallBeforeHeaders {
                milliseconds,
                acted,
            } => {
                let then = acted.then(|| respond(answer, self.gateway_ms).0);
                Outcome::Stalled(*milliseconds, then)
            }
            Fault::ResetAfterRead { .. } => Outcome::Script(None, vec![Step::Reset]),
            Fault::RefusedStream if self.is_h2 => Outcome::Refused,
            Fault::RefusedStream => Outcome::Script(None, vec![Step::Reset]),
            Fault::GoAway { acted } if self.is_h2 => {
                let last = if *acted { u32::MAX >> 1 } else { 0 };
                Outcome::Script(None, vec![Step::Write(goaway(last).into())])
            }
            Fault::GoAway { .. } => Outcome::Script(None, vec![Step::Reset]),
            Fault::Html { .. }
            | Fault::EmptyBody { .. }
            | Fault::Error { .. }
            | Fault::TooManyRequests { .. }
            | Fault::Redirect { .. } => self.instead(end),
            _ if self.is_h2 => self.spoilt_h2(end, answer),
            _ => self.spoilt_h1(end, answer),
        }
    }

    /// Another answer in the place of the service's.
    fn instead(&self, end: &Fault) -> Outcome {
        let mut answer = match end {
            Fault::Html { status, .. } => Answer {
                content_type: "text/html",
                ..Answer::refusal(
                    *status,
                    b"<html><head><title>Proxy</title></head><body>Try again later.</body></html>"
                        .to_vec(),
                    "HTML of a proxy",
                )
            },
            Fault::EmptyBody { status, .. } => Answer {
                content_type: "",
                ..Answer::refusal(*status, Vec::new(), "empty body")
            },
            Fault::Error {
                status,
                code,
                message,
                envelope,
                ..
            } => Answer::refusal(*status, envelope.body(*code, message), format!("{code}")),
            Fault::TooManyRequests { .. } if self.operation.is_ncp() => Answer::refusal(
                429,
                Envelope::NcpString.body(410, "Throttle Limited"),
                "410",
            ),
            Fault::TooManyRequests { .. } => Answer::refusal(
                429,
                Envelope::NhnHeader.body(4_291_000, "Too many requests"),
                "4291000",
            ),
            Fault::Redirect { status, .. } => Answer {
                content_type: "",
                ..Answer::refusal(*status, Vec::new(), "redirect")
            },
            _ => Answer::refusal(500, Vec::new(), "not acted on"),
        };
        answer.extra_header = match end {
            Fault::TooManyRequests {
                retry_after: Some(retry_after),
            } => Some(("retry-after", self.retry_after(retry_after))),
            Fault::Redirect { location, .. } => Some(("location", location.clone())),
            _ => None,
        };
        Outcome::Answer(respond(answer, self.gateway_ms).0)
    }

    fn retry_after(&self, retry_after: &RetryAfter) -> String {
        match retry_after {
            RetryAfter::Seconds(seconds) => seconds.to_string(),
            RetryAfter::Date(seconds) => {
                let date = self
                    .gateway_ms
                    .saturating_add(seconds.saturating_mul(1_000));
                http_date(date).iter().copied().map(char::from).collect()
            }
            RetryAfter::Text(text) => text.clone(),
        }
    }

    /// The service's answer, spoilt on an HTTP/1.1 connection by writing it by hand.
    fn spoilt_h1(&self, end: &Fault, answer: Answer) -> Outcome {
        let body = answer.body.clone();
        let (parts, payload) = respond(answer, self.gateway_ms).0.into_parts();
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
            Fault::CloseAfterAnswer { reset } => {
                let mut script = vec![written(length, body)];
                script.extend(reset.then_some(Step::Reset));
                script
            }
            _ => return self.streamed(end, Response::from_parts(parts, payload), body),
        };
        Outcome::Script(Some(parts.status), script)
    }

    /// The service's answer, spoilt on a stream of an HTTP/2 connection.
    fn spoilt_h2(&self, end: &Fault, answer: Answer) -> Outcome {
        let body = answer.body.clone();
        let half = body.len() / 2;
        let (mut parts, payload) = respond(answer, self.gateway_ms).0.into_parts();
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
            Fault::CloseAfterAnswer { reset } => {
                return Outcome::ThenGone(Response::from_parts(parts, payload), *reset);
            }
            _ => return self.streamed(end, Response::from_parts(parts, payload), body),
        };
        Outcome::Answer(Response::from_parts(parts, payload))
    }

    /// The service's answer, drowned.
    fn streamed(&self, end: &Fault, mut response: Response<Payload>, body: Bytes) -> Outcome {
        match end {
            Fault::LargeAnswer { bytes, declared } => {
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
        Outcome::Answer(response)
    }
}
