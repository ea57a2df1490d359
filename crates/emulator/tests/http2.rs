//! The faults of HTTP/2, seen by a client that speaks it without TLS.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use bytes::Bytes;
use common::{Ask, create, noon};
use h2::client::{ResponseFuture, SendRequest};
use korea_cloud_security_emulator::{Emulator, Fault, FaultRule, Operation};
use tokio::net::TcpStream;

const SITE: &str = "https://shop.example.com";

async fn with(fault: Fault) -> Emulator {
    let rule = FaultRule::new(fault).on(Operation::CreateJob).times(1);
    Emulator::builder()
        .clock(noon())
        .past_jobs(0)
        .fault(rule)
        .start()
        .await
        .unwrap()
}

async fn connect(emulator: &Emulator) -> SendRequest<Bytes> {
    let stream = TcpStream::connect(emulator.addr()).await.unwrap();
    let (client, connection) = h2::client::handshake(stream).await.unwrap();
    tokio::spawn(connection);
    client.ready().await.unwrap()
}

fn send(client: &mut SendRequest<Bytes>, emulator: &Emulator, ask: &Ask) -> ResponseFuture {
    let mut request = http::Request::builder()
        .method(ask.method)
        .uri(format!("{}{}", emulator.url(), ask.target))
        .version(http::Version::HTTP_2);
    for (name, value) in &ask.headers {
        request = request.header(name, value);
    }
    let (response, mut body) = client
        .send_request(request.body(()).unwrap(), false)
        .unwrap();
    body.send_data(ask.body.clone().into(), true).unwrap();
    response
}

async fn text(response: ResponseFuture) -> Result<(u16, Vec<u8>), h2::Error> {
    let response = response.await?;
    let status = response.status().as_u16();
    let mut stream = response.into_body();
    let mut body = Vec::new();
    while let Some(data) = stream.data().await {
        let data = data?;
        stream.flow_control().release_capacity(data.len())?;
        body.extend_from_slice(&data);
    }
    Ok((status, body))
}

/// How many scans were billed, how many requests were read.
fn done(emulator: &Emulator) -> (u64, u64) {
    (
        emulator.log().totals().scans_billed,
        emulator.log().reached(Operation::CreateJob),
    )
}

#[tokio::test]
async fn the_services_speak_http2_too() {
    let emulator = Emulator::builder()
        .clock(noon())
        .past_jobs(0)
        .start()
        .await
        .unwrap();
    let mut client = connect(&emulator).await;
    let (status, body) = text(send(&mut client, &emulator, &create(&emulator, SITE)))
        .await
        .unwrap();
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
    assert_eq!(emulator.log().requests()[0].version, "HTTP/2.0");
    assert_eq!(done(&emulator), (1, 1));
}

#[tokio::test]
async fn a_refused_stream_was_not_processed_and_the_connection_goes_on() {
    let emulator = with(Fault::RefusedStream).await;
    let mut client = connect(&emulator).await;
    let ask = create(&emulator, SITE);
    let error = text(send(&mut client, &emulator, &ask)).await.unwrap_err();
    assert_eq!(error.reason(), Some(h2::Reason::REFUSED_STREAM));
    assert_eq!(done(&emulator), (0, 0));
    assert_eq!(
        text(send(&mut client, &emulator, &ask)).await.unwrap().0,
        200
    );
    assert_eq!(done(&emulator), (1, 1));
}

#[tokio::test]
async fn goaway_ends_the_connection_before_or_after_acting() {
    for executed in [false, true] {
        let emulator = with(Fault::GoAway { executed }).await;
        let mut client = connect(&emulator).await;
        let error = text(send(&mut client, &emulator, &create(&emulator, SITE)))
            .await
            .unwrap_err();
        // A client is told by GOAWAY that the stream was not processed, or finds the end.
        assert_eq!(error.is_go_away(), !executed, "{error:?}");
        assert_eq!(done(&emulator), (u64::from(executed), 1));
        assert!(client.ready().await.is_err());
    }
}

#[tokio::test]
async fn streams_break_in_the_middle() {
    for (fault, acts, arrived) in [
        (Fault::ResetBeforeRead, 0, 0),
        (Fault::ResetAfterRead { executed: false }, 0, 1),
        (Fault::ResetAfterRead { executed: true }, 1, 1),
        (Fault::ResetAfterHeaders, 1, 1),
        (Fault::TruncatedBody, 1, 1),
        (Fault::WrongContentLength { off_by: 64 }, 1, 1),
        (Fault::WrongContentLength { off_by: -8 }, 1, 1),
    ] {
        let emulator = with(fault.clone()).await;
        let mut client = connect(&emulator).await;
        let outcome = text(send(&mut client, &emulator, &create(&emulator, SITE))).await;
        assert!(outcome.is_err(), "{fault:?}: {outcome:?}");
        assert_eq!(done(&emulator), (acts, arrived), "{fault:?}");
    }
}

#[tokio::test]
async fn a_connection_may_be_dead_when_it_is_used_again() {
    for reset in [false, true] {
        let emulator = with(Fault::CloseAfterResponse { reset }).await;
        let mut client = connect(&emulator).await;
        let ask = create(&emulator, SITE);
        assert_eq!(
            text(send(&mut client, &emulator, &ask)).await.unwrap().0,
            200
        );
        assert!(text(send(&mut client, &emulator, &ask)).await.is_err());
        assert_eq!(done(&emulator), (1, 1));
    }
}
