use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use transport_core::envelope::{ApiResponse, ErrorBody};
use transport_core::wire;

use super::{DateText, LoginInfo, Period};
use crate::envelope::{self, Body};
use crate::url::Shown;

/// The report of a finished scan; it can be read for one year.
///
/// What the vendor leaves open is raw JSON, as it came. Vendor page:
/// <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport>.
#[non_exhaustive]
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// When the scan was completed.
    pub report_date: Option<DateText>,
    /// The target (`Target_Info`). A URL may hold a password, which `Debug` does not show.
    #[serde(rename = "Target_Info")]
    pub target_info: Option<String>,
    /// When URLs were collected (`Crawl_Time`).
    #[serde(rename = "Crawl_Time")]
    pub crawl_time: Option<Period>,
    /// When the target was scanned (`Scan_Time`).
    #[serde(rename = "Scan_Time")]
    pub scan_time: Option<Period>,
    /// The URLs left out (`Excluded_Url`).
    #[serde(rename = "Excluded_Url")]
    pub excluded_url: Option<String>,
    /// The cookies that the scan logged in with, a secret (`Login_Info`).
    #[serde(rename = "Login_Info")]
    pub login_info: Option<LoginInfo>,
    /// The vulnerabilities looked for, separated by commas (`Vulnerability_Category`).
    #[serde(rename = "Vulnerability_Category")]
    pub vulnerability_category: Option<String>,
    /// The browser that the scan pretended to be (`User_Agent`).
    #[serde(rename = "User_Agent")]
    pub user_agent: Option<String>,
    /// The memo that the job was created with.
    #[serde(rename = "Memo")]
    pub memo: Option<String>,
    /// The domains scanned; their form is undocumented.
    #[serde(rename = "Scanned_Domain_List")]
    pub scanned_domain_list: Option<Vec<Value>>,
    /// The domains not scanned; their form is undocumented.
    #[serde(rename = "Not_Scanned_Domain_List")]
    pub not_scanned_domain_list: Option<Vec<Value>>,
    /// Counts by risk (`Classify_byRisk_Level`).
    #[serde(rename = "Classify_byRisk_Level")]
    pub classify_by_risk_level: Option<RiskLevels>,
    /// Counts by domain; what is inside is undocumented.
    #[serde(rename = "Classify_byRisk_Domain")]
    pub classify_by_risk_domain: Option<Value>,
    /// Counts by vulnerability; what is inside is undocumented.
    #[serde(rename = "Classify_byRisk_Vulnerability")]
    pub classify_by_risk_vulnerability: Option<Value>,
    /// The findings; what is inside is undocumented.
    #[serde(rename = "Details")]
    pub details: Option<Value>,
    /// The countermeasures; what is inside is undocumented.
    #[serde(rename = "Recommendation")]
    pub recommendation: Option<Value>,
}

/// How many findings there are of each risk.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport>.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct RiskLevels {
    /// All of them.
    #[serde(deserialize_with = "wire::option::u64")]
    pub total: Option<u64>,
    /// High risk.
    #[serde(deserialize_with = "wire::option::u64")]
    pub high: Option<u64>,
    /// Medium risk.
    #[serde(deserialize_with = "wire::option::u64")]
    pub medium: Option<u64>,
    /// Low risk.
    #[serde(deserialize_with = "wire::option::u64")]
    pub low: Option<u64>,
}

impl Report {
    /// The names in `Vulnerability_Category`, one by one.
    pub fn vulnerability_names(&self) -> impl Iterator<Item = &str> {
        self.vulnerability_category
            .iter()
            .flat_map(|names| names.split(','))
            .map(str::trim)
            .filter(|name| !name.is_empty())
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Taken apart, so that a new field cannot be forgotten.
        let Self {
            report_date,
            target_info,
            crawl_time,
            scan_time,
            excluded_url,
            login_info,
            vulnerability_category,
            user_agent,
            memo,
            scanned_domain_list,
            not_scanned_domain_list,
            classify_by_risk_level,
            classify_by_risk_domain,
            classify_by_risk_vulnerability,
            details,
            recommendation,
        } = self;
        f.debug_struct("Report")
            .field("report_date", report_date)
            .field("target_info", &Shown(target_info))
            .field("crawl_time", crawl_time)
            .field("scan_time", scan_time)
            .field("excluded_url", &Shown(excluded_url))
            .field("login_info", login_info)
            .field("vulnerability_category", vulnerability_category)
            .field("user_agent", user_agent)
            .field("memo", memo)
            .field("scanned_domain_list", scanned_domain_list)
            .field("not_scanned_domain_list", not_scanned_domain_list)
            .field("classify_by_risk_level", classify_by_risk_level)
            .field("classify_by_risk_domain", classify_by_risk_domain)
            .field(
                "classify_by_risk_vulnerability",
                classify_by_risk_vulnerability,
            )
            .field("details", details)
            .field("recommendation", recommendation)
            .finish()
    }
}

impl Body for Report {
    fn is_readable(&self) -> bool {
        *self != Self::default()
    }
}

impl ApiResponse for Report {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        envelope::decode(body)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        // A refusal does not decode as a report.
        None
    }
}
