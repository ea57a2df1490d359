use transport_core::builder::{self, ClientConfig};

use crate::{Client, ConfigError, SERVICE};

/// Puts a [`Client`] together; it needs nothing, for each call brings its own token.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Integrity Verification API Guide".
#[derive(Debug, Clone, Default)]
pub struct ClientBuilder {
    config: ClientConfig,
}

builder::setters!(ClientBuilder:);
builder::client!(Client);

impl ClientBuilder {
    /// The client; nothing is sent yet.
    ///
    /// # Errors
    ///
    /// When the zone has no documented host, or an option cannot be used. The error names the
    /// setting.
    pub fn build(self) -> Result<Client, ConfigError> {
        let signer = self.config.unsigned();
        Ok(Client::new(self.config.api_client(&SERVICE, signer)?))
    }
}
