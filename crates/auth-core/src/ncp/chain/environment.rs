use std::sync::Arc;

use async_trait::async_trait;

use super::{FoundCredentials, NcpCredentialSource};
use crate::ncp::NcpCredentials;
use crate::{Environment, Secret, SigningError, SigningErrorKind};

const ACCESS_KEY: [&str; 2] = ["NCLOUD_ACCESS_KEY_ID", "NCLOUD_ACCESS_KEY"];
const SECRET_KEY: [&str; 2] = ["NCLOUD_SECRET_ACCESS_KEY", "NCLOUD_SECRET_KEY"];

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

    fn first_of(
        &self,
        names: [&'static str; 2],
    ) -> Result<Option<(&'static str, Secret)>, SigningError> {
        for name in names {
            let value = Secret::new(self.environment.var(name)?.unwrap_or_default());
            if !value.is_blank() {
                return Ok(Some((name, Secret::new(value.expose().trim()))));
            }
        }
        Ok(None)
    }
}

#[async_trait]
impl NcpCredentialSource for EnvironmentSource {
    async fn credentials(&self) -> Result<Option<FoundCredentials>, SigningError> {
        match (self.first_of(ACCESS_KEY)?, self.first_of(SECRET_KEY)?) {
            (Some((access_name, access_key)), Some((secret_name, secret_key))) => {
                Ok(Some(FoundCredentials::new(
                    NcpCredentials::new(access_key, secret_key),
                    format!("the environment ({access_name}, {secret_name})"),
                )))
            }
            (None, None) => Ok(None),
            (Some((set, _)), None) => Err(half_a_pair(set, SECRET_KEY)),
            (None, Some((set, _))) => Err(half_a_pair(set, ACCESS_KEY)),
        }
    }

    fn description(&self) -> String {
        format!(
            "the environment (set {} and {})",
            ACCESS_KEY[0], SECRET_KEY[0]
        )
    }
}

fn half_a_pair(set: &str, [missing, or]: [&str; 2]) -> SigningError {
    SigningError::new(
        SigningErrorKind::NotConfigured,
        format!("{set} is set in the environment but {missing} (or {or}) is not; set both or none"),
    )
}
