//! The services: each handler reads a request, asks the stores, and makes a response.

pub(crate) mod appguard;
pub(crate) mod integrity;
pub(crate) mod metadata;
pub(crate) mod oauth;
pub(crate) mod ssc;
pub(crate) mod wsc;
