use std::fmt::Debug;
use std::time::SystemTime;

use async_trait::async_trait;

use crate::{InvalidKey, Secret, SigningError, validate_key};

/// A NAVER Cloud key pair: the access key, which names the account, and the secret key.
///
/// From the console's "API authentication key" page, or of a server role.
///
/// ```
/// use auth_core::NcpCredentials;
///
/// let credentials = NcpCredentials::new("EXAMPLE_ACCESS_KEY", "EXAMPLE_SECRET_KEY");
/// assert_eq!(credentials.access_key(), "EXAMPLE_ACCESS_KEY");
/// assert!(!format!("{credentials:?}").contains("EXAMPLE"));
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/common-ncpapi>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NcpCredentials {
    // Not a secret by itself, but it names the account: it stays out of logs too.
    access_key: Secret,
    secret_key: Secret,
}

impl NcpCredentials {
    /// The pair as the console shows it.
    pub fn new(access_key: impl Into<Secret>, secret_key: impl Into<Secret>) -> Self {
        Self {
            access_key: access_key.into(),
            secret_key: secret_key.into(),
        }
    }

    /// The access key's text.
    pub fn access_key(&self) -> &str {
        self.access_key.expose()
    }

    /// The secret key.
    pub fn secret_key(&self) -> &Secret {
        &self.secret_key
    }
}

/// A source in which NAVER Cloud credentials may be found.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/compute-vmetadata-roledata>.
#[async_trait]
pub trait NcpCredentialSource: Debug + Send + Sync {
    /// The credentials, or `None` if this source has none.
    ///
    /// # Errors
    ///
    /// When something is there that cannot be used: half a pair, an unreadable file, a response
    /// that makes no sense. The next source is then not asked, as it may name another account.
    async fn credentials(&self) -> Result<Option<FoundCredentials>, SigningError>;

    /// Whether asking again may give other credentials than these, which a service has rejected.
    fn may_have_changed(&self, rejected: &FoundCredentials) -> bool {
        rejected.is_refreshable()
    }

    /// Where it looks and what has to be set there, as it reads after "looked at"; no secrets.
    fn description(&self) -> String;
}

/// Credentials, with where they were found and when they expire.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/compute-vmetadata-roledata>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCredentials {
    credentials: NcpCredentials,
    source: String,
    expires_at: Option<SystemTime>,
    refreshable: bool,
    api_url: Option<String>,
}

impl FoundCredentials {
    /// Credentials that do not expire, found in `source` (shown to users: no secrets).
    pub fn new(credentials: NcpCredentials, source: impl Into<String>) -> Self {
        Self {
            credentials,
            source: source.into(),
            expires_at: None,
            refreshable: false,
            api_url: None,
        }
    }

    /// Says that the source gives other credentials in time, so that asking again makes sense when
    /// these are rejected.
    #[must_use]
    pub fn with_refresh(mut self) -> Self {
        self.refreshable = true;
        self
    }

    /// Says when they expire; they are then refreshable too.
    #[must_use]
    pub fn with_expires_at(mut self, expires_at: SystemTime) -> Self {
        self.expires_at = Some(expires_at);
        self.with_refresh()
    }

    /// Notes the URL of the API gateway that stands beside the keys.
    #[must_use]
    pub fn with_api_url(mut self, api_url: Option<String>) -> Self {
        self.api_url = api_url;
        self
    }

    /// The credentials.
    pub fn credentials(&self) -> &NcpCredentials {
        &self.credentials
    }

    /// Where they were found, such as a file and its profile.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// When they expire; `None` if they do not.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// Whether asking again may give other credentials.
    pub fn is_refreshable(&self) -> bool {
        self.refreshable
    }

    /// The URL of the API gateway beside the keys (`ncloud_api_url` in the file, `NCLOUD_API_GW` in
    /// the environment), as it is written there: its host tells the zone that they belong to.
    pub fn api_url(&self) -> Option<&str> {
        self.api_url.as_deref()
    }
}

/// Checks a key that was found; `place` says where, as it reads at the beginning of a sentence.
pub(super) fn check_key(place: &str, key: &str) -> Result<(), SigningError> {
    validate_key(key)
        .map_err(|problem: InvalidKey| SigningError::not_configured(format!("{place} {problem}")))
}
