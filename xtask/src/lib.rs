//! The project's tasks, as a library so that tests can call them.

pub mod contract;
pub mod contradictions;
pub mod fixtures;
pub mod json;
pub mod openapi;
pub mod pages;
pub mod sources;
