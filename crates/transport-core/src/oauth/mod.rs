//! NHN Cloud's token service: issue and revoke User Access Key tokens.

mod answers;
mod client;
mod issuer;

pub use client::{OAUTH, OauthClient, OauthError};
