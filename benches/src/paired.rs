//! Two sides measured in turns, so that what else the machine does falls on both.

use std::time::Duration;

use crate::figure::Figure;

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

    /// The medians of both sides and of the rounds' ratios; sides in seconds times `scale`.
    pub fn figure(&self, id: &'static str, unit: &'static str, scale: f64) -> Figure {
        let ratios = self
            .ours
            .iter()
            .zip(&self.other)
            .map(|(ours, other)| ours / other);
        let ratio = median(ratios.collect());
        let side = |times: &[f64]| median(times.to_vec()) * scale;
        Figure {
            ratio,
            ..Figure::new(id, unit, side(&self.ours), side(&self.other))
        }
    }
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
