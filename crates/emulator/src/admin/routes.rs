//! One route a control.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{delete, get, post};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::clock::from_milliseconds;
use crate::fault::{Fault, FaultRule};
use crate::faults::Faults;
use crate::log::Log;
use crate::response::to_bytes;
use crate::state::AppState;
use crate::stores::integrity_tokens::IntegrityVerdict;
use crate::time_text::{parse_instant, utc_text};

type Shared = State<Arc<AppState>>;

pub(super) fn router(state: Arc<AppState>) -> Router {
    Router::new()
        .route("/__admin", get(index))
        .route("/__admin/", get(index))
        .route("/__admin/reset", post(reset))
        .route("/__admin/seed", get(show_seed).post(set_seed))
        .route("/__admin/clock", get(show_clock).post(set_clock))
        .route("/__admin/requests", get(requests).delete(clear_log))
        .route("/__admin/state", get(show_state))
        .route(
            "/__admin/faults",
            get(show_faults).post(add_fault).delete(clear_faults),
        )
        .route("/__admin/faults/{id}", delete(remove_fault))
        .route("/__admin/expire-tokens", post(expire_tokens))
        .route("/__admin/integrity-tokens", post(issue_integrity_token))
        .route("/__admin/close-connections", post(close_connections))
        .with_state(state)
}

fn response(value: &Value) -> Response {
    ([(CONTENT_TYPE, "application/json")], to_bytes(value)).into_response()
}

fn reject(status: StatusCode, why: &str) -> Response {
    (status, response(&json!({ "error": why }))).into_response()
}

/// Reads a JSON body; an empty one is an empty object.
fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Box<Response>> {
    let text: &[u8] = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(text)
        .map_err(|error| Box::new(reject(StatusCode::BAD_REQUEST, &error.to_string())))
}

/// Does what cuts all connections, this very one too, once its response has left.
fn after_this_answer(act: impl FnOnce() + Send + 'static) {
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(20)).await;
        act();
    });
}

async fn index() -> Response {
    response(&json!({
        "POST /__admin/reset": "forget tokens, jobs, log, counters, faults, clock",
        "GET|POST /__admin/seed": { "seed": 42, "servers": 20 },
        "GET|POST /__admin/clock": {
            "now": "2025-06-17T00:00:00+09:00", "advance_ms": 0, "offset_ms": 0
        },
        "GET|DELETE /__admin/requests": "the masked request log",
        "GET /__admin/state": "what the services really did",
        "GET|POST|DELETE /__admin/faults": {
            "operation": "createJob", "times": 1, "fault": "reset-after-read", "executed": true
        },
        "DELETE /__admin/faults/{id}": "end one fault",
        "POST /__admin/expire-tokens": "end all tokens by force",
        "POST /__admin/integrity-tokens": { "appId": "…", "verdict": { "rootingDetected": true } },
        "POST /__admin/close-connections": { "reset": false }
    }))
}

async fn reset(State(state): Shared) -> Response {
    match state.reset() {
        Ok(()) => response(&json!({ "reset": true })),
        Err(error) => reject(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

async fn show_seed(State(state): Shared) -> Response {
    response(&json!({ "seed": state.seed(), "servers": state.servers() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seed {
    seed: Option<u64>,
    servers: Option<u32>,
}

async fn set_seed(State(state): Shared, body: Bytes) -> Response {
    match read::<Seed>(&body) {
        Ok(wanted) => {
            let servers = u32::try_from(state.servers()).unwrap_or(u32::MAX);
            state.reseed(
                wanted.seed.unwrap_or(state.seed()),
                wanted.servers.unwrap_or(servers),
            );
            show_seed(State(state)).await
        }
        Err(rejection) => *rejection,
    }
}

async fn show_clock(State(state): Shared) -> Response {
    response(&json!({
        "now": utc_text(state.clock.now_ms()),
        "now_ms": state.clock.now_ms(),
        "offset_ms": state.clock.offset_ms()
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clock {
    now: Option<String>,
    now_ms: Option<i64>,
    advance_ms: Option<u64>,
    offset_ms: Option<i64>,
}

async fn set_clock(State(state): Shared, body: Bytes) -> Response {
    let wanted = match read::<Clock>(&body) {
        Ok(wanted) => wanted,
        Err(rejection) => return *rejection,
    };
    // As the controls write it themselves, or with an offset.
    let instant = |text: &str| match text.strip_suffix('Z') {
        Some(start) => parse_instant(&format!("{start}+00:00")),
        None => parse_instant(text),
    };
    let now = match wanted.now.as_deref().map(instant) {
        Some(None) => {
            let form = "now must be YYYY-MM-DDTHH:mm:ss+09:00 or with another offset";
            return reject(StatusCode::BAD_REQUEST, form);
        }
        Some(now) => now,
        None => wanted.now_ms,
    };
    if let Some(now) = now {
        state.clock.set(from_milliseconds(now));
    }
    if let Some(by) = wanted.advance_ms {
        state.clock.advance(Duration::from_millis(by));
    }
    if let Some(offset) = wanted.offset_ms {
        state.clock.set_offset_ms(offset);
    }
    show_clock(State(state)).await
}

async fn requests(State(state): Shared) -> Response {
    response(&json!({ "requests": Log { state }.requests() }))
}

async fn clear_log(State(state): Shared) -> Response {
    state.log.clear();
    response(&json!({ "cleared": true }))
}

async fn show_state(State(state): Shared) -> Response {
    let live_tokens = state.tokens.alive(state.clock.now_ms());
    let open = state.listener.count();
    let log = Log { state };
    response(&json!({
        "totals": log.totals(),
        "scans": log.scans(),
        "live_tokens": live_tokens,
        "open_connections": open
    }))
}

async fn show_faults(State(state): Shared) -> Response {
    let rules: Vec<Value> = state
        .faults
        .rules()
        .into_iter()
        .map(|(id, rule, happened)| json!({ "id": id, "happened": happened, "rule": rule }))
        .collect();
    response(&json!({ "faults": rules }))
}

async fn add_fault(State(state): Shared, body: Bytes) -> Response {
    match read::<FaultRule>(&body) {
        Ok(rule)
            if rule
                .probability
                .is_some_and(|chance| !(0.0..=1.0).contains(&chance)) =>
        {
            reject(StatusCode::BAD_REQUEST, "probability must be from 0 to 1")
        }
        Ok(rule) => {
            let executes = rule.fault.executes();
            if matches!(rule.fault, Fault::ConnectionRefused { .. }) {
                after_this_answer(move || {
                    Faults { state }.add(rule);
                });
                return response(&json!({ "executes": executes }));
            }
            let id = Faults { state }.add(rule);
            response(&json!({ "id": id, "executes": executes }))
        }
        Err(rejection) => *rejection,
    }
}

async fn remove_fault(State(state): Shared, Path(id): Path<u64>) -> Response {
    if (Faults { state }).remove(id) {
        response(&json!({ "removed": id }))
    } else {
        reject(StatusCode::NOT_FOUND, "no such fault")
    }
}

async fn clear_faults(State(state): Shared) -> Response {
    match (Faults { state }).clear() {
        Ok(()) => response(&json!({ "faults": [] })),
        Err(error) => reject(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

async fn expire_tokens(State(state): Shared) -> Response {
    state.tokens.clear();
    response(&json!({ "expired": true }))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wanted {
    app_id: Option<String>,
    #[serde(default)]
    verdict: IntegrityVerdict,
}

async fn issue_integrity_token(State(state): Shared, body: Bytes) -> Response {
    let wanted = match read::<Wanted>(&body) {
        Ok(wanted) => wanted,
        Err(rejection) => return *rejection,
    };
    let own = state
        .accounts
        .first()
        .map(|account| account.keys.integrity_app_id.clone());
    let app_id = wanted.app_id.or(own).unwrap_or_default();
    let token = state.issue_integrity_token(&app_id, wanted.verdict);
    response(&json!({ "appId": app_id, "token": token }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Close {
    #[serde(default)]
    reset: bool,
}

async fn close_connections(State(state): Shared, body: Bytes) -> Response {
    match read::<Close>(&body) {
        Ok(wanted) => {
            after_this_answer(move || state.listener.cut_all(wanted.reset));
            response(&json!({ "closed": true }))
        }
        Err(rejection) => *rejection,
    }
}
