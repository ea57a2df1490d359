use crate::Secret;

/// An NHN Cloud User Access Key token: an opaque bearer token that lives 60 to 86,400 seconds.
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken(Secret);

impl AccessToken {
    /// A token as the token service wrote it.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self(token.into())
    }

    /// The token's text.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}
