//! Accepts connections and answers their requests.

use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response, Version};
use http_body_util::LengthLimitError;
use hyper::body::Incoming;
use tokio::task::JoinSet;

use crate::admin;
use crate::dispatch::{execute, too_large};
use crate::fault::Subject;
use crate::faulty::handle_with_fault;
use crate::net::{Connection, ConnectionEnded, Payload, Step, read_body, serve};
use crate::operation::Operation;
use crate::quirks::Quirks;
use crate::request::parameter;
use crate::request_log::{RequestInfo, ResponseInfo};
use crate::state::AppState;

/// The gateways' largest request.
const LARGEST_REQUEST: usize = 10_000_000;

/// Accepts connections; when it is aborted they end with it.
pub(crate) async fn accept(state: Arc<AppState>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = state.listener.accept() => {
                let Ok((stream, peer)) = accepted else {
                    // No file left for another connection, perhaps: others may end meanwhile.
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    continue;
                };
                let _ = stream.set_nodelay(true);
                state.log.counts.connection();
                let connection = state.listener.enter(stream, peer);
                connections.spawn(serve_connection(Arc::clone(&state), connection));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve_connection(state: Arc<AppState>, connection: Arc<Connection>) {
    let service = |request| handle_request(Arc::clone(&state), Arc::clone(&connection), request);
    serve(Arc::clone(&connection), Arc::clone(&state), service).await;
    state.listener.leave(&connection);
}

/// Answers any request that arrives.
async fn handle_request(
    state: Arc<AppState>,
    connection: Arc<Connection>,
    request: Request<Incoming>,
) -> Result<Response<Payload>, ConnectionEnded> {
    if request.uri().path().starts_with("/__admin") {
        return Ok(admin::handle(state, &connection, request).await);
    }
    if request.version() == Version::HTTP_2 && connection.die_if_due().await {
        return Err("the connection has ended".into());
    }
    let (parts, body) = request.into_parts();
    let operation = Operation::of(parts.method.as_str(), parts.uri.path());
    let armed = state.faults.is_armed();
    // On HTTP/1.1 the connection has looked already, before the request was read.
    if armed && parts.version == Version::HTTP_2 && state.resets_unread(&RequestInfo::from(&parts))
    {
        connection.take_over(vec![Step::Reset]).await;
        return Err("the connection was ended on purpose".into());
    }
    let body = read_body(body, LARGEST_REQUEST).await;
    if armed {
        let parameter = |name: &str| {
            let body = body.as_deref().unwrap_or_default();
            parameter(parts.method.as_str(), &parts.uri, body, name)
        };
        let plan = state.faults.plan(&Subject {
            operation,
            now_ms: state.clock.now_ms(),
            parameter: &parameter,
        });
        if let Some(plan) = plan {
            return handle_with_fault(&state, &connection, parts, body, operation, plan).await;
        }
    }
    state.log.counts.arrived(operation);
    let gateway_ms = state.clock.gateway_ms();
    let log = |status, executed, note| {
        let response = ResponseInfo {
            operation,
            at_ms: gateway_ms,
            status,
            fault: None,
            executed,
            note,
        };
        state.log.push(&RequestInfo::from(&parts), response);
    };
    let mut response = match body {
        Ok(body) => execute(
            &state,
            operation,
            &parts,
            &body,
            gateway_ms,
            &Quirks::default(),
        ),
        Err(error) if error.is::<LengthLimitError>() => too_large(operation),
        Err(error) => {
            // The client left in the middle of its request.
            log(None, false, None);
            return Err(error);
        }
    };
    let status = Some(response.status.as_u16());
    log(status, response.executed, response.note.take());
    Ok(response.into_http(gateway_ms))
}
