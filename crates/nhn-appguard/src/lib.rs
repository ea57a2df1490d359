#![doc = include_str!("../README.md")]

mod builder;
mod client;
mod days;
mod enums;
mod error;
mod model;
mod operations;
mod query;

pub use builder::ClientBuilder;
pub use client::{Client, DayReport};
pub use enums::{IdType, Os};
pub use error::{AppGuardCode, Error, ErrorCode};
pub use model::{Abnormal, AbnormalReport, Detection, Totals};
pub use operations::SERVICE;
pub use query::{AbnormalStatusQuery, AbnormalStatusRange};

// What the signatures above need.
pub use auth_core::{
    Appkey, CredentialVersion, Signer, SigningError, SigningErrorKind, UserAccessKey,
};
pub use chrono::NaiveDate;
pub use transport_core::wire::{Extra, RawJson, SkippedRecord};
pub use transport_core::{
    CallOptions, ClientOptions, ConfigError, Endpoint, ErrorKind, ItemStream, NhnGatewayCode,
    Service, Settings, StatusCode, Zone, testing,
};
