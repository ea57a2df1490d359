//! Who may use the controls: programs on this machine, and no page in a browser.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use http::header::{HOST, ORIGIN};
use http::uri::Authority;
use http::{Request, Response};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use tower_service::Service as _;

use super::routes;
use crate::net::{Connection, Payload};
use crate::response::ServiceResponse;
use crate::state::AppState;

/// Answers a request for the controls.
pub(crate) async fn handle(
    state: Arc<AppState>,
    connection: &Connection,
    request: Request<Incoming>,
) -> Response<Payload> {
    if let Err(why) = check(&state, connection, &request) {
        return ServiceResponse::nhn(403, 403, why).into_http(state.clock.gateway_ms());
    }
    let mut router: Router = routes::router(state);
    let request = request.map(|body| Body::new(body.map_err(axum::Error::new)));
    match router.call(request).await {
        Ok(response) => response.map(Payload::Admin),
        Err(never) => match never {},
    }
}

fn check<B>(
    state: &AppState,
    connection: &Connection,
    request: &Request<B>,
) -> Result<(), &'static str> {
    let bound = state.listener.addr().ip();
    let local = |ip: IpAddr| ip.to_canonical().is_loopback();
    if local(bound) && !local(connection.peer().ip()) {
        return Err("the controls are for programs on this machine");
    }
    // A page in somebody's browser is on this machine too, but says so.
    let site = request.headers().get("sec-fetch-site");
    if request.headers().contains_key(ORIGIN) || site.is_some_and(|site| site != "none") {
        return Err("the controls are not for pages in a browser");
    }
    // A page whose name was made to lead here shows that name.
    let authority = match request.uri().authority() {
        Some(authority) => Some(authority.clone()),
        None => request
            .headers()
            .get(HOST)
            .and_then(|host| Authority::try_from(host.as_bytes()).ok()),
    };
    let host = authority.as_ref().map_or("", Authority::host);
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let allowed = match host.parse::<IpAddr>() {
        Ok(ip) => {
            local(ip) || ip == bound || connection.local().is_some_and(|addr| addr.ip() == ip)
        }
        Err(_) => {
            let name = host.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost"
                || name.ends_with(".localhost")
                || state.options.allowed_hosts.contains(&name)
        }
    };
    if allowed {
        Ok(())
    } else {
        Err("the controls do not know this host name; allow it with --allow-host")
    }
}
