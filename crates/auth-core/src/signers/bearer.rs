use std::time::SystemTime;

use async_trait::async_trait;
use http::HeaderValue;
use http::header::AUTHORIZATION;
use http::request::Parts;

use super::sensitive;
use crate::{IntegrityToken, Signed, Signer, SigningError};

/// Puts `Authorization: Bearer {token}` on a request; the header is prepared once.
#[derive(Debug)]
pub struct BearerSigner {
    authorization: HeaderValue,
}

impl BearerSigner {
    /// A signer for one integrity token, which it takes over.
    ///
    /// # Errors
    ///
    /// When the token cannot stand in a header.
    pub fn for_integrity_token(token: IntegrityToken) -> Result<Self, SigningError> {
        let authorization = sensitive(
            &zeroize::Zeroizing::new(format!("Bearer {}", token.expose())),
            "the integrity token",
        )?;
        Ok(Self { authorization })
    }
}

#[async_trait]
impl Signer for BearerSigner {
    async fn sign(&self, parts: &mut Parts, _: SystemTime) -> Result<Signed, SigningError> {
        parts
            .headers
            .insert(AUTHORIZATION, self.authorization.clone());
        Ok(Signed::default())
    }
}
