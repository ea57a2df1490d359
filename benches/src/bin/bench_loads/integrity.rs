//! 10,000 integrity verifications, 500 at once, beside bare reqwest.

use std::time::Duration;

use benches::paired::{Paired, median, quantile};
use benches::plain::http::ByHand;
use benches::server::Server;
use benches::{Failure, clients};
use nhn_integrity::{Client, IntegrityToken, Policy};
use tokio::task::JoinSet;

use crate::{Effort, many_threads, now};

const AT_ONCE: usize = 500;
const APP_ID: &str = "EXAMPLE_APP_ID";
const TOKEN: &str = "test-secret-integrity-token-0123456789abcdefghijklmnopqrstuvwxyz";

/// How long it took from the first call to the last, and the 99th percentile of a single one.
type Round = (Duration, f64);

pub(crate) fn run(effort: Effort) -> Result<(), Failure> {
    let calls = effort.of(10_000, 3_000);
    let server = Server::start_beside_this_program(&[])?;
    let client = clients::integrity(&server.url())?;
    let by_hand = ByHand::new(&server.url())?;
    let mut paired = Paired::default();
    let mut p99 = (Vec::new(), Vec::new());
    many_threads()?.block_on(async {
        for round in 0..=effort.of(20, 4) {
            // Whoever comes second finds a warmer machine: each does in every other round.
            let (ours, other) = if round % 2 == 0 {
                let first = with_client(&client, calls).await?;
                (first, with_reqwest(&by_hand, calls).await?)
            } else {
                let first = with_reqwest(&by_hand, calls).await?;
                (with_client(&client, calls).await?, first)
            };
            // The first round opens the connections.
            if round > 0 {
                paired.push(ours.0, other.0);
                p99.0.push(ours.1 * 1e3);
                p99.1.push(other.1 * 1e3);
            }
        }
        Ok::<_, Failure>(())
    })?;
    let (ours, other) = (median(p99.0), median(p99.1));
    let note = format!("p99 {ours:.1} ms beside {other:.1} ms");
    paired.print_rate("integrity", calls, &note);
    Ok(())
}

async fn with_client(client: &Client, calls: usize) -> Result<Round, Failure> {
    let client = client.clone();
    let verify = move || {
        let client = client.clone();
        async move {
            let token = IntegrityToken::new(TOKEN);
            let verdict = client.verify(APP_ID, token, &Policy::new()).await;
            match verdict.error() {
                Some(_) => Err(verdict.to_string().into()),
                None => Ok(()),
            }
        }
    };
    at_once(calls, verify).await
}

async fn with_reqwest(by_hand: &ByHand, calls: usize) -> Result<Round, Failure> {
    let by_hand = by_hand.clone();
    let verify = move || {
        let by_hand = by_hand.clone();
        async move { by_hand.token_info(APP_ID, TOKEN).await.map(drop) }
    };
    at_once(calls, verify).await
}

/// Makes that many calls by 500 tasks, each one after another.
async fn at_once<F>(
    calls: usize,
    call: impl Fn() -> F + Clone + Send + 'static,
) -> Result<Round, Failure>
where
    F: Future<Output = Result<(), Failure>> + Send,
{
    let mut tasks = JoinSet::new();
    let start = now();
    for _ in 0..AT_ONCE {
        let call = call.clone();
        tasks.spawn(async move {
            let mut times = Vec::new();
            for _ in 0..calls / AT_ONCE {
                let start = now();
                call().await?;
                times.push(start.elapsed().as_secs_f64());
            }
            Ok::<_, Failure>(times)
        });
    }
    let mut times = Vec::new();
    while let Some(done) = tasks.join_next().await {
        times.extend(done??);
    }
    Ok((start.elapsed(), quantile(times, 0.99)))
}
