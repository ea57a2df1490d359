//! Snapshot files: gzipped NDJSON, one file a run, written once and never changed.

mod content;
mod error;
mod findings;
mod item_check;
mod layout;
mod lines;
mod locked;
mod part;
mod publish;
mod question;
mod reader;
mod records;
mod resume;

pub use content::{SnapshotContent, WriteError, Written};
pub use error::SnapshotError;
pub use layout::{SnapshotName, snapshots_in};
pub use part::PartialRun;
pub use question::Question;
pub use reader::{Record, SnapshotReader};

pub(crate) use findings::Tail;
pub(crate) use reader::Entry;
