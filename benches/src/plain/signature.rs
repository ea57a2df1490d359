//! NAVER Cloud's signature twice: what it costs at the very least, and as people write it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::HeaderValue;
use sha2::Sha256;
use sha2::block_api::compress256;

use crate::Failure;

/// What is signed in these benches.
pub const TARGET: &str = "/api/v1/jobs?limit=20&page=1";
/// The access key of these benches.
pub const ACCESS_KEY: &str = "EXAMPLE_ACCESS_KEY20";
/// The secret key of these benches.
pub const SECRET_KEY: &str = "EXAMPLE_SECRET_KEY_OF_FORTY_CHARACTERS_A";
/// The moment of these benches.
pub const TIMESTAMP_MS: u64 = 1_700_000_000_000;

/// The compressions that no signer can do without, and the Base64 of their result.
#[derive(Debug, Clone)]
pub struct BareCost {
    keyed: [u32; 8],
    blocks: Vec<[u8; 64]>,
    finish: [[u8; 64]; 1],
}

impl BareCost {
    /// Prepares the key's state and the padded blocks of a request like those that are signed.
    pub fn new() -> Self {
        let message = format!("GET {TARGET}\n{TIMESTAMP_MS}\n{ACCESS_KEY}");
        // Padding is one byte and the length, eight bytes.
        let blocks = (message.len() + 9).div_ceil(64);
        let mut padded = vec![[0; 64]; blocks];
        for (at, byte) in message.bytes().enumerate() {
            padded[at / 64][at % 64] = byte;
        }
        Self {
            keyed: [0x6a09_e667; 8],
            blocks: padded,
            finish: [[0x5c; 64]],
        }
    }

    /// How many compressions it takes.
    pub fn compressions(&self) -> usize {
        self.blocks.len() + self.finish.len()
    }

    /// Compresses the request's blocks and the outer block, and encodes the result.
    pub fn run(&self) -> [u8; 44] {
        let mut inner = self.keyed;
        compress256(&mut inner, &self.blocks);
        let mut block = self.finish;
        write_words(&mut block[0][..32], &inner);
        let mut outer = self.keyed;
        compress256(&mut outer, &block);
        let mut digest = [0; 32];
        write_words(&mut digest, &outer);
        let mut text = [0; 44];
        // 32 bytes always are 44 characters.
        let _ = STANDARD.encode_slice(digest, &mut text);
        text
    }
}

impl Default for BareCost {
    fn default() -> Self {
        Self::new()
    }
}

fn write_words(bytes: &mut [u8], words: &[u32; 8]) {
    for (bytes, word) in bytes.chunks_exact_mut(4).zip(words) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
}

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
