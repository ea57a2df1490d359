use std::sync::Arc;

#[cfg(feature = "nhn-token")]
use auth_core::TokenSigner;
use auth_core::{Appkey, Signer, StaticHeaderSigner, UnsignedSigner, UserAccessKey, validate_key};
#[cfg(feature = "ncp")]
use auth_core::{CredentialChain, NcpCredentialSource, NcpCredentials, NcpSigner};

use crate::{
    ApiClient, ClientOptions, ConfigError, ConfigProblem, Endpoint, Service, Settings, Zone,
};

/// What a client is built from, as far as it was set.
#[derive(Debug, Clone, Default)]
pub struct ClientConfig {
    /// Where everything is read that was not set itself.
    pub settings: Option<Settings>,
    /// The cloud zone.
    pub zone: Option<Zone>,
    /// Where the service is reached.
    pub endpoint: Option<Endpoint>,
    /// The hosts that may be reached over plain `http` where the settings name them.
    pub plain_http_hosts: Vec<String>,
    /// Timeouts, limits, proxy and roots.
    pub options: ClientOptions,
    /// What signs in place of the credentials.
    pub signer: Option<Arc<dyn Signer>>,
    /// The service's Appkey.
    pub appkey: Option<Appkey>,
    /// The NHN Cloud key.
    pub user_access_key: Option<UserAccessKey>,
    /// Where the token service is reached.
    #[cfg(feature = "nhn-token")]
    pub oauth_endpoint: Option<Endpoint>,
    /// Whether the token goes out without the word `Bearer`.
    #[cfg(feature = "nhn-token")]
    pub raw_token: bool,
    /// The NAVER Cloud key pair.
    #[cfg(feature = "ncp")]
    pub credentials: Option<NcpCredentials>,
    /// Where the NAVER Cloud key pair is found.
    #[cfg(feature = "ncp")]
    pub credential_source: Option<Arc<dyn NcpCredentialSource>>,
}

impl ClientConfig {
    /// Makes the calls of that service, signed with that signer.
    ///
    /// # Errors
    ///
    /// When the zone has no documented host, or a setting or an option cannot be used.
    pub fn api_client(
        &self,
        service: &Service,
        signer: Arc<dyn Signer>,
    ) -> Result<ApiClient, ConfigError> {
        let endpoint = self.endpoint_of(service, self.endpoint.as_ref())?;
        ApiClient::new(endpoint, signer, &self.options)
    }

    /// The service's Appkey.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn appkey(&self, variable: &'static str) -> Result<Appkey, ConfigError> {
        let appkey = match (&self.appkey, &self.settings) {
            (Some(appkey), _) => appkey.clone(),
            (None, Some(settings)) => {
                let needs_key = self.signer.is_none() && self.user_access_key.is_none();
                settings.require_appkey(variable, needs_key)?;
                settings.appkey(variable)?
            }
            (None, None) => Appkey::new(""),
        };
        if appkey.is_blank() {
            return Err(ConfigError::new(format!(
                "the Appkey is missing; set {variable}, or with_appkey"
            ))
            .of_setting(variable, ConfigProblem::Missing));
        }
        match validate_key(appkey.expose()) {
            Ok(()) => Ok(appkey),
            Err(problem) => Err(ConfigError::new(format!(
                "the Appkey ({variable}, or with_appkey) {problem}"
            ))
            .of_setting(variable, ConfigProblem::Key(problem))),
        }
    }

    /// Signs nothing, or with the signer that was set.
    pub fn unsigned(&self) -> Arc<dyn Signer> {
        self.signer
            .clone()
            .unwrap_or_else(|| Arc::new(UnsignedSigner))
    }

    /// Signs with the User Access Key itself, or with the signer that was set.
    ///
    /// # Errors
    ///
    /// When there is neither, or the key cannot stand in a header.
    pub fn key_signer(&self) -> Result<Arc<dyn Signer>, ConfigError> {
        match &self.signer {
            Some(signer) => Ok(Arc::clone(signer)),
            None => Ok(Arc::new(StaticHeaderSigner::user_access_key(
                &self.user_access_key()?,
            )?)),
        }
    }

    /// Signs with tokens that are issued from the User Access Key, which come over the same
    /// connections as the calls; `None` if a signer was set.
    ///
    /// # Errors
    ///
    /// When there is no key, the zone has no documented token service, or an option cannot be used.
    #[cfg(feature = "nhn-token")]
    pub fn token_signer(&mut self) -> Result<Option<Arc<TokenSigner>>, ConfigError> {
        if self.signer.is_some() {
            return Ok(None);
        }
        self.options = self
            .options
            .clone()
            .with_transport(self.options.transport()?);
        let key = self.user_access_key()?;
        let endpoint = self.endpoint_of(&crate::OAUTH, self.oauth_endpoint.as_ref())?;
        let issuer = Arc::new(crate::OauthClient::new(endpoint, &key, &self.options)?);
        let runtime = self.options.runtime();
        let signer = TokenSigner::new(issuer, runtime.clock.clone(), runtime.sleep.clone());
        let raw_token = match &self.settings {
            Some(settings) => settings.raw_token()? || self.raw_token,
            None => self.raw_token,
        };
        Ok(Some(Arc::new(match raw_token {
            true => signer.with_raw_token(),
            false => signer,
        })))
    }

    /// Signs with the NAVER Cloud key pair that was set, or with what the official tools would
    /// find, looked for at the first call.
    ///
    /// # Errors
    ///
    /// When there is none, or a key is blank.
    #[cfg(feature = "ncp")]
    pub fn ncp_signer(&self) -> Result<Arc<dyn Signer>, ConfigError> {
        if let Some(signer) = &self.signer {
            return Ok(Arc::clone(signer));
        }
        if let Some(credentials) = &self.credentials {
            return Ok(Arc::new(NcpSigner::new(credentials)?));
        }
        let source = match (&self.credential_source, &self.settings) {
            (Some(source), _) => Arc::clone(source),
            (None, Some(settings)) => {
                let environment = settings.environment();
                let metadata = super::metadata::LateMetadata::new(environment.clone());
                Arc::new(CredentialChain::official(
                    environment.clone(),
                    settings.profile(),
                    Arc::new(metadata),
                ))
            }
            (None, None) => {
                return Err(ConfigError::new(
                    "there are no NAVER Cloud credentials; set with_credentials or with_credential_source, or use from_env",
                ));
            }
        };
        let runtime = self.options.runtime();
        Ok(Arc::new(NcpSigner::from_source(
            source,
            runtime.clock.clone(),
            runtime.sleep.clone(),
        )))
    }

    fn user_access_key(&self) -> Result<UserAccessKey, ConfigError> {
        match (&self.user_access_key, &self.settings) {
            (Some(key), _) => Ok(key.clone()),
            (None, Some(settings)) => settings.user_access_key(),
            (None, None) => Err(ConfigError::new(
                "the User Access Key is missing; set NHN_CLOUD_USER_ACCESS_KEY_ID and NHN_CLOUD_SECRET_ACCESS_KEY, or with_user_access_key",
            )),
        }
    }

    /// Whether the keys of the settings are used, and none that were given besides.
    fn signs_with_settings(&self) -> bool {
        #[cfg(feature = "ncp")]
        if self.credentials.is_some() || self.credential_source.is_some() {
            return false;
        }
        self.signer.is_none()
    }

    fn endpoint_of(
        &self,
        service: &Service,
        endpoint: Option<&Endpoint>,
    ) -> Result<Endpoint, ConfigError> {
        match (endpoint, self.settings.clone()) {
            (Some(endpoint), _) => Ok(endpoint.clone()),
            (None, Some(settings)) => {
                let settings = match self.zone {
                    Some(zone) => settings.with_zone(zone),
                    None => settings,
                };
                let hosts = self.plain_http_hosts.iter();
                let settings = hosts.fold(settings, Settings::with_plain_http);
                settings.endpoint_for(service, self.signs_with_settings())
            }
            (None, None) => service.endpoint(self.zone.unwrap_or_default()),
        }
    }
}
