//! Prints how many checks of high severity failed on each server of a day:
//! `consumer-ssc-alone 2025-06-17`.

use nhn_ssc::{Client, Error, Severity, SummaryQuery};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let day = std::env::args().nth(1).unwrap_or_default();
    let client = Client::from_env()?;
    let query = SummaryQuery::days("KR1", &day, &day)?;

    let mut inspections = client.summary_stream(&query);
    while let Some(inspection) = inspections.try_next().await? {
        if inspection.high_weak_count.unwrap_or(0) > 0 {
            let items = client.details(inspection.id).await?;
            let high = items
                .iter()
                .filter(|item| item.failed() && item.severity >= Some(Severity::High));
            println!(
                "{}: {}",
                inspection.instance_name.as_deref().unwrap_or("?"),
                high.count()
            );
        }
    }

    let inspections = client.summary_stream(&query).try_collect().await?;
    let ids = inspections.into_iter().map(|inspection| inspection.id);
    let mut many = client.details_stream(ids);
    while let Some(details) = many.next().await {
        match details.items {
            Ok(items) => println!("{}: {} items", details.id, items.len()),
            Err(error) => eprintln!("{}: {error}", details.id),
        }
    }
    Ok(())
}
