//! hyper without a pool, limits or time-outs: each task has its own connection.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use benches::Failure;
use bytes::Bytes;
use http::{Request, header};
use http_body_util::{BodyExt as _, Empty};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::task::JoinSet;

use super::{APP_ID, AT_ONCE, Round, TOKEN, finish, take};
use crate::now;

/// The connections, kept from round to round.
#[derive(Debug)]
pub(super) struct Raw {
    authority: String,
    kept: Arc<Mutex<Vec<SendRequest<Empty<Bytes>>>>>,
}

impl Raw {
    pub(super) fn new(url: &str) -> Self {
        Self {
            authority: url.trim_start_matches("http://").to_owned(),
            kept: Arc::default(),
        }
    }

    pub(super) async fn run(&self, calls: usize) -> Result<Round, Failure> {
        let mut kept = self.kept.lock().await;
        while kept.len() < AT_ONCE {
            let stream = TcpStream::connect(&self.authority).await?;
            stream.set_nodelay(true)?;
            let (sender, connection) = handshake(TokioIo::new(stream)).await?;
            tokio::spawn(connection);
            kept.push(sender);
        }
        let connections = std::mem::take(&mut *kept);
        drop(kept);

        let left = Arc::new(AtomicUsize::new(calls));
        let mut tasks = JoinSet::new();
        let start = now();
        for mut connection in connections {
            let (left, authority, kept) = (left.clone(), self.authority.clone(), self.kept.clone());
            tasks.spawn(async move {
                let mut times = Vec::new();
                while take(&left) {
                    let start = now();
                    verify(&mut connection, &authority).await?;
                    times.push(start.elapsed().as_secs_f64());
                }
                kept.lock().await.push(connection);
                Ok::<_, Failure>(times)
            });
        }
        finish(start, tasks).await
    }
}

async fn verify(
    connection: &mut SendRequest<Empty<Bytes>>,
    authority: &str,
) -> Result<(), Failure> {
    let request = Request::get(format!(
        "/integrity-api/v1.0/client/apps/{APP_ID}/token-info"
    ))
    .header(header::HOST, authority)
    .header(header::ACCEPT, "application/json")
    .header(header::AUTHORIZATION, format!("Bearer {TOKEN}"))
    .body(Empty::new())?;
    connection.ready().await?;
    let response = connection.send_request(request).await?;
    let body = response.into_body().collect().await?.to_bytes();
    serde_json::from_slice::<benches::plain::token_info::TokenInfoAnswer>(&body)?;
    Ok(())
}
