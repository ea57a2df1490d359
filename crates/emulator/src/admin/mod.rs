//! `/__admin/`: the emulator's own controls, for whoever sits at this machine.

mod routes;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use http::{Request, Response};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use tower_service::Service as _;

use crate::conduct::respond;
use crate::envelope::nhn;
use crate::net::Payload;
use crate::state::World;

/// Answers a request for the controls.
pub(crate) async fn answer(
    world: Arc<World>,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Response<Payload> {
    // A page in somebody's browser is on this machine too, but says where it comes from.
    if !peer.ip().to_canonical().is_loopback() || request.headers().contains_key("origin") {
        let refusal = nhn(403, 403, "the controls are for programs on this machine");
        return respond(refusal, world.clock.gateway_ms()).0;
    }
    let mut router: Router = routes::router(world);
    let request = request.map(|body| Body::new(body.map_err(axum::Error::new)));
    match router.call(request).await {
        Ok(response) => response.map(Payload::Admin),
        Err(never) => match never {},
    }
}
