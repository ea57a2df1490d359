use std::fmt;
use std::sync::Arc;

use auth_core::{Appkey, Environment, SystemEnvironment, UserAccessKey};

use crate::{ConfigError, Endpoint, Service, Zone};

/// The variable that replaces the endpoint of every service.
const ENDPOINT_VARIABLE: &str = "KCSEC_ENDPOINT_URL";

/// What a client reads from its environment: zone, endpoints and keys.
///
/// | variable | what it sets |
/// | --- | --- |
/// | `KCSEC_ZONE` | `public` (default), `gov` or `fin` |
/// | `KCSEC_ENDPOINT_URL` | the endpoint of every service |
/// | `KCSEC_ENDPOINT_URL_NHN_OAUTH`, `_NHN_SSC`, `_NHN_APPGUARD`, `_NHN_INTEGRITY`, `_NCP_WSC` | the endpoint of one |
/// | `NHN_CLOUD_USER_ACCESS_KEY_ID`, `NHN_CLOUD_SECRET_ACCESS_KEY` | the NHN Cloud User Access Key |
/// | `NHN_CLOUD_SSC_APPKEY`, `NHN_CLOUD_APPGUARD_APPKEY` | the Appkey of one service |
#[derive(Clone)]
pub struct Settings {
    environment: Arc<dyn Environment>,
    zone: Option<Zone>,
    profile: Option<String>,
    endpoint: Option<Endpoint>,
}

impl Settings {
    /// Settings from the environment of this process.
    pub fn from_env() -> Self {
        Self::from_environment(Arc::new(SystemEnvironment))
    }

    /// Settings from that environment.
    pub fn from_environment(environment: Arc<dyn Environment>) -> Self {
        Self {
            environment,
            zone: None,
            profile: None,
            endpoint: None,
        }
    }

    /// Sets the zone, whatever the environment says.
    #[must_use]
    pub fn with_zone(mut self, zone: Zone) -> Self {
        self.zone = Some(zone);
        self
    }

    /// Sets the profile of `~/.ncloud/configure`.
    #[must_use]
    pub fn with_profile(mut self, profile: impl Into<String>) -> Self {
        self.profile = Some(profile.into());
        self
    }

    /// Sets the endpoint of every service, whatever the environment says.
    #[must_use]
    pub fn with_endpoint(mut self, endpoint: Endpoint) -> Self {
        self.endpoint = Some(endpoint);
        self
    }

    /// Where variables and files are read.
    pub fn environment(&self) -> &Arc<dyn Environment> {
        &self.environment
    }

    /// The profile that is set.
    pub fn profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// The zone.
    ///
    /// # Errors
    ///
    /// When `KCSEC_ZONE` holds another word.
    pub fn zone(&self) -> Result<Zone, ConfigError> {
        match (self.zone, self.environment.var("KCSEC_ZONE")?) {
            (Some(zone), _) => Ok(zone),
            (None, Some(word)) => word
                .parse()
                .map_err(|error| ConfigError::new(format!("KCSEC_ZONE: {error}"))),
            (None, None) => Ok(Zone::default()),
        }
    }

    /// The endpoint of a service: as set, its own variable, the common one, or the documented host.
    ///
    /// # Errors
    ///
    /// When a variable holds no usable URL, `KCSEC_ZONE` no known word, or the vendor documents no
    /// host in the zone.
    pub fn endpoint(&self, service: &Service) -> Result<Endpoint, ConfigError> {
        // Read first: a word that cannot be read is a mistake, also where nobody needs it.
        let zone = self.zone()?;
        if let Some(endpoint) = &self.endpoint {
            return Ok(endpoint.clone());
        }
        for variable in [service.endpoint_variable, ENDPOINT_VARIABLE] {
            if let Some(url) = self.environment.var(variable)? {
                return url
                    .parse()
                    .map_err(|error| ConfigError::new(format!("{variable}: {error}")));
            }
        }
        service.endpoint(zone)
    }

    /// The NHN Cloud User Access Key.
    ///
    /// # Errors
    ///
    /// When one of its two variables is not set.
    pub fn user_access_key(&self) -> Result<UserAccessKey, ConfigError> {
        Ok(UserAccessKey::new(
            self.required("NHN_CLOUD_USER_ACCESS_KEY_ID")?,
            self.required("NHN_CLOUD_SECRET_ACCESS_KEY")?,
        ))
    }

    /// The Appkey in that variable.
    ///
    /// # Errors
    ///
    /// When the variable is not set.
    pub fn appkey(&self, variable: &str) -> Result<Appkey, ConfigError> {
        self.required(variable).map(Appkey::new)
    }

    fn required(&self, variable: &str) -> Result<String, ConfigError> {
        self.environment
            .var(variable)?
            // A secret's file often ends with a line break.
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .ok_or_else(|| ConfigError::new(format!("{variable} is not set; set it and try again")))
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("zone", &self.zone)
            .field("profile", &self.profile)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}
