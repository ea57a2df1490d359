#![doc = include_str!("../README.md")]

mod builder;
mod client;
mod error;
mod model;
mod operations;
mod query;
mod windows;

pub use builder::ClientBuilder;
pub use client::{Client, DetailsFailure, InspectionDetails};
pub use error::{Error, ErrorCode};
pub use model::{
    CheckItem, CheckResult, ExecutionTime, InspectionId, InspectionKind, InspectionStandard,
    InspectionSummary, OperatingSystem, PageInfo, Severity, SummaryPage,
};
pub use operations::SERVICE;
pub use query::{Language, SummaryQuery};

pub use auth_core as auth;
pub use transport_core as transport;

pub use auth_core::{Appkey, UserAccessKey};
pub use transport_core::{
    CallOptions, ClientOptions, ConfigError, Endpoint, ErrorKind, NhnGatewayCode, Settings, Zone,
};
