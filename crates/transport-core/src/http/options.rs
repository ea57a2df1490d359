use std::path::PathBuf;
use std::time::Duration;

use auth_core::{Environment as _, SystemEnvironment};

use crate::ConfigError;

/// Which proxy calls to hosts other than loopback take.
#[derive(Clone, Default)]
pub(crate) enum ProxyChoice {
    /// What the environment names.
    #[default]
    Environment,
    /// None.
    None,
    /// This one; the URL may hold a password.
    Url(String),
}

impl std::fmt::Debug for ProxyChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Environment => "Environment",
            Self::None => "None",
            Self::Url(_) => "Url([redacted])",
        })
    }
}

/// What the hardened client can be told.
#[derive(Debug, Clone)]
pub(crate) struct TransportOptions {
    pub(crate) proxy: ProxyChoice,
    pub(crate) root_certificates: Pem,
    pub(crate) ca_files: Vec<PathBuf>,
    pub(crate) connect_timeout: Duration,
    pub(crate) http2_prior_knowledge: bool,
}

impl Default for TransportOptions {
    fn default() -> Self {
        Self {
            proxy: ProxyChoice::Environment,
            root_certificates: Pem::default(),
            ca_files: Vec::new(),
            connect_timeout: Duration::from_secs(10),
            http2_prior_knowledge: false,
        }
    }
}

impl TransportOptions {
    /// The certificates that were given, those in files read now.
    pub(super) fn root_certificates(&self) -> Result<Vec<Vec<u8>>, ConfigError> {
        let mut pem = self.root_certificates.0.clone();
        for file in &self.ca_files {
            pem.push(SystemEnvironment.read_file(file).map_err(|error| {
                ConfigError::new(format!(
                    "the CA file {} cannot be read: {error}; give one with PEM certificates",
                    file.display()
                ))
            })?);
        }
        Ok(pem)
    }
}

/// PEM texts as they were given; one may hold a private key too, so only their number is shown.
#[derive(Clone, Default)]
pub(crate) struct Pem(pub(crate) Vec<Vec<u8>>);

impl std::fmt::Debug for Pem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} PEM texts", self.0.len())
    }
}
