use transport_core::builder::{self, ClientConfig};

use crate::{Client, ConfigError, SERVICE};

/// Puts a [`Client`] together.
///
/// Needed: the Appkey and a User Access Key.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "NHN AppGuard Public API".
#[derive(Debug, Clone, Default)]
pub struct ClientBuilder {
    config: ClientConfig,
}

builder::setters!(ClientBuilder: appkey, user_access_key, signer);
builder::client!(Client);

impl ClientBuilder {
    /// The client; nothing is sent yet.
    ///
    /// # Errors
    ///
    /// When the Appkey or the key is missing or unusable, the zone has no documented host, or an
    /// option cannot be used. The error names the setting.
    pub fn build(self) -> Result<Client, ConfigError> {
        let appkey = self.config.appkey("NHN_CLOUD_APPGUARD_APPKEY")?;
        let signer = self.config.key_signer()?;
        Ok(Client::new(
            self.config.api_client(&SERVICE, signer)?,
            appkey,
        ))
    }
}
