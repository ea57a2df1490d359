//! The client: one call an operation, and what is built from them.

mod details_of_many;
mod pages;
mod window;

pub use details_of_many::{DetailsFailure, InspectionDetails};

use std::sync::Arc;

use auth_core::{SigningError, SigningErrorKind, TokenSigner};
use http::StatusCode;
use transport_core::{ApiClient, CallRequest};

use crate::model::DetailsAnswer;
use crate::operations::{DETAILS, SUMMARY};
use crate::{
    Appkey, CallOptions, CheckItem, ClientBuilder, ClientOptions, ConfigError, Error, ErrorCode,
    InspectionId, Language, Settings, SummaryPage, SummaryQuery,
};

/// Client for NHN Cloud Server Security Check.
///
/// Cheap to clone; clones share connections and the token.
///
/// ```
/// # use nhn_ssc::{Appkey, Client, UserAccessKey};
/// let client = Client::builder()
///     .appkey(Appkey::new("EXAMPLE_APPKEY"))
///     .user_access_key(UserAccessKey::new("EXAMPLE_ID", "EXAMPLE_SECRET"))
///     .build()?;
/// # Ok::<(), nhn_ssc::ConfigError>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/>.
#[derive(Debug, Clone)]
pub struct Client {
    api: ApiClient,
    appkey: Arc<Appkey>,
    /// The signer that this client's builder made; none if the api brought his own.
    token: Option<Arc<TokenSigner>>,
}

impl Client {
    pub(crate) fn new(api: ApiClient, appkey: Appkey, token: Option<Arc<TokenSigner>>) -> Self {
        Self {
            api,
            appkey: Arc::new(appkey),
            token,
        }
    }

    /// Starts a client from its parts.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// A client as the environment says: `NHN_CLOUD_SSC_APPKEY`,
    /// `NHN_CLOUD_USER_ACCESS_KEY_ID`, `NHN_CLOUD_SECRET_ACCESS_KEY`, `KCSEC_ENDPOINT_URL` and the
    /// others of [`Settings`].
    ///
    /// # Errors
    ///
    /// When a setting is missing or cannot be used; the error names it.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_settings(&Settings::from_env(), ClientOptions::default())
    }

    /// A client as those settings and options say.
    ///
    /// # Errors
    ///
    /// When a setting is missing or cannot be used; the error names it.
    pub fn from_settings(settings: &Settings, options: ClientOptions) -> Result<Self, ConfigError> {
        ClientBuilder::from_settings(settings, options)?.build()
    }

    /// The same client with other bounds, for one call or many; connections and token stay shared.
    #[must_use]
    pub fn with_call_options(&self, options: CallOptions) -> Self {
        Self {
            api: self.api.clone().with_call_options(options),
            appkey: Arc::clone(&self.appkey),
            token: self.token.clone(),
        }
    }

    /// Drops the token that this client and its clones share, and has it revoked (`token revoke`); their
    /// next call issues another.
    ///
    /// Without a token there is nothing to do. After an error the token may still work at the
    /// service: it is not used any more, and revoking again includes it.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
    ///
    /// ```no_run
    /// # async fn example(client: nhn_ssc::Client) -> Result<(), nhn_ssc::auth::SigningError> {
    /// client.revoke_token().await?; // the last call of this run is done
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// What the token service answered. [`NotConfigured`](auth_core::SigningErrorKind::NotConfigured) when the
    /// client was given a [`signer`](ClientBuilder::signer): its token is that signer's affair.
    pub async fn revoke_token(&self) -> Result<(), SigningError> {
        match &self.token {
            Some(token) => token.revoke().await,
            None => Err(SigningError::new(
                SigningErrorKind::NotConfigured,
                "token revoke: this client was given its signer; revoke the token there",
            )),
        }
    }

    /// One page of inspections (`summary`): at most 31 days, at most 1,000 inspections.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) before anything is sent when the query is
    /// out of range; otherwise as [`Error`] says.
    pub async fn summary(&self, query: &SummaryQuery) -> Result<SummaryPage, Error> {
        Ok(self
            .api
            .call(&SUMMARY, query.request(&self.appkey)?)
            .await?)
    }

    /// The checked items of one inspection (`details`); the service answers in Korean unless
    /// another language is asked for.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
    ///
    /// # Errors
    ///
    /// As [`Error`] says.
    pub async fn details(
        &self,
        id: InspectionId,
        language: Option<Language>,
    ) -> Result<Vec<CheckItem>, Error> {
        let request = CallRequest::new()
            .path("/ssc/v1.0/appKey")
            .secret_segment("appKey", self.appkey.expose())
            .and_then(|request| {
                request
                    .path("/inspection_result/details")
                    .segment("usageStasNo", &id.to_string())
            })
            .map_err(|error| error.for_operation(DETAILS.name))?
            .optional_query("language", language.map(Language::as_str));
        let response: Result<DetailsAnswer, _> = self.api.call(&DETAILS, request).await;
        let response = response.map_err(|error| no_such_inspection(error.into()))?;
        Ok(response.into_items())
    }
}

/// The service has no code of its own for an id that it does not know.
fn no_such_inspection(error: Error) -> Error {
    if error.status() == Some(StatusCode::NOT_FOUND)
        && matches!(error.code(), Some(ErrorCode::Unknown(_)))
    {
        return error.with_remediation("check the id: summary lists the inspections there are");
    }
    error
}
