//! Details of many inspections at 20 ms round trip, 64 at once, beside the ideal.

use std::time::Duration;

use benches::paired::Paired;
use benches::server::Server;
use benches::{Failure, clients};
use futures_util::StreamExt as _;
use nhn_ssc::InspectionId;

use crate::{Effort, many_threads, timed};

const AT_ONCE: usize = 64;
const ROUND_TRIP: Duration = Duration::from_millis(20);

pub(crate) fn run(effort: Effort) -> Result<(), Failure> {
    let inspections = effort.of(10_000, 2_000);
    let server = Server::start_beside_this_program(&[])?;
    let client = clients::ssc(&server.url_after(ROUND_TRIP))?;
    let ideal = ROUND_TRIP.mul_f64(inspections as f64 / AT_ONCE as f64);
    let mut paired = Paired::default();
    many_threads()?.block_on(async {
        read(&client, AT_ONCE).await?;
        for _ in 0..effort.of(3, 1) {
            paired.push(timed(read(&client, inspections)).await?, ideal);
        }
        Ok::<_, Failure>(())
    })?;
    paired
        .figure("many-details", "s", 1.0)
        .with_note(format!("{inspections} inspections"))
        .print()
}

async fn read(client: &nhn_ssc::Client, inspections: usize) -> Result<(), Failure> {
    let ids = (1..=inspections as u64).map(InspectionId::new);
    let mut details = std::pin::pin!(client.details_of_many(ids, None, AT_ONCE));
    while let Some(one) = details.next().await {
        one?;
    }
    Ok(())
}
