//! A summary page in the plainest structs.

use serde::Deserialize;

/// The header of every answer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    /// Whether the call succeeded.
    pub is_successful: bool,
    /// The result code.
    pub result_code: i64,
    /// The result message.
    pub result_message: String,
}

/// The answer.
#[derive(Debug, Deserialize)]
pub struct Summary {
    /// The header.
    pub header: Header,
    /// The inspections.
    pub results: Vec<Row>,
    /// The page.
    pub page: Page,
}

/// One inspection.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the vendor's names")]
pub struct Row {
    pub usage_stas_no: u64,
    pub instance_name: String,
    pub os: String,
    pub kind: String,
    pub system_version: String,
    pub bss: String,
    pub script_version: String,
    pub execution_time: String,
    pub check_count: u64,
    pub weak_count: u64,
    pub level3_weak_count: u64,
    pub level2_weak_count: u64,
    pub level1_weak_count: u64,
}

/// Where the page stands.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the vendor's names")]
pub struct Page {
    pub item_per_page: u64,
    pub page: u64,
    pub total_count: u64,
}
