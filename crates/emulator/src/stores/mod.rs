//! What the services remember; each store takes the values that it needs.

pub(crate) mod integrity_tokens;
pub(crate) mod job;
pub(crate) mod jobs;
pub(crate) mod role_keys;
pub(crate) mod tokens;
