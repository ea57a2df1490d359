use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use zeroize::Zeroizing;

use super::{FoundCredentials, NcpCredentialSource};
use crate::ncp::configure_file::{ACCESS_KEY, DEFAULT_PROFILE, SECRET_KEY};
use crate::ncp::{ConfigureProfile, NcpCredentials, parse_configure};
use crate::{Environment, SigningError, SigningErrorKind};

/// The file `~/.ncloud/configure` of the official command-line tool.
///
/// Vendor page: <https://cli.ncloud-docs.com/docs/en/home>.
#[derive(Debug, Clone)]
pub struct ConfigureFileSource {
    environment: Arc<dyn Environment>,
    profile: Option<String>,
}

impl ConfigureFileSource {
    /// The file in that environment's home directory; `profile` `None` is the default profile,
    /// which need not be there, while a named one must.
    pub fn new(environment: Arc<dyn Environment>, profile: Option<&str>) -> Self {
        Self {
            environment,
            profile: profile.map(str::to_owned),
        }
    }

    fn path(&self) -> Option<PathBuf> {
        Some(
            self.environment
                .home_dir()?
                .join(".ncloud")
                .join("configure"),
        )
    }

    /// `None` where there is nothing, an error where a named profile is asked of nothing.
    fn nothing(&self, why: &str) -> Result<Option<FoundCredentials>, SigningError> {
        match &self.profile {
            None => Ok(None),
            Some(profile) => Err(missing(format!(
                "the profile '{profile}' was asked for, but {why}"
            ))),
        }
    }
}

#[async_trait]
impl NcpCredentialSource for ConfigureFileSource {
    async fn credentials(&self) -> Result<Option<FoundCredentials>, SigningError> {
        let Some(path) = self.path() else {
            return self.nothing("there is no home directory to look for .ncloud/configure in");
        };
        let shown = path.display();
        let text = match self.environment.read_file(&path) {
            Ok(content) => {
                Zeroizing::new(String::from_utf8_lossy(&Zeroizing::new(content)).into_owned())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return self.nothing(&format!("there is no file {shown}"));
            }
            // The line holds the reason: as a source too, a chain of errors would say it twice.
            Err(error) => return Err(missing(format!("{shown} cannot be read: {error}"))),
        };
        let file = parse_configure(&text);
        let Some(profile) = file.profile(self.profile.as_deref()) else {
            let names: Vec<&str> = file.profiles().iter().map(ConfigureProfile::name).collect();
            return self.nothing(&format!(
                "{shown} has only these profiles: {}",
                names.join(", ")
            ));
        };
        let half_a_pair = |key| {
            missing(format!(
                "the profile '{}' of {shown} has no {key}; add the line '{key} = …'",
                profile.name()
            ))
        };
        match (profile.access_key(), profile.secret_key()) {
            (Some(access_key), Some(secret_key)) => Ok(Some(FoundCredentials::new(
                NcpCredentials::new(access_key.clone(), secret_key.clone()),
                format!("{shown}, profile '{}'", profile.name()),
            ))),
            (None, None) => self.nothing(&format!("it holds no keys in {shown}")),
            (None, Some(_)) => Err(half_a_pair(ACCESS_KEY)),
            (Some(_), None) => Err(half_a_pair(SECRET_KEY)),
        }
    }

    fn description(&self) -> String {
        let file = self.path().map_or_else(
            || "~/.ncloud/configure (no home directory is set)".to_owned(),
            |path| path.display().to_string(),
        );
        let profile = self.profile.as_deref().unwrap_or(DEFAULT_PROFILE);
        format!("{file} (write {ACCESS_KEY} and {SECRET_KEY} under [{profile}])")
    }
}

fn missing(message: String) -> SigningError {
    SigningError::new(SigningErrorKind::NotConfigured, message)
}
