//! Wall times: signatures and decoding, ours beside the plainest code.

#![allow(missing_docs, clippy::expect_used, reason = "a bench, not a library")]

use std::hint::black_box;
use std::time::Duration;

use auth_core::{NcpCredentials, NcpSigningKey};
use benches::clients;
use benches::data::{details_of_size, report_of_size, summary_of};
use benches::plain::details::Details;
use benches::plain::report::Report;
use benches::plain::signature::{
    ACCESS_KEY, BareCost, SECRET_KEY, TARGET, TIMESTAMP_MS, as_people_write_it,
};
use benches::plain::summary::Summary;
use bytes::Bytes;
use criterion::{Criterion, criterion_group, criterion_main};
use http::Method;
use tokio::runtime::{Builder, Runtime};

fn signature(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("signature");
    let key = NcpSigningKey::new(&NcpCredentials::new(ACCESS_KEY, SECRET_KEY)).expect("a key");
    group.bench_function("ours", |bencher| {
        bencher.iter(|| key.headers(&Method::GET, black_box(TARGET), black_box(TIMESTAMP_MS)));
    });
    let bare = BareCost::new();
    group.bench_function("bare", |bencher| bencher.iter(|| black_box(&bare).run()));
    group.bench_function("by-hand", |bencher| {
        bencher.iter(|| {
            as_people_write_it(
                "GET",
                black_box(TARGET),
                black_box(TIMESTAMP_MS),
                ACCESS_KEY,
                black_box(SECRET_KEY),
            )
        });
    });
    group.finish();
}

fn decode(criterion: &mut Criterion) {
    let runtime = runtime();
    let mut group = criterion.benchmark_group("summary");
    let body = Bytes::from(summary_of(1_000));
    let ssc = clients::ssc_with(body.clone()).expect("a client");
    let query = clients::summary_query().expect("a query").with_limit(1_000);
    group.bench_function("ours", |bencher| {
        bencher.iter(|| runtime.block_on(ssc.summary(&query)).expect("a page"));
    });
    group.bench_function("by-hand", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Summary>(black_box(&body)).expect("a page"));
    });
    group.finish();

    let mut group = criterion.benchmark_group("details");
    let body = Bytes::from(details_of_size(10_000_000));
    let ssc = clients::ssc_with(body.clone()).expect("a client");
    group.bench_function("ours", |bencher| {
        bencher.iter(|| runtime.block_on(ssc.details(1)).expect("details"));
    });
    group.bench_function("by-hand", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Details>(black_box(&body)).expect("details"));
    });
    group.finish();

    let mut group = criterion.benchmark_group("report");
    let body = Bytes::from(report_of_size(5_000_000));
    let wsc = clients::wsc_with(body.clone()).expect("a client");
    let job = ncp_wsc::JobId::from(1);
    group.bench_function("ours", |bencher| {
        bencher.iter(|| runtime.block_on(wsc.get_report(&job)).expect("a report"));
    });
    group.bench_function("by-hand", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Report>(black_box(&body)).expect("a report"));
    });
    group.finish();
}

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

criterion_group! {
    name = wall;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    targets = signature, decode
}
criterion_main!(wall);
