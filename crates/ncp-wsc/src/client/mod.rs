//! The client: one method an operation.

mod all_jobs;
mod create;
mod find_job;
mod jobs;
mod metadata;
mod report;

pub(crate) use find_job::Finder;

use std::sync::Arc;

use auth_core::CredentialChain;
use transport_core::{
    ApiClient, CallOptions, ClientOptions, ConfigError, Endpoint, Runtime, Settings,
};

use crate::{ClientBuilder, SERVICE};
use metadata::LateMetadata;

/// A list with more pages than this never ends.
const MOST_PAGES: u32 = 10_000;

/// Calls NAVER Cloud Web Security Checker.
///
/// Cheap to clone; clones share connections, credentials and what is known of the service's clock.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>.
#[derive(Debug, Clone)]
pub struct Client {
    api: ApiClient,
}

impl Client {
    pub(crate) fn new(api: ApiClient) -> Self {
        Self { api }
    }

    /// Starts with nothing set.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// A client from the environment of this process: credentials as the official tools find them
    /// (`NCLOUD_ACCESS_KEY_ID` or `NCLOUD_ACCESS_KEY`, `NCLOUD_SECRET_ACCESS_KEY` or
    /// `NCLOUD_SECRET_KEY`; then `~/.ncloud/configure`; then the server role), `KCSEC_ZONE`,
    /// `KCSEC_ENDPOINT_URL` and `KCSEC_ENDPOINT_URL_NCP_WSC`.
    ///
    /// Credentials are looked for at the first call.
    ///
    /// # Errors
    ///
    /// When a variable holds what cannot be used.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_settings(&Settings::from_env(), ClientOptions::new())
    }

    /// A client from these settings.
    ///
    /// # Errors
    ///
    /// When a setting holds what cannot be used.
    pub fn from_settings(settings: &Settings, options: ClientOptions) -> Result<Self, ConfigError> {
        let environment = settings.environment();
        let metadata = Arc::new(LateMetadata::new(environment.clone()));
        let chain = CredentialChain::official(environment.clone(), settings.profile(), metadata);
        Self::builder()
            .endpoint(settings.endpoint(&SERVICE)?)
            .credential_source(Arc::new(chain))
            .options(options)
            .build()
    }

    /// The same client with other bounds for its calls; everything else stays shared.
    #[must_use]
    pub fn with_call_options(&self, options: CallOptions) -> Self {
        Self::new(self.api.clone().with_call_options(options))
    }

    /// Where the calls go.
    pub fn endpoint(&self) -> &Endpoint {
        self.api.endpoint()
    }

    /// How far the service's clock was found ahead of this machine's, in milliseconds; 0 until a
    /// refused call showed a difference.
    pub fn clock_offset_millis(&self) -> i64 {
        self.api.clock_offset_millis()
    }

    pub(crate) fn api(&self) -> &ApiClient {
        &self.api
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        self.api.runtime()
    }
}
