//! The life of one request on which something goes wrong.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use http::{Response, Version};
use http_body_util::LengthLimitError;

use crate::dispatch::{execute, too_large};
use crate::fault::{Fault, FaultContext, FaultResponse, Plan, mutate};
use crate::net::{Connection, ConnectionEnded, Payload, Step};
use crate::operation::Operation;
use crate::request::credentials_of;
use crate::request_log::{RequestInfo, ResponseInfo};
use crate::response::ServiceResponse;
use crate::state::AppState;

/// The error of a request whose connection was taken over and has ended.
fn gone() -> ConnectionEnded {
    "the connection was ended on purpose".into()
}

/// Answers a request as its plan has it.
pub(crate) async fn handle_with_fault(
    state: &Arc<AppState>,
    connection: &Arc<Connection>,
    parts: Parts,
    body: Result<Bytes, ConnectionEnded>,
    operation: Operation,
    plan: Plan,
) -> Result<Response<Payload>, ConnectionEnded> {
    let fault = plan.name();
    let gateway_ms = state
        .clock
        .gateway_ms()
        .saturating_add(plan.clock_offset_ms());
    let log = |status, executed, note| {
        let response = ResponseInfo {
            operation,
            at_ms: gateway_ms,
            status,
            fault,
            executed,
            note,
        };
        state.log.push(&RequestInfo::from(&parts), response);
    };
    state.log.counts.fault();
    if !matches!(plan.end, Some(Fault::RefusedStream)) {
        state.log.counts.arrived(operation);
    }
    if let Some(delay) = plan.delay() {
        tokio::time::sleep(delay).await;
    }
    if plan.combined.contains(&Fault::ExpireToken) {
        expire_token(state, &parts);
    }
    let mut response = match &body {
        Ok(body) if plan.executes() => {
            execute(state, operation, &parts, body, gateway_ms, &plan.quirks)
        }
        Ok(_) => ServiceResponse::rejection(500, Vec::new(), "not executed"),
        Err(error) if error.is::<LengthLimitError>() => too_large(operation),
        Err(error) => {
            log(None, false, None);
            return Err(error.to_string().into());
        }
    };
    if response.executed {
        let request = body.as_deref().unwrap_or_default();
        mutate(&plan.combined, operation, request, &mut response);
    }
    let (executed, note) = (response.executed, response.note.clone());
    let is_h2 = parts.version == Version::HTTP_2;
    let end = match &plan.end {
        Some(fault) => FaultContext {
            operation,
            is_h2,
            gateway_ms,
        }
        .of(fault, response),
        None => FaultResponse::Whole(response.into_http(gateway_ms)),
    };
    log(end.status().map(|status| status.as_u16()), executed, note);
    // The service has executed and does not care whether its client still waits.
    if let Some(latency) = plan.latency() {
        tokio::time::sleep(latency).await;
    }
    match end {
        FaultResponse::Whole(response) => Ok(response),
        FaultResponse::ThenGone(response, reset) => {
            connection.die_at_next_request(reset);
            Ok(response)
        }
        FaultResponse::Stalled(milliseconds, then) => {
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
        FaultResponse::Script(_, script) => {
            connection.take_over(script).await;
            Err(gone())
        }
        FaultResponse::Rejection => Err(Box::new(h2::Error::from(h2::Reason::REFUSED_STREAM))),
    }
}

/// Ends the token that the request brought, so that the service finds it dead.
fn expire_token(state: &AppState, parts: &Parts) {
    let value = parts
        .headers
        .get("x-nhn-authorization")
        .and_then(|value| value.to_str().ok());
    if let Some(value) = value {
        state
            .tokens
            .expire(credentials_of(value, "Bearer").unwrap_or(value));
    }
}
