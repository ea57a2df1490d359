//! Where NAVER Cloud credentials are found, in the order of the official tools.

mod configure_file;
mod environment;
mod server_role;

pub use configure_file::ConfigureFileSource;
pub use environment::EnvironmentSource;
pub use server_role::{MetadataSource, ServerRoleSource};

use std::fmt::Debug;
use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;

use super::NcpCredentials;
use crate::{Environment, SigningError, SigningErrorKind};

/// A place where NAVER Cloud credentials may be found.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/compute-vmetadata-roledata>.
#[async_trait]
pub trait NcpCredentialSource: Debug + Send + Sync {
    /// The credentials, or `None` if there are none in this place.
    ///
    /// # Errors
    ///
    /// When something is there that cannot be used: half a pair, an unreadable file, an answer
    /// that makes no sense. The next place is then not asked, as it may name another account.
    async fn credentials(&self) -> Result<Option<FoundCredentials>, SigningError>;

    /// Whether asking again may give other credentials than these, which a service has rejected.
    fn may_have_changed(&self, rejected: &FoundCredentials) -> bool {
        rejected.is_renewable()
    }

    /// Where it looks and what has to be set there, as it reads after "looked at"; no secrets.
    fn description(&self) -> String;
}

/// Credentials, with the place where they were found and until when they work.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/compute-vmetadata-roledata>.
#[derive(Debug, Clone)]
pub struct FoundCredentials {
    credentials: NcpCredentials,
    source: String,
    expires_at: Option<SystemTime>,
    renewable: bool,
}

impl FoundCredentials {
    /// Credentials that do not expire, found in `source` (shown to users: no secrets).
    pub fn new(credentials: NcpCredentials, source: impl Into<String>) -> Self {
        Self {
            credentials,
            source: source.into(),
            expires_at: None,
            renewable: false,
        }
    }

    /// Says that the place gives other credentials in time, so that asking again makes sense when
    /// these are refused.
    #[must_use]
    pub fn renewable(mut self) -> Self {
        self.renewable = true;
        self
    }

    /// Says until when they work; they are then renewable too.
    #[must_use]
    pub fn expiring_at(mut self, expires_at: SystemTime) -> Self {
        self.expires_at = Some(expires_at);
        self.renewable()
    }

    /// The credentials.
    pub fn credentials(&self) -> &NcpCredentials {
        &self.credentials
    }

    /// Where they were found, such as a file and its profile.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Until when they work; `None` if they do not expire.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// Whether asking again may give other credentials.
    pub fn is_renewable(&self) -> bool {
        self.renewable
    }
}

/// Asks one place after another; the first that has credentials wins.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/compute-vmetadata-roledata>.
#[derive(Debug, Clone)]
pub struct CredentialChain {
    sources: Vec<Arc<dyn NcpCredentialSource>>,
}

impl CredentialChain {
    /// A chain of these places, asked in this order.
    pub fn new(sources: Vec<Arc<dyn NcpCredentialSource>>) -> Self {
        Self { sources }
    }

    /// The places of the official tools: the environment, then `~/.ncloud/configure`, then the
    /// server role.
    ///
    /// A `profile` that is named is asked for on purpose, so that the file is then the only place:
    /// variables of another account must not take over silently.
    pub fn official(
        environment: Arc<dyn Environment>,
        profile: Option<&str>,
        metadata: Arc<dyn MetadataSource>,
    ) -> Self {
        let file = ConfigureFileSource::new(environment.clone(), profile);
        if profile.is_some() {
            return Self::new(vec![Arc::new(file)]);
        }
        Self::new(vec![
            Arc::new(EnvironmentSource::new(environment)),
            Arc::new(file),
            Arc::new(ServerRoleSource::new(metadata)),
        ])
    }

    /// The credentials of the first place that has any; `None` if there are none anywhere.
    ///
    /// # Errors
    ///
    /// The error of the first place where something is there that cannot be used.
    pub async fn find(&self) -> Result<Option<FoundCredentials>, SigningError> {
        for source in &self.sources {
            if let Some(found) = source.credentials().await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

#[async_trait]
impl NcpCredentialSource for CredentialChain {
    /// As [`find`](CredentialChain::find), but never `None`: nothing anywhere is an error.
    ///
    /// # Errors
    ///
    /// [`Missing`](SigningErrorKind::NotConfigured) with every place that was looked at and what to set
    /// there; or the error of the first place where something cannot be used.
    async fn credentials(&self) -> Result<Option<FoundCredentials>, SigningError> {
        match self.find().await? {
            Some(found) => Ok(Some(found)),
            None => Err(SigningError::new(
                SigningErrorKind::NotConfigured,
                format!(
                    "no NAVER Cloud credentials found; looked at {}",
                    self.description()
                ),
            )),
        }
    }

    fn description(&self) -> String {
        let places: Vec<String> = self
            .sources
            .iter()
            .map(|source| source.description())
            .collect();
        places.join(", then at ")
    }
}
