//! NHN Cloud's token service: issue and revoke User Access Key tokens.

mod answers;
mod client;
mod issuer;

pub(crate) use issuer::verdict_of;

pub use client::{OAUTH, OauthClient, OauthError};
