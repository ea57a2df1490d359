use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::day::{end_of_korea_day, start_of_korea_day};

/// The schema that is written: its name and major version.
pub const SCHEMA: &str = "kcsec.snapshot/1";

/// The service that a snapshot was collected from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Service {
    /// NHN Cloud Server Security Check.
    Ssc,
    /// NAVER Cloud Web Security Checker.
    Wsc,
    /// NHN AppGuard: its snapshots hold detections, not findings.
    AppGuard,
}

impl Service {
    /// The word that stands in data and in folder names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ssc => "ssc",
            Self::Wsc => "wsc",
            Self::AppGuard => "appguard",
        }
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was asked of a service, when, and by what: the first record of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Run {
    /// [`SCHEMA`] in snapshots that this version writes.
    pub schema: String,
    /// The service.
    pub service: Service,
    /// The name that tells accounts and Appkeys apart; `default` where none was given.
    #[serde(default = "default_project")]
    pub project: String,
    /// The vendor's region code; empty where a service has none.
    #[serde(default)]
    pub region: String,
    /// `public`, `gov` or `fin`.
    #[serde(default)]
    pub zone: Option<String>,
    /// The standard that was asked for; `None` is all of them.
    #[serde(default)]
    pub standard: Option<String>,
    /// The kind of check that was asked for; `None` is all of them.
    #[serde(default)]
    pub kind: Option<String>,
    /// The language of the vendor's texts: `ko`, `en` or `ja`.
    #[serde(default)]
    pub language: Option<String>,
    /// The first moment of the range that was read.
    #[serde(default)]
    pub from: Option<DateTime<FixedOffset>>,
    /// The last moment of the range that was read.
    #[serde(default)]
    pub to: Option<DateTime<FixedOffset>>,
    /// The day the state was asked for, where it was; of AppGuard the day of the detections.
    #[serde(default)]
    pub as_of: Option<NaiveDate>,
    /// The operating system that was asked for, of AppGuard only: `android` or `ios`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub os: Option<String>,
    /// The type of id that was asked for, of AppGuard only: `device` or `user`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_type: Option<String>,
    /// When the run began.
    pub collected_at: DateTime<FixedOffset>,
    /// Name and version of the program that wrote the snapshot.
    #[serde(default)]
    pub tool: String,
    /// Whether only the latest inspection of each server was kept.
    #[serde(default)]
    pub latest_only: bool,
}

pub(crate) const DEFAULT_PROJECT: &str = "default";

pub(crate) fn default_project() -> String {
    DEFAULT_PROJECT.to_owned()
}

impl Run {
    /// A run of a service with no filter, of the project `default`; set the other fields as needed.
    pub fn new(service: Service, collected_at: DateTime<FixedOffset>) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            service,
            project: default_project(),
            region: String::new(),
            zone: None,
            standard: None,
            kind: None,
            language: None,
            from: None,
            to: None,
            as_of: None,
            os: None,
            id_type: None,
            collected_at,
            tool: String::new(),
            latest_only: true,
        }
    }

    /// A day of AppGuard, all of it, of one operating system and type of id.
    pub fn detections(
        date: NaiveDate,
        os: impl Into<String>,
        id_type: impl Into<String>,
        collected_at: DateTime<FixedOffset>,
    ) -> Self {
        Self {
            from: Some(start_of_korea_day(date)),
            to: Some(end_of_korea_day(date)),
            as_of: Some(date),
            os: Some(os.into()),
            id_type: Some(id_type.into()),
            ..Self::new(Service::AppGuard, collected_at)
        }
    }

    /// The moment whose state the run tells: that of the run, or a past one that was asked for.
    pub(crate) fn until(&self) -> DateTime<FixedOffset> {
        self.to
            .map_or(self.collected_at, |to| to.min(self.collected_at))
    }
}

/// The last record of a snapshot. A file without it is cut, and no reader accepts it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct End {
    /// Whether everything that was asked for was read.
    pub complete: bool,
    /// The number of `inspection` records.
    #[serde(default)]
    pub inspections: u64,
    /// The number of `finding` records.
    #[serde(default)]
    pub findings: u64,
    /// The number of findings with the status `fail`.
    #[serde(default)]
    pub weak: u64,
    /// The number of `detection` records.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub detections: u64,
    /// The inspections whose details could not be read.
    #[serde(default)]
    pub unread: Vec<Unread>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// An inspection whose details could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Unread {
    /// The inspection's number as text.
    pub inspection: String,
    /// The server's name.
    #[serde(default)]
    pub server: String,
    /// The standard, where it is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub standard: String,
    /// The kind of check, where it is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// When the inspection was executed, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_at: Option<DateTime<FixedOffset>>,
    /// The service's error code, where it sent one.
    #[serde(default)]
    pub code: Option<String>,
    /// What happened, without secrets.
    #[serde(default)]
    pub message: String,
}

impl Unread {
    /// An inspection of a server that could not be read; set the other fields as they are known.
    pub fn new(inspection: impl Into<String>, server: impl Into<String>) -> Self {
        Self {
            inspection: inspection.into(),
            server: server.into(),
            ..Self::default()
        }
    }
}
