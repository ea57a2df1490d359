//! A scan after a deploy: creates a billed scan, waits for it, and fails when it found something of
//! high risk. Run again for the same deployment, it joins the scan instead of paying for another.
//!
//! ```text
//! export NCLOUD_ACCESS_KEY_ID=… NCLOUD_SECRET_ACCESS_KEY=…
//! cargo run -p ncp-wsc --example scan_after_deploy -- https://shop.example.com deploy-1234
//! ```

use std::process::ExitCode;

use ncp_wsc::{Client, CreateJob, Error, Reconcile, RiskLevels};

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(url), Some(deployment)) = (arguments.next(), arguments.next()) else {
        return Err("usage: scan_after_deploy URL DEPLOYMENT".into());
    };
    let risks = scan(&Client::from_env()?, &url, &deployment).await?;
    // A report that counts nothing is not a clean one.
    let high = risks.high.ok_or("the report counts no findings")?;
    println!("{high} findings of high risk");
    Ok(ExitCode::from(u8::from(high > 0)))
}

/// What the scan of this deployment found; at most one scan is billed for it.
pub(crate) async fn scan(
    client: &Client,
    url: &str,
    deployment: &str,
) -> Result<RiskLevels, Error> {
    let request = CreateJob::new(url).with_reconcile(Reconcile::with_idempotency_key(deployment));
    let job = client.create_job(&request).await?;
    eprintln!("{} a scan", if job.joined { "joined" } else { "created" });
    let finished = client.wait(&job).await?;
    let report = client.get_report(&finished.id).await?;
    Ok(report.risk_levels.clone().unwrap_or_default())
}
