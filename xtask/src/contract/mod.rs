//! A service as its pages document it.

pub mod build;
mod call;
pub mod compare;
pub mod examples;
mod inspect;
pub mod locate;
pub mod merge;
pub mod model;
mod path;

pub use path::kebab;
