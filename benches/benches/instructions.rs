//! Instruction counts of what must not regress, ours beside the plainest code.

#![allow(missing_docs, clippy::expect_used, reason = "a bench, not a library")]
#![allow(unreachable_pub, reason = "the harness's macros write public items")]

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use benches::clients;
use benches::data::summary_of;
use benches::plain::answers::Summary;
use benches::plain::http::ByHand;
use benches::server::Server;
use bytes::Bytes;
use gungraun::{
    Callgrind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};
use nhn_ssc::{Client, SummaryQuery};
use tokio::runtime::{Builder, Runtime};

/// The answer comes after the client has gone to sleep: how often it looks is then no chance.
const ANSWER_AFTER: Duration = Duration::from_millis(3);
const CALLS: usize = 100;

type Ours = (Runtime, Client, SummaryQuery, Option<Server>);
type Hand = (Runtime, ByHand, Server);

fn runtime() -> Runtime {
    let mut runtime = Builder::new_current_thread();
    runtime.enable_all().build().expect("a runtime")
}

fn server() -> Server {
    Server::start(Path::new(env!("CARGO_BIN_EXE_bench-server")), &[]).expect("a server")
}

fn query(limit: u32) -> SummaryQuery {
    let query = clients::summary_query().expect("a query");
    query.with_page(1).with_limit(limit)
}

fn ours_warm() -> Ours {
    let server = server();
    let client = clients::ssc(&server.url_after(ANSWER_AFTER)).expect("a client");
    let ours = (runtime(), client, query(10), Some(server));
    call_ours(&ours, 3);
    ours
}

fn call_ours((runtime, client, query, _): &Ours, calls: usize) {
    runtime.block_on(async {
        for _ in 0..calls {
            black_box(client.summary(query).await.expect("a page"));
        }
    });
}

fn hand_warm() -> Hand {
    let server = server();
    let client = ByHand::new(&server.url_after(ANSWER_AFTER)).expect("a client");
    let hand = (runtime(), client, server);
    call_by_hand(&hand, 3);
    hand
}

fn call_by_hand((runtime, client, _): &Hand, calls: usize) {
    runtime.block_on(async {
        for _ in 0..calls {
            black_box(client.summary(10, 1).await.expect("a page"));
        }
    });
}

#[library_benchmark]
#[bench::run(ours_warm())]
fn summary_call_ours(ours: Ours) -> Ours {
    call_ours(&ours, CALLS);
    ours
}

#[library_benchmark]
#[bench::run(hand_warm())]
fn summary_call_by_hand(hand: Hand) -> Hand {
    call_by_hand(&hand, CALLS);
    hand
}

fn summary_answered() -> Ours {
    let body = Bytes::from(summary_of(1_000));
    let client = clients::ssc_with(body).expect("a client");
    (runtime(), client, query(1_000), None)
}

#[library_benchmark]
#[bench::run(summary_answered())]
fn decode_summary_ours(ours: Ours) -> Ours {
    call_ours(&ours, 1);
    ours
}

#[library_benchmark]
#[bench::run(summary_of(1_000))]
fn decode_summary_by_hand(body: String) -> String {
    black_box(serde_json::from_slice::<Summary>(body.as_bytes()).expect("a page"));
    body
}

library_benchmark_group!(
    name = counted,
    benchmarks = [
        summary_call_ours,
        summary_call_by_hand,
        decode_summary_ours,
        decode_summary_by_hand
    ]
);

main!(
    config = LibraryBenchmarkConfig::default().tool(Callgrind::with_args([
        "--trace-children=no",
        "--cache-sim=no"
    ])),
    library_benchmark_groups = counted
);
