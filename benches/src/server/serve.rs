use std::convert::Infallible;
use std::io::Read as _;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use super::delay::DelayLine;
use super::routes::Routes;
use crate::Failure;

/// Runs a server until it ends or standard input does.
///
/// # Errors
///
/// When there is no runtime, or the server fails.
pub fn run_until_end_of_input(
    server: impl Future<Output = Result<(), Failure>>,
) -> Result<(), Failure> {
    std::thread::spawn(|| {
        let mut rest = Vec::new();
        // Whoever started this is gone, one way or another.
        let _ = std::io::stdin().read_to_end(&mut rest);
        std::process::exit(0);
    });
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(server)
}

/// Tells whoever started this that the server listens, and where.
pub fn announce(port: u16) {
    println!("{port}");
}

/// Serves on a free port of this machine, and announces it.
///
/// # Errors
///
/// When there is none, or it cannot be listened on any more.
pub async fn serve() -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    announce(listener.local_addr()?.port());
    let routes = Arc::new(Routes::default());
    let delay_line = DelayLine::start();
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(connection(stream, routes.clone(), delay_line.clone()));
    }
}

async fn connection(stream: TcpStream, routes: Arc<Routes>, delay_line: DelayLine) {
    let service = service_fn(move |request| answer(request, routes.clone(), delay_line.clone()));
    // A client that hangs up is no failure.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn answer(
    request: Request<Incoming>,
    routes: Arc<Routes>,
    delay_line: DelayLine,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let uri = request.uri().clone();
    // Read to its end, so that the connection can be used again.
    let _ = request.into_body().collect().await;
    let (delay, body) = routes.find(uri.path(), uri.query().unwrap_or_default());
    if !delay.is_zero() {
        delay_line.wait(delay).await;
    }
    let mut response = Response::new(Full::new(body.clone().unwrap_or_default()));
    if body.is_none() {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    Ok(response)
}
