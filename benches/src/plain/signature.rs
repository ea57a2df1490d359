//! NAVER Cloud's signature as people write it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::HeaderValue;
use sha2::Sha256;

use crate::Failure;

/// What is signed in these benches.
pub const TARGET: &str = "/api/v1/jobs?limit=20&page=1";
/// The access key of these benches.
pub const ACCESS_KEY: &str = "EXAMPLE_ACCESS_KEY20";
/// The secret key of these benches.
pub const SECRET_KEY: &str = "EXAMPLE_SECRET_KEY_OF_FORTY_CHARACTERS_A";
/// The moment of these benches.
pub const TIMESTAMP_MS: u64 = 1_700_000_000_000;

/// A signer as it stands in blog posts: a `format!`, a new HMAC from the key, header values from
/// texts.
///
/// # Errors
///
/// When the key or a value cannot be used.
pub fn as_people_write_it(
    method: &str,
    target: &str,
    timestamp_ms: u64,
    access_key: &str,
    secret_key: &str,
) -> Result<[HeaderValue; 3], Failure> {
    let message = format!("{method} {target}\n{timestamp_ms}\n{access_key}");
    let mut mac = Hmac::<Sha256>::new_from_slice(secret_key.as_bytes())?;
    mac.update(message.as_bytes());
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    Ok([
        HeaderValue::from_str(&timestamp_ms.to_string())?,
        HeaderValue::from_str(access_key)?,
        HeaderValue::from_str(&signature)?,
    ])
}
