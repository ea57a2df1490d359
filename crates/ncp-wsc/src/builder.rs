use std::sync::Arc;

use auth_core::{NcpCredentialSource, NcpCredentials, NcpSigner};
use transport_core::{ApiClient, ClientOptions, ConfigError, Endpoint, Zone};

use crate::{Client, SERVICE};

/// Builds a [`Client`]: credentials, and where and how the service is reached.
///
/// ```
/// use ncp_wsc::{Client, NcpCredentials, Zone};
///
/// let client = Client::builder()
///     .credentials(NcpCredentials::new("EXAMPLE_ACCESS_KEY", "EXAMPLE_SECRET_KEY"))
///     .zone(Zone::Gov)
///     .build()?;
/// # Ok::<(), ncp_wsc::ConfigError>(())
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>.
#[derive(Debug, Clone, Default)]
pub struct ClientBuilder {
    endpoint: Option<Endpoint>,
    zone: Zone,
    credentials: Option<Credentials>,
    options: ClientOptions,
}

#[derive(Debug, Clone)]
enum Credentials {
    Fixed(NcpCredentials),
    Source(Arc<dyn NcpCredentialSource>),
}

impl ClientBuilder {
    /// Signs with this key pair.
    #[must_use]
    pub fn credentials(mut self, credentials: NcpCredentials) -> Self {
        self.credentials = Some(Credentials::Fixed(credentials));
        self
    }

    /// Signs with what this source finds, asked at the first call and again when it expires; such
    /// as [`CredentialChain::official`](auth_core::CredentialChain::official).
    #[must_use]
    pub fn credential_source(mut self, source: Arc<dyn NcpCredentialSource>) -> Self {
        self.credentials = Some(Credentials::Source(source));
        self
    }

    /// Calls the documented host of this zone; the public one by default.
    #[must_use]
    pub fn zone(mut self, zone: Zone) -> Self {
        self.zone = zone;
        self
    }

    /// Calls this endpoint, whatever the zone.
    #[must_use]
    pub fn endpoint(mut self, endpoint: Endpoint) -> Self {
        self.endpoint = Some(endpoint);
        self
    }

    /// Sets bounds, proxy, roots and the like.
    #[must_use]
    pub fn options(mut self, options: ClientOptions) -> Self {
        self.options = options;
        self
    }

    /// The client; nothing is sent yet.
    ///
    /// # Errors
    ///
    /// When there are no credentials, a key is blank, or the options' proxy or certificates cannot
    /// be read.
    pub fn build(self) -> Result<Client, ConfigError> {
        let signer = match self.credentials {
            Some(Credentials::Fixed(credentials)) => NcpSigner::new(&credentials)?,
            Some(Credentials::Source(source)) => {
                let runtime = self.options.runtime();
                NcpSigner::from_source(source, runtime.clock.clone(), runtime.sleep.clone())
            }
            None => {
                return Err(ConfigError::new(
                    "no NAVER Cloud credentials are given; give a key pair or a source, or use Client::from_env",
                ));
            }
        };
        let endpoint = SERVICE.endpoint_or(self.endpoint, self.zone)?;
        ApiClient::new(endpoint, Arc::new(signer), &self.options).map(Client::new)
    }
}
