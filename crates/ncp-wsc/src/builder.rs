use transport_core::ConfigError;
use transport_core::builder::{self, ClientConfig};

use crate::{Client, SERVICE};

/// Builds a [`Client`]: credentials, and where and how the service is reached.
///
/// ```
/// use ncp_wsc::{Client, NcpCredentials, Zone};
///
/// let client = Client::builder()
///     .with_credentials(NcpCredentials::new("EXAMPLE_ACCESS_KEY", "EXAMPLE_SECRET_KEY"))
///     .with_zone(Zone::Gov)
///     .build()?;
/// # Ok::<(), ncp_wsc::ConfigError>(())
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>.
#[derive(Debug, Clone, Default)]
pub struct ClientBuilder {
    config: ClientConfig,
}

builder::setters!(ClientBuilder: ncp);
builder::client!(Client);

impl ClientBuilder {
    /// The client; nothing is sent yet.
    ///
    /// # Errors
    ///
    /// When there are no credentials, a key is blank, or a setting or an option cannot be used.
    pub fn build(self) -> Result<Client, ConfigError> {
        let api = self
            .config
            .api_client(&SERVICE, self.config.ncp_signer()?)?;
        Ok(Client::new(api))
    }
}
