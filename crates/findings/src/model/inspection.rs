use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::run::Service;
use super::run::default_project;

/// One inspection of one server: when it was, and what the vendor counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Inspection {
    /// The service.
    pub service: Service,
    /// The name that tells accounts and Appkeys apart.
    #[serde(default = "default_project")]
    pub project: String,
    /// The vendor's region code; empty for web scans.
    #[serde(default)]
    pub region: String,
    /// The standard: `M`, `F`, or another value as received. Empty for web scans.
    #[serde(default)]
    pub standard: String,
    /// The kind of check: `OS`, `WAS` or `WEB`, or another value as received.
    #[serde(default)]
    pub kind: String,
    /// The server's name, or the host of a scanned site (자산명).
    pub server: String,
    /// The operating system.
    #[serde(default)]
    pub os: Option<String>,
    /// The operating system's version.
    #[serde(default)]
    pub os_version: Option<String>,
    /// The version of the vendor's check script.
    #[serde(default)]
    pub script_version: Option<String>,
    /// The inspection's number as text.
    pub inspection: String,
    /// When the inspection was executed.
    #[serde(default)]
    pub checked_at: Option<DateTime<FixedOffset>>,
    /// The number of checks by the vendor's count.
    #[serde(default)]
    pub check_count: Option<u64>,
    /// The number of failed checks by the vendor's count.
    #[serde(default)]
    pub weak_count: Option<u64>,
    /// The failed checks of high severity by the vendor's count.
    #[serde(default)]
    pub high: Option<u64>,
    /// The failed checks of medium severity by the vendor's count.
    #[serde(default)]
    pub medium: Option<u64>,
    /// The failed checks of low severity by the vendor's count.
    #[serde(default)]
    pub low: Option<u64>,
    /// The number of detail rows that were received.
    #[serde(default)]
    pub items: u64,
    /// Whether the rows disagree with the vendor's counts.
    #[serde(default)]
    pub mismatch: bool,
}

impl Inspection {
    /// An inspection of a server; set the other fields as they are known.
    pub fn new(service: Service, server: impl Into<String>, inspection: impl Into<String>) -> Self {
        Self {
            service,
            project: default_project(),
            region: String::new(),
            standard: String::new(),
            kind: String::new(),
            server: server.into(),
            os: None,
            os_version: None,
            script_version: None,
            inspection: inspection.into(),
            checked_at: None,
            check_count: None,
            weak_count: None,
            high: None,
            medium: None,
            low: None,
            items: 0,
            mismatch: false,
        }
    }
}
