use std::collections::BTreeMap;

use super::figure::Recorded;

/// A row may take a tenth more instructions than recorded.
const ALLOWED: f64 = 1.1;

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
        if ratio > ALLOWED && is_ours(row) {
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

/// Whether a counted function is our side of its row.
fn is_ours(name: &str) -> bool {
    name.ends_with("_ours")
}
