//! The integrity tokens that nobody has read yet.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::rng::{Rng, pick};

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

#[derive(Debug)]
struct Token {
    app_id: String,
    verdict: IntegrityVerdict,
    expires_ms: i64,
    reads: u64,
}

/// Tokens by their text; a token that was read stays, to be recognised as read.
#[derive(Default)]
pub(crate) struct IntegrityStore {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    tokens: HashMap<String, Token>,
    issued: u64,
}

impl IntegrityStore {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands out a token that looks like the JWT it is in the real service.
    pub(crate) fn issue(
        &self,
        app_id: &str,
        verdict: IntegrityVerdict,
        life: Duration,
        now_ms: i64,
        seed: u64,
    ) -> String {
        let mut inner = self.lock();
        inner.issued += 1;
        let life = i64::try_from(life.as_millis()).unwrap_or(i64::MAX);
        let expires_ms = now_ms.saturating_add(life);
        let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!(
            "{}.{}.{}",
            part(&json!({ "alg": "HS256", "typ": "JWT" })),
            part(&json!({ "jti": inner.issued, "exp": expires_ms / 1_000 })),
            Rng::new(pick(seed, 43, inner.issued)).alphanumeric(43),
        );
        let token = Token {
            app_id: app_id.to_owned(),
            verdict,
            expires_ms,
            reads: 0,
        };
        inner.tokens.insert(text.clone(), token);
        text
    }

    /// Reads a token, which is gone with that; or says why not.
    pub(crate) fn consume(
        &self,
        token: &str,
        app_id: &str,
        now_ms: i64,
    ) -> Result<(IntegrityVerdict, i64), &'static str> {
        let mut inner = self.lock();
        let token = inner.tokens.get_mut(token).ok_or("unknown token")?;
        if token.reads > 0 {
            return Err("read before");
        }
        if token.app_id != app_id {
            return Err("another app's token");
        }
        if token.expires_ms <= now_ms {
            return Err("expired");
        }
        token.reads += 1;
        Ok((token.verdict, token.expires_ms))
    }

    pub(crate) fn reads(&self, token: &str) -> u64 {
        self.lock().tokens.get(token).map_or(0, |token| token.reads)
    }

    pub(crate) fn clear(&self) {
        self.lock().tokens.clear();
    }
}
