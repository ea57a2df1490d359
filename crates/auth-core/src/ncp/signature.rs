use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::KeyInit as _;
use hmac::block_api::HmacCore;
use hmac::digest::Output;
use hmac::digest::block_api::{Buffer, FixedOutputCore as _, UpdateCore as _};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use sha2::Sha256;

use super::NcpCredentials;
use super::timestamp::Timestamp;
use crate::signer::sensitive;
use crate::{Secret, SigningError, SigningErrorKind};

const TIMESTAMP: HeaderName = HeaderName::from_static("x-ncp-apigw-timestamp");
const ACCESS_KEY: HeaderName = HeaderName::from_static("x-ncp-iam-access-key");
const SIGNATURE: HeaderName = HeaderName::from_static("x-ncp-apigw-signature-v2");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Base64 of the 32 bytes of HMAC-SHA256, with padding.
const SIGNATURE_LEN: usize = 44;

/// HMAC-SHA256 at the level of blocks, without the buffer that a state kept for cloning would
/// carry along and wipe for nothing.
type Mac = HmacCore<Sha256>;

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
/// UTC; the gateway refuses one that is more than five minutes off.
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
    keyed: Mac,
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
        let keyed = Mac::new_from_slice(credentials.secret_key().expose().as_bytes())
            .map_err(|_| unusable("the NAVER Cloud secret key cannot be used as a key"))?;
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
    /// None that is known: digits and Base64 can stand in a header.
    pub fn headers(
        &self,
        method: &Method,
        path_and_query: &str,
        timestamp_ms: u64,
    ) -> Result<NcpSignatureHeaders, SigningError> {
        self.headers_at(method, path_and_query, &Timestamp::from_ms(timestamp_ms))
    }

    /// The value of `x-ncp-apigw-signature-v2` alone.
    pub fn signature(&self, method: &Method, path_and_query: &str, timestamp_ms: u64) -> String {
        let signature = self.sign(method, path_and_query, &Timestamp::from_ms(timestamp_ms));
        String::from_utf8_lossy(&signature).into_owned()
    }

    /// What is signed, for explaining a signature that was refused; holds the access key.
    pub fn string_to_sign(
        &self,
        method: &Method,
        path_and_query: &str,
        timestamp_ms: u64,
    ) -> String {
        let timestamp = Timestamp::from_ms(timestamp_ms);
        let pieces = self.pieces(method, path_and_query, &timestamp);
        String::from_utf8_lossy(&pieces.concat()).into_owned()
    }

    #[inline]
    pub(super) fn headers_at(
        &self,
        method: &Method,
        path_and_query: &str,
        timestamp: &Timestamp,
    ) -> Result<NcpSignatureHeaders, SigningError> {
        let mut signature = header(&self.sign(method, path_and_query, timestamp))?;
        signature.set_sensitive(true);
        Ok(NcpSignatureHeaders {
            timestamp: header(timestamp.digits())?,
            access_key: self.access_key_header.clone(),
            signature,
        })
    }

    #[inline]
    fn sign(
        &self,
        method: &Method,
        path_and_query: &str,
        timestamp: &Timestamp,
    ) -> [u8; SIGNATURE_LEN] {
        let mut mac = self.keyed.clone();
        let mut buffer = Buffer::<Mac>::default();
        for piece in self.pieces(method, path_and_query, timestamp) {
            buffer.digest_blocks(piece, |blocks| mac.update_blocks(blocks));
        }
        let mut code = Output::<Mac>::default();
        mac.finalize_fixed_core(&mut buffer, &mut code);

        let mut signature = [0; SIGNATURE_LEN];
        let written = STANDARD.encode_slice(code, &mut signature);
        debug_assert_eq!(written, Ok(SIGNATURE_LEN));
        signature
    }

    #[inline]
    fn pieces<'a>(
        &'a self,
        method: &'a Method,
        path_and_query: &'a str,
        timestamp: &'a Timestamp,
    ) -> [&'a [u8]; 5] {
        // `http://host?a=b` goes out as `/?a=b`: the slash that HTTP clients add is signed too.
        let root: &[u8] = match path_and_query.as_bytes().first() {
            Some(b'/' | b'*') => b" ",
            _ => b" /",
        };
        [
            method.as_str().as_bytes(),
            root,
            path_and_query.as_bytes(),
            timestamp.line(),
            self.access_key.expose().as_bytes(),
        ]
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

#[inline]
fn header(text: &[u8]) -> Result<HeaderValue, SigningError> {
    HeaderValue::from_bytes(text).map_err(|error| {
        unusable("the signature cannot stand in an HTTP header").with_source(error)
    })
}

fn unusable(message: &str) -> SigningError {
    SigningError::new(
        SigningErrorKind::NotConfigured,
        format!("{message}; check the setting"),
    )
}

impl fmt::Debug for NcpSigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NcpSigningKey([redacted])")
    }
}
