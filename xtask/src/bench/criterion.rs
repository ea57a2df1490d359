//! Wall times by criterion, in several rounds: its sides run one after the other, so that what else
//! the machine does falls on one of them; the median of the rounds' ratios does not.

use std::path::Path;

use super::figure::Figure;
use super::harness::Bench;
use super::shell::Shell;

/// Row, criterion's group, our side, the other side, unit, nanoseconds in it.
const ROWS: [(&str, &str, &str, &str, &str, f64); 5] = [
    ("signature-bare", "signature", "ours", "bare", "ns", 1.0),
    (
        "signature-by-hand",
        "signature",
        "ours",
        "by-hand",
        "ns",
        1.0,
    ),
    ("decode-summary", "summary", "ours", "by-hand", "µs", 1e3),
    ("decode-details", "details", "ours", "by-hand", "ms", 1e6),
    ("decode-report", "report", "ours", "by-hand", "ms", 1e6),
];

pub(super) fn figures(bench: &Bench) -> Result<Vec<Figure>, String> {
    let home = bench.target.join("bench/criterion");
    let mut rounds = vec![Vec::new(); ROWS.len()];
    for _ in 0..if bench.quick { 1 } else { 5 } {
        Shell::cargo(&bench.root)
            .words("bench --package benches --bench wall --quiet -- --quiet --noplot")
            .env("CRITERION_HOME", &home)
            .run()?;
        for (row, rounds) in ROWS.iter().zip(&mut rounds) {
            let (_, group, ours, other, ..) = row;
            rounds.push((
                median_of(&home, group, ours)?,
                median_of(&home, group, other)?,
            ));
        }
    }
    let figure = |(row, rounds): (&(_, _, _, _, _, f64), &Vec<(f64, f64)>)| {
        let (id, _, _, _, unit, nanos): &(&str, &str, &str, &str, &str, f64) = row;
        let ours = median(rounds.iter().map(|round| round.0 / nanos).collect());
        let other = median(rounds.iter().map(|round| round.1 / nanos).collect());
        Figure {
            ratio: Some(median(
                rounds.iter().map(|(ours, other)| ours / other).collect(),
            )),
            ..Figure::new(id, unit, ours, other)
        }
    };
    Ok(ROWS.iter().zip(&rounds).map(figure).collect())
}

/// Criterion's median of one benchmark, in nanoseconds.
fn median_of(home: &Path, group: &str, bench: &str) -> Result<f64, String> {
    #[derive(serde::Deserialize)]
    struct Estimates {
        median: Estimate,
    }
    #[derive(serde::Deserialize)]
    struct Estimate {
        point_estimate: f64,
    }

    let file = home.join(group).join(bench).join("new/estimates.json");
    let text = std::fs::read_to_string(&file).map_err(|error| error.to_string());
    let read = text.and_then(|text| {
        serde_json::from_str::<Estimates>(&text).map_err(|error| error.to_string())
    });
    match read {
        Ok(estimates) => Ok(estimates.median.point_estimate),
        Err(error) => Err(format!("{}: {error}", file.display())),
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
