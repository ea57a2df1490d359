use std::ffi::OsString;
use std::fmt;
use std::sync::Arc;

use auth_core::{
    Appkey, Environment, FixedEnvironment, Secret, SystemEnvironment, UserAccessKey, validate_key,
};

use crate::{ConfigError, ConfigProblem, Endpoint, Service, Zone};

/// The variable that replaces the endpoint of every service.
const ENDPOINT_VARIABLE: &str = "KCSEC_ENDPOINT_URL";
const ZONE_VARIABLE: &str = "KCSEC_ZONE";
const PLAIN_HTTP_VARIABLE: &str = "KCSEC_ALLOW_HTTP";
const USER_ACCESS_KEY: [&str; 2] = [
    "NHN_CLOUD_USER_ACCESS_KEY_ID",
    "NHN_CLOUD_SECRET_ACCESS_KEY",
];
#[cfg(feature = "nhn-token")]
const TOKEN_FORM_VARIABLE: &str = "KCSEC_NHN_TOKEN_FORM";

/// What a client reads from its environment: zone, endpoints and keys.
///
/// | variable | what it sets |
/// | --- | --- |
/// | `KCSEC_ZONE` | `public` (default), `gov` or `fin` |
/// | `KCSEC_ENDPOINT_URL` | the endpoint of every service |
/// | `KCSEC_ENDPOINT_URL_NHN_OAUTH`, `_NHN_SSC`, `_NHN_APPGUARD`, `_NHN_INTEGRITY`, `_NCP_WSC` | the endpoint of one |
/// | `KCSEC_ALLOW_HTTP` | the names of hosts that may be reached over plain `http`; keys then travel in the clear |
/// | `NHN_CLOUD_USER_ACCESS_KEY_ID`, `NHN_CLOUD_SECRET_ACCESS_KEY` | the NHN Cloud User Access Key |
/// | `KCSEC_NHN_TOKEN_FORM` | `bearer` (default), or `raw`: Server Security Check gets the token without the word `Bearer` |
/// | `NHN_CLOUD_SSC_APPKEY`, `NHN_CLOUD_APPGUARD_APPKEY` | the Appkey of one service |
#[derive(Clone)]
pub struct Settings {
    environment: Arc<dyn Environment>,
    zone: Option<Zone>,
    profile: Option<String>,
    endpoint: Option<Endpoint>,
    plain_http_hosts: Vec<String>,
}

impl Settings {
    /// Settings from the environment of this process.
    pub fn from_env() -> Self {
        Self::from_environment(Arc::new(SystemEnvironment))
    }

    /// Settings from these variables and nothing else, such as those of an emulator.
    ///
    /// ```
    /// use transport_core::{Settings, Zone};
    ///
    /// let settings = Settings::from_vars([("KCSEC_ZONE", "gov")]);
    /// assert_eq!(settings.zone(), Ok(Zone::Gov));
    /// ```
    pub fn from_vars<N: Into<String>, V: Into<OsString>>(
        vars: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let environment = vars
            .into_iter()
            .fold(FixedEnvironment::new(), |environment, (name, value)| {
                environment.with_var(name, value)
            });
        Self::from_environment(Arc::new(environment))
    }

    /// Settings from that environment.
    pub fn from_environment(environment: Arc<dyn Environment>) -> Self {
        Self {
            environment,
            zone: None,
            profile: None,
            endpoint: None,
            plain_http_hosts: Vec::new(),
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

    /// Allows plain `http` to the host of that name, such as an emulator in another container:
    /// credentials then travel in the clear.
    #[must_use]
    pub fn with_plain_http(mut self, host: impl Into<String>) -> Self {
        self.plain_http_hosts.push(host.into());
        self
    }

    /// Reads the URL of an endpoint: `https`, or plain `http` to loopback or to a host that these
    /// settings allow by name.
    ///
    /// # Errors
    ///
    /// When it is no such URL, or what is allowed is no host name.
    pub fn parse_endpoint(&self, url: &str) -> Result<Endpoint, ConfigError> {
        let variable = self.environment.var(PLAIN_HTTP_VARIABLE)?;
        let listed = variable.iter().flat_map(|hosts| {
            let hosts = hosts.split(|c: char| c == ',' || c.is_whitespace());
            hosts.filter(|host| !host.is_empty())
        });
        let allowed = self.plain_http_hosts.iter().map(String::as_str);
        Endpoint::with_plain_http_to(url, &allowed.chain(listed).collect::<Vec<_>>())
    }

    /// Where variables and files are read.
    pub fn environment(&self) -> &Arc<dyn Environment> {
        &self.environment
    }

    /// The profile that is set.
    pub fn profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// The zone as it was set, or else the public one.
    ///
    /// # Errors
    ///
    /// When `KCSEC_ZONE` holds another word.
    pub fn zone(&self) -> Result<Zone, ConfigError> {
        Ok(self.explicit_zone()?.unwrap_or_default().0)
    }

    /// The zone that was set, and the name of the setting.
    fn explicit_zone(&self) -> Result<Option<(Zone, &'static str)>, ConfigError> {
        match (self.zone, self.environment.var(ZONE_VARIABLE)?) {
            (Some(zone), _) => Ok(Some((zone, "the zone set by --zone or with_zone"))),
            (None, Some(word)) => match word.parse() {
                Ok(zone) => Ok(Some((zone, ZONE_VARIABLE))),
                Err(error) => {
                    let error = ConfigError::new(format!("{ZONE_VARIABLE}: {error}"));
                    Err(error.of_setting(ZONE_VARIABLE, ConfigProblem::Word))
                }
            },
            (None, None) => Ok(None),
        }
    }

    /// The zone of NAVER Cloud's services: the one that its keys belong to, if the URL of the API
    /// gateway stands beside them (`ncloud_api_url` in the file, `NCLOUD_API_GW` in the
    /// environment), or else as [`zone`](Self::zone).
    ///
    /// # Errors
    ///
    /// When the zone that was set contradicts the keys, none was set and the URL is not that of a
    /// documented host, or the keys cannot be used.
    #[cfg(feature = "ncp")]
    pub fn ncp_zone(&self) -> Result<Zone, ConfigError> {
        match crate::key_zone::KeyZone::find(&self.environment, self.profile())? {
            Some(keys) => keys.zone(self.explicit_zone()?),
            None => self.zone(),
        }
    }

    /// The endpoint of a service: as set, its own variable, the common one, or the documented host
    /// in the zone, which for NAVER Cloud's services is [`ncp_zone`](Self::ncp_zone).
    ///
    /// # Errors
    ///
    /// When a variable holds no usable URL, `KCSEC_ZONE` no known word, or the vendor documents no
    /// host in the zone.
    pub fn endpoint(&self, service: &Service) -> Result<Endpoint, ConfigError> {
        self.endpoint_for(service, true)
    }

    /// The same, where the keys may come from elsewhere: these settings' keys then tell nothing.
    pub(crate) fn endpoint_for(
        &self,
        service: &Service,
        with_own_keys: bool,
    ) -> Result<Endpoint, ConfigError> {
        // Read first: a word that cannot be read is a mistake, also where nobody needs it.
        let zone = self.zone()?;
        if let Some(endpoint) = &self.endpoint {
            return Ok(endpoint.clone());
        }
        for variable in [service.endpoint_variable, ENDPOINT_VARIABLE] {
            if let Some(url) = self.environment.var(variable)? {
                return self.parse_endpoint(&url).map_err(|error| {
                    ConfigError::new(format!("{variable}: {error}"))
                        .of_setting(variable, ConfigProblem::Endpoint)
                });
            }
        }
        #[cfg(feature = "ncp")]
        if with_own_keys && crate::key_zone::is_of_naver_cloud(service) {
            return service.endpoint(self.ncp_zone()?);
        }
        let _ = with_own_keys;
        service.endpoint(zone)
    }

    /// The NHN Cloud User Access Key.
    ///
    /// # Errors
    ///
    /// When its two variables are not set, or hold what cannot be a key.
    pub fn user_access_key(&self) -> Result<UserAccessKey, ConfigError> {
        self.require(&USER_ACCESS_KEY)?;
        let [id, secret] = USER_ACCESS_KEY;
        Ok(UserAccessKey::new(
            self.required(id)?,
            self.required(secret)?,
        ))
    }

    /// Checks that the Appkey is set and, where it is needed, the User Access Key: all that is
    /// missing is named at once.
    pub(crate) fn require_appkey(
        &self,
        variable: &'static str,
        with_key: bool,
    ) -> Result<(), ConfigError> {
        let [id, secret] = USER_ACCESS_KEY;
        match with_key {
            true => self.require(&[id, secret, variable]),
            false => self.require(&[variable]),
        }
    }

    fn require(&self, variables: &[&'static str]) -> Result<(), ConfigError> {
        let mut missing = Vec::new();
        for name in variables {
            let value = self.environment.var(name)?.map(Secret::new);
            if value.is_none_or(|value| value.is_blank()) {
                missing.push(*name);
            }
        }
        match missing.is_empty() {
            true => Ok(()),
            false => Err(ConfigError::missing(missing)),
        }
    }

    /// Whether NHN Cloud's token is sent alone, without the word `Bearer`.
    ///
    /// # Errors
    ///
    /// When `KCSEC_NHN_TOKEN_FORM` holds another word than `bearer` or `raw`.
    #[cfg(feature = "nhn-token")]
    pub fn raw_token(&self) -> Result<bool, ConfigError> {
        match self.environment.var(TOKEN_FORM_VARIABLE)?.as_deref() {
            None => Ok(false),
            Some(form) if form.trim().eq_ignore_ascii_case("bearer") => Ok(false),
            Some(form) if form.trim().eq_ignore_ascii_case("raw") => Ok(true),
            Some(_) => Err(ConfigError::new(format!(
                "{TOKEN_FORM_VARIABLE} must be bearer or raw"
            ))
            .of_setting(TOKEN_FORM_VARIABLE, ConfigProblem::Word)),
        }
    }

    /// The Appkey in that variable.
    ///
    /// # Errors
    ///
    /// When the variable is not set, or holds what cannot be an Appkey.
    pub fn appkey(&self, variable: &'static str) -> Result<Appkey, ConfigError> {
        self.required(variable).map(Appkey::new)
    }

    fn required(&self, variable: &'static str) -> Result<Secret, ConfigError> {
        let value = Secret::new(self.environment.var(variable)?.unwrap_or_default());
        if value.is_blank() {
            return Err(ConfigError::missing(vec![variable]));
        }
        // A secret's file often ends with a line break.
        let value = Secret::new(value.expose().trim());
        match validate_key(value.expose()) {
            Ok(()) => Ok(value),
            Err(problem) => Err(
                ConfigError::new(match self.environment.file_of_var(variable) {
                    Some(file) => format!("{variable} in {file} {problem}"),
                    None => format!("{variable} {problem}"),
                })
                .of_setting(variable, ConfigProblem::Key(problem)),
            ),
        }
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
