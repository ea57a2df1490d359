//! Two sides measured in turns, so that what else the machine does falls on both.

use std::time::Duration;

use serde_json::json;

/// The times of both sides, round by round.
#[derive(Debug, Clone, Default)]
pub struct Paired {
    ours: Vec<f64>,
    other: Vec<f64>,
}

impl Paired {
    /// Notes one round.
    pub fn push(&mut self, ours: Duration, other: Duration) {
        self.ours.push(ours.as_secs_f64());
        self.other.push(other.as_secs_f64());
    }

    /// Prints the row that `cargo xtask bench` reads: the medians of both sides and of the rounds'
    /// ratios; sides in seconds times `scale`.
    pub fn print(&self, id: &str, unit: &str, scale: f64, note: &str) {
        let side = |times: &[f64]| median(times.to_vec()) * scale;
        let (ours, other) = (side(&self.ours), side(&self.other));
        row(id, unit, ours, other, median(self.ratios()), note);
    }

    /// The same of that many calls in each round, as calls a second.
    pub fn print_rate(&self, id: &str, calls: usize, note: &str) {
        let side = |times: &[f64]| calls as f64 / median(times.to_vec());
        let (ours, other) = (side(&self.ours), side(&self.other));
        row(
            id,
            "a second",
            ours,
            other,
            1.0 / median(self.ratios()),
            note,
        );
    }

    fn ratios(&self) -> Vec<f64> {
        let rounds = self.ours.iter().zip(&self.other);
        rounds.map(|(ours, other)| ours / other).collect()
    }
}

fn row(id: &str, unit: &str, ours: f64, other: f64, ratio: f64, note: &str) {
    let row = json!({
        "id": id, "ours": ours, "other": other, "ratio": ratio, "unit": unit, "note": note,
    });
    println!("{row}");
}

/// The middle of the values; 0 for none.
pub fn median(values: Vec<f64>) -> f64 {
    quantile(values, 0.5)
}

/// The value below which that fraction of the values lies; 0 for none.
pub fn quantile(mut values: Vec<f64>, fraction: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    let at = (last as f64 * fraction).round() as usize;
    values.get(at).copied().unwrap_or_default()
}
