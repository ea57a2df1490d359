//! Reading the fresh token from 16 tasks, beside an atomic load of an `Arc` and beside a lock.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use arc_swap::ArcSwap;
use auth_core::Signer as _;
use benches::figure::Figure;
use benches::paired::{Paired, median};
use benches::{Failure, clients};
use http::HeaderValue;
use http::request::Parts;
use tokio::task::JoinSet;

use crate::{Effort, many_threads, now};

const TASKS: usize = 16;
const NAME: &str = "x-nhn-authorization";

pub(crate) fn run(effort: Effort) -> Result<(), Failure> {
    let reads = effort.of(200_000, 50_000);
    let signer = Arc::new(clients::token_signer());
    let value = HeaderValue::from_static("Bearer test-secret-token");
    let swapped = Arc::new(ArcSwap::from_pointee(value.clone()));
    let locked = Arc::new(Mutex::new(value));
    let mut paired = Paired::default();
    let (mut waits, mut waits_of_lock) = (Vec::new(), Vec::new());
    many_threads()?.block_on(async {
        signer.token().await?;
        for _ in 0..effort.of(9, 3) {
            let (signer, swapped, locked) = (signer.clone(), swapped.clone(), locked.clone());
            let before = parked();
            let ours = each(reads, move |mut parts| {
                let signer = signer.clone();
                async move {
                    for _ in 0..reads {
                        signer.sign(&mut parts, SystemTime::UNIX_EPOCH).await?;
                    }
                    Ok(())
                }
            })
            .await?;
            let between = parked();
            waits.push(between - before);
            let other = each(reads, move |mut parts| {
                let swapped = swapped.clone();
                async move {
                    for _ in 0..reads {
                        let value = HeaderValue::clone(&swapped.load());
                        parts.headers.insert(NAME, value);
                    }
                    Ok(())
                }
            })
            .await?;
            let before = parked();
            each(reads, move |mut parts| {
                let locked = locked.clone();
                async move {
                    for _ in 0..reads {
                        let value = locked
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .clone();
                        parts.headers.insert(NAME, value);
                    }
                    Ok(())
                }
            })
            .await?;
            waits_of_lock.push(parked() - before);
            paired.push(ours, other);
        }
        Ok::<_, Failure>(())
    })?;
    let all = (TASKS * reads) as f64;
    paired.figure("token-read", "ns", 1e9 / all).print()?;
    Figure::new("token-waits", "waits", median(waits), median(waits_of_lock))
        .with_note(format!(
            "voluntary waits of all threads during {:.1} million reads; the other side is a Mutex",
            all / 1e6
        ))
        .print()
}

/// The time that all tasks together need.
async fn each<F>(_: usize, work: impl Fn(Parts) -> F) -> Result<Duration, Failure>
where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let mut tasks = JoinSet::new();
    let start = now();
    for _ in 0..TASKS {
        let (parts, ()) = http::Request::new(()).into_parts();
        tasks.spawn(work(parts));
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(start.elapsed())
}

/// How often the threads of this process waited of their own accord; a thread that finds a lock
/// taken does.
fn parked() -> f64 {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else {
        return 0.0;
    };
    let waits = threads.flatten().filter_map(|thread| {
        let status = std::fs::read_to_string(thread.path().join("status")).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
        line.trim().parse::<f64>().ok()
    });
    waits.sum()
}
