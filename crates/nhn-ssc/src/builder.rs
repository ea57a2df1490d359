use std::sync::Arc;

use auth_core::Signer;
use transport_core::builder::{self, ClientConfig};

use crate::{Client, ConfigError, SERVICE};

/// Puts a [`Client`] together.
///
/// Needed: the Appkey, and either a User Access Key, from which tokens are issued as needed, or a
/// signer.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/>.
#[derive(Debug, Clone, Default)]
pub struct ClientBuilder {
    config: ClientConfig,
}

builder::setters!(ClientBuilder: appkey, user_access_key, signer, token);
builder::client!(Client);

impl ClientBuilder {
    /// The client; nothing is sent yet.
    ///
    /// # Errors
    ///
    /// When the Appkey or the key is missing or unusable, the zone has no documented host, or an
    /// option cannot be used. The error names the setting.
    pub fn build(mut self) -> Result<Client, ConfigError> {
        let appkey = self.config.appkey("NHN_CLOUD_SSC_APPKEY")?;
        let token = self.config.token_signer()?;
        let signer: Arc<dyn Signer> = match &token {
            Some(token) => Arc::clone(token) as _,
            None => self.config.unsigned(),
        };
        let api = self.config.api_client(&SERVICE, signer)?;
        Ok(Client::new(api, appkey, token))
    }
}
