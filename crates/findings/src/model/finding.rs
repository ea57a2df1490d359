use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::run::Service;
use super::status::{Severity, Status};

/// One check of one inspection as it stands in a snapshot, passed ones too.
///
/// The record is flat, so that a database reads the file without joins; the remediation text
/// stands in the [`Item`](super::Item) record only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding<'a> {
    /// The service.
    pub service: Service,
    /// The name that tells accounts and Appkeys apart.
    #[serde(borrow, default = "default_project")]
    pub project: Cow<'a, str>,
    /// The vendor's region code; empty for web scans.
    #[serde(borrow, default)]
    pub region: Cow<'a, str>,
    /// The standard; empty for web scans.
    #[serde(borrow, default)]
    pub standard: Cow<'a, str>,
    /// The kind of check: `OS`, `WAS` or `WEB`, or another value as received.
    #[serde(borrow, default)]
    pub kind: Cow<'a, str>,
    /// The server's name, or the host of a scanned site.
    #[serde(borrow)]
    pub server: Cow<'a, str>,
    /// The operating system.
    #[serde(borrow, default)]
    pub os: Option<Cow<'a, str>>,
    /// The operating system's version.
    #[serde(borrow, default)]
    pub os_version: Option<Cow<'a, str>>,
    /// The version of the vendor's check script.
    #[serde(borrow, default)]
    pub script_version: Option<Cow<'a, str>>,
    /// The inspection's number as text.
    #[serde(borrow)]
    pub inspection: Cow<'a, str>,
    /// When the inspection was executed.
    #[serde(default)]
    pub checked_at: Option<DateTime<FixedOffset>>,
    /// The check's id; `?` where the vendor sent none.
    #[serde(borrow)]
    pub check: Cow<'a, str>,
    /// The group the check belongs to.
    #[serde(borrow, default)]
    pub category: Option<Cow<'a, str>>,
    /// The check's text.
    #[serde(borrow, default)]
    pub item: Option<Cow<'a, str>>,
    /// Where in the server: empty, or URL, U+001F and parameter of a web finding.
    #[serde(borrow, default)]
    pub location: Cow<'a, str>,
    /// How serious the check is.
    pub severity: Severity,
    /// The result.
    pub status: Status,
    /// The vendor's result code where the status is unknown.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub status_raw: Option<Cow<'a, str>>,
    /// How many places a web finding stands for, where a report only counts them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
}

fn default_project<'a>() -> Cow<'a, str> {
    Cow::Borrowed(super::run::DEFAULT_PROJECT)
}
