use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use zeroize::Zeroizing;

use crate::ncp::configure::{ACCESS_KEY, DEFAULT_PROFILE, SECRET_KEY};
use crate::ncp::credentials::check_key;
use crate::text::printable;
use crate::{
    ConfigureFile, ConfigureProfile, Environment, FoundCredentials, NcpCredentialSource,
    NcpCredentials, SigningError, parse_configure,
};

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

    /// The key pair of the profile, if there is one.
    ///
    /// # Errors
    ///
    /// When the file is there but cannot be read, a profile that was asked for is not in it, or the
    /// profile holds half a pair, a misspelt key or what cannot be a key.
    pub fn find(&self) -> Result<Option<FoundCredentials>, SigningError> {
        let Some(path) = self.path() else {
            return self.nothing("there is no home directory to look for .ncloud/configure in");
        };
        let path = path.display().to_string();
        let Some(file) = self.read()? else {
            return self.nothing(&format!("there is no file {path}"));
        };
        let Some(profile) = file.profile(self.profile.as_deref()) else {
            return self.nothing(&format!("{path} has only these profiles: {}", names(&file)));
        };
        for (key, line, secret) in [
            (ACCESS_KEY, &profile.access_key_line, profile.access_key()),
            (SECRET_KEY, &profile.secret_key_line, profile.secret_key()),
        ] {
            let place = format!("{path}, line {}: {key}", line.number);
            match secret {
                Some(secret) if secret.expose().contains(char::REPLACEMENT_CHARACTER) => {
                    return Err(SigningError::not_configured(format!(
                        "{place} holds bytes that are not UTF-8; save the file as UTF-8"
                    )));
                }
                Some(secret) => check_key(&place, secret.expose())?,
                None => {
                    let misspelt = profile.misspelt.iter().find(|line| line.meant == key);
                    if let Some(line) = misspelt {
                        return Err(SigningError::not_configured(format!(
                            "{path}, line {}: '{}' is not a known key; did you mean '{key}'?",
                            line.number,
                            printable(&line.key)
                        )));
                    }
                }
            }
        }
        let half_a_pair = |key| {
            Err(SigningError::not_configured(format!(
                "the profile '{}' of {path} has no {key}; add the line '{key} = …'",
                printable(profile.name())
            )))
        };
        match (profile.access_key(), profile.secret_key()) {
            (Some(access_key), Some(secret_key)) => {
                let credentials = NcpCredentials::new(access_key.clone(), secret_key.clone());
                let source = format!("{path}, profile '{}'", printable(profile.name()));
                let found = FoundCredentials::new(credentials, source);
                Ok(Some(
                    found.with_api_url(profile.api_url().map(str::to_owned)),
                ))
            }
            (None, None) => self.nothing(&format!("it holds no keys in {path}")),
            (None, Some(_)) => half_a_pair(ACCESS_KEY),
            (Some(_), None) => half_a_pair(SECRET_KEY),
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

    /// The file; `None` if it is not there.
    fn read(&self) -> Result<Option<ConfigureFile>, SigningError> {
        let Some(path) = self.path() else {
            return Ok(None);
        };
        match self.environment.read_file(&path) {
            Ok(content) => Ok(Some(parse_configure(&*Zeroizing::new(content)))),
            // A file below a file, as with HOME=/dev/null, is not there either.
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                Ok(None)
            }
            // The line holds the cause: as a source too, a chain of errors would say it twice.
            Err(error) => Err(SigningError::not_configured(format!(
                "{} cannot be read: {error}; make it a text file that this user may read, or remove it",
                path.display()
            ))),
        }
    }

    /// `None` where there is nothing, an error where a named profile is asked of nothing.
    fn nothing(&self, why: &str) -> Result<Option<FoundCredentials>, SigningError> {
        match &self.profile {
            None => Ok(None),
            Some(profile) => Err(SigningError::not_configured(format!(
                "the profile '{}' was asked for, but {why}",
                printable(profile)
            ))),
        }
    }
}

#[async_trait]
impl NcpCredentialSource for ConfigureFileSource {
    async fn credentials(&self) -> Result<Option<FoundCredentials>, SigningError> {
        self.find()
    }

    /// Whether the file, read again, holds another pair now.
    fn may_have_changed(&self, rejected: &FoundCredentials) -> bool {
        self.find().ok().flatten().is_some_and(|found| {
            found.source() == rejected.source() && found.credentials() != rejected.credentials()
        })
    }

    fn description(&self) -> String {
        let Some(path) = self.path() else {
            return "~/.ncloud/configure (no home directory is set)".to_owned();
        };
        let profile = self.profile.as_deref().unwrap_or(DEFAULT_PROFILE);
        let remedy = format!(
            "write {ACCESS_KEY} and {SECRET_KEY} under [{}]",
            printable(profile)
        );
        let others = match self.read() {
            Ok(Some(file)) if file.profile(self.profile.as_deref()).is_none() => names(&file),
            _ => String::new(),
        };
        if others.is_empty() {
            format!("{} ({remedy})", path.display())
        } else {
            format!(
                "{} (it has only these profiles: {others}; choose one with --profile, or {remedy})",
                path.display()
            )
        }
    }
}

fn names(file: &ConfigureFile) -> String {
    let names = file.profiles().iter().map(ConfigureProfile::name);
    names.map(printable).collect::<Vec<_>>().join(", ")
}
