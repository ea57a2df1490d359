use std::fmt;

/// A setting is missing or cannot be used; nothing was sent.
///
/// The text names the setting and what to do, and never holds its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    message: String,
}

impl ConfigError {
    /// An error with that text, which must hold no secret.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
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
