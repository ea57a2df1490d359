#![doc = include_str!("../README.md")]

mod builder;
mod client;
mod create;
mod envelope;
mod error;
mod model;
mod query;
mod reconcile;
mod redact;
mod service;
mod wait;

pub use builder::ClientBuilder;
pub use client::Client;
pub use create::{CreateJob, Speed, UserAgent, VulnItems};
pub use error::{Error, ErrorCode, WscCode};
pub use model::{
    Acknowledgement, CreatedJob, DateText, Job, JobId, JobPage, LoginInfo, Period, Report,
    ReportFields, ResultButton, RiskLevels,
};
pub use query::{JobStatus, JobsQuery, SearchQuery, SearchType};
pub use reconcile::Reconcile;
pub use service::SERVICE;
pub use wait::{JobRef, Progress, Wait, WaitError, WaitEvent};

// What the signatures above need.
pub use auth_core::{
    CredentialChain, FoundCredentials, NcpCredentialSource, NcpCredentials, Secret, SigningError,
    SigningErrorKind,
};
pub use chrono::{DateTime, FixedOffset};
pub use transport_core::wire::{Extra, RawJson, Rows, SkippedRecord};
pub use transport_core::{
    CallOptions, ClientOptions, ConfigError, Endpoint, ErrorKind, ItemStream, NcpGatewayCode,
    Service, Settings, StatusCode, Zone, testing,
};
