//! All pages of 100,000 inspections at 20 ms round trip, beside asking for page after page.

use std::time::Duration;

use benches::paired::Paired;
use benches::server::Server;
use benches::{Failure, clients};
use nhn_ssc::{Client, SummaryQuery};

use crate::{Effort, many_threads, timed};

const ROUND_TRIP: Duration = Duration::from_millis(20);
const PAGES: u32 = 100;

pub(crate) fn run(effort: Effort) -> Result<(), Failure> {
    let server = Server::start_beside_this_program(&[])?;
    let client = clients::ssc(&server.url_after(ROUND_TRIP))?;
    let query = clients::summary_query()?.with_limit(1_000);
    let mut paired = Paired::default();
    many_threads()?.block_on(async {
        // The server makes its pages when they are first asked for.
        streamed(&client, &query).await?;
        for _ in 0..effort.of(5, 1) {
            let ours = timed(streamed(&client, &query)).await?;
            let other = timed(page_after_page(&client, &query)).await?;
            paired.push(ours, other);
        }
        Ok::<_, Failure>(())
    })?;
    paired.print("all-pages", "s", 1.0, "");
    Ok(())
}

async fn streamed(client: &Client, query: &SummaryQuery) -> Result<(), Failure> {
    let mut found = 0;
    let mut inspections = client.summary_stream(query);
    while let Some(one) = inspections.next().await {
        one?;
        found += 1;
    }
    check(found)
}

async fn page_after_page(client: &Client, query: &SummaryQuery) -> Result<(), Failure> {
    let mut found = 0;
    for page in 1..=PAGES {
        let page = client.summary(&query.clone().with_page(page)).await?;
        found += page.into_inspections().into_iter().map(drop).count();
    }
    check(found)
}

fn check(found: usize) -> Result<(), Failure> {
    if found == 100_000 {
        Ok(())
    } else {
        Err(format!("found {found} inspections").into())
    }
}
