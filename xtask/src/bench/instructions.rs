//! Instruction counts by valgrind's callgrind, which barely differ from run to run.

use std::collections::BTreeMap;
use std::path::Path;

use super::figure::{Figure, Recorded};
use super::harness::{Bench, remove};
use crate::shell::{command, read, run};

/// Row, the counted functions of our side and of the other.
const ROWS: [(&str, &str, &str); 2] = [
    (
        "call-instructions",
        "summary_call_ours",
        "summary_call_by_hand",
    ),
    (
        "decode-summary-instructions",
        "decode_summary_ours",
        "decode_summary_by_hand",
    ),
];

/// A row may take a tenth more instructions than recorded.
const ALLOWED: f64 = 1.1;

/// Runs every counted function once; the counts by their names.
pub(super) fn count(bench: &Bench) -> Result<BTreeMap<String, u64>, String> {
    read(&mut command(&bench.root, "valgrind --version"))
        .map_err(|error| format!("{error}; install it: apt-get install valgrind"))?;
    let home = bench.target.join("bench/gungraun");
    remove(&home)?;
    let mut counted = command(
        &bench.root,
        "cargo bench --package benches --bench instructions --quiet",
    );
    run(counted.env("GUNGRAUN_HOME", &home))?;
    let mut counts = BTreeMap::new();
    collect(&home, &mut counts)?;
    Ok(counts)
}

/// Reads the profiles of a folder and those in it: `…/{function}.{case}/callgrind.….out`.
fn collect(folder: &Path, counts: &mut BTreeMap<String, u64>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            collect(&path, counts)?;
        } else if path.extension().is_some_and(|extension| extension == "out") {
            let text = std::fs::read_to_string(&path).map_err(failed)?;
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            let function = name.split('.').next().unwrap_or_default();
            let count = total(&text).ok_or_else(|| format!("{}: no total", path.display()))?;
            // A profile a thread: what was counted is their sum.
            *counts.entry(function.to_owned()).or_default() += count;
        }
    }
    Ok(())
}

/// The total of one profile.
pub(super) fn total(profile: &str) -> Option<u64> {
    let mut lines = profile.lines();
    let summary = lines.find_map(|line| line.strip_prefix("summary:"))?;
    summary.trim().parse().ok()
}

/// The rows that the counts make.
pub(super) fn figures(counts: &BTreeMap<String, u64>) -> Vec<Figure> {
    let figures = ROWS.iter().filter_map(|(id, ours, other)| {
        let (ours, other) = (*counts.get(*ours)?, *counts.get(*other)?);
        Some(Figure::new(id, "instructions", ours as f64, other as f64))
    });
    figures.collect()
}

/// What regressed is an error; the lines tell every row's change.
pub(super) fn compare(
    recorded: &Recorded,
    counted: &BTreeMap<String, u64>,
) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    let mut failed = Vec::new();
    for (row, was) in &recorded.instructions {
        let Some(is) = counted.get(row) else {
            failed.push(format!("{row}: is recorded, but was not counted"));
            continue;
        };
        let ratio = *is as f64 / *was as f64;
        lines.push(format!("{row:<24} {was:>12} {is:>12}  {ratio:.3}"));
        // Only our side can regress; the other is there to compare with.
        if ratio > ALLOWED && row.ends_with("_ours") {
            failed.push(format!("{row}: {is} instructions, {was} are recorded"));
        }
    }
    if recorded.instructions.is_empty() {
        failed.push("nothing is recorded: run `cargo xtask bench`".to_owned());
    }
    if failed.is_empty() {
        return Ok(lines);
    }
    lines.push("regressed by more than a tenth:".to_owned());
    lines.append(&mut failed);
    Err(lines.join("\n"))
}
