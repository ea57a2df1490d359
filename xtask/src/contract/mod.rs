//! From pages to one contract a service.

pub mod build;
pub mod compare;
pub mod examples;
pub mod finding;
pub mod inspect;
pub mod locate;
pub mod merge;
pub mod model;
mod operation;
pub mod path;
