#![doc = include_str!("../README.md")]

mod builder;
mod client;
mod error;
mod model;
mod operations;
mod policy;
mod reason;
mod request;
mod verdict;

pub use builder::ClientBuilder;
pub use client::Client;
pub use error::{Error, ErrorCode};
pub use model::{EpochMillis, Flag, IntegrityChecked, IntegrityInfo, IntegrityResult, TokenInfo};
pub use operations::SERVICE;
pub use policy::{ExpiryMeans, NullMeans, Policy, RefusalMeans};
pub use reason::Reason;
pub use verdict::{Grounds, Verdict};

pub use auth_core as auth;
pub use transport_core as transport;

pub use auth_core::IntegrityToken;
pub use transport_core::{
    CallOptions, ClientOptions, ConfigError, Endpoint, ErrorKind, NhnGatewayCode, Settings, Zone,
};
