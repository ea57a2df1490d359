use std::fmt;
use std::time::SystemTime;

use async_trait::async_trait;
use http::request::Parts;
use http::{HeaderName, HeaderValue};

use crate::signer::sensitive;
use crate::{CredentialVersion, Signer, SigningError, UserAccessKey, validate_key};

const KEY_ID: &str = "the User Access Key ID (NHN_CLOUD_USER_ACCESS_KEY_ID)";
const KEY_SECRET: &str = "the secret access key (NHN_CLOUD_SECRET_ACCESS_KEY)";

/// Puts the same secret headers on every request, prepared once.
///
/// ```
/// use auth_core::{StaticHeaderSigner, UserAccessKey};
///
/// let key = UserAccessKey::new("EXAMPLE_ID", "EXAMPLE_SECRET");
/// let signer = StaticHeaderSigner::user_access_key(&key)?;
/// # Ok::<(), auth_core::SigningError>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>.
pub struct StaticHeaderSigner {
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl StaticHeaderSigner {
    /// `X-TC-AUTHENTICATION-ID` and `X-TC-AUTHENTICATION-SECRET`, as AppGuard asks.
    ///
    /// # Errors
    ///
    /// When the id or the secret cannot be a key ([`validate_key`](crate::validate_key)).
    pub fn user_access_key(key: &UserAccessKey) -> Result<Self, SigningError> {
        check(key)?;
        Ok(Self {
            headers: vec![
                (
                    HeaderName::from_static("x-tc-authentication-id"),
                    sensitive(key.id().expose(), KEY_ID)?,
                ),
                (
                    HeaderName::from_static("x-tc-authentication-secret"),
                    sensitive(key.secret().expose(), KEY_SECRET)?,
                ),
            ],
        })
    }

    /// `Authorization: Basic base64(id:secret)`, as the token service asks; id and secret go into
    /// the Base64 as they are, without form-encoding.
    ///
    /// # Errors
    ///
    /// When the id or the secret cannot be a key ([`validate_key`](crate::validate_key)), or the id
    /// holds a `:`, which would be read as its end.
    pub fn basic(key: &UserAccessKey) -> Result<Self, SigningError> {
        use base64::Engine as _;
        use zeroize::Zeroizing;

        check(key)?;
        if key.id().expose().contains(':') {
            return Err(SigningError::not_configured(format!(
                "{KEY_ID} holds a ':'; check the setting"
            )));
        }
        let pair = Zeroizing::new(format!("{}:{}", key.id().expose(), key.secret().expose()));
        // Long enough from the start: growing would leave a copy behind.
        let mut encoded = Zeroizing::new(String::with_capacity(16 + pair.len() * 2));
        encoded.push_str("Basic ");
        base64::engine::general_purpose::STANDARD.encode_string(pair.as_bytes(), &mut encoded);
        Ok(Self {
            headers: vec![(
                http::header::AUTHORIZATION,
                sensitive(&encoded, "the User Access Key")?,
            )],
        })
    }
}

fn check(key: &UserAccessKey) -> Result<(), SigningError> {
    for (secret, what) in [(key.id(), KEY_ID), (key.secret(), KEY_SECRET)] {
        validate_key(secret.expose())
            .map_err(|problem| SigningError::not_configured(format!("{what} {problem}")))?;
    }
    Ok(())
}

// Names only: the values are credentials.
impl fmt::Debug for StaticHeaderSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.headers.iter().map(|(name, _)| name))
            .finish()
    }
}

#[async_trait]
impl Signer for StaticHeaderSigner {
    async fn sign(
        &self,
        parts: &mut Parts,
        _: SystemTime,
    ) -> Result<CredentialVersion, SigningError> {
        for (name, value) in &self.headers {
            parts.headers.insert(name.clone(), value.clone());
        }
        Ok(CredentialVersion::default())
    }
}
