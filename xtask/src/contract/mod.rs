//! A service as its pages document it.

pub(crate) mod build;
mod call;
pub(crate) mod compare;
pub(crate) mod examples;
mod inspect;
pub(crate) mod locate;
pub(crate) mod merge;
pub mod model;
mod name;
mod path;
pub(crate) mod read;

pub(crate) use name::kebab;
