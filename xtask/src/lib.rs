//! The project's tasks, as a library so that tests can call them.

pub mod bench;
pub mod ci;
pub mod contract;
mod discrepancies;
pub mod dist;
pub mod facts;
pub mod fetch;
pub mod fixtures;
mod json;
pub mod minimal_versions;
pub mod openapi;
pub mod packages;
pub mod pages;
pub mod public_api;
mod shell;
pub mod sources;
mod time_limit;
pub mod validators;
mod workspace_copy;
