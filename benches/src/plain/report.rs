//! A Web Security Checker report in the plainest structs; what is undocumented stays JSON.

use serde::Deserialize;
use serde_json::Value;

/// The answer.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the vendor's names")]
pub struct Report {
    pub report_date: String,
    #[serde(rename = "Target_Info")]
    pub target_info: String,
    #[serde(rename = "Crawl_Time")]
    pub crawl_time: String,
    #[serde(rename = "Scan_Time")]
    pub scan_time: String,
    #[serde(rename = "Excluded_Url")]
    pub excluded_url: String,
    #[serde(rename = "Login_Info")]
    pub login_info: String,
    #[serde(rename = "Vulnerability_Category")]
    pub vulnerability_category: String,
    #[serde(rename = "User_Agent")]
    pub user_agent: String,
    #[serde(rename = "Memo")]
    pub memo: String,
    #[serde(rename = "Scanned_Domain_List")]
    pub scanned_domain_list: Vec<Value>,
    #[serde(rename = "Not_Scanned_Domain_List")]
    pub not_scanned_domain_list: Vec<Value>,
    #[serde(rename = "Classify_byRisk_Level")]
    pub classify_by_risk_level: RiskLevels,
    #[serde(rename = "Classify_byRisk_Domain")]
    pub classify_by_risk_domain: Value,
    #[serde(rename = "Classify_byRisk_Vulnerability")]
    pub classify_by_risk_vulnerability: Value,
    #[serde(rename = "Details")]
    pub details: Value,
    #[serde(rename = "Recommendation")]
    pub recommendation: Value,
}

/// Counts by risk.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "the vendor's names")]
pub struct RiskLevels {
    pub total: u64,
    pub high: u64,
    pub medium: u64,
    pub low: u64,
}
