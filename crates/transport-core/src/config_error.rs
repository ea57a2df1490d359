use std::fmt;

use auth_core::InvalidKey;

/// A setting is missing or cannot be used; nothing was sent.
///
/// The text names the setting and what to do, and never holds its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    message: String,
    missing: Vec<&'static str>,
    problem: ConfigProblem,
    setting: Option<String>,
}

/// What is wrong with a setting.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfigProblem {
    /// It is not set.
    Missing,
    /// What it holds cannot be a key.
    Key(InvalidKey),
    /// What it holds is no URL that a service can be reached at.
    Endpoint,
    /// What it holds is none of the words that are known.
    Word,
    /// The vendor documents no host in the zone.
    NoHost,
    /// Anything else.
    Unusable,
}

impl ConfigError {
    /// An error with that text, which must hold no secret.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            missing: Vec::new(),
            problem: ConfigProblem::Unusable,
            setting: None,
        }
    }

    /// These variables are not set.
    pub(crate) fn missing(names: Vec<&'static str>) -> Self {
        let (last, others) = names.split_last().unwrap_or((&"a setting", &[]));
        let message = match others {
            [] => format!("{last} is not set; set it and try again"),
            others => format!(
                "{} and {last} are not set; set them and try again",
                others.join(", ")
            ),
        };
        let error = Self::new(message).of_setting(names.join(", "), ConfigProblem::Missing);
        Self {
            missing: names,
            ..error
        }
    }

    /// The variables that are not set, if that is what is wrong: all that the client needs.
    pub fn missing_settings(&self) -> &[&'static str] {
        &self.missing
    }

    /// The same error with the setting that it is about, such as a variable's name.
    #[must_use]
    pub fn of_setting(mut self, setting: impl Into<String>, problem: ConfigProblem) -> Self {
        self.setting = Some(setting.into());
        self.problem = problem;
        self
    }

    /// What is wrong.
    pub fn problem(&self) -> ConfigProblem {
        self.problem
    }

    /// The setting that it is about, if it is one.
    pub fn setting(&self) -> Option<&str> {
        self.setting.as_deref()
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {}

impl From<auth_core::NotUnicode> for ConfigError {
    fn from(error: auth_core::NotUnicode) -> Self {
        Self::new(error.to_string())
    }
}

impl From<auth_core::SigningError> for ConfigError {
    fn from(error: auth_core::SigningError) -> Self {
        Self::new(error.to_string())
    }
}
