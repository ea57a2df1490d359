//! `cargo xtask openapi`: an OpenAPI 3.1 document a service, from its contract and its examples.

pub mod command;
mod components;
mod document;
mod errors;
mod schema;
pub mod services;
