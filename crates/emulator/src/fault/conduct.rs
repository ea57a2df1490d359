//! The life of one request on which something goes wrong.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use http::{Response, Version};

use super::ending::{End, Ending};
use super::engine::Plan;
use super::kind::Fault;
use super::mutate::mutate;
use crate::answer::Answer;
use crate::conduct::{Broken, carry_out, respond, too_large};
use crate::log::{Outcome, Seen};
use crate::net::{Connection, Payload, Step};
use crate::operation::Operation;
use crate::state::World;

/// The error of a request whose connection was taken over and has ended.
pub(crate) fn gone() -> Broken {
    "the connection was ended on purpose".into()
}

/// Answers a request as its plan has it.
pub(crate) async fn conduct_faulty(
    world: &Arc<World>,
    connection: &Arc<Connection>,
    parts: Parts,
    body: Result<Bytes, Broken>,
    operation: Operation,
    plan: Plan,
) -> Result<Response<Payload>, Broken> {
    let fault = plan.name();
    let gateway_ms = world
        .clock
        .gateway_ms()
        .saturating_add(plan.clock_offset_ms());
    let log = |status, executed, note| {
        let outcome = Outcome {
            operation,
            at_ms: gateway_ms,
            status,
            fault,
            executed,
            note,
        };
        world.log.push(&Seen::from(&parts), outcome);
    };
    if fault.is_some() {
        world.log.counts.fault();
    }
    if !matches!(plan.end, Some(Fault::RefusedStream)) {
        world.log.counts.arrived(operation);
    }
    if let Some(delay) = plan.delay() {
        tokio::time::sleep(delay).await;
    }
    if plan.combined.contains(&Fault::ExpireToken) {
        expire_token(world, &parts);
    }
    let mut answer = match &body {
        Ok(body) if plan.executes() => {
            carry_out(world, operation, &parts, body, gateway_ms, &plan.quirks)
        }
        Ok(_) => Answer::refusal(500, Vec::new(), "not acted on"),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => too_large(operation),
        Err(error) => {
            log(None, false, None);
            return Err(error.to_string().into());
        }
    };
    if answer.executed {
        let request = body.as_deref().unwrap_or_default();
        mutate(&plan.combined, operation, request, &mut answer);
    }
    let (executed, note) = (answer.executed, answer.note.clone());
    let is_h2 = parts.version == Version::HTTP_2;
    let end = match &plan.end {
        Some(fault) => Ending {
            operation,
            is_h2,
            gateway_ms,
        }
        .of(fault, answer),
        None => End::Answer(respond(answer, gateway_ms).0),
    };
    log(end.status().map(|status| status.as_u16()), executed, note);
    // The service has executed and does not care whether its client still waits.
    if let Some(latency) = plan.latency() {
        tokio::time::sleep(latency).await;
    }
    match end {
        End::Answer(response) => Ok(response),
        End::ThenGone(response, reset) => {
            connection.die_at_next_request(reset);
            Ok(response)
        }
        End::Stalled(milliseconds, then) => {
            match milliseconds {
                Some(time) => tokio::time::sleep(Duration::from_millis(time)).await,
                None => pending().await,
            }
            if let Some(response) = then {
                return Ok(response);
            }
            connection.take_over(vec![Step::Reset]).await;
            Err(gone())
        }
        End::Script(_, script) => {
            connection.take_over(script).await;
            Err(gone())
        }
        End::Refused => Err(Box::new(h2::Error::from(h2::Reason::REFUSED_STREAM))),
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
