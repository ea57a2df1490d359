//! The project's tasks, as a library so that tests can call them.

pub mod bench;
pub mod ci;
pub mod contract;
pub mod discrepancies;
pub mod dist;
pub mod facts;
pub mod fetch;
pub mod fixtures;
pub mod json;
pub mod minimal_versions;
pub mod openapi;
pub mod packages;
pub mod pages;
pub mod public_api;
pub mod sources;
mod time_limit;
pub mod validators;
pub mod workspace_copy;
