//! Scans a site and prints what was found: `consumer-wsc-alone URL KEY`. At most one scan is billed
//! for a key.

use ncp_wsc::{Client, CreateJob, Error, Reconcile, Speed};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().unwrap_or_default();
    let key = arguments.next().unwrap_or_default();
    let client = Client::from_env()?;
    let request = CreateJob::new(url)
        .with_speed(Speed::Fast)
        .with_reconcile(Reconcile::with_idempotency_key(key));
    let job = client.create_job(&request).await?;
    let finished = client.wait(&job).await?;
    println!("{:?}", client.get_report(&finished.id).await?.risk_levels);
    Ok(())
}
