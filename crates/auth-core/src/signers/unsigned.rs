use std::time::SystemTime;

use async_trait::async_trait;
use http::request::Parts;

use crate::{Signed, Signer, SigningError};

/// Signs nothing: for calls that carry their credentials themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct UnsignedSigner;

#[async_trait]
impl Signer for UnsignedSigner {
    async fn sign(&self, _: &mut Parts, _: SystemTime) -> Result<Signed, SigningError> {
        Ok(Signed::default())
    }
}
