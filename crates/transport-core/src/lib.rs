#![doc = include_str!("../README.md")]

pub mod builder;
mod call;
mod codes;
mod config_error;
mod endpoint;
pub mod envelope;
mod error;
pub mod http;
mod operation;
mod options;
pub mod pages;
pub mod redact;
mod runtime;
mod service;
mod settings;
mod stream;
pub mod testing;
pub mod wire;

#[cfg(feature = "ncp")]
mod key_zone;
#[cfg(feature = "ncp")]
mod metadata;
#[cfg(feature = "nhn-token")]
mod oauth;

pub use ::http::StatusCode;
pub use auth_core::is_unsafe_to_print;
pub use call::{ApiClient, CallRequest, parse_http_date, parse_retry_after};
pub use codes::{NcpGatewayCode, NhnGatewayCode, OauthCode};
pub use config_error::{ConfigError, ConfigProblem};
pub use endpoint::Endpoint;
pub use envelope::Vendor;
pub use error::{CallError, DocumentedCode, ErrorKind, RawCode, RetryClass};
pub use operation::{Effect, Operation};
pub use options::{CallOptions, ClientOptions};
pub use runtime::{Jitter, Runtime, SystemJitter, TokioSleep};
pub use service::{Service, Zone};
pub use settings::Settings;
pub use stream::ItemStream;

#[cfg(feature = "ncp")]
pub use metadata::HttpMetadataSource;
#[cfg(feature = "nhn-token")]
pub use oauth::{OAUTH, OauthClient, OauthError};

// The macros of this crate name it from other crates.
#[doc(hidden)]
pub use auth_core as auth;
#[doc(hidden)]
pub use serde;
