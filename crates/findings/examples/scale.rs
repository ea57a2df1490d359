//! Rounds of many servers, made, gated, compared and walked through: for measurements. The last
//! line says the seconds of processor time and the highest memory in megabytes, as Linux tells them.
//!
//! ```text
//! scale generate FOLDER SERVERS ROUNDS
//! scale gate SNAPSHOT-OR-FOLDER
//! scale diff OLD NEW
//! scale history FOLDER severity|category|check|server
//! scale report SNAPSHOT-OR-FOLDER FORMAT FILE
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../tests/common/generate.rs"]
mod generate;

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use korea_cloud_security_findings::output::{Format, OutputOptions};
use korea_cloud_security_findings::{
    Comparison, GateOptions, HistoryBy, HistoryOptions, JudgeOptions, Judged, State, StateOptions,
    snapshots_in, walk_history, write_gate,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["generate", folder, servers, rounds] => {
            let (servers, rounds) = (servers.parse()?, rounds.parse()?);
            let paths = generate::write_history(Path::new(folder), servers, rounds)?;
            println!("{} snapshots", paths.len());
        }
        ["gate", path] => {
            let judged = Judged::new(load(path)?, options()?);
            write_gate(&judged, &mut std::io::sink())?;
            println!("{} counted", judged.gate().map_or(0, |gate| gate.counted));
        }
        ["diff", old, new] => {
            let new = load(new)?;
            let comparison = Comparison::new(load(old)?, &new)?;
            let judged = Judged::compared(new, comparison, options()?);
            write_gate(&judged, &mut std::io::sink())?;
            println!("{} changes", judged.changes().len());
        }
        ["report", path, format, file] => {
            let judged = Judged::new(load(path)?, options()?);
            let format: Format = format.parse()?;
            let mut out = BufWriter::new(File::create(file)?);
            let notes = format.write(&judged, &OutputOptions::default(), &mut out)?;
            println!("{} rows, notes {notes:?}", judged.totals().all.checks);
        }
        ["history", folder, by] => {
            let mut options = HistoryOptions::default();
            options.by = match by {
                "severity" => HistoryBy::Severity,
                "category" => HistoryBy::Category,
                "check" => HistoryBy::Check,
                _ => HistoryBy::Server,
            };
            let mut last = None;
            walk_history(&snapshots_in(Path::new(folder))?, &options, |point| {
                last = Some((
                    point.point.date,
                    point.point.counts.failed,
                    point.groups.len(),
                ));
            })?;
            println!("{last:?}");
        }
        _ => return Err("generate, gate, diff or history".into()),
    }
    println!(
        "{} {}",
        processor_seconds().unwrap_or_default(),
        peak_megabytes().unwrap_or_default()
    );
    Ok(())
}

/// The process's time in user and system mode; Linux counts it in hundredths of a second.
fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in brackets may hold spaces.
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let user: f64 = fields.get(11)?.parse().ok()?;
    let system: f64 = fields.get(12)?.parse().ok()?;
    Some((user + system) / 100.0)
}

/// The process's highest resident memory.
fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1_000.0)
}

fn load(path: &str) -> Result<State, Box<dyn Error>> {
    Ok(State::load(
        &snapshots_in(Path::new(path))?,
        &StateOptions::default(),
    )?)
}

fn options() -> Result<JudgeOptions, Box<dyn Error>> {
    let mut options = JudgeOptions::new("2026-11-25".parse()?);
    options.gate = Some(GateOptions::default());
    Ok(options)
}
