//! Creating a job at most once: what is written into its memo, and how it is found again.

mod create_job;
mod find_created;
mod options;
mod origin;
mod outcome;
mod tag;

pub use options::Reconcile;
pub(crate) use origin::{Origin, origin};
pub(crate) use tag::Tag;
