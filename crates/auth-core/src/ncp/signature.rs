use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderValue, Method};
use sha2::Sha256;

use super::NcpCredentials;
use super::decimal::Decimal;
use crate::signers::sensitive;
use crate::{Secret, SigningError, SigningErrorKind};

/// Base64 of the 32 bytes of HMAC-SHA256, with padding.
pub(super) const SIGNATURE_LEN: usize = 44;

/// A key pair prepared for signing: the HMAC state after the key, and the access key's header.
///
/// Signature version 2 is the Base64 of the HMAC-SHA256, with the secret key, of
///
/// ```text
/// {METHOD} {path-and-query}
/// {milliseconds since 1970}
/// {access key}
/// ```
///
/// ```
/// use auth_core::{NcpCredentials, NcpSigningKey};
/// use http::Method;
///
/// let credentials = NcpCredentials::new("EXAMPLE_ACCESS_KEY", "EXAMPLE_SECRET_KEY");
/// let key = NcpSigningKey::new(&credentials)?;
/// let target = "/api/v1/jobs?limit=10&page=1";
/// assert_eq!(
///     key.string_to_sign(&Method::GET, target, 1_700_000_000_000),
///     "GET /api/v1/jobs?limit=10&page=1\n1700000000000\nEXAMPLE_ACCESS_KEY",
/// );
/// assert_eq!(
///     key.signature(&Method::GET, target, 1_700_000_000_000),
///     "hJS9MEfFl/aGy5nAYi9q2fFwSX4IDaX8P6uSs7RImMA=",
/// );
/// # Ok::<(), auth_core::SigningError>(())
/// ```
///
/// Vendor page: NAVER Cloud, API guide, "Ncloud API", signature version 2.
#[derive(Clone)]
pub struct NcpSigningKey {
    keyed: Hmac<Sha256>,
    access_key: Secret,
    access_key_header: HeaderValue,
}

impl NcpSigningKey {
    /// Prepares the pair, once for all signatures.
    ///
    /// # Errors
    ///
    /// When one of the two is blank, or the access key cannot stand in a header.
    pub fn new(credentials: &NcpCredentials) -> Result<Self, SigningError> {
        let access_key = credentials.access_key();
        if access_key.trim().is_empty() {
            return Err(unusable("the NAVER Cloud access key is blank"));
        }
        if credentials.secret_key().is_blank() {
            return Err(unusable("the NAVER Cloud secret key is blank"));
        }
        let keyed = Hmac::new_from_slice(credentials.secret_key().expose().as_bytes())
            .map_err(|_| unusable("the NAVER Cloud secret key cannot be used as a key"))?;
        Ok(Self {
            keyed,
            access_key: Secret::new(access_key),
            access_key_header: sensitive(access_key, "the NAVER Cloud access key")?,
        })
    }

    /// What is signed, for explaining a signature that was refused; holds the access key.
    ///
    /// `path_and_query` is what stands on the request line, byte for byte: percent-encoded, with
    /// the query, without scheme and host. `timestamp_ms` counts from 1970, in UTC.
    pub fn string_to_sign(
        &self,
        method: &Method,
        path_and_query: &str,
        timestamp_ms: u64,
    ) -> String {
        let timestamp = Decimal::new(timestamp_ms);
        let pieces = self.pieces(method, path_and_query, timestamp.as_bytes());
        String::from_utf8_lossy(&pieces.concat()).into_owned()
    }

    /// The value of `x-ncp-apigw-signature-v2`; parameters as for
    /// [`string_to_sign`](NcpSigningKey::string_to_sign).
    pub fn signature(&self, method: &Method, path_and_query: &str, timestamp_ms: u64) -> String {
        let timestamp = Decimal::new(timestamp_ms);
        let signature = self.sign(method, path_and_query, timestamp.as_bytes());
        signature.iter().copied().map(char::from).collect()
    }

    pub(super) fn sign(
        &self,
        method: &Method,
        path_and_query: &str,
        timestamp: &[u8],
    ) -> [u8; SIGNATURE_LEN] {
        let mut mac = self.keyed.clone();
        for piece in self.pieces(method, path_and_query, timestamp) {
            mac.update(piece);
        }
        let mut signature = [0; SIGNATURE_LEN];
        let written = STANDARD.encode_slice(mac.finalize().into_bytes(), &mut signature);
        debug_assert_eq!(written, Ok(SIGNATURE_LEN));
        signature
    }

    pub(super) fn access_key_header(&self) -> &HeaderValue {
        &self.access_key_header
    }

    fn pieces<'a>(
        &'a self,
        method: &'a Method,
        path_and_query: &'a str,
        timestamp: &'a [u8],
    ) -> [&'a [u8]; 8] {
        // `http://host?a=b` goes out as `/?a=b`: the slash that HTTP clients add is signed too.
        let root: &[u8] = match path_and_query.as_bytes().first() {
            Some(b'/' | b'*') => b"",
            _ => b"/",
        };
        [
            method.as_str().as_bytes(),
            b" ",
            root,
            path_and_query.as_bytes(),
            b"\n",
            timestamp,
            b"\n",
            self.access_key.expose().as_bytes(),
        ]
    }
}

fn unusable(message: &str) -> SigningError {
    SigningError::new(
        SigningErrorKind::Missing,
        format!("{message}; check the setting"),
    )
}

impl fmt::Debug for NcpSigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NcpSigningKey([redacted])")
    }
}
