//! NAVER Cloud's signature v2, checked over the bytes of the request line as they came.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// A secret key, ready to sign: the two padded halves of HMAC-SHA256.
#[derive(Clone)]
pub(crate) struct SigningKey {
    inner: Sha256,
    outer: Sha256,
}

impl SigningKey {
    pub(crate) fn new(secret: &[u8]) -> Self {
        let mut block = [0_u8; 64];
        if secret.len() > block.len() {
            block[..32].copy_from_slice(&Sha256::digest(secret));
        } else {
            block[..secret.len()].copy_from_slice(secret);
        }
        let padded = |pad: u8| Sha256::new_with_prefix(block.map(|byte| byte ^ pad));
        Self {
            inner: padded(0x36),
            outer: padded(0x5c),
        }
    }

    /// The Base64 of the HMAC over these parts, one after another.
    pub(crate) fn sign(&self, parts: &[&[u8]]) -> String {
        let mut inner = self.inner.clone();
        for part in parts {
            inner.update(part);
        }
        let mut outer = self.outer.clone();
        outer.update(inner.finalize());
        STANDARD.encode(outer.finalize())
    }
}

/// What must have been signed: method, target, timestamp and access key.
pub(crate) struct Signed<'a> {
    pub(crate) method: &'a str,
    pub(crate) target: &'a str,
    pub(crate) timestamp: &'a str,
    pub(crate) access_key: &'a str,
}

impl Signed<'_> {
    pub(crate) fn signature(&self, key: &SigningKey) -> String {
        key.sign(&[
            self.method.as_bytes(),
            b" ",
            self.target.as_bytes(),
            b"\n",
            self.timestamp.as_bytes(),
            b"\n",
            self.access_key.as_bytes(),
        ])
    }

    pub(crate) fn text(&self) -> String {
        format!(
            "{} {}\n{}\n{}",
            self.method, self.target, self.timestamp, self.access_key
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_independent_computations() {
        let long = "k".repeat(100);
        for (method, target, timestamp, access, secret, signature) in [
            (
                "GET",
                "/api/v1/jobs?limit=10&page=1",
                "1700000000000",
                "EXAMPLE_ACCESS_KEY",
                "EXAMPLE_SECRET_KEY",
                "hJS9MEfFl/aGy5nAYi9q2fFwSX4IDaX8P6uSs7RImMA=",
            ),
            (
                "GET",
                "/api/v1/jobs?memo=%ED%95%9C%EA%B8%80&page=1",
                "1700000000000",
                "EXAMPLE_ACCESS_KEY",
                "EXAMPLE_SECRET_KEY",
                "Kx/jMIBtwpFfH+INrWX1CsPNHIANS09kHGPY+lz1haw=",
            ),
            (
                "GET",
                "/api/v1/jobs?limit=1&page=1",
                "1700000000000",
                "EXAMPLE_ACCESS_KEY",
                long.as_str(),
                "QOXrLNjh1DlYIRSVdrVMAP+N88Vf9On+S094wgM2MSM=",
            ),
            (
                "GET",
                "/api/v1/jobs?limit=1&page=1",
                "1700000000000",
                "EXAMPLE_ACCESS_KEY",
                "비밀키",
                "cWTu7ikYlhD0iCKzv08Zc7+9QcnVqB4RMFM5jwUSf9w=",
            ),
        ] {
            let signed = Signed {
                method,
                target,
                timestamp,
                access_key: access,
            };
            assert_eq!(
                signed.signature(&SigningKey::new(secret.as_bytes())),
                signature
            );
        }
    }
}
