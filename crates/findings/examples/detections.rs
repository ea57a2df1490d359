//! Writes the AppGuard report of made-up detections: `cargo run --example detections -- FILE [DAYS]`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::BufWriter;

use chrono::{Days, NaiveDate};
use korea_cloud_security_findings::output::{DetectionOptions, write_detections_html};
use korea_cloud_security_findings::{Detection, DetectionDays, Run};

const COUNTERS: [&str; 9] = [
    "cheatCount",
    "modificationCount",
    "rootingCount",
    "emulatorCount",
    "speedHackCount",
    "macroCount",
    "debuggerCount",
    "remoteCount",
    "virtualCount",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which file?")?;
    let days: u64 = arguments.next().as_deref().unwrap_or("90").parse()?;
    let first: NaiveDate = "2026-08-27".parse()?;
    let mut read = DetectionDays::new();
    for number in (0..days).filter(|number| *number != 40) {
        let day = first
            .checked_add_days(Days::new(number))
            .ok_or("no such day")?;
        let mut detections: BTreeMap<&str, Vec<Detection>> = BTreeMap::new();
        let is_weekend = number % 7 >= 5;
        let ids = if is_weekend { 30 } else { 18 } + if number == 60 { 25 } else { 0 };
        for id in 0..ids {
            let os = if id % 4 == 3 { "ios" } else { "android" };
            let name = format!(
                "{:08X}-{:04X}",
                (id * 7919 + number * 31 * (id % 3)) * 2_654_435,
                id
            );
            let mut detection = Detection::new(day, os, "device", name);
            for (place, counter) in COUNTERS.iter().enumerate() {
                let count = (id * 13 + number * 5 + place as u64 * 3) % (place as u64 * 2 + 3);
                if count > 0 && !(id + place as u64).is_multiple_of(3) {
                    detection.counts.insert((*counter).to_owned(), count);
                    detection.total += count;
                }
            }
            detections.entry(os).or_default().push(detection);
        }
        for (os, detections) in detections {
            let read_at = "2026-11-25T09:00:00+09:00".parse()?;
            read.add(Run::detections(day, os, "device", read_at), detections);
        }
    }
    let mut out = BufWriter::new(File::create(path)?);
    write_detections_html(&read, &DetectionOptions::default(), &mut out)?;
    Ok(())
}
