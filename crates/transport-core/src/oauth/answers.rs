use auth_core::Secret;
use serde::Deserialize;

use crate::envelope::{ApiResponse, ErrorBody, NhnHeader};
use crate::wire;

/// What the token service issues. `grant_type`, which older pages list, is ignored.
#[derive(Deserialize)]
pub(super) struct CreatedToken {
    #[serde(default)]
    header: Option<NhnHeader>,
    #[serde(default, deserialize_with = "secret")]
    pub(super) access_token: Option<Secret>,
    /// A number, or the same as text; the vendor's table and example disagree.
    #[serde(default, deserialize_with = "wire::option::u64")]
    pub(super) expires_in: Option<u64>,
}

fn secret<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.map(Secret::new))
}

impl ApiResponse for CreatedToken {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        use serde::de::Error as _;

        let created: Self = serde_json::from_slice(body)?;
        let refused = created
            .header
            .as_ref()
            .is_some_and(|header| !header.is_successful);
        if !refused && created.access_token.as_ref().is_none_or(Secret::is_blank) {
            return Err(serde_json::Error::missing_field("access_token"));
        }
        if !refused && created.expires_in.is_none() {
            return Err(serde_json::Error::missing_field("expires_in"));
        }
        Ok(created)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.as_ref()?.error_body()
    }
}

/// The empty answer of a revocation; a body that says otherwise is believed.
pub(super) struct Revoked {
    header: Option<NhnHeader>,
}

impl ApiResponse for Revoked {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct HeaderOnly {
            header: NhnHeader,
        }

        if body.trim_ascii().is_empty() {
            return Ok(Self { header: None });
        }
        let answer: HeaderOnly = serde_json::from_slice(body)?;
        Ok(Self {
            header: Some(answer.header),
        })
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.as_ref()?.error_body()
    }
}
