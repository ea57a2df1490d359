//! An integrity token's info in the plainest structs.

use serde::Deserialize;

use super::summary::Header;

/// The answer.
#[derive(Debug, Deserialize)]
pub struct TokenInfoAnswer {
    /// The header.
    pub header: Header,
    /// What is known of the token.
    pub body: TokenInfo,
}

/// What is known of the token.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the vendor's names")]
pub struct TokenInfo {
    pub app_id: String,
    pub expire_at: i64,
    pub integrity_info: IntegrityInfo,
    pub integrity_result: IntegrityResult,
}

/// What the app is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the vendor's names")]
pub struct IntegrityInfo {
    pub code_hash: String,
    pub signature: String,
}

/// What was found.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the vendor's names")]
pub struct IntegrityResult {
    pub code_hash_match: bool,
    pub signature_match: bool,
    pub integrity_checked: Flags,
}

/// What was found on the device.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the vendor's names")]
pub struct Flags {
    pub rooting_detected: Option<bool>,
    pub emulator_detected: Option<bool>,
    pub debug_detected: Option<bool>,
    pub hooking_detected: Option<bool>,
    pub untrusted_env: Option<bool>,
}
