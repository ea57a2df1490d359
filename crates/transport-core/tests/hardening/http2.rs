//! The same over HTTP/2: streams that the server refuses are not opened again by themselves.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use auth_core::UnsignedSigner;
use bytes::Bytes;
use h2::Reason;
use http::Response;
use tokio::net::{TcpListener, TcpStream};
use transport_core::{ApiClient, CallOptions, ClientOptions, Effect, ErrorKind};

use crate::server::{SUCCESS, call, signed_caller};

#[derive(Clone, Copy)]
enum Behaviour {
    Answer,
    /// RST_STREAM with REFUSED_STREAM: "certainly not processed".
    RefuseStream,
    /// GOAWAY without an error, in the middle of the stream.
    GoAway,
}

#[derive(Clone, Default)]
struct Counted {
    connections: Arc<AtomicUsize>,
    streams: Arc<AtomicUsize>,
}

impl Counted {
    fn numbers(&self) -> (usize, usize) {
        let read = |count: &AtomicUsize| count.load(Ordering::SeqCst);
        (read(&self.connections), read(&self.streams))
    }
}

async fn start(behaviour: Behaviour) -> (SocketAddr, Counted) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let counted = Counted::default();
    let counting = counted.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counting.connections.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(serve(stream, behaviour, counting.clone()));
        }
    });
    (address, counted)
}

async fn serve(stream: TcpStream, behaviour: Behaviour, counted: Counted) {
    let mut connection = h2::server::handshake(stream).await.unwrap();
    while let Some(Ok((_, mut respond))) = connection.accept().await {
        counted.streams.fetch_add(1, Ordering::SeqCst);
        match behaviour {
            Behaviour::Answer => {
                let mut body = respond.send_response(Response::new(()), false).unwrap();
                body.send_data(Bytes::from(SUCCESS), true).unwrap();
            }
            Behaviour::RefuseStream => respond.send_reset(Reason::REFUSED_STREAM),
            Behaviour::GoAway => connection.abrupt_shutdown(Reason::NO_ERROR),
        }
    }
}

fn caller(address: SocketAddr, attempts: u32) -> ApiClient {
    let options = ClientOptions::new().with_http2_prior_knowledge();
    let endpoint = format!("http://{address}").parse().unwrap();
    signed_caller(endpoint, &options, Arc::new(UnsignedSigner))
        .with_call_options(CallOptions::new().with_max_attempts(attempts))
}

#[tokio::test]
async fn a_stream_that_is_refused_is_opened_once() {
    for behaviour in [Behaviour::RefuseStream, Behaviour::GoAway] {
        for effect in [Effect::Read, Effect::Consumes, Effect::Bills] {
            let (address, counted) = start(behaviour).await;
            let error = call(&caller(address, 1), effect).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
            assert_eq!(counted.numbers(), (1, 1), "{effect:?}: {error}");
            assert_eq!(error.outcome_unknown(), effect != Effect::Read);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn our_own_repeats_are_all_there_are() {
    for (effect, streams) in [(Effect::Read, 3), (Effect::Consumes, 1), (Effect::Bills, 1)] {
        let (address, counted) = start(Behaviour::RefuseStream).await;
        call(&caller(address, 3), effect).await.unwrap_err();
        assert_eq!(counted.numbers().1, streams, "{effect:?}");
    }
}

#[tokio::test]
async fn a_billed_call_takes_a_new_connection_where_others_share_one() {
    for (effect, connections) in [(Effect::Read, 1), (Effect::Consumes, 1), (Effect::Bills, 3)] {
        let (address, counted) = start(Behaviour::Answer).await;
        let caller = caller(address, 1);
        for _ in 0..3 {
            call(&caller, effect).await.unwrap();
        }
        assert_eq!(counted.numbers(), (connections, 3), "{effect:?}");
    }
}
