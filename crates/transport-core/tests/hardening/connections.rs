//! Which connection a call rides on, and that one which dies under it never sends it twice.

use std::collections::BTreeMap;
use std::time::Duration;

use transport_core::{ApiClient, CallRequest, Effect, ErrorKind};

use crate::server::{Reply, SUCCESS, Server, call, call_path, caller, ok};

/// Lets time pass for the pool, without waiting.
async fn pass(seconds: u64) {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(seconds)).await;
    tokio::time::resume();
}

/// Which connection each of the calls took, with a pause between them.
async fn connections(
    caller: &ApiClient,
    server: &Server,
    effect: Effect,
    pause: u64,
) -> Vec<usize> {
    for _ in 0..3 {
        call(caller, effect).await.unwrap();
        pass(pause).await;
    }
    server.received().iter().map(|r| r.connection).collect()
}

#[tokio::test]
async fn reads_share_a_connection_until_it_was_idle_for_twenty_seconds() {
    for (pause, expected) in [(0, [0, 0, 0]), (19, [0, 0, 0]), (21, [0, 1, 2])] {
        for effect in [Effect::Read, Effect::Idempotent] {
            let server = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
            let taken = connections(&caller(&server), &server, effect, pause).await;
            assert_eq!(taken, expected, "{effect:?}, {pause} s");
        }
    }
}

#[tokio::test]
async fn a_consuming_call_takes_no_connection_that_was_idle_for_over_two_seconds() {
    for (pause, expected) in [(0, [0, 0, 0]), (1, [0, 0, 0]), (3, [0, 1, 2])] {
        let server = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
        let taken = connections(&caller(&server), &server, Effect::Consumes, pause).await;
        assert_eq!(taken, expected, "{pause} s");
    }
}

#[tokio::test]
async fn a_billed_call_takes_a_new_connection_each_time() {
    let server = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
    let caller = caller(&server);
    // A kept connection is there, and is not taken.
    call(&caller, Effect::Read).await.unwrap();
    let taken = connections(&caller, &server, Effect::Bills, 0).await;
    assert_eq!(taken, [0, 1, 2, 3]);
}

/// How often the server received each numbered call.
fn copies(server: &Server) -> BTreeMap<String, usize> {
    server
        .received()
        .iter()
        .fold(BTreeMap::new(), |mut copies, received| {
            *copies.entry(received.target().to_owned()).or_default() += 1;
            copies
        })
}

/// Makes numbered calls, one behind the other.
async fn numbered(caller: &ApiClient, effect: Effect, calls: u32) -> Vec<bool> {
    let mut succeeded = Vec::new();
    for number in 0..calls {
        let request = CallRequest::new()
            .path("/echo")
            .query("n", &number.to_string());
        succeeded.push(call_path(caller, effect, request).await.is_ok());
        // Now and then the client sees that the connection was closed before it writes.
        if number % 3 == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
    succeeded
}

#[tokio::test]
async fn a_connection_that_the_server_closes_while_idle_sends_no_call_twice() {
    for effect in [Effect::Read, Effect::Consumes, Effect::Bills] {
        // Announces nothing, and closes behind each answer.
        let server = Server::always(|| Reply::Close(ok(SUCCESS))).await;
        numbered(&caller(&server), effect, 60).await;
        let copies = copies(&server);
        assert!(copies.values().all(|copies| *copies == 1), "{copies:?}");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_under_a_call_sends_it_once_and_says_so() {
    for effect in [Effect::Read, Effect::Consumes, Effect::Bills] {
        // The first call opens a connection, every other breaks under its call.
        let server = Server::start(|before, _| match before {
            0 => Reply::Keep(ok(SUCCESS)),
            _ => Reply::Reset,
        })
        .await;
        let caller = caller(&server);
        assert_eq!(numbered(&caller, effect, 3).await, [true, false, false]);
        let copies = copies(&server);
        assert_eq!(copies.len(), 3);
        assert!(copies.values().all(|copies| *copies == 1), "{copies:?}");

        let error = call(&caller, effect).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection);
        assert_eq!(error.outcome_unknown(), effect != Effect::Read);
    }
}

#[tokio::test]
async fn nobody_there_is_no_connection_and_a_certain_outcome() {
    let server = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
    let mut gone = server.clone();
    // A port that was free a moment ago.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    gone.address = listener.local_addr().unwrap();
    drop(listener);
    let error = call(&caller(&gone), Effect::Bills).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(!error.outcome_unknown() && error.is_retryable(), "{error}");
}
