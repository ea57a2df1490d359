//! A ban wave: the devices that ran a modified app on at least two days of the last week, as lines to
//! paste into the console's template for bulk registration (id, type, reason, days).
//!
//! ```text
//! export NHN_CLOUD_USER_ACCESS_KEY_ID=… NHN_CLOUD_SECRET_ACCESS_KEY=… NHN_CLOUD_APPGUARD_APPKEY=…
//! cargo run -p nhn-appguard --example ban_wave > bans.tsv
//! ```

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::Days;
use nhn_appguard::{AbnormalStatusRange, Client, Detection, Os};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let yesterday = client.available_days().map(|days| *days.end());
    let yesterday = yesterday.ok_or("the clock shows a time outside the calendar")?;
    let week = AbnormalStatusRange::new(yesterday - Days::new(6)..=yesterday, Os::Android);
    write_bans(&client, &week, io::stdout().lock()).await
}

pub(crate) async fn write_bans(
    client: &Client,
    range: &AbnormalStatusRange,
    mut out: impl Write,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut days_seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut days = client.abnormal_status_stream(range);
    while let Some(day) = days.next().await {
        match day.report {
            Ok(report) => {
                for entry in report.entries {
                    if entry.count(&Detection::Modification) > Some(0) {
                        *days_seen.entry(entry.abnormal_id).or_default() += 1;
                    }
                }
            }
            // Without a day there are fewer bans, never wrong ones.
            Err(error) => eprintln!("{}: {error}", day.date),
        }
    }
    for (id, days) in days_seen.iter().filter(|(_, days)| **days >= 2) {
        // An app sends its own id: a tab or a line break in it would be another cell or another ban.
        if !id.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            eprintln!("left out: {id:?}");
            continue;
        }
        writeln!(out, "{id}\tDEVICEID\tmodified app on {days} days\t30")?;
    }
    Ok(())
}
