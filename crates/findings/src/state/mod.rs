//! The state of servers at a time: the latest inspection of each, with all its rows.

mod assemble;
mod builder;
mod latest;
mod load;
mod store;

pub use builder::StateBuilder;
pub use latest::{SharedName, latest_inspections};
pub use load::{StateError, StateOptions};
pub use store::{State, StateRow};

pub(crate) use latest::{by_age, is_gone};
pub(crate) use store::Place;
