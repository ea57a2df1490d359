//! The life of one request: read, carry out, log, answer.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE, HeaderName, HeaderValue};
use http::request::Parts;
use http::{Request, Response};
use hyper::body::Incoming;

use crate::admin;
use crate::answer::Answer;
use crate::calendar::http_date;
use crate::call::{Call, parameter};
use crate::envelope::{ncp_gateway, nhn_gateway};
use crate::fault::{Subject, conduct_faulty};
use crate::log::{Outcome, Seen};
use crate::net::{Connection, Payload, Step, read_body};
use crate::operation::Operation;
use crate::quirks::Quirks;
use crate::state::World;
use crate::{appguard, integrity, metadata, oauth, ssc, wsc};

/// The gateways' largest request.
pub(crate) const LARGEST_REQUEST: usize = 10_000_000;

/// Why there is no answer: the stream or the connection is to end.
pub(crate) type Broken = Box<dyn std::error::Error + Send + Sync>;

/// Answers any request that arrives.
pub(crate) async fn handle(
    world: Arc<World>,
    connection: Arc<Connection>,
    request: Request<Incoming>,
) -> Result<Response<Payload>, Broken> {
    if request.uri().path().starts_with("/__admin") {
        return Ok(admin::answer(world, connection.peer(), request).await);
    }
    if request.version() == http::Version::HTTP_2 && connection.die_if_due().await {
        return Err("the connection has ended".into());
    }
    let (parts, body) = request.into_parts();
    let operation = Operation::of(parts.method.as_str(), parts.uri.path());
    if world.faults.is_armed() {
        // On HTTP/1.1 the connection has looked already, before the request was read.
        if parts.version == http::Version::HTTP_2 && world.resets_unread(&Seen::from(&parts)) {
            connection.take_over(vec![Step::Reset]).await;
            return Err("the connection was ended on purpose".into());
        }
        let body = read_body(body, LARGEST_REQUEST).await;
        let parameter = |name: &str| {
            let body = body.as_deref().unwrap_or_default();
            parameter(parts.method.as_str(), &parts.uri, body, name)
        };
        let plan = world.faults.plan(&Subject {
            operation,
            now_ms: world.clock.now_ms(),
            parameter: &parameter,
        });
        let plan = plan.unwrap_or_default();
        return conduct_faulty(&world, &connection, parts, body, operation, plan).await;
    }
    world.log.counts.arrived(operation);
    let gateway_ms = world.clock.gateway_ms();
    let outcome = |status, note: Note| Outcome {
        operation,
        at_ms: gateway_ms,
        status,
        fault: None,
        executed: note.executed,
        note: note.text,
    };
    let answer = match read_body(body, LARGEST_REQUEST).await {
        Ok(body) => {
            let quirks = Quirks::default();
            carry_out(&world, operation, &parts, &body, gateway_ms, &quirks)
        }
        Err(error) if error.is::<http_body_util::LengthLimitError>() => too_large(operation),
        Err(error) => {
            // The client left in the middle of its request.
            world
                .log
                .push(&Seen::from(&parts), outcome(None, Note::default()));
            return Err(error);
        }
    };
    let (response, note) = respond(answer, gateway_ms);
    let status = Some(response.status().as_u16());
    world.log.push(&Seen::from(&parts), outcome(status, note));
    Ok(response)
}

/// Lets the service act, and counts it if it did.
pub(crate) fn carry_out(
    world: &World,
    operation: Operation,
    parts: &Parts,
    body: &Bytes,
    gateway_ms: i64,
    quirks: &Quirks,
) -> Answer {
    let call = Call {
        operation,
        method: &parts.method,
        uri: &parts.uri,
        headers: &parts.headers,
        body,
        gateway_ms,
        quirks,
    };
    let answer = match operation {
        Operation::Create => oauth::create(world, &call),
        Operation::Revoke => oauth::revoke(world, &call),
        Operation::Summary => ssc::summary(world, &call),
        Operation::Details => ssc::details(world, &call),
        Operation::GetJobs
        | Operation::SearchJobs
        | Operation::CancelJob
        | Operation::StopJob
        | Operation::GetReport
        | Operation::CreateJob => wsc::answer(world, &call),
        Operation::AbnormalStatus => appguard::abnormal_status(world, &call),
        Operation::TokenInfo => integrity::token_info(world, &call),
        Operation::RoleNames => metadata::names(world),
        Operation::RoleKeys => metadata::keys(world, &call),
        Operation::Unknown if parts.uri.path().starts_with("/api/") => {
            ncp_gateway(300, "URL not found.")
        }
        Operation::Unknown => nhn_gateway(4_041_007),
    };
    if answer.executed {
        world.log.counts.carried_out(operation);
    }
    answer
}

pub(crate) fn too_large(operation: Operation) -> Answer {
    if operation.is_ncp() {
        ncp_gateway(430, "The request is over 10 MB.")
    } else {
        nhn_gateway(4_131_000)
    }
}

/// The HTTP answer, and the note for the log.
pub(crate) fn respond(answer: Answer, gateway_ms: i64) -> (Response<Payload>, Note) {
    let mut response = Response::new(Payload::Whole(answer.body));
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    if let Ok(date) = HeaderValue::from_bytes(&http_date(gateway_ms)) {
        headers.insert(DATE, date);
    }
    if !answer.content_type.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    }
    if let Some((name, value)) = answer.extra_header
        && let Ok(value) = HeaderValue::from_str(&value)
    {
        headers.insert(HeaderName::from_static(name), value);
    }
    (
        response,
        Note {
            executed: answer.executed,
            text: answer.note,
        },
    )
}

/// What the log should know of an answer.
#[derive(Default)]
pub(crate) struct Note {
    pub(crate) executed: bool,
    pub(crate) text: Option<String>,
}
