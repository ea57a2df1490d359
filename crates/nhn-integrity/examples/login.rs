//! A login server: reads the integrity token of the app before it lets a player in, within three
//! seconds, and counts the verdicts for Prometheus.
//!
//! ```text
//! cargo run -p nhn-integrity --example login -- APP_ID
//! curl -d '{"player":"p1","token":"…"}' -H 'Content-Type: application/json' 127.0.0.1:8080/login
//! curl 127.0.0.1:8080/metrics
//! ```

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use nhn_integrity::{CallOptions, Client, IntegrityToken, Policy, Verdict};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;
use serde::Deserialize;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Ours, and not what the app says of itself.
    let app_id = std::env::args().nth(1).ok_or("usage: login APP_ID")?;
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    axum::serve(listener, router(&Client::from_env()?, app_id)).await?;
    Ok(())
}

struct LoginServer {
    client: Client,
    app_id: String,
    policy: Policy,
    /// By verdict and its first reason.
    verdicts: Family<[(&'static str, &'static str); 2], Counter>,
    metrics: Registry,
}

pub(crate) fn router(client: &Client, app_id: String) -> Router {
    let verdicts = Family::default();
    let mut metrics = Registry::default();
    metrics.register(
        "integrity_verdicts",
        "Verdicts on apps",
        Family::clone(&verdicts),
    );
    let server = LoginServer {
        // A player waits meanwhile. Dropping the call instead would lose what became of the token.
        client: client.with_call_options(CallOptions::new().with_timeout(Duration::from_secs(3))),
        app_id,
        policy: Policy::new(),
        verdicts,
        metrics,
    };
    Router::new()
        .route("/login", post(login))
        .route("/metrics", get(metrics_text))
        .with_state(Arc::new(server))
}

/// What the app sends. Without `Debug`, as the token is a secret.
#[derive(Deserialize)]
struct Login {
    player: String,
    token: String,
}

async fn login(
    State(server): State<Arc<LoginServer>>,
    Json(login): Json<Login>,
) -> (StatusCode, &'static str) {
    let token = IntegrityToken::new(login.token);
    let verdict = server
        .client
        .verify(&server.app_id, token, &server.policy)
        .await;
    let reason = verdict
        .reasons()
        .first()
        .map_or("", |reason| reason.as_str());
    let labels = [("verdict", verdict.as_str()), ("reason", reason)];
    server.verdicts.get_or_create(&labels).inc();
    match verdict {
        Verdict::Allow(_) => (StatusCode::OK, "welcome"),
        Verdict::Deny(reasons) => {
            // Quoted, as a line break in the player's name would begin another entry of the log.
            eprintln!("{:?} denied: {reasons}", login.player);
            (StatusCode::FORBIDDEN, "this app is not genuine")
        }
        // Nothing was learned: the app may try again with a new token.
        Verdict::Indeterminate(reasons) => {
            eprintln!("{:?} not verified: {reasons}", login.player);
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "try again with a new token",
            )
        }
    }
}

async fn metrics_text(State(server): State<Arc<LoginServer>>) -> Result<String, StatusCode> {
    let mut text = String::new();
    match encode(&mut text, &server.metrics) {
        Ok(()) => Ok(text),
        Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR),
    }
}
