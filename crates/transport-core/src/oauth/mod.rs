//! NHN Cloud's token service: issue and revoke User Access Key tokens.

mod client;
mod issuer;
mod responses;

pub use client::{OAUTH, OauthClient, OauthError};
