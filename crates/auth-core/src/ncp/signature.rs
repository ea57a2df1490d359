use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::NcpCredentials;
use crate::signer::sensitive;
use crate::{Secret, SigningError};

const TIMESTAMP: HeaderName = HeaderName::from_static("x-ncp-apigw-timestamp");
const ACCESS_KEY: HeaderName = HeaderName::from_static("x-ncp-iam-access-key");
const SIGNATURE: HeaderName = HeaderName::from_static("x-ncp-apigw-signature-v2");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

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
/// In the methods, `path_and_query` is what stands on the request line, byte for byte:
/// percent-encoded, with the query, without scheme and host. `timestamp_ms` counts from 1970, in
/// UTC; the gateway rejects one that is more than five minutes off.
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
/// Vendor page: <https://api.ncloud-docs.com/docs/en/common-ncpapi>.
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
    /// When one of the two is blank, or the access key is not allowed in a header.
    pub fn new(credentials: &NcpCredentials) -> Result<Self, SigningError> {
        let access_key = credentials.access_key();
        let secret_key = credentials.secret_key();
        let blank = |what| {
            Err(SigningError::not_configured(format!(
                "the NAVER Cloud {what} key is blank; check the setting"
            )))
        };
        if access_key.trim().is_empty() {
            return blank("access");
        }
        if secret_key.is_blank() {
            return blank("secret");
        }
        let keyed = Hmac::new_from_slice(secret_key.expose().as_bytes()).map_err(|error| {
            SigningError::not_configured(
                "the NAVER Cloud secret key is not usable; check the setting",
            )
            .with_source(error)
        })?;
        Ok(Self {
            keyed,
            access_key: Secret::new(access_key),
            access_key_header: sensitive(access_key, "the NAVER Cloud access key")?,
        })
    }

    /// The values of the headers that sign a request.
    ///
    /// # Errors
    ///
    /// None that is known: digits and Base64 are allowed in a header.
    pub fn headers(
        &self,
        method: &Method,
        path_and_query: &str,
        timestamp_ms: u64,
    ) -> Result<NcpSignatureHeaders, SigningError> {
        let signature = self.signature(method, path_and_query, timestamp_ms);
        Ok(NcpSignatureHeaders {
            timestamp: HeaderValue::from(timestamp_ms),
            access_key: self.access_key_header.clone(),
            signature: sensitive(&signature, "the signature")?,
        })
    }

    /// The value of `x-ncp-apigw-signature-v2` alone.
    pub fn signature(&self, method: &Method, path_and_query: &str, timestamp_ms: u64) -> String {
        let text = Zeroizing::new(self.string_to_sign(method, path_and_query, timestamp_ms));
        let code = self.keyed.clone().chain_update(text.as_bytes()).finalize();
        STANDARD.encode(code.into_bytes())
    }

    /// What is signed, for explaining a signature that was rejected; it holds the access key.
    pub fn string_to_sign(
        &self,
        method: &Method,
        path_and_query: &str,
        timestamp_ms: u64,
    ) -> String {
        // `http://host?a=b` goes out as `/?a=b`: the slash that HTTP clients add is signed too.
        let root = if path_and_query.starts_with(['/', '*']) {
            ""
        } else {
            "/"
        };
        let access_key = self.access_key.expose();
        format!("{method} {root}{path_and_query}\n{timestamp_ms}\n{access_key}")
    }
}

/// The values of the headers that sign a request; the credentials are marked sensitive.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/common-ncpapi>.
#[derive(Debug, Clone)]
pub struct NcpSignatureHeaders {
    /// `x-ncp-apigw-timestamp`: the milliseconds that were signed.
    pub timestamp: HeaderValue,
    /// `x-ncp-iam-access-key`.
    pub access_key: HeaderValue,
    /// `x-ncp-apigw-signature-v2`.
    pub signature: HeaderValue,
}

impl NcpSignatureHeaders {
    /// Puts them among a request's headers, with the `Content-Type` that the gateway wants also
    /// on calls without a body; what stood there under these names is replaced.
    pub fn insert_into(self, headers: &mut HeaderMap) {
        headers.insert(TIMESTAMP, self.timestamp);
        headers.insert(ACCESS_KEY, self.access_key);
        headers.insert(SIGNATURE, self.signature);
        headers.insert(CONTENT_TYPE, JSON);
    }
}

impl fmt::Debug for NcpSigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NcpSigningKey([redacted])")
    }
}
