//! One measured row, as the benches hand it to `cargo xtask bench`: a line of JSON.

use serde::Serialize;

/// One comparison; what it means and what it should reach stands in `xtask`.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The row it belongs to.
    pub id: &'static str,
    /// Our side, in `unit`.
    pub ours: f64,
    /// The other side, in `unit`.
    pub other: f64,
    /// Median of the rounds' ratios.
    pub ratio: f64,
    /// What both sides are measured in.
    pub unit: &'static str,
    /// What else is worth knowing, for the report.
    pub note: String,
}

impl Figure {
    /// A figure whose ratio is that of the two sides.
    pub fn new(id: &'static str, unit: &'static str, ours: f64, other: f64) -> Self {
        Self {
            id,
            ours,
            other,
            ratio: ours / other,
            unit,
            note: String::new(),
        }
    }

    /// Adds what else is worth knowing.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Writes the line that `cargo xtask bench` reads.
    ///
    /// # Errors
    ///
    /// When a side is not a number.
    pub fn print(&self) -> Result<(), crate::Failure> {
        println!("{}", serde_json::to_string(self)?);
        Ok(())
    }
}
