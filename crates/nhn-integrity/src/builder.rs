use std::sync::Arc;

use auth_core::UnsignedSigner;
use transport_core::ApiClient;

use crate::{Client, ClientOptions, ConfigError, Endpoint, SERVICE, Settings, Zone};

/// Puts a [`Client`] together; it needs nothing, for each call brings its own token.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Integrity Verification API Guide".
#[derive(Debug, Clone, Default)]
pub struct ClientBuilder {
    zone: Zone,
    endpoint: Option<Endpoint>,
    options: ClientOptions,
}

impl ClientBuilder {
    /// Sets the zone; the vendor documents a host of this service in the public one only.
    #[must_use]
    pub fn zone(mut self, zone: Zone) -> Self {
        self.zone = zone;
        self
    }

    /// Sets where the service is reached.
    #[must_use]
    pub fn endpoint(mut self, endpoint: Endpoint) -> Self {
        self.endpoint = Some(endpoint);
        self
    }

    /// Sets bounds, proxy, roots and pool.
    #[must_use]
    pub fn options(mut self, options: ClientOptions) -> Self {
        self.options = options;
        self
    }

    pub(crate) fn from_settings(
        settings: &Settings,
        options: ClientOptions,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            zone: settings.zone()?,
            endpoint: Some(settings.endpoint(&SERVICE)?),
            options,
        })
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// When the zone has no documented host, or an option cannot be used. The error names the
    /// setting.
    pub fn build(self) -> Result<Client, ConfigError> {
        let endpoint = SERVICE.endpoint_or(self.endpoint, self.zone)?;
        Ok(Client::new(ApiClient::new(
            endpoint,
            Arc::new(UnsignedSigner),
            &self.options,
        )?))
    }
}
