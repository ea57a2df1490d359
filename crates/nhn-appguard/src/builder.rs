use std::sync::Arc;

use auth_core::StaticHeaderSigner;
use transport_core::ApiClient;

use crate::operations::APPKEY_VARIABLE;
use crate::{
    Appkey, Client, ClientOptions, ConfigError, Endpoint, SERVICE, Settings, UserAccessKey, Zone,
};

/// Puts a [`Client`] together.
///
/// Needed: the Appkey and a User Access Key.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "NHN AppGuard Public API".
#[derive(Debug, Clone, Default)]
pub struct ClientBuilder {
    appkey: Option<Appkey>,
    key: Option<UserAccessKey>,
    zone: Zone,
    endpoint: Option<Endpoint>,
    options: ClientOptions,
}

impl ClientBuilder {
    /// Sets the service's Appkey.
    #[must_use]
    pub fn appkey(mut self, appkey: Appkey) -> Self {
        self.appkey = Some(appkey);
        self
    }

    /// Sets the key that goes out with each call.
    #[must_use]
    pub fn user_access_key(mut self, key: UserAccessKey) -> Self {
        self.key = Some(key);
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
            appkey: Some(settings.appkey(APPKEY_VARIABLE)?),
            key: Some(settings.user_access_key()?),
            zone: settings.zone()?,
            endpoint: Some(settings.endpoint(&SERVICE)?),
            options,
        })
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// When the Appkey or the key is missing or unusable, the zone has no documented host, or an
    /// option cannot be used. The error names the setting.
    pub fn build(self) -> Result<Client, ConfigError> {
        let appkey = self
            .appkey
            .filter(|appkey| !appkey.is_blank())
            .ok_or_else(|| {
                ConfigError::new(format!(
                    "the Appkey of AppGuard is missing; set {APPKEY_VARIABLE}"
                ))
            })?;
        let key = self.key.ok_or_else(|| {
            ConfigError::new(
                "the User Access Key is missing; set NHN_CLOUD_USER_ACCESS_KEY_ID and NHN_CLOUD_SECRET_ACCESS_KEY",
            )
        })?;
        let endpoint = SERVICE.endpoint_or(self.endpoint, self.zone)?;
        let signer = Arc::new(StaticHeaderSigner::user_access_key(&key)?);
        Ok(Client::new(
            ApiClient::new(endpoint, signer, &self.options)?,
            appkey,
        ))
    }
}
