use std::sync::Arc;

use async_trait::async_trait;

use crate::ncp::credentials::check_key;
use crate::{
    Environment, FoundCredentials, NcpCredentialSource, NcpCredentials, Secret, SigningError,
};

const ACCESS_KEY: [&str; 2] = ["NCLOUD_ACCESS_KEY_ID", "NCLOUD_ACCESS_KEY"];
const SECRET_KEY: [&str; 2] = ["NCLOUD_SECRET_ACCESS_KEY", "NCLOUD_SECRET_KEY"];
const API_URL: &str = "NCLOUD_API_GW";

/// The variables `NCLOUD_ACCESS_KEY_ID` or `NCLOUD_ACCESS_KEY`, and `NCLOUD_SECRET_ACCESS_KEY` or
/// `NCLOUD_SECRET_KEY`; of two that are set the first counts.
///
/// Vendor page: <https://cli.ncloud-docs.com/docs/en/home>.
#[derive(Debug, Clone)]
pub struct EnvironmentSource {
    environment: Arc<dyn Environment>,
}

impl EnvironmentSource {
    /// The variables of that environment.
    pub fn new(environment: Arc<dyn Environment>) -> Self {
        Self { environment }
    }

    /// The key pair in the variables, if there is one.
    ///
    /// # Errors
    ///
    /// When only half a pair is set, or a variable holds what cannot be a key.
    pub fn find(&self) -> Result<Option<FoundCredentials>, SigningError> {
        match (self.first_of(ACCESS_KEY)?, self.first_of(SECRET_KEY)?) {
            (Some((access_name, access_key)), Some((secret_name, secret_key))) => {
                let source = self.environment.file_of_var(access_name);
                let source = source
                    .unwrap_or_else(|| format!("the environment ({access_name}, {secret_name})"));
                let credentials = NcpCredentials::new(access_key, secret_key);
                let found = FoundCredentials::new(credentials, source);
                // The URL beside other keys says nothing of these.
                let place = |name| self.environment.file_of_var(name).is_some();
                let api_url = match place(access_name) == place(API_URL) {
                    true => self.environment.var(API_URL)?,
                    false => None,
                };
                Ok(Some(found.with_api_url(api_url)))
            }
            (None, None) => Ok(None),
            (Some((set, _)), None) => Err(self.half_a_pair(set, SECRET_KEY)),
            (None, Some((set, _))) => Err(self.half_a_pair(set, ACCESS_KEY)),
        }
    }

    fn first_of(
        &self,
        names: [&'static str; 2],
    ) -> Result<Option<(&'static str, Secret)>, SigningError> {
        for name in names {
            let value = Secret::new(self.environment.var(name)?.unwrap_or_default());
            if !value.is_blank() {
                // A secret's file often ends with a line break.
                let value = Secret::new(value.expose().trim());
                check_key(&format!("{name} in {}", self.place(name)), value.expose())?;
                return Ok(Some((name, value)));
            }
        }
        Ok(None)
    }

    /// Where a variable is set.
    fn place(&self, name: &str) -> String {
        let file = self.environment.file_of_var(name);
        file.unwrap_or_else(|| "the environment".to_owned())
    }

    fn half_a_pair(&self, set: &str, [missing, or]: [&str; 2]) -> SigningError {
        SigningError::not_configured(format!(
            "{set} is set in {} but {missing} (or {or}) is not; set both or none",
            self.place(set)
        ))
    }
}

#[async_trait]
impl NcpCredentialSource for EnvironmentSource {
    async fn credentials(&self) -> Result<Option<FoundCredentials>, SigningError> {
        self.find()
    }

    fn description(&self) -> String {
        format!(
            "the environment (set {} and {})",
            ACCESS_KEY[0], SECRET_KEY[0]
        )
    }
}
