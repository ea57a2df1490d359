use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// One measured row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Figure {
    /// The row it belongs to.
    pub(super) id: String,
    /// Our side, in `unit`.
    pub(super) ours: f64,
    /// The other side, in `unit`, where there is one.
    pub(super) other: Option<f64>,
    /// Median of the rounds' ratios.
    pub(super) ratio: Option<f64>,
    pub(super) unit: String,
    /// What else was measured.
    pub(super) note: String,
    /// Where it was measured, and on which day in Korea; filled in when it is recorded.
    #[serde(default)]
    pub(super) machine: String,
    #[serde(default)]
    pub(super) date: String,
}

impl Figure {
    pub(super) fn new(id: &str, unit: &str, ours: f64, other: f64) -> Self {
        Self {
            other: Some(other),
            ratio: Some(ours / other),
            ..Self::alone(id, unit, ours)
        }
    }

    pub(super) fn alone(id: &str, unit: &str, ours: f64) -> Self {
        Self {
            id: id.to_owned(),
            ours,
            unit: unit.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn with_note(self, note: String) -> Self {
        Self { note, ..self }
    }
}

/// The last figure of every row, and the instruction counts that a check compares with.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Recorded {
    pub(super) figures: BTreeMap<String, Figure>,
    pub(super) instructions: BTreeMap<String, u64>,
}

impl Recorded {
    /// What stands in the file; nothing if there is none.
    pub(super) fn read(file: &Path) -> Result<Self, String> {
        let Ok(text) = std::fs::read_to_string(file) else {
            return Ok(Self::default());
        };
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))
    }

    pub(super) fn write(&self, file: &Path) -> Result<(), String> {
        std::fs::write(file, crate::json::pretty(self))
            .map_err(|error| format!("{}: {error}", file.display()))
    }

    pub(super) fn put(&mut self, figure: Figure) {
        self.figures.insert(figure.id.clone(), figure);
    }
}
