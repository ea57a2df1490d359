#![doc = include_str!("../README.md")]

mod builder;
mod client;
mod date_ranges;
mod details_stream;
mod error;
mod model;
mod operations;
mod query;

pub use builder::ClientBuilder;
pub use client::Client;
pub use details_stream::InspectionDetails;
pub use error::{Error, ErrorCode};
pub use model::{
    CheckItem, CheckResult, ExecutionTime, InspectionId, InspectionKind, InspectionStandard,
    InspectionSummary, OperatingSystem, PageInfo, Severity, SummaryPage,
};
pub use operations::SERVICE;
pub use query::{DetailsQuery, Language, SummaryQuery};

// What the signatures above need.
pub use auth_core::{
    Appkey, CredentialVersion, Signer, SigningError, SigningErrorKind, UserAccessKey,
};
pub use chrono::{DateTime, FixedOffset};
pub use transport_core::wire::{Extra, RawJson, Rows, SkippedRecord};
pub use transport_core::{
    CallOptions, ClientOptions, ConfigError, Endpoint, ErrorKind, ItemStream, NhnGatewayCode,
    Service, Settings, StatusCode, Zone, testing,
};
