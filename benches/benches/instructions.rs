//! Instruction counts of what must not regress, ours beside the plainest code.

#![allow(missing_docs, clippy::expect_used, reason = "a bench, not a library")]
#![allow(unreachable_pub, reason = "the harness's macros write public items")]

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, SystemTime};

use auth_core::{NcpCredentials, NcpSigningKey, Signer as _, TokenSigner};
use benches::clients;
use benches::data::{details_of_size, report_of_size, summary_of};
use benches::plain::details::Details;
use benches::plain::http::ByHand;
use benches::plain::report::Report;
use benches::plain::signature::{
    ACCESS_KEY, BareCost, SECRET_KEY, TARGET, TIMESTAMP_MS, as_people_write_it,
};
use benches::plain::summary::Summary;
use benches::server::Server;
use bytes::Bytes;
use gungraun::{
    Callgrind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};
use http::request::Parts;
use http::{HeaderValue, Method};
use nhn_integrity::{IntegrityToken, Policy};
use tokio::runtime::{Builder, Runtime};

/// The answer comes after the client has gone to sleep: how often it looks is then no chance.
const ANSWER_AFTER: Duration = Duration::from_millis(3);
const CALLS: usize = 100;
const APP_ID: &str = "EXAMPLE_APP_ID";
const INTEGRITY_TOKEN: &str = "test-secret-integrity-token-0123456789abcdefghijklmnopqrstuvwxyz";

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

fn key() -> NcpSigningKey {
    NcpSigningKey::new(&NcpCredentials::new(ACCESS_KEY, SECRET_KEY)).expect("a key")
}

#[library_benchmark]
#[bench::run(key())]
fn signature_ours(key: NcpSigningKey) -> NcpSigningKey {
    for _ in 0..CALLS {
        let _ = black_box(key.headers(&Method::GET, black_box(TARGET), black_box(TIMESTAMP_MS)));
    }
    key
}

#[library_benchmark]
#[bench::run(BareCost::new())]
fn signature_bare(bare: BareCost) -> BareCost {
    for _ in 0..CALLS {
        black_box(black_box(&bare).run());
    }
    bare
}

#[library_benchmark]
fn signature_by_hand() {
    for _ in 0..CALLS {
        let _ = black_box(as_people_write_it(
            "GET",
            black_box(TARGET),
            black_box(TIMESTAMP_MS),
            ACCESS_KEY,
            black_box(SECRET_KEY),
        ));
    }
}

struct Ours {
    runtime: Runtime,
    client: nhn_ssc::Client,
    query: nhn_ssc::SummaryQuery,
    _server: Server,
}

fn ours_warm() -> Ours {
    let server = server();
    let ours = Ours {
        runtime: runtime(),
        client: clients::ssc(&server.url_after(ANSWER_AFTER)).expect("a client"),
        query: clients::summary_query()
            .expect("a query")
            .with_page(1)
            .with_limit(10),
        _server: server,
    };
    call_ours(&ours, 3);
    ours
}

fn call_ours(ours: &Ours, calls: usize) {
    ours.runtime.block_on(async {
        for _ in 0..calls {
            black_box(ours.client.summary(&ours.query).await.expect("a page"));
        }
    });
}

struct Hand {
    runtime: Runtime,
    client: ByHand,
    _server: Server,
}

fn hand_warm() -> Hand {
    let server = server();
    let hand = Hand {
        runtime: runtime(),
        client: ByHand::new(&server.url_after(ANSWER_AFTER)).expect("a client"),
        _server: server,
    };
    call_by_hand(&hand, 3);
    hand
}

fn call_by_hand(hand: &Hand, calls: usize) {
    hand.runtime.block_on(async {
        for _ in 0..calls {
            black_box(hand.client.summary(10, 1).await.expect("a page"));
        }
    });
}

fn server() -> Server {
    Server::start(Path::new(env!("CARGO_BIN_EXE_bench-server")), &[]).expect("a server")
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

struct OurVerifier {
    runtime: Runtime,
    client: nhn_integrity::Client,
    _server: Server,
}

fn verifier_warm() -> OurVerifier {
    let server = server();
    let ours = OurVerifier {
        runtime: runtime(),
        client: clients::integrity(&server.url_after(ANSWER_AFTER)).expect("a client"),
        _server: server,
    };
    verify(&ours, 3);
    ours
}

fn verify(ours: &OurVerifier, calls: usize) {
    ours.runtime.block_on(async {
        for _ in 0..calls {
            let token = IntegrityToken::new(INTEGRITY_TOKEN);
            let policy = Policy::new();
            black_box(ours.client.verify(APP_ID, token, &policy).await.is_allow());
        }
    });
}

fn verify_by_hand(hand: &Hand, calls: usize) {
    hand.runtime.block_on(async {
        for _ in 0..calls {
            let info = hand.client.token_info(APP_ID, INTEGRITY_TOKEN).await;
            black_box(info.expect("an answer"));
        }
    });
}

fn hand_verifier_warm() -> Hand {
    let hand = hand_warm();
    verify_by_hand(&hand, 3);
    hand
}

#[library_benchmark]
#[bench::run(verifier_warm())]
fn verification_ours(ours: OurVerifier) -> OurVerifier {
    verify(&ours, CALLS);
    ours
}

#[library_benchmark]
#[bench::run(hand_verifier_warm())]
fn verification_by_hand(hand: Hand) -> Hand {
    verify_by_hand(&hand, CALLS);
    hand
}

fn token() -> (Runtime, TokenSigner, Parts) {
    let (runtime, signer) = (runtime(), clients::token_signer());
    runtime.block_on(signer.token()).expect("a token");
    (runtime, signer, http::Request::new(()).into_parts().0)
}

#[library_benchmark]
#[bench::run(token())]
fn token_ours((runtime, signer, mut parts): (Runtime, TokenSigner, Parts)) -> TokenSigner {
    sign(&runtime, &signer, &mut parts);
    signer
}

// A function of its own: the harness starts and stops counting by name, closures included.
fn sign(runtime: &Runtime, signer: &TokenSigner, parts: &mut Parts) {
    runtime.block_on(async {
        for _ in 0..CALLS {
            let _ = black_box(signer.sign(parts, SystemTime::UNIX_EPOCH).await);
        }
    });
}

fn swapped() -> (arc_swap::ArcSwap<HeaderValue>, Parts) {
    let value = HeaderValue::from_static("Bearer test-secret-token");
    let parts = http::Request::new(()).into_parts().0;
    (arc_swap::ArcSwap::from_pointee(value), parts)
}

#[library_benchmark]
#[bench::run(swapped())]
fn token_by_hand((swapped, mut parts): (arc_swap::ArcSwap<HeaderValue>, Parts)) -> Parts {
    for _ in 0..CALLS {
        let value = HeaderValue::clone(&swapped.load());
        black_box(parts.headers.insert("x-nhn-authorization", value));
    }
    parts
}

fn summary_answered() -> (Runtime, nhn_ssc::Client, nhn_ssc::SummaryQuery) {
    let body = Bytes::from(summary_of(1_000));
    let query = clients::summary_query().expect("a query").with_limit(1_000);
    let client = clients::ssc_with(body).expect("a client");
    (runtime(), client, query)
}

#[library_benchmark]
#[bench::run(summary_answered())]
fn decode_summary_ours(
    (runtime, client, query): (Runtime, nhn_ssc::Client, nhn_ssc::SummaryQuery),
) -> Runtime {
    black_box(runtime.block_on(client.summary(&query)).expect("a page"));
    runtime
}

#[library_benchmark]
#[bench::run(summary_of(1_000))]
fn decode_summary_by_hand(body: String) -> String {
    black_box(serde_json::from_slice::<Summary>(body.as_bytes()).expect("a page"));
    body
}

fn details_answered() -> (Runtime, nhn_ssc::Client) {
    let client = clients::ssc_with(details_of_size(1_000_000).into()).expect("a client");
    (runtime(), client)
}

#[library_benchmark]
#[bench::run(details_answered())]
fn decode_details_ours((runtime, client): (Runtime, nhn_ssc::Client)) -> Runtime {
    black_box(runtime.block_on(client.details(1)).expect("details"));
    runtime
}

#[library_benchmark]
#[bench::run(details_of_size(1_000_000))]
fn decode_details_by_hand(body: String) -> String {
    black_box(serde_json::from_slice::<Details>(body.as_bytes()).expect("details"));
    body
}

fn report_answered() -> (Runtime, ncp_wsc::Client, ncp_wsc::JobId) {
    let client = clients::wsc_with(report_of_size(500_000).into()).expect("a client");
    (runtime(), client, ncp_wsc::JobId::from(1))
}

#[library_benchmark]
#[bench::run(report_answered())]
fn decode_report_ours(
    (runtime, client, job): (Runtime, ncp_wsc::Client, ncp_wsc::JobId),
) -> Runtime {
    black_box(runtime.block_on(client.get_report(&job)).expect("a report"));
    runtime
}

#[library_benchmark]
#[bench::run(report_of_size(500_000))]
fn decode_report_by_hand(body: String) -> String {
    black_box(serde_json::from_slice::<Report>(body.as_bytes()).expect("a report"));
    body
}

library_benchmark_group!(
    name = counted,
    benchmarks = [
        signature_ours,
        signature_bare,
        signature_by_hand,
        summary_call_ours,
        summary_call_by_hand,
        verification_ours,
        verification_by_hand,
        token_ours,
        token_by_hand,
        decode_summary_ours,
        decode_summary_by_hand,
        decode_details_ours,
        decode_details_by_hand,
        decode_report_ours,
        decode_report_by_hand
    ]
);

main!(
    config = LibraryBenchmarkConfig::default().tool(Callgrind::with_args([
        "--trace-children=no",
        "--cache-sim=no"
    ])),
    library_benchmark_groups = counted
);
