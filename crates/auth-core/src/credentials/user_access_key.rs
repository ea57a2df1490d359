use crate::Secret;

/// An NHN Cloud User Access Key: its id and its secret access key.
///
/// Static and non-expiring; at most five per account, from the console's API security settings.
/// The token service and AppGuard take it.
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
///
/// ```
/// use auth_core::UserAccessKey;
///
/// let key = UserAccessKey::new("EXAMPLE_USER_ACCESS_KEY_ID", "EXAMPLE_SECRET_ACCESS_KEY");
/// assert!(!format!("{key:?}").contains("EXAMPLE"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserAccessKey {
    id: Secret,
    secret: Secret,
}

impl UserAccessKey {
    /// The key of that id and secret.
    pub fn new(id: impl Into<Secret>, secret: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
        }
    }

    /// The User Access Key ID.
    pub fn id(&self) -> &Secret {
        &self.id
    }

    /// The secret access key.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }
}
