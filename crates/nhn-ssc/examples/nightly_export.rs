//! A nightly export: every check of every server that was inspected on a day, one JSON object a line
//! on standard output.
//!
//! ```text
//! export NHN_CLOUD_USER_ACCESS_KEY_ID=… NHN_CLOUD_SECRET_ACCESS_KEY=… NHN_CLOUD_SSC_APPKEY=…
//! cargo run -p nhn-ssc --example nightly_export -- KR1 $(date -d yesterday +%F) > checks.ndjson
//! ```

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use nhn_ssc::{Client, SummaryQuery};
use serde_json::json;

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(region), Some(day)) = (arguments.next(), arguments.next()) else {
        return Err("usage: nightly_export REGION DAY".into());
    };
    let query = SummaryQuery::days(&region, &day, &day)?;
    let unread = export(&Client::from_env()?, &query, io::stdout().lock()).await?;
    // Cron sends a mail about whatever does not end with 0.
    Ok(ExitCode::from(u8::from(unread > 0)))
}

/// Writes the checks, and returns how many inspections could not be read.
pub(crate) async fn export(
    client: &Client,
    query: &SummaryQuery,
    mut out: impl Write,
) -> Result<usize, Box<dyn std::error::Error>> {
    // A list that is not whole ends in an error here, before anything is written.
    let inspections = client.summary_stream(query).try_collect().await?;
    let inspections: BTreeMap<_, _> = inspections
        .into_iter()
        .map(|inspection| (inspection.id.clone(), inspection))
        .collect();
    let ids: Vec<_> = inspections.keys().cloned().collect();
    let mut details = client.details_stream(ids);
    let mut unread = 0;
    while let Some(read) = details.next().await {
        let items = match read.items {
            Ok(items) => items,
            Err(error) => {
                eprintln!("inspection {}: {error}", read.id);
                unread += 1;
                continue;
            }
        };
        for check in items {
            let line = json!({"inspection": inspections.get(&read.id), "check": check});
            writeln!(out, "{line}")?;
        }
    }
    Ok(unread)
}
