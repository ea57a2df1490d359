//! The records of a snapshot and the values they are made of.

mod check;
mod detection;
mod finding;
mod info;
mod inspection;
mod item;
mod run;
mod scope;
mod status;
mod target;

pub use check::Check;
pub use detection::Detection;
pub use finding::Finding;
pub use info::SnapshotInfo;
pub use inspection::Inspection;
pub use item::Item;
pub use run::{End, Run, SCHEMA, Service, Unread};

pub(crate) use detection::COUNTERS;
pub(crate) use run::DEFAULT_PROJECT;
pub(crate) use scope::Scope;
pub use status::{Severity, Status};
pub(crate) use target::TargetKey;
