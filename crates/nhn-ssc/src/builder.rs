use std::sync::Arc;

use auth_core::{Signer, TokenSigner};
use transport_core::{ApiClient, OAUTH, OauthClient};

use crate::{
    Appkey, Client, ClientOptions, ConfigError, Endpoint, SERVICE, Settings, UserAccessKey, Zone,
};

/// Puts a [`Client`] together.
///
/// Needed: the Appkey, and either a User Access Key, from which tokens are issued as needed, or a
/// signer of one's own.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/>.
#[derive(Debug, Clone, Default)]
pub struct ClientBuilder {
    appkey: Option<Appkey>,
    key: Option<UserAccessKey>,
    signer: Option<Arc<dyn Signer>>,
    zone: Zone,
    endpoint: Option<Endpoint>,
    oauth_endpoint: Option<Endpoint>,
    raw_token: bool,
    options: ClientOptions,
}

impl ClientBuilder {
    /// Sets the service's Appkey.
    #[must_use]
    pub fn appkey(mut self, appkey: Appkey) -> Self {
        self.appkey = Some(appkey);
        self
    }

    /// Sets the key that tokens are issued from.
    #[must_use]
    pub fn user_access_key(mut self, key: UserAccessKey) -> Self {
        self.key = Some(key);
        self
    }

    /// Signs with this signer, such as a token signer that several clients share.
    #[must_use]
    pub fn signer(mut self, signer: Arc<dyn Signer>) -> Self {
        self.signer = Some(signer);
        self
    }

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

    /// Sets where the token service is reached.
    #[must_use]
    pub fn oauth_endpoint(mut self, endpoint: Endpoint) -> Self {
        self.oauth_endpoint = Some(endpoint);
        self
    }

    /// Sends the token without the word `Bearer`, as this service's own guide writes it; the token
    /// service's guide, which is followed otherwise, writes it with.
    #[must_use]
    pub fn with_raw_token(mut self) -> Self {
        self.raw_token = true;
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
            appkey: Some(settings.appkey("NHN_CLOUD_SSC_APPKEY")?),
            key: Some(settings.user_access_key()?),
            zone: settings.zone()?,
            endpoint: Some(settings.endpoint(&SERVICE)?),
            oauth_endpoint: Some(settings.endpoint(&OAUTH)?),
            options,
            ..Self::default()
        })
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// When the Appkey or the key is missing or unusable, the zone has no documented host, or an option cannot
    /// be used. The error names the setting.
    pub fn build(self) -> Result<Client, ConfigError> {
        let appkey = self
            .appkey
            .filter(|appkey| !appkey.is_blank())
            .ok_or_else(|| {
                ConfigError::new(
                    "the Appkey of Server Security Check is missing; set NHN_CLOUD_SSC_APPKEY",
                )
            })?;
        let endpoint = SERVICE.endpoint_or(self.endpoint, self.zone)?;
        // One transport for both: connections, proxy and certificates are the same.
        let options = self
            .options
            .clone()
            .with_transport(self.options.transport()?);
        let (signer, token): (Arc<dyn Signer>, _) = match (self.signer, self.key) {
            (Some(signer), _) => (signer, None),
            (None, Some(key)) => {
                let oauth = OAUTH.endpoint_or(self.oauth_endpoint, self.zone)?;
                let issuer = Arc::new(OauthClient::new(oauth, &key, &options)?);
                let runtime = options.runtime();
                let signer = TokenSigner::new(issuer, runtime.clock.clone(), runtime.sleep.clone());
                let signer = Arc::new(if self.raw_token {
                    signer.with_raw_token()
                } else {
                    signer
                });
                (signer.clone(), Some(signer))
            }
            (None, None) => {
                return Err(ConfigError::new(
                    "there is no User Access Key; set NHN_CLOUD_USER_ACCESS_KEY_ID and NHN_CLOUD_SECRET_ACCESS_KEY",
                ));
            }
        };
        Ok(Client::new(
            ApiClient::new(endpoint, signer, &options)?,
            appkey,
            token,
        ))
    }
}
