//! NHN's answers in the plainest structs.
#![expect(missing_docs, reason = "the vendor's names")]

use serde::Deserialize;

use crate::Failure;

/// The header of every answer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    pub is_successful: bool,
    pub result_code: i64,
    pub result_message: String,
}

impl Header {
    /// Whether the call succeeded.
    ///
    /// # Errors
    ///
    /// The message, if it did not.
    pub fn check(&self) -> Result<(), Failure> {
        match self.is_successful {
            true => Ok(()),
            false => Err(self.result_message.clone().into()),
        }
    }
}

/// A summary page.
#[derive(Debug, Deserialize)]
pub struct Summary {
    pub header: Header,
    pub results: Vec<Row>,
    pub page: Page,
}

/// One inspection.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
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
pub struct Page {
    pub item_per_page: u64,
    pub page: u64,
    pub total_count: u64,
}

/// An inspection's details.
#[derive(Debug, Deserialize)]
pub struct Details {
    pub header: Header,
    pub results: Vec<Item>,
}

/// One checked item.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    pub category_name: String,
    pub result_id: String,
    pub weak_level: String,
    pub result_code: String,
    pub weak_level_name: String,
    pub item_name: String,
    pub manage_method: String,
}

/// What is known of an integrity token.
#[derive(Debug, Deserialize)]
pub struct TokenInfo {
    pub header: Header,
    pub body: TokenBody,
}

/// The app, and what was found on the device.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TokenBody {
    pub app_id: String,
    pub expire_at: i64,
    pub integrity_info: IntegrityInfo,
    pub integrity_result: IntegrityResult,
}

/// What the app is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IntegrityInfo {
    pub code_hash: String,
    pub signature: String,
}

/// What was found.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IntegrityResult {
    pub code_hash_match: bool,
    pub signature_match: bool,
    pub integrity_checked: Flags,
}

/// What was found on the device.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Flags {
    pub rooting_detected: Option<bool>,
    pub emulator_detected: Option<bool>,
    pub debug_detected: Option<bool>,
    pub hooking_detected: Option<bool>,
    pub untrusted_env: Option<bool>,
}
