//! Bare hyper connections: one task each, no pool, limits or time-outs.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use benches::Failure;
use benches::paired::quantile;
use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt as _, Empty};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::now;

type Connection = SendRequest<Empty<Bytes>>;

/// What many calls took.
#[derive(Debug)]
pub(crate) struct Round {
    /// From the first to the last.
    pub(crate) time: Duration,
    /// Of a single one, the 99th percentile in seconds.
    pub(crate) p99: f64,
}

/// Connections to one server, kept from round to round.
#[derive(Debug)]
pub(crate) struct Connections {
    authority: String,
    kept: Vec<Connection>,
}

impl Connections {
    pub(crate) async fn open(url: &str, count: usize) -> Result<Self, Failure> {
        let authority = url.trim_start_matches("http://").to_owned();
        let mut kept = Vec::new();
        for _ in 0..count {
            let stream = TcpStream::connect(&authority).await?;
            stream.set_nodelay(true)?;
            let (connection, driver) = handshake(TokioIo::new(stream)).await?;
            tokio::spawn(driver);
            kept.push(connection);
        }
        Ok(Self { authority, kept })
    }

    /// Makes that many calls on all connections, and hands each answer's bytes to `read`.
    pub(crate) async fn run(
        &mut self,
        calls: usize,
        request: impl Fn(&str) -> Result<Request<Empty<Bytes>>, http::Error> + Copy + Send + 'static,
        read: impl Fn(&[u8]) -> Result<(), Failure> + Copy + Send + 'static,
    ) -> Result<Round, Failure> {
        let left = Arc::new(AtomicUsize::new(calls));
        let mut tasks = JoinSet::new();
        let start = now();
        for mut connection in std::mem::take(&mut self.kept) {
            let (left, authority) = (left.clone(), self.authority.clone());
            tasks.spawn(async move {
                let mut times = Vec::new();
                while take(&left) {
                    let start = now();
                    let body = send(&mut connection, request(&authority)?).await?;
                    read(&body)?;
                    times.push(start.elapsed().as_secs_f64());
                }
                Ok((times, connection))
            });
        }
        let (round, connections) = finish(start, tasks).await?;
        self.kept = connections;
        Ok(round)
    }

    /// The body of one answer.
    pub(crate) async fn once(&mut self, request: Request<Empty<Bytes>>) -> Result<Bytes, Failure> {
        match self.kept.first_mut() {
            Some(connection) => send(connection, request).await,
            None => Err("there is no connection".into()),
        }
    }
}

async fn send(
    connection: &mut Connection,
    request: Request<Empty<Bytes>>,
) -> Result<Bytes, Failure> {
    connection.ready().await?;
    let response = connection.send_request(request).await?;
    let status = response.status();
    let body = response.into_body().collect().await?.to_bytes();
    if !status.is_success() {
        return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
    }
    Ok(body)
}

/// Takes one of the calls that are left.
pub(crate) fn take(left: &AtomicUsize) -> bool {
    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
        left.checked_sub(1)
    })
    .is_ok()
}

/// Waits for tasks that return the time of each of their calls, and something to keep.
pub(crate) async fn finish<T: 'static>(
    start: Instant,
    mut tasks: JoinSet<Result<(Vec<f64>, T), Failure>>,
) -> Result<(Round, Vec<T>), Failure> {
    let (mut times, mut kept) = (Vec::new(), Vec::new());
    while let Some(done) = tasks.join_next().await {
        let (of_task, keep) = done??;
        times.extend(of_task);
        kept.push(keep);
    }
    let round = Round {
        time: start.elapsed(),
        p99: quantile(times, 0.99),
    };
    Ok((round, kept))
}
