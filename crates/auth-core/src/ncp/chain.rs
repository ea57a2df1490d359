use std::sync::Arc;

use async_trait::async_trait;

use super::source::{ConfigureFileSource, EnvironmentSource, MetadataSource, ServerRoleSource};
use super::{FoundCredentials, NcpCredentialSource};
use crate::{Environment, SigningError};

/// Asks one source after another; the first that has credentials wins.
///
/// ```
/// use auth_core::{CredentialChain, EnvironmentSource, FixedEnvironment};
/// use std::sync::Arc;
///
/// let environment = Arc::new(FixedEnvironment::new()); // `SystemEnvironment` outside of tests
/// let chain = CredentialChain::new(vec![Arc::new(EnvironmentSource::new(environment))]);
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/compute-vmetadata-roledata>.
#[derive(Debug, Clone)]
pub struct CredentialChain {
    sources: Vec<Arc<dyn NcpCredentialSource>>,
}

impl CredentialChain {
    /// A chain of these sources, asked in this order.
    pub fn new(sources: Vec<Arc<dyn NcpCredentialSource>>) -> Self {
        Self { sources }
    }

    /// The sources of the official tools: the environment, then `~/.ncloud/configure`, then the
    /// server role.
    ///
    /// A `profile` is named on purpose, so that the file is then the only source: variables of
    /// another account must not take over silently.
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

    /// The credentials of the first source that has any; `None` if there are none anywhere.
    ///
    /// # Errors
    ///
    /// The error of the first source where something is there that cannot be used.
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
    /// [`NotConfigured`](crate::SigningErrorKind::NotConfigured) with every source that was looked
    /// at and what to set there; or the error of the first source where something cannot be used.
    async fn credentials(&self) -> Result<Option<FoundCredentials>, SigningError> {
        match self.find().await? {
            Some(found) => Ok(Some(found)),
            None => Err(SigningError::not_configured(format!(
                "no NAVER Cloud credentials found; looked at {}",
                self.description()
            ))),
        }
    }

    fn may_have_changed(&self, rejected: &FoundCredentials) -> bool {
        self.sources
            .iter()
            .any(|source| source.may_have_changed(rejected))
    }

    fn description(&self) -> String {
        let sources: Vec<_> = self
            .sources
            .iter()
            .map(|source| source.description())
            .collect();
        sources.join(", then at ")
    }
}
