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
    /// The other side, in `unit`; `None` where there is no other side.
    #[serde(default)]
    pub(super) other: Option<f64>,
    /// Median of the rounds' ratios.
    #[serde(default)]
    pub(super) ratio: Option<f64>,
    /// What both sides are measured in.
    pub(super) unit: String,
    /// What else was measured.
    #[serde(default)]
    pub(super) note: String,
    /// Where it was measured; filled in when it is recorded.
    #[serde(default)]
    pub(super) machine: String,
    /// When, in Korea.
    #[serde(default)]
    pub(super) date: String,
}

impl Figure {
    pub(super) fn new(id: &str, unit: &str, ours: f64, other: f64) -> Self {
        Self {
            id: id.to_owned(),
            ours,
            other: Some(other),
            ratio: Some(ours / other),
            unit: unit.to_owned(),
            ..Self::default()
        }
    }

    #[must_use]
    pub(super) fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// The last figure of every row, and the instruction counts that a check compares with.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Recorded {
    pub(super) figures: BTreeMap<String, Figure>,
    pub(super) instructions: BTreeMap<String, u64>,
}

impl Recorded {
    /// What stands in the file; nothing if there is none.
    pub(super) fn read(file: &Path) -> Result<Self, String> {
        match std::fs::read_to_string(file) {
            Ok(text) => {
                serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))
            }
            Err(_) => Ok(Self::default()),
        }
    }

    pub(super) fn write(&self, file: &Path) -> Result<(), String> {
        let text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        std::fs::write(file, text + "\n").map_err(|error| format!("{}: {error}", file.display()))
    }

    pub(super) fn put(&mut self, figure: Figure) {
        self.figures.insert(figure.id.clone(), figure);
    }
}
