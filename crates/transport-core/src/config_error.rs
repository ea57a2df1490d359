use std::fmt;

/// A setting is missing or cannot be used; nothing was sent.
///
/// The text names the setting and what to do, and never holds its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    message: String,
    missing: Vec<&'static str>,
}

impl ConfigError {
    /// An error with that text, which must hold no secret.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            missing: Vec::new(),
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
        Self {
            message,
            missing: names,
        }
    }

    /// The variables that are not set, if that is what is wrong: all that the client needs.
    pub fn missing_settings(&self) -> &[&'static str] {
        &self.missing
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
