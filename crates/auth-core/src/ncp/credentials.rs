use crate::Secret;

/// A NAVER Cloud key pair: the access key, which names the account, and the secret key.
///
/// From the console's "API authentication key" page, or of a server role.
///
/// ```
/// use auth_core::NcpCredentials;
///
/// let credentials = NcpCredentials::new("EXAMPLE_ACCESS_KEY", "EXAMPLE_SECRET_KEY");
/// assert_eq!(credentials.access_key(), "EXAMPLE_ACCESS_KEY");
/// assert!(!format!("{credentials:?}").contains("EXAMPLE"));
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/common-ncpapi>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NcpCredentials {
    // Not a secret by itself, but it names the account: it stays out of logs too.
    access_key: Secret,
    secret_key: Secret,
}

impl NcpCredentials {
    /// The pair as the console shows it.
    pub fn new(access_key: impl Into<Secret>, secret_key: impl Into<Secret>) -> Self {
        Self {
            access_key: access_key.into(),
            secret_key: secret_key.into(),
        }
    }

    /// The access key's text.
    pub fn access_key(&self) -> &str {
        self.access_key.expose()
    }

    /// The secret key.
    pub fn secret_key(&self) -> &Secret {
        &self.secret_key
    }
}
