//! The emulator's accounts: made-up keys that look like what they are.

use std::fmt;

use crate::signature::SigningKey;

/// Every key that one account of the emulator accepts: test secrets, good for nothing else.
///
/// `Debug` shows the identifiers and hides the secrets and the Appkeys.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credentials {
    /// NHN Cloud User Access Key ID (token service and AppGuard).
    pub nhn_user_access_key_id: String,
    /// NHN Cloud Secret Access Key.
    pub nhn_secret_access_key: String,
    /// Appkey of Server Security Check.
    pub ssc_appkey: String,
    /// Appkey of AppGuard.
    pub appguard_appkey: String,
    /// An app that is registered for integrity verification.
    pub integrity_app_id: String,
    /// NAVER Cloud access key.
    pub ncp_access_key: String,
    /// NAVER Cloud secret key.
    pub ncp_secret_key: String,
}

impl Credentials {
    /// The keys of the account with this number, counted from 1: the same in every emulator.
    pub(crate) fn of_account(number: usize) -> Self {
        Self {
            nhn_user_access_key_id: format!("TEST-NHN-ACCESS-KEY-{number}"),
            nhn_secret_access_key: format!("test-secret-nhn-access-key-{number}"),
            ssc_appkey: format!("test-ssc-appkey-{number}"),
            appguard_appkey: format!("test-appguard-appkey-{number}"),
            integrity_app_id: format!("00000000-0000-4000-8000-{number:012}"),
            ncp_access_key: format!("TEST-NCP-ACCESS-KEY-{number}"),
            ncp_secret_key: format!("test-secret-ncp-secret-key-{number}"),
        }
    }

    pub(crate) fn secrets(&self) -> [&str; 4] {
        [
            &self.nhn_secret_access_key,
            &self.ssc_appkey,
            &self.appguard_appkey,
            &self.ncp_secret_key,
        ]
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Credentials")
            .field("nhn_user_access_key_id", &self.nhn_user_access_key_id)
            .field("integrity_app_id", &self.integrity_app_id)
            .field("ncp_access_key", &self.ncp_access_key)
            .finish_non_exhaustive()
    }
}

/// An account as the services keep it.
pub(crate) struct Account {
    pub(crate) keys: Credentials,
    pub(crate) signing_key: SigningKey,
}

impl Account {
    pub(crate) fn new(keys: Credentials) -> Self {
        Self {
            signing_key: SigningKey::new(keys.ncp_secret_key.as_bytes()),
            keys,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_what_is_secret() {
        let keys = Credentials::of_account(1);
        let text = format!("{keys:?}");
        for secret in keys.secrets() {
            assert!(!text.contains(secret), "{text}");
        }
    }
}
