//! Details of inspections at 20 ms round trip, 64 at once, beside the ideal and beside bare reqwest.

use std::time::Duration;

use benches::paired::Paired;
use benches::plain::http::ByHand;
use benches::server::Server;
use benches::{Failure, clients};
use futures_util::{StreamExt as _, stream};

use crate::{Effort, many_threads, timed};

const AT_ONCE: usize = 64;
const ROUND_TRIP: Duration = Duration::from_millis(20);

pub(crate) fn run(effort: Effort) -> Result<(), Failure> {
    let inspections = effort.of(10_000, 2_000);
    let server = Server::start_beside_this_program(&[])?;
    let url = server.url_after(ROUND_TRIP);
    let client = clients::ssc(&url)?;
    let by_hand = ByHand::new(&url)?;
    let ideal = ROUND_TRIP.mul_f64(inspections as f64 / AT_ONCE as f64);
    let (mut beside_ideal, mut beside_reqwest) = (Paired::default(), Paired::default());
    many_threads()?.block_on(async {
        read(&client, AT_ONCE).await?;
        read_by_hand(&by_hand, AT_ONCE).await?;
        for _ in 0..effort.of(5, 1) {
            let ours = timed(read(&client, inspections)).await?;
            beside_ideal.push(ours, ideal);
            beside_reqwest.push(ours, timed(read_by_hand(&by_hand, inspections)).await?);
        }
        Ok::<_, Failure>(())
    })?;
    let note = format!("{inspections} inspections of 65 items each");
    beside_ideal.print("many-details", "s", 1.0, &note);
    beside_reqwest.print("many-details-reqwest", "s", 1.0, "");
    Ok(())
}

async fn read(client: &nhn_ssc::Client, inspections: usize) -> Result<(), Failure> {
    let client = client.with_concurrency(AT_ONCE);
    let mut details = client.details_stream(1..=inspections as u64);
    while let Some(one) = details.next().await {
        one.items?;
    }
    Ok(())
}

async fn read_by_hand(by_hand: &ByHand, inspections: usize) -> Result<(), Failure> {
    let calls = stream::iter(1..=inspections as u64).map(|id| by_hand.details(id));
    let mut details = std::pin::pin!(calls.buffered(AT_ONCE));
    while let Some(one) = details.next().await {
        one?;
    }
    Ok(())
}
