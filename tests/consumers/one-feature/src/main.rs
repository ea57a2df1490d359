//! Prints how many servers were inspected on a day: `consumer-one-feature 2025-06-17`.

use std::error::Error;

use korea_cloud_security::nhn_ssc::{Client, SummaryQuery};
use korea_cloud_security::transport::wire::date_time;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let day = std::env::args().nth(1).ok_or("which day?")?;
    let query = SummaryQuery::new(
        "KR1",
        date_time::from_wire(&format!("{day}T00:00:00+09:00"))?,
        date_time::from_wire(&format!("{day}T23:59:59+09:00"))?,
    );
    let page = Client::from_env()?.summary(&query).await?;
    println!("{} servers", page.inspections().len());
    Ok(())
}
