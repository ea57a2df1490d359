//! The most memory that one call holds at a time, and what is left of it in the typed answer.
//!
//! The allocator counts for the whole process and never forgets a peak: one measurement a process.

use std::alloc::System;

use benches::Failure;
use benches::clients;
use benches::data::{details_of_size, report_of_size, summary_of};
use benches::figure::Figure;
use benches::paired::median;
use benches::server::Server;
use cap::Cap;
use futures_util::StreamExt as _;
use std::future::Future;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

fn main() -> Result<(), Failure> {
    let what = std::env::args().nth(1).unwrap_or_default();
    let server = Server::start_beside_this_program(&[])?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let ssc = clients::ssc(&server.url())?;
        let query = clients::summary_query()?.with_page(1);
        ssc.summary(&query.clone().with_limit(10)).await?;
        match what.as_str() {
            "summary" => {
                let query = query.with_limit(1_000);
                let body = summary_of(1_000).len();
                one_call("peak-summary", body, ssc.summary(&query)).await
            }
            "details" => {
                let body = details_of_size(10_000_000).len();
                one_call("peak-details", body, ssc.details(10_000_000)).await
            }
            "report" => {
                let wsc = ncp_wsc::Client::builder()
                    .with_credentials(auth_core::NcpCredentials::new(
                        "EXAMPLE_KEY",
                        "EXAMPLE_SECRET_KEY",
                    ))
                    .with_endpoint(server.url().parse()?)
                    .build()?;
                let body = report_of_size(5_000_000).len();
                one_call(
                    "peak-report",
                    body,
                    wsc.get_report(&ncp_wsc::JobId::from(1)),
                )
                .await
            }
            "stream" => {
                let before = MEMORY.allocated();
                // The first round opens the connections, which stay.
                streamed(&ssc, 200, before).await?;
                let mut few = Vec::new();
                for _ in 0..5 {
                    few.extend(streamed(&ssc, 1_000, before).await?);
                }
                let many = streamed(&ssc, 10_000, before).await?;
                let most = many.iter().copied().fold(0.0, f64::max);
                // What grows with the list is larger at its end; a single peak is chance.
                let at_its_end = median(many[5..].to_vec());
                Figure::new("peak-stream", "KB", at_its_end / 1e3, median(few) / 1e3)
                    .with_note(format!("medians of the peaks of five thousands; the highest of ten: {:.0} KB; 64 at once", most / 1e3))
                    .print()
            }
            _ => Err("which: summary, details, report or stream".into()),
        }
    })
}

/// Prints the peak beside the sum of the body and the values that stay.
async fn one_call<T, E>(
    id: &'static str,
    body: usize,
    call: impl Future<Output = Result<T, E>>,
) -> Result<(), Failure>
where
    Failure: From<E>,
{
    let before = MEMORY.allocated();
    let earlier_peak = MEMORY.max_allocated();
    let answer = call.await?;
    let peak = MEMORY.max_allocated() - before;
    let values = MEMORY.allocated().saturating_sub(before);
    drop(answer);
    if MEMORY.max_allocated() == earlier_peak {
        return Err("the peak was reached before the call".into());
    }
    Figure::new(id, "MB", peak as f64 / 1e6, (body + values) as f64 / 1e6)
        .with_note(format!(
            "body {:.1} MB, values {:.1} MB",
            body as f64 / 1e6,
            values as f64 / 1e6
        ))
        .print()
}

/// The most memory above `before` in each thousand of the details that are streamed.
async fn streamed(
    ssc: &nhn_ssc::Client,
    inspections: u64,
    before: usize,
) -> Result<Vec<f64>, Failure> {
    let mut peaks = vec![0.0; inspections.div_ceil(1_000) as usize];
    let mut details = ssc
        .with_concurrency(64)
        .details_stream(1..=inspections)
        .enumerate();
    while let Some((number, one)) = details.next().await {
        drop(one.items?);
        let peak = &mut peaks[number / 1_000];
        *peak = f64::max(*peak, MEMORY.allocated().saturating_sub(before) as f64);
    }
    Ok(peaks)
}
