//! The state of servers at a time: the latest inspection of each, with all its rows.

mod assemble;
mod builder;
mod error;
mod latest;
mod load;
mod services;
mod store;

pub use builder::StateBuilder;
pub use error::StateError;
pub use latest::{SharedName, latest_inspections};
pub use load::StateOptions;
pub use store::{State, StateRow};

pub(crate) use latest::{by_age, is_gone};
pub(crate) use services::Services;
pub(crate) use store::Place;
