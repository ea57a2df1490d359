//! Rounds of many servers, made, gated, compared and walked through: for measurements.
//!
//! ```text
//! scale generate FOLDER SERVERS ROUNDS
//! scale gate SNAPSHOT-OR-FOLDER
//! scale diff OLD NEW
//! scale history FOLDER severity|category|check|server
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../tests/common/generate.rs"]
mod generate;

use std::error::Error;
use std::path::Path;

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
    Ok(())
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
