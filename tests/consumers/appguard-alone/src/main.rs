//! Prints how often each thing was detected yesterday.

use nhn_appguard::{AbnormalStatusQuery, Client, Error, Os};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let query = AbnormalStatusQuery::yesterday(Os::Android);
    let report = client.abnormal_status(&query).await?;
    for (detection, count) in report.totals().iter() {
        println!("{detection}: {count}");
    }
    Ok(())
}
