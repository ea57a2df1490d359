use std::fmt;
use std::time::SystemTime;

use async_trait::async_trait;
use http::request::Parts;
use http::{HeaderName, HeaderValue};

use super::sensitive;
use crate::{Signed, Signer, SigningError, UserAccessKey};

/// Puts the same secret headers on every request, prepared once.
pub struct StaticHeaderSigner {
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl StaticHeaderSigner {
    /// `X-TC-AUTHENTICATION-ID` and `X-TC-AUTHENTICATION-SECRET`, as AppGuard asks.
    ///
    /// # Errors
    ///
    /// When the id or the secret cannot stand in a header.
    pub fn user_access_key(key: &UserAccessKey) -> Result<Self, SigningError> {
        Ok(Self {
            headers: vec![
                (
                    HeaderName::from_static("x-tc-authentication-id"),
                    sensitive(key.id().expose(), "the User Access Key ID")?,
                ),
                (
                    HeaderName::from_static("x-tc-authentication-secret"),
                    sensitive(key.secret().expose(), "the secret access key")?,
                ),
            ],
        })
    }

    /// `Authorization: Basic base64(id:secret)`, as the token service asks; id and secret go into
    /// the Base64 as they are, without form-encoding.
    ///
    /// # Errors
    ///
    /// When the id holds a `:`, which would be read as the end of the id.
    pub fn basic(key: &UserAccessKey) -> Result<Self, SigningError> {
        use base64::Engine as _;
        use zeroize::Zeroizing;

        if key.id().expose().contains(':') {
            return Err(SigningError::new(
                crate::SigningErrorKind::Missing,
                "the User Access Key ID holds a ':'; check the setting",
            ));
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
    async fn sign(&self, parts: &mut Parts, _: SystemTime) -> Result<Signed, SigningError> {
        for (name, value) in &self.headers {
            parts.headers.insert(name.clone(), value.clone());
        }
        Ok(Signed::default())
    }
}
