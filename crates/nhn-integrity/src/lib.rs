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
pub use policy::{OnExpired, OnForeignRejection, OnNull, OnRejected, OnUnknownFlag, Policy};
pub use reason::Reason;
pub use verdict::{Reasons, Verdict};

// What the signatures above need.
pub use auth_core::IntegrityToken;
pub use chrono::{DateTime, Utc};
pub use transport_core::wire::{Extra, RawJson};
pub use transport_core::{
    CallOptions, ClientOptions, ConfigError, Endpoint, ErrorKind, NhnGatewayCode, Service,
    Settings, StatusCode, Zone, testing,
};
