use serde::Serialize;

use super::run::{End, Run};

/// One snapshot that a state was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SnapshotInfo {
    /// The file's name, without its folders.
    pub file: String,
    /// The SHA-256 of the file's bytes as lower-case hex.
    pub sha256: String,
    /// What was asked.
    pub run: Run,
    /// What was read.
    pub end: End,
}
