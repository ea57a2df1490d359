//! How often one summary call allocates, ours and by hand; the counting allocator is this
//! program's alone.

use std::future::Future;

use allocation_counter::measure;
use benches::Failure;
use benches::clients;
use benches::figure::Figure;
use benches::plain::http::ByHand;
use benches::server::Server;
use nhn_integrity::{IntegrityToken, Policy};
use tokio::runtime::{Builder, Runtime};

const CALLS: usize = 50;

fn main() -> Result<(), Failure> {
    let server = Server::start_beside_this_program(&[])?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let ours = clients::ssc(&server.url())?;
    let query = clients::summary_query()?.with_page(1).with_limit(10);
    let ours = fewest(&runtime, || async {
        ours.summary(&query).await.map(drop).map_err(Failure::from)
    })?;
    let by_hand = ByHand::new(&server.url())?;
    let by_hand = fewest(&runtime, || async {
        by_hand.summary(10, 1).await.map(drop)
    })?;
    let verifier = clients::integrity(&server.url())?;
    let verification = fewest(&runtime, || async {
        let token = IntegrityToken::new("test-secret-token");
        let policy = Policy::new();
        let verdict = verifier.verify("EXAMPLE_APP_ID", token, &policy).await;
        match verdict.error() {
            Some(error) => Err(error.clone().into()),
            None => Ok(()),
        }
    })?;
    let hand = ByHand::new(&server.url())?;
    let verification_by_hand = fewest(&runtime, || async {
        let info = hand.token_info("EXAMPLE_APP_ID", "test-secret-token").await;
        info.map(drop)
    })?;
    Figure::new(
        "verification-allocations",
        "allocations",
        verification as f64,
        verification_by_hand as f64,
    )
    .print()?;
    Figure::new(
        "call-allocations",
        "allocations",
        ours as f64,
        by_hand as f64,
    )
    .with_note(format!("{:+} allocations", ours as i64 - by_hand as i64))
    .print()
}

/// The fewest allocations of a call; the first ones open the connection and fetch the token.
fn fewest<F>(runtime: &Runtime, mut call: impl FnMut() -> F) -> Result<u64, Failure>
where
    F: Future<Output = Result<(), Failure>>,
{
    let mut fewest = u64::MAX;
    for _ in 0..CALLS {
        let mut result = Ok(());
        let info = measure(|| result = runtime.block_on(call()));
        result?;
        fewest = fewest.min(info.count_total);
    }
    Ok(fewest)
}
