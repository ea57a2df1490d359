//! 10,000 integrity verifications, 500 at once, beside bare reqwest and raw hyper.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use benches::figure::Figure;
use benches::paired::median;
use benches::plain::http::ByHand;
use benches::plain::token_info::TokenInfoAnswer;
use benches::server::Server;
use benches::{Failure, clients};
use bytes::Bytes;
use http::{Request, header};
use http_body_util::Empty;
use nhn_integrity::{Client, IntegrityToken, Policy};
use tokio::task::JoinSet;

use crate::connections::{Connections, Round, finish, take};
use crate::{Effort, many_threads, now};

const AT_ONCE: usize = 500;
const APP_ID: &str = "EXAMPLE_APP_ID";
const TOKEN: &str = "test-secret-integrity-token-0123456789abcdefghijklmnopqrstuvwxyz";

/// Runs one side alone, for a profiler.
pub(crate) fn profile(side: &str) -> Result<(), Failure> {
    const CALLS: usize = 200_000;

    let server = Server::start_beside_this_program(&[])?;
    let client = clients::integrity(&server.url())?;
    let by_hand = ByHand::new(&server.url())?;
    let round = many_threads()?.block_on(async {
        match side {
            "ours" => with_client(&client, CALLS).await,
            _ => with_reqwest(&by_hand, CALLS).await,
        }
    })?;
    eprintln!("{:.0} a second", CALLS as f64 / round.time.as_secs_f64());
    Ok(())
}

pub(crate) fn run(effort: Effort) -> Result<(), Failure> {
    let verifications = effort.of(10_000, 3_000);
    let server = Server::start_beside_this_program(&[])?;
    let client = clients::integrity(&server.url())?;
    let by_hand = ByHand::new(&server.url())?;
    let (mut ours, mut reqwest, mut hyper) = (Vec::new(), Vec::new(), Vec::new());
    many_threads()?.block_on(async {
        let mut raw = Connections::open(&server.url(), AT_ONCE).await?;
        for round in 0..=effort.of(20, 4) {
            // Whoever comes second finds a warmer machine: each does in every other round.
            let rounds = if round % 2 == 0 {
                let first = with_client(&client, verifications).await?;
                (first, with_reqwest(&by_hand, verifications).await?)
            } else {
                let first = with_reqwest(&by_hand, verifications).await?;
                (with_client(&client, verifications).await?, first)
            };
            let raw = raw.run(verifications, raw_request, raw_read).await?;
            // The first round opens the connections.
            if round > 0 {
                ours.push(rounds.0);
                reqwest.push(rounds.1);
                hyper.push(raw);
            }
        }
        Ok::<_, Failure>(())
    })?;
    let per_second = |rounds: &[Round]| {
        median(
            rounds
                .iter()
                .map(|r| verifications as f64 / r.time.as_secs_f64())
                .collect(),
        )
    };
    let p99 = |rounds: &[Round]| median(rounds.iter().map(|r| r.p99 * 1e3).collect());
    let ratio = |other: &[Round]| {
        let ratios = ours.iter().zip(other);
        median(
            ratios
                .map(|(a, b)| b.time.as_secs_f64() / a.time.as_secs_f64())
                .collect(),
        )
    };
    Figure {
        ratio: ratio(&reqwest),
        ..Figure::new(
            "integrity",
            "a second",
            per_second(&ours),
            per_second(&reqwest),
        )
    }
    .with_note(format!(
        "p99 {:.1} ms beside {:.1} ms",
        p99(&ours),
        p99(&reqwest)
    ))
    .print()?;
    Figure {
        ratio: ratio(&hyper),
        ..Figure::new(
            "integrity-hyper",
            "a second",
            per_second(&ours),
            per_second(&hyper),
        )
    }
    .with_note(format!(
        "p99 {:.1} ms beside {:.1} ms",
        p99(&ours),
        p99(&hyper)
    ))
    .print()
}

async fn with_client(client: &Client, verifications: usize) -> Result<Round, Failure> {
    let client = client.clone();
    at_once(verifications, move || {
        let client = client.clone();
        async move {
            let token = IntegrityToken::new(TOKEN);
            let verdict = client.verify(APP_ID, token, &Policy::new()).await;
            if verdict.error().is_some() {
                return Err(verdict.to_string().into());
            }
            Ok(())
        }
    })
    .await
}

async fn with_reqwest(by_hand: &ByHand, verifications: usize) -> Result<Round, Failure> {
    let by_hand = by_hand.clone();
    at_once(verifications, move || {
        let by_hand = by_hand.clone();
        async move { by_hand.token_info(APP_ID, TOKEN).await.map(drop) }
    })
    .await
}

/// Makes that many calls by 500 tasks that take one after another.
async fn at_once<F>(
    calls: usize,
    call: impl Fn() -> F + Clone + Send + 'static,
) -> Result<Round, Failure>
where
    F: Future<Output = Result<(), Failure>> + Send,
{
    let left = Arc::new(AtomicUsize::new(calls));
    let mut tasks = JoinSet::new();
    let start = now();
    for _ in 0..AT_ONCE {
        let (left, call) = (left.clone(), call.clone());
        tasks.spawn(async move {
            let mut times = Vec::new();
            while take(&left) {
                let start = now();
                call().await?;
                times.push(start.elapsed().as_secs_f64());
            }
            Ok((times, ()))
        });
    }
    Ok(finish(start, tasks).await?.0)
}

fn raw_request(authority: &str) -> Result<Request<Empty<Bytes>>, http::Error> {
    Request::get(format!(
        "/integrity-api/v1.0/client/apps/{APP_ID}/token-info"
    ))
    .header(header::HOST, authority)
    .header(header::ACCEPT, "application/json")
    .header(header::AUTHORIZATION, format!("Bearer {TOKEN}"))
    .body(Empty::new())
}

fn raw_read(body: &[u8]) -> Result<(), Failure> {
    serde_json::from_slice::<TokenInfoAnswer>(body)?;
    Ok(())
}
