//! What an integrity token says about the app that got it.

use serde::{Deserialize, Serialize};

/// The findings that a reader of the token is told.
///
/// The default is a genuine app on a clean device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct IntegrityVerdict {
    /// `codeHashMatch`.
    pub code_hash_match: bool,
    /// `signatureMatch`.
    pub signature_match: bool,
    /// `rootingDetected`; `None` is written as null.
    pub rooting_detected: Option<bool>,
    /// `emulatorDetected`; `None` is written as null.
    pub emulator_detected: Option<bool>,
    /// `debugDetected`; `None` is written as null.
    pub debug_detected: Option<bool>,
    /// `hookingDetected`; `None` is written as null.
    pub hooking_detected: Option<bool>,
    /// `untrustedEnv`; `None` is written as null.
    pub untrusted_env: Option<bool>,
}

impl IntegrityVerdict {
    /// A genuine app on a clean device.
    #[must_use]
    pub const fn genuine() -> Self {
        Self {
            code_hash_match: true,
            signature_match: true,
            rooting_detected: Some(false),
            emulator_detected: Some(false),
            debug_detected: Some(false),
            hooking_detected: Some(false),
            untrusted_env: Some(false),
        }
    }

    /// A changed app, hooked, on a rooted device.
    #[must_use]
    pub const fn tampered() -> Self {
        Self {
            code_hash_match: false,
            signature_match: false,
            rooting_detected: Some(true),
            hooking_detected: Some(true),
            ..Self::genuine()
        }
    }

    /// A genuine app of which nothing was checked: all flags are null.
    #[must_use]
    pub const fn unchecked() -> Self {
        Self {
            rooting_detected: None,
            emulator_detected: None,
            debug_detected: None,
            hooking_detected: None,
            untrusted_env: None,
            ..Self::genuine()
        }
    }
}

impl Default for IntegrityVerdict {
    fn default() -> Self {
        Self::genuine()
    }
}
