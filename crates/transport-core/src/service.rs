use std::fmt;
use std::str::FromStr;

use crate::{ConfigError, ConfigProblem, Endpoint};

/// The cloud zone: public, for government, or for finance.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Zone {
    /// The public cloud.
    #[default]
    Public,
    /// The cloud for public institutions.
    Gov,
    /// The cloud for finance.
    Fin,
}

impl Zone {
    /// The zone's name in settings: `public`, `gov` or `fin`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Gov => "gov",
            Self::Fin => "fin",
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Zone {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        [Self::Public, Self::Gov, Self::Fin]
            .into_iter()
            .find(|zone| zone.as_str().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| ConfigError::new("the zone is none of public, gov, fin"))
    }
}

/// One service: its name and where the vendor documents that it lives.
#[derive(Debug, Clone, Copy)]
pub struct Service {
    /// The crate's name, such as `nhn-ssc`.
    pub name: &'static str,
    /// The documented hosts.
    pub hosts: &'static [(Zone, &'static str)],
    /// The variable that replaces the endpoint of this service alone.
    pub endpoint_variable: &'static str,
}

impl Service {
    /// The documented endpoint in that zone.
    ///
    /// # Errors
    ///
    /// When the vendor documents none: the error names the setting to use. It is never guessed.
    pub fn endpoint(&self, zone: Zone) -> Result<Endpoint, ConfigError> {
        match self
            .hosts
            .iter()
            .find(|(documented, _)| *documented == zone)
        {
            Some((_, url)) => url.parse(),
            None => Err(ConfigError::new(format!(
                "the vendor documents no host of {} in the zone {zone}; set {} to its URL",
                self.name, self.endpoint_variable
            ))
            .of_setting(self.endpoint_variable, ConfigProblem::NoHost)),
        }
    }
}
