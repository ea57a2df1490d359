//! Reading the fresh token from 16 tasks, beside an atomic load of an `Arc`.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use arc_swap::ArcSwap;
use auth_core::Signer as _;
use benches::paired::Paired;
use benches::{Failure, clients};
use http::HeaderValue;
use tokio::task::JoinSet;

use crate::{Effort, many_threads, now};

const TASKS: usize = 16;

pub(crate) fn run(effort: Effort) -> Result<(), Failure> {
    let reads = effort.of(200_000, 50_000);
    let signer = Arc::new(clients::token_signer());
    let value = HeaderValue::from_static("Bearer test-secret-token");
    let swapped = Arc::new(ArcSwap::from_pointee(value));
    let mut paired = Paired::default();
    many_threads()?.block_on(async {
        signer.token().await?;
        for _ in 0..effort.of(9, 3) {
            let ours = each(|| {
                let signer = signer.clone();
                async move {
                    let (mut parts, ()) = http::Request::new(()).into_parts();
                    for _ in 0..reads {
                        signer.sign(&mut parts, SystemTime::UNIX_EPOCH).await?;
                    }
                    Ok(())
                }
            });
            let ours = ours.await?;
            let other = each(|| {
                let swapped = swapped.clone();
                async move {
                    let (mut parts, ()) = http::Request::new(()).into_parts();
                    for _ in 0..reads {
                        let value = HeaderValue::clone(&swapped.load());
                        parts.headers.insert("x-nhn-authorization", value);
                    }
                    Ok(())
                }
            });
            paired.push(ours, other.await?);
        }
        Ok::<_, Failure>(())
    })?;
    paired.print("token-read", "ns", 1e9 / (TASKS * reads) as f64, "");
    Ok(())
}

/// The time that all tasks together need.
async fn each<F>(work: impl Fn() -> F) -> Result<Duration, Failure>
where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let mut tasks = JoinSet::new();
    let start = now();
    for _ in 0..TASKS {
        tasks.spawn(work());
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(start.elapsed())
}
