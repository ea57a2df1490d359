//! What the builders and clients of the services have in common.
//!
//! `builder::setters!` and `builder::client!` write the methods, [`ClientConfig`] resolves what was
//! set: what the builder was given comes first, then the settings, then the documented default.

mod config;
mod macros;
#[cfg(feature = "ncp")]
mod metadata;

pub use config::ClientConfig;

pub use crate::__client_methods as client;
pub use crate::__client_setters as setters;
