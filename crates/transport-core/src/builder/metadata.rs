use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use auth_core::{Environment, MetadataSource, SigningError, SigningErrorKind};

use crate::{ConfigError, HttpMetadataSource};

/// The metadata service of this server, set up when it is first asked: whoever has keys elsewhere
/// needs neither its variable nor another HTTP client.
#[derive(Debug)]
pub(super) struct LateMetadata {
    environment: Arc<dyn Environment>,
    source: OnceLock<Result<HttpMetadataSource, ConfigError>>,
}

impl LateMetadata {
    pub(super) fn new(environment: Arc<dyn Environment>) -> Self {
        Self {
            environment,
            source: OnceLock::new(),
        }
    }
}

#[async_trait]
impl MetadataSource for LateMetadata {
    async fn get(&self, path: &str) -> Result<Option<String>, SigningError> {
        let source = self
            .source
            .get_or_init(|| HttpMetadataSource::from_environment(&*self.environment));
        match source {
            Ok(source) => source.get(path).await,
            Err(error) => Err(SigningError::new(
                SigningErrorKind::NotConfigured,
                error.to_string(),
            )),
        }
    }
}
