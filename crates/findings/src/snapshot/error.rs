use crate::model::SCHEMA;

/// Why a snapshot cannot be used. Nothing of such a file is ever taken for an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// The file cannot be read.
    #[error("{file}: cannot be read: {message}")]
    Read {
        /// The file.
        file: String,
        /// What the system says.
        message: String,
    },
    /// The file ends before its last record: a run or a copy of it was interrupted.
    #[error(
        "{file}: the snapshot is cut: its last record is missing; collect it again or copy it again"
    )]
    Cut {
        /// The file.
        file: String,
    },
    /// The file is not what was written.
    #[error("{file}: line {line}: {message}; the snapshot is damaged, collect it again")]
    Damaged {
        /// The file.
        file: String,
        /// The line of the uncompressed text, from 1.
        line: u64,
        /// What is wrong.
        message: String,
    },
    /// The file was written by a later major version.
    #[error("{file}: the schema is {schema:?}, this version reads {SCHEMA:?}; use a newer version")]
    Schema {
        /// The file.
        file: String,
        /// The schema that the file states.
        schema: String,
    },
}
