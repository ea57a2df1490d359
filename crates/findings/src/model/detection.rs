use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::run::Service;
use super::run::default_project;

/// The counters that the service documents. Others come as the product learns to detect more.
pub(crate) const COUNTERS: [&str; 14] = [
    "cheatCount",
    "emulatorCount",
    "modificationCount",
    "debuggerCount",
    "rootingCount",
    "speedHackCount",
    "networkCount",
    "virtualCount",
    "remoteCount",
    "macroCount",
    "blackCount",
    "macroSuspectCount",
    "jailbreakCount",
    "hookCount",
];

/// What AppGuard detected of one device or user on one day.
///
/// The ids are personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Detection {
    /// Always [`Service::AppGuard`].
    pub service: Service,
    /// The name that tells accounts and Appkeys apart.
    #[serde(default = "default_project")]
    pub project: String,
    /// The day in Korea.
    pub date: NaiveDate,
    /// `android` or `ios`.
    pub os: String,
    /// `device` or `user`.
    pub id_type: String,
    /// The device's or user's id.
    pub id: String,
    /// The sum of the day's detections as the service counts it.
    pub total: u64,
    /// The counters by the service's names; zeros are left out.
    pub counts: BTreeMap<String, u64>,
}

impl Detection {
    /// A day of a device or user; the counters are added to `counts`.
    pub fn new(
        date: NaiveDate,
        os: impl Into<String>,
        id_type: impl Into<String>,
        id: impl Into<String>,
    ) -> Self {
        Self {
            service: Service::AppGuard,
            project: default_project(),
            date,
            os: os.into(),
            id_type: id_type.into(),
            id: id.into(),
            total: 0,
            counts: BTreeMap::new(),
        }
    }
}
