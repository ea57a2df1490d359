use std::sync::Arc;

use auth_core::{AccessToken, IssuedToken, StaticHeaderSigner, UserAccessKey};
use http::Method;

use super::responses::{CreatedToken, Revoked};
use crate::codes::OauthCode;
use crate::{
    ApiClient, CallOptions, CallRequest, ClientOptions, ConfigError, Effect, Endpoint, ErrorKind,
    Operation, Service, Settings, Vendor, Zone, service_error,
};

/// The token service and its documented hosts.
pub const OAUTH: Service = Service {
    name: "nhn-oauth",
    hosts: &[
        (Zone::Public, "https://oauth.api.nhncloudservice.com"),
        (Zone::Gov, "https://oauth.api.gov-nhncloudservice.com"),
    ],
    endpoint_variable: "KCSEC_ENDPOINT_URL_NHN_OAUTH",
};

const CREATE: Operation = Operation {
    name: "token create",
    method: Method::POST,
    effect: Effect::Idempotent,
    vendor: Vendor::NhnToken,
    codes: &[],
};
const REVOKE: Operation = Operation {
    name: "token revoke",
    method: Method::POST,
    effect: Effect::Idempotent,
    vendor: Vendor::NhnToken,
    codes: &[],
};

service_error! {
    /// A call of the token service ended without its response.
    pub struct OauthError, code OauthCode
}

/// Client for NHN Cloud's token service: issues and revokes User Access Key tokens.
///
/// Most programs never meet it: a service client with a User Access Key asks it by itself.
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
#[derive(Debug, Clone)]
pub struct OauthClient {
    api: ApiClient,
}

impl OauthClient {
    /// A client for the token service at that endpoint.
    ///
    /// # Errors
    ///
    /// When the key is blank or cannot stand in a header, or the options cannot be used.
    pub fn new(
        endpoint: Endpoint,
        key: &UserAccessKey,
        options: &ClientOptions,
    ) -> Result<Self, ConfigError> {
        let signer = StaticHeaderSigner::basic(key)?;
        Ok(Self {
            api: ApiClient::new(endpoint, Arc::new(signer), options)?,
        })
    }

    /// A client as the settings say.
    ///
    /// # Errors
    ///
    /// When the key is not set, or no endpoint is known.
    pub fn from_settings(
        settings: &Settings,
        options: &ClientOptions,
    ) -> Result<Self, ConfigError> {
        Self::new(
            settings.endpoint(&OAUTH)?,
            &settings.user_access_key()?,
            options,
        )
    }

    /// The same client with other timeouts and limits.
    #[must_use]
    pub fn with_call_options(mut self, options: CallOptions) -> Self {
        self.api = self.api.with_call_options(options);
        self
    }

    /// Issues a token, valid for 60 to 86,400 seconds as set in the console.
    ///
    /// # Errors
    ///
    /// When the key is rejected (`invalid_client`), or no response came.
    pub async fn create(&self) -> Result<IssuedToken, OauthError> {
        let request = CallRequest::new()
            .path("/oauth2/token/create")
            .form(&[("grant_type", "client_credentials")]);
        match self.api.call(&CREATE, request).await? {
            CreatedToken::Issued(token) => Ok(token),
            // `error_body` has made an error of it.
            CreatedToken::Rejected(error) => Err(OauthError::new(
                ErrorKind::Rejected,
                CREATE.name,
                error.message,
            )),
        }
    }

    /// Revokes a token; it is rejected from then on.
    ///
    /// # Errors
    ///
    /// When the service rejects that, or no response came.
    pub async fn revoke(&self, token: &AccessToken) -> Result<(), OauthError> {
        let request = CallRequest::new()
            .path("/oauth2/token/revoke")
            .form(&[("token", token.expose())])
            .secret(token.expose());
        self.api.call::<Revoked>(&REVOKE, request).await?;
        Ok(())
    }
}
