//! Instruction counts by valgrind's callgrind, which barely differ from run to run.

use std::collections::BTreeMap;
use std::path::Path;

use super::figure::Figure;
use super::harness::Bench;
use super::shell::Shell;

/// Row, the counted functions of our side and of the other.
const ROWS: [(&str, &str, &str); 8] = [
    (
        "signature-bare-instructions",
        "signature_ours",
        "signature_bare",
    ),
    (
        "signature-by-hand-instructions",
        "signature_ours",
        "signature_by_hand",
    ),
    (
        "call-instructions",
        "summary_call_ours",
        "summary_call_by_hand",
    ),
    (
        "verification-instructions",
        "verification_ours",
        "verification_by_hand",
    ),
    ("token-instructions", "token_ours", "token_by_hand"),
    (
        "decode-summary-instructions",
        "decode_summary_ours",
        "decode_summary_by_hand",
    ),
    (
        "decode-details-instructions",
        "decode_details_ours",
        "decode_details_by_hand",
    ),
    (
        "decode-report-instructions",
        "decode_report_ours",
        "decode_report_by_hand",
    ),
];

/// Runs every counted function once; the counts by their names.
pub(super) fn count(bench: &Bench) -> Result<BTreeMap<String, u64>, String> {
    Shell::new("valgrind", &bench.root)
        .arg("--version")
        .read()
        .map_err(|error| format!("{error}; install it: apt-get install valgrind"))?;
    let home = bench.target.join("bench/gungraun");
    if home.exists() {
        std::fs::remove_dir_all(&home).map_err(|error| error.to_string())?;
    }
    Shell::cargo(&bench.root)
        .words("bench --package benches --bench instructions --quiet")
        .env("GUNGRAUN_HOME", &home)
        .run()?;
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
    let line = profile
        .lines()
        .find_map(|line| line.strip_prefix("summary:"))?;
    line.trim().parse().ok()
}

/// The rows that the counts make.
pub(super) fn figures(counts: &BTreeMap<String, u64>) -> Vec<Figure> {
    let figure = |(id, ours, other): &(&str, &str, &str)| {
        let (ours, other) = (*counts.get(*ours)?, *counts.get(*other)?);
        Some(Figure::new(id, "instructions", ours as f64, other as f64))
    };
    ROWS.iter().filter_map(figure).collect()
}
