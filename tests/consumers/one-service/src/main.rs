//! Counts the scans on the first page.

use std::error::Error;

use ncp_wsc::{Client, JobsQuery};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let page = Client::from_env()?
        .get_jobs(&JobsQuery::new().with_limit(5))
        .await?;
    println!("{} scans", page.jobs().len());
    Ok(())
}
