//! The report as a page.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::figure::{Figure, Recorded};
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
    page.push('\n');
    page.push_str(include_str!("profile.md"));
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
    let Row {
        what,
        against,
        reach,
        ..
    } = row;
    let Some(figure) = figure else {
        return format!("| {what} | – | {against} | – | {reach} | not measured | – |\n");
    };
    let ours = amount(figure.ours, &figure.unit);
    let other = figure
        .other
        .map(|other| format!(": {}", amount(other, &figure.unit)));
    let other = other.unwrap_or_default();
    let ratio = figure.ratio.map(|ratio| format!("{ratio:.3}"));
    let ratio = ratio.unwrap_or("–".to_owned());
    let (met, date) = (met(row, figure), &figure.date);
    format!("| {what} | {ours} | {against}{other} | {ratio} | {reach} | {met} | {date} |\n")
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
    format!("{number} {unit}")
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
    let machines = recorded
        .figures
        .values()
        .map(|figure| figure.machine.as_str());
    let machines = machines.filter(|machine| !machine.is_empty());
    let machines = machines.collect::<BTreeSet<_>>();
    machines.into_iter().collect::<Vec<_>>().join("; ")
}

/// One figure, as it is told while it is measured.
pub(super) fn line(figure: &Figure) -> String {
    let row = ROWS.iter().find(|row| row.id == figure.id);
    row.map_or(String::new(), |row| {
        table_line(row, Some(figure)).trim_end().to_owned()
    })
}

/// How many rows reach what they should, and which do not.
pub(super) fn summary(recorded: &Recorded) -> Vec<String> {
    let (mut met, mut all, mut lines) = (0, 0, Vec::new());
    for row in ROWS {
        let Some(figure) = recorded.figures.get(row.id) else {
            lines.push(format!("{}: not measured", row.id));
            continue;
        };
        let Some(share) = row.share(figure) else {
            continue;
        };
        all += 1;
        if share <= 1.0 {
            met += 1;
        } else {
            lines.push(format!("{}: {:.0} % over", row.id, (share - 1.0) * 100.0));
        }
    }
    lines.insert(0, format!("{met} of {all} rows reach what they should"));
    lines
}
