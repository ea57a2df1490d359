#![doc = include_str!("../README.md")]

mod builder;
mod client;
mod days;
mod error;
mod model;
mod operations;
mod query;

pub use builder::ClientBuilder;
pub use client::{Client, DayReport};
pub use error::{AppGuardCode, Error, ErrorCode};
pub use model::{Abnormal, AbnormalReport, Detection, Totals};
pub use operations::SERVICE;
pub use query::{AbnormalQuery, AbnormalRange, IdType, Os};

pub use auth_core as auth;
pub use transport_core as transport;

pub use auth_core::{Appkey, UserAccessKey};
pub use transport_core::{
    CallOptions, ClientOptions, ConfigError, Endpoint, ErrorKind, NhnGatewayCode, Settings, Zone,
};
