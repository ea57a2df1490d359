use serde::{Deserialize, Serialize};

use super::{EpochMillis, Flag, lenient};

/// What the service knew of a token, and said once (`body` on the wire).
///
/// The token is gone with the read, so no field makes the answer unreadable: one that is missing,
/// null or of another type is `None`. A number stands for the same as text, and 1 and 0 for true and
/// false.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TokenInfo {
    /// The id of the app build that the token was issued to.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub app_id: Option<String>,
    /// When the token expires.
    #[serde(
        deserialize_with = "lenient::moment",
        skip_serializing_if = "Option::is_none"
    )]
    pub expire_at: Option<EpochMillis>,
    /// What the app is.
    #[serde(
        deserialize_with = "lenient::object",
        skip_serializing_if = "Option::is_none"
    )]
    pub integrity_info: Option<IntegrityInfo>,
    /// What was found.
    #[serde(
        deserialize_with = "lenient::object",
        skip_serializing_if = "Option::is_none"
    )]
    pub integrity_result: Option<IntegrityResult>,
}

/// What the app that got the token is.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct IntegrityInfo {
    /// The hash of the app's binary.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub code_hash: Option<String>,
    /// The signature of the app's signer.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub signature: Option<String>,
}

/// What was found of the app that got the token.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct IntegrityResult {
    /// Whether the binary is the registered one. It says something only where the console is set
    /// to verify hashes; in the default mode, which only collects them, it says nothing, and the
    /// answer does not tell the mode.
    #[serde(
        deserialize_with = "lenient::truth",
        skip_serializing_if = "Option::is_none"
    )]
    pub code_hash_match: Option<bool>,
    /// Whether the signature is the registered one.
    #[serde(
        deserialize_with = "lenient::truth",
        skip_serializing_if = "Option::is_none"
    )]
    pub signature_match: Option<bool>,
    /// What was found on the device.
    #[serde(
        deserialize_with = "lenient::object",
        skip_serializing_if = "Option::is_none"
    )]
    pub integrity_checked: Option<IntegrityChecked>,
}

/// What was found on the device; each may be null, which the vendor documents and does not
/// explain.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct IntegrityChecked {
    /// The device is rooted or jailbroken.
    #[serde(deserialize_with = "lenient::truth")]
    pub rooting_detected: Option<bool>,
    /// The app runs in an emulator.
    #[serde(deserialize_with = "lenient::truth")]
    pub emulator_detected: Option<bool>,
    /// A debugger is attached.
    #[serde(deserialize_with = "lenient::truth")]
    pub debug_detected: Option<bool>,
    /// Code of the app is hooked.
    #[serde(deserialize_with = "lenient::truth")]
    pub hooking_detected: Option<bool>,
    /// The environment is not to be trusted.
    #[serde(deserialize_with = "lenient::truth")]
    pub untrusted_env: Option<bool>,
}

impl IntegrityChecked {
    /// What was found of that flag.
    pub fn get(&self, flag: Flag) -> Option<bool> {
        match flag {
            Flag::RootingDetected => self.rooting_detected,
            Flag::EmulatorDetected => self.emulator_detected,
            Flag::DebugDetected => self.debug_detected,
            Flag::HookingDetected => self.hooking_detected,
            Flag::UntrustedEnv => self.untrusted_env,
        }
    }
}
