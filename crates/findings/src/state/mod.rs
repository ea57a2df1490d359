//! The state of servers at a time: the latest inspection of each, with all its rows.

mod builder;
mod store;

pub use builder::StateBuilder;
pub use store::{SnapshotInfo, State, StateRow};
