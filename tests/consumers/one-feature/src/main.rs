//! Prints how many servers were inspected on a day: `consumer-one-feature 2025-06-17`.

use std::error::Error;

use korea_cloud_security::nhn_ssc::{Client, SummaryQuery};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let day = std::env::args().nth(1).ok_or("which day?")?;
    let query = SummaryQuery::days("KR1", &day, &day)?;
    let page = Client::from_env()?.summary(&query).await?;
    println!("{} servers", page.inspections().len());
    Ok(())
}
