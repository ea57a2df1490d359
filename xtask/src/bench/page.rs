//! The report as a page.

use std::fmt::Write as _;

use super::figure::{Figure, Recorded};
use super::profile;
use super::rows::{ROWS, Row};

pub(super) fn render(recorded: &Recorded) -> String {
    let mut page = String::from(HEAD);
    page.push_str("| what | ours | other side | ratio | reach | met | date |\n");
    page.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
    for row in ROWS {
        page.push_str(&table_line(row, recorded.figures.get(row.id)));
    }
    page.push_str("\nMeasured on: ");
    page.push_str(&machines(recorded));
    page.push_str(".\n");
    page.push_str("\n## What else was measured\n\n");
    for row in ROWS {
        if let Some(figure) = recorded.figures.get(row.id).filter(|f| !f.note.is_empty()) {
            let _ = writeln!(page, "- {}: {}.", row.id, figure.note);
        }
    }
    page.push_str(profile::TEXT);
    page
}

const HEAD: &str = "# Performance

What the clients cost, measured beside code written by hand. Written by `cargo xtask bench`, which
anyone can run again (valgrind and curl are needed; a quarter of an hour, less with `--quick`).
`cargo xtask bench --check` fails when a row takes over a tenth more instructions than
[recorded](performance.json).

Both sides of a row are measured in one run, in turns, and the ratio is the median of the rounds'
ratios. The benches are built as `cargo build --release` builds a user's program that sets nothing:
no link-time optimisation, 16 codegen units. The server stands in a process of its own, so that its
cost falls on no side.

![How much of its allowance each main row uses](performance.svg)

";

fn table_line(row: &Row, figure: Option<&Figure>) -> String {
    let Some(figure) = figure else {
        return format!(
            "| {} | – | {} | – | {} | not measured | – |\n",
            row.what, row.against, row.reach
        );
    };
    let other = figure.other.map_or_else(
        || row.against.to_owned(),
        |other| format!("{}: {}", row.against, amount(other, &figure.unit)),
    );
    format!(
        "| {} | {} | {other} | {} | {} | {} | {} |\n",
        row.what,
        amount(figure.ours, &figure.unit),
        figure
            .ratio
            .map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.3}")),
        row.reach,
        met(row, figure),
        figure.date,
    )
}

fn met(row: &Row, figure: &Figure) -> String {
    match row.share(figure) {
        None => "–".to_owned(),
        Some(share) if share <= 1.0 => "yes".to_owned(),
        Some(share) => format!("**no**, by {:.0} %", (share - 1.0) * 100.0),
    }
}

/// A number with its unit, as many digits as say something.
fn amount(value: f64, unit: &str) -> String {
    let number = if value.abs() >= 1_000.0 {
        grouped(value.round() as i64)
    } else if value.abs() >= 100.0 || value.fract() == 0.0 {
        format!("{value:.0}")
    } else if value.abs() >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    };
    match unit {
        "a second" => format!("{number} a second"),
        _ => format!("{number} {unit}"),
    }
}

fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn machines(recorded: &Recorded) -> String {
    let mut machines: Vec<_> = recorded
        .figures
        .values()
        .map(|figure| figure.machine.as_str())
        .filter(|machine| !machine.is_empty())
        .collect();
    machines.sort_unstable();
    machines.dedup();
    machines.join("; ")
}

/// One figure, as it is told while it is measured.
pub(super) fn line(figure: &Figure) -> String {
    let ratio = figure.ratio.map(|ratio| format!("{ratio:.3}"));
    let reach = ROWS
        .iter()
        .find(|row| row.id == figure.id)
        .map(|row| format!("{} {}", row.reach, met(row, figure)));
    format!(
        "{:<32} {:>22} {:>22} {:>8}  {}  {}",
        figure.id,
        amount(figure.ours, &figure.unit),
        figure
            .other
            .map(|other| amount(other, &figure.unit))
            .unwrap_or_default(),
        ratio.unwrap_or_default(),
        reach.unwrap_or_default(),
        figure.note
    )
}

/// How many rows reach what they should, and which do not.
pub(super) fn summary(recorded: &Recorded) -> Vec<String> {
    let shares: Vec<_> = ROWS
        .iter()
        .filter_map(|row| Some((row, row.share(recorded.figures.get(row.id)?)?)))
        .collect();
    let met = shares.iter().filter(|(_, share)| *share <= 1.0).count();
    let mut lines = vec![format!(
        "{met} of {} rows reach what they should",
        shares.len()
    )];
    let missed = shares.iter().filter(|(_, share)| *share > 1.0);
    lines.extend(
        missed.map(|(row, share)| format!("{}: {:.0} % over", row.id, (share - 1.0) * 100.0)),
    );
    let unmeasured = ROWS
        .iter()
        .filter(|row| !recorded.figures.contains_key(row.id));
    lines.extend(unmeasured.map(|row| format!("{}: not measured", row.id)));
    lines
}
